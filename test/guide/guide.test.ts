import { readdirSync, readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { parseSheet, renderGuide } from "../../src/taskpane/guide/render";
import { isError, type CellValue, type FunctionMetadata } from "../../src/workbook/runtime-host";
import { openRuntime, testBuild, type ExcelRuntime } from "../support/excel-runtime";
import { asShown, compute, type LittleSheet } from "../support/little-sheet";
import { chosen, FIGURES, given } from "./figures";

/* What the guide says, held against the built functions in Microsoft's runtime and against sums done by hand. */
const FOLDER = "src/guide";
const sections = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(`${FOLDER}/${file}`, "utf8");
  return { id: /^\d+-(.*)\.md$/.exec(file)![1]!, text, ...partsOf(text) };
});
const sheets = sections.flatMap(({ sheets }) => sheets);
const page = new JSDOM(
  renderGuide(FOLDER)
    .map(({ html }) => html)
    .join(""),
).window.document;

interface NamedSheet {
  readonly name: string;
  readonly rows: LittleSheet;
  /** The message that the guide quotes below the sheet. */
  readonly quote: string | undefined;
}

interface Picture {
  readonly kind: string;
  readonly rows: LittleSheet;
}

/** What a section is made of: the text that is prose, the little sheets, and the pictures. */
function partsOf(text: string): { prose: string; sheets: NamedSheet[]; pictures: Picture[] } {
  const blocks = /^```(\w+) (.*)\n([^]*?)^```\n(?:\n\*\*.*\n\n> (.*)\n)?/gm;
  const found = [...text.matchAll(blocks)].map(([, type, title, content, quote]) => ({
    type,
    title: title!,
    rows: parseSheet(content!),
    quote,
  }));
  return {
    prose: text
      .replace(/^```.*\n[^]*?^```$/gm, "")
      .replace(/^> .*$/gm, "")
      .replace(/\{#.*?\}|\]\(#.*?\)/g, "")
      .replace(/^\d+\. /gm, ""),
    sheets: found
      .filter(({ type }) => type === "sheet")
      .map(({ title, rows, quote }) => ({ name: title, rows, quote })),
    pictures: found
      .filter(({ type }) => type === "picture")
      .map(({ title, rows }) => ({ kind: title.split(" ")[0]!, rows })),
  };
}

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

describe("the little sheets", () => {
  test.each(sheets)("“$name” shows what its formulas give", async ({ rows, quote }) => {
    const values = await compute(rows, excel.call);
    const shown = values.map((cells, row) =>
      cells.map((value, column) => asShown(value, rows[row]?.[column]?.numberFormat)),
    );
    expect(shown).toEqual(rows.map((cells) => cells.map((cell) => cell?.shown ?? "")));
    if (quote !== undefined) expect(messagesIn(values)).toContain(quote);
  });

  test("every message that the guide quotes is held against its sheet", () => {
    const quoted = sections.flatMap(({ text }) => [...text.matchAll(/^> (.*)$/gm)].map(([, quote]) => quote));
    expect(sheets.flatMap(({ quote }) => quote ?? [])).toEqual(quoted);
    expect(quoted.length).toBeGreaterThan(0);
  });

  test("have names of their own, since they become sheets and their buttons are told apart by them", () => {
    const names = sheets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    // What Excel takes as the name of a sheet, with room for a number.
    for (const name of names) expect(name).toMatch(/^[^:\\/?*[\]']{1,31}$/);
  });

  test("fit the pane, but for the table that NRR_TABLE gives", () => {
    const wide = sheets.filter(({ rows }) => rows[0]!.length > 3);
    expect(wide.map(({ name }) => name)).toEqual(["A table from a list"]);
  });

  test("hold every formula of the guide", () => {
    for (const { prose } of sections) {
      expect(prose.match(/=[^ ]|[^ ]=/g)).toBeNull();
      expect(prose.match(/ [=≈] /g) ?? []).toHaveLength(equations(prose).length);
    }
  });
});

function messagesIn(values: CellValue[][]): (string | undefined)[] {
  return values.flat().map((value) => (isError(value) ? value.message : undefined));
}

describe("the pictures", () => {
  const pictures = sections.flatMap(({ pictures }) => pictures);
  const figuresOf = (kind: string) =>
    pictures
      .find((picture) => picture.kind === kind)!
      .rows.map(([label, figure]): [string, number] => [label!.shown, figure!.value as number]);

  test("are a waterfall and a year", () => {
    expect(pictures.map(({ kind }) => kind)).toEqual(["waterfall", "year"]);
  });

  test("the waterfall goes from its start to its end, with the amounts of example A", () => {
    const { Start, Expansion, Downgrade, Churn, End } = Object.fromEntries(figuresOf("waterfall"));
    expect([Start, Expansion, Downgrade, Churn]).toEqual([200_000, 4_000, -1_000, -2_000]);
    expect(End).toBe(200_000 + 4_000 - 1_000 - 2_000);
  });

  test("the year passes through all three bands, as the text below it says", async () => {
    const months = await Promise.all(
      figuresOf("year").map(async ([month, rate]) => {
        const [[band]] = (await excel.call("NRR_BAND", [[[rate]]])) as [[string]];
        return { month, rate, band };
      }),
    );
    expect(months).toHaveLength(12);
    expect(months.map(({ band }) => band).filter((band, index, all) => band !== all[index - 1])).toEqual([
      "Exceptional",
      "Healthy",
      "Warning",
      "Healthy",
    ]);
    expect(months.find(({ band }) => band === "Warning")!.month).toBe("Aug");
    expect(months[4]).toEqual({ month: "May", rate: 1.108, band: "Healthy" });
    for (const later of [1, 2, 3, 4]) expect(months[later]!.rate).toBeLessThan(months[later - 1]!.rate);
  });

  test("the year is said to be made up", () => {
    expect(sections.find(({ id }) => id === "bands")!.prose).toContain("made up, as an illustration");
  });
});

interface Equation {
  readonly left: string;
  readonly sign: string;
  readonly right: string;
}

/** The equations in a text, such as 181,000 ÷ 200,000 = 90.5%. */
function equations(prose: string): Equation[] {
  const written = /([\d(][\d,.()% +−×÷]*?) ([=≈]) ([\d,.]*\d%?)/g;
  return [...prose.matchAll(written)].map(([, left, sign, right]) => ({
    left: left!,
    sign: sign!,
    right: right!,
  }));
}

const FIGURE = /(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?/g;

/** A number as the guide prints one, with as many decimals as the printed one has. */
function printedLike(figure: string, value: number): string {
  const decimals = /\.(\d+)/.exec(figure)?.[1]!.length ?? 0;
  return value.toLocaleString("en-US", {
    style: figure.endsWith("%") ? "percent" : "decimal",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

describe.each(sections)("the figures of $id", ({ id, prose, sheets, pictures }) => {
  test("come out where an equation says how", async () => {
    for (const { left, sign, right } of equations(prose)) {
      const formula = `=${left.replaceAll(",", "").replace(/[−×÷]/g, (sign) => ({ "−": "-", "×": "*", "÷": "/" })[sign]!)}`;
      const [[value]] = (await compute(
        [[{ kind: "formula", shown: right, value: formula }]],
        excel.call,
      )) as [[number]];
      expect(`${left} ${printedLike(right, value)}`).toBe(`${left} ${right}`);
      const isExact = Number(right.replaceAll(",", "").replace("%", "e-2")) === value;
      expect(`${left} ${isExact ? "=" : "≈"}`).toBe(`${left} ${sign}`);
    }
  });

  test("are accounted for, each of them, and no other", () => {
    const results = equations(prose).map(({ right }) => right);
    const known = [...Object.keys(FIGURES[id]!), ...results];
    const printed: string[] = prose.match(FIGURE) ?? [];
    expect(printed.filter((figure) => !known.includes(figure))).toEqual([]);
    expect(Object.keys(FIGURES[id]!).filter((figure) => !printed.includes(figure))).toEqual([]);
  });

  test("come out by hand", () => {
    const cells = [...sheets, ...pictures].flatMap(({ rows }) => rows.flat());
    const amounts = cells.flatMap((cell) => (cell?.kind === "number" ? cell.shown : []));
    for (const [figure, source] of Object.entries(FIGURES[id]!))
      if (source === chosen) expect(amounts).toContain(figure);
      else if (source !== given) expect(printedLike(figure, source)).toBe(figure);
  });
});

describe("the way through the guide", () => {
  const headings = [...page.querySelectorAll("h2, h3")];

  test("is in nine sections", () => {
    expect([...page.querySelectorAll("section")].map(({ id }) => id)).toEqual([
      "what-it-is",
      "formula",
      "bands",
      "benchmarks",
      "pitfalls",
      "examples",
      "raising-it",
      "questions",
      "functions",
    ]);
  });

  test("has no dead ends: every link leads to a heading or a section, and no two share an id", () => {
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.querySelectorAll("a")].map((link) => link.getAttribute("href")!);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(ids).toContain(link.replace(/^#/, ""));
  });

  // The twelve heads under which a library of indicators documents each of them.
  test.each([
    ["the definition", "what-it-is-title", "What it is"],
    ["insights", "insights", "What it tells you"],
    ["how to measure it", "measure", "How to measure it"],
    ["the formula", "parts", "Part by part"],
    ["the trend", "trend", "Trend"],
    ["diagnostic questions", "diagnose", "Diagnostic questions"],
    ["tips", "tips", "Tips"],
    ["charts", "charts", "Which charts fit"],
    ["risk warnings", "pitfalls-title", "Pitfalls"],
    ["tools", "measuring-tools", "Tools to measure with"],
    ["links to other systems", "systems", "Links to other systems"],
    ["the effect on other indicators", "other-indicators", "Effect on other indicators"],
  ])("leads to %s", (_, id, heading) => {
    expect(headings.find((candidate) => candidate.id === id)?.textContent).toBe(heading);
  });

  test("leads to each function from Excel's help, under the names that Excel shows", () => {
    const { functions } = JSON.parse(readFileSync(`${testBuild()}/functions.json`, "utf8")) as {
      functions: (FunctionMetadata & { helpUrl: string })[];
    };
    expect(functions).toHaveLength(8);
    for (const { name, parameters, helpUrl } of functions) {
      const names = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name));
      const heading = headings.find(({ id }) => id === new URL(helpUrl).hash.slice(1));
      expect(heading?.textContent).toBe(`${name}(${names.join(", ")})`);
    }
    expect(headings.map(({ id }) => id)).toContain("errors");
  });

  test("leads from what one has to each of the functions", () => {
    const table = page.querySelector("#which + table")!;
    const targets = [...table.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    expect(targets.sort()).toEqual(
      [
        "grr",
        "nrr",
        "nrr_annualized",
        "nrr_band",
        "nrr_benchmark",
        "nrr_cohort",
        "nrr_renewal",
        "nrr_table",
      ].map((id) => `#${id}`),
    );
  });
});

describe("the pitfalls", () => {
  const pitfalls = sections
    .find(({ id }) => id === "pitfalls")!
    .text.split(/^## /m)
    .slice(1)
    .map((text) => ({ name: text.split(" {")[0]!, text }));

  test("are the four that the metric's readers fall into and the nine of its arithmetic", () => {
    expect(pitfalls).toHaveLength(4 + 9);
  });

  test.each(pitfalls)("$name: a wrong and a right figure, and what the functions do", ({ text }) => {
    const [first] = partsOf(text).sheets;
    const labels = first!.rows.map(([label]) => label?.shown);
    expect(labels).toEqual(expect.arrayContaining(["Wrong", "Right"]));
    expect(text).toMatch(/^\*\*The functions\*\* /m);
  });
});
