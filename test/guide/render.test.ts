import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JSDOM } from "jsdom";
import { parseSheet, renderGuide } from "../../src/taskpane/guide/render";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "guide-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Renders a guide of these files. */
function render(files: Record<string, string>): ReturnType<typeof renderGuide> {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return renderGuide(folder);
}

/** The page's elements of a section with this text under its title. */
function page(text: string): HTMLElement {
  const [section] = render({ "1-trial.md": `# Trial\n\n${text}` });
  return new JSDOM(section!.html).window.document.body;
}

test("sections come in the order of their numbers, also beyond 9", () => {
  const sections = render({
    "10-last.md": "# The last",
    "2-second.md": "# The second",
    "1-first.md": "# One",
  });
  expect(sections.map(({ id, title }) => [id, title])).toEqual([
    ["first", "One"],
    ["second", "The second"],
    ["last", "The last"],
  ]);
});

test("a section is labelled by its title, and its sub-headings have the ids of the help links", () => {
  const body = page("## `NRR_BAND(value)` {#nrr_band}\n\n## Why, and when?\n");
  const section = body.querySelector("section#trial")!;
  const title = section.querySelector("h2")!;
  expect(section.getAttribute("aria-labelledby")).toBe(title.id);
  expect(title.textContent).toBe("Trial");
  expect([...section.querySelectorAll("h3")].map(({ id, textContent }) => [id, textContent])).toEqual([
    ["nrr_band", "NRR_BAND(value)"],
    ["why-and-when", "Why, and when?"],
  ]);
});

test("a sheet looks like one: letters above, numbers beside, amounts, formulas and what they show", () => {
  const body = page(
    "```sheet Two months\n" +
      "Start | 200,000 | 1,000\n" +
      'Rate | =NRR(B1:C1,"<&",0,0) → 100.5% | → 99.0%\n' +
      "Odd | =NRR(0,0,0,0) → #DIV/0!\n```",
  );
  const rows = [...body.querySelectorAll("tr")].map((row) => [...row.cells]);
  expect(rows.map((cells) => cells.map(({ textContent }) => textContent))).toEqual([
    ["", "A", "B", "C"],
    ["1", "Start", "200,000", "1,000"],
    ["2", "Rate", '=NRR(B1:C1,"<&",0,0) 100.5%', "99.0%"],
    ["3", "Odd", "=NRR(0,0,0,0) #DIV/0!", ""],
  ]);
  expect(rows.map((cells) => cells.map(({ className }) => className))).toEqual([
    ["", "", "", ""],
    ["", "", "number", "number"],
    ["", "", "number", "number spilled"],
    ["", "", "error", ""],
  ]);
  const scopes = [...body.querySelectorAll("th")].map((heading) => heading.getAttribute("scope"));
  expect(scopes).toEqual(["col", "col", "col", "row", "row", "row"]);
  expect(body.querySelector("code")!.textContent).toBe('=NRR(B1:C1,"<&",0,0)');
  expect(body.querySelector("samp")!.textContent).toBe("100.5%");
  expect(body.querySelector("figcaption")!.textContent).toBe("Two months");
});

test("the button of a sheet has what to put into cells, and leaves those free that a formula spills into", () => {
  const body = page(
    '```sheet Bob & "Co"\n' +
      "Start | 200,000 | 12\n" +
      'Rate | =NRR(B1:C1,"x",0,0) → 100.5% | → 99.0%\n' +
      " | 120.1%\n" +
      "Month | =B1/12 → 16,666.7\n```",
  );
  const button = body.querySelector("fluent-button.put")!;
  expect(JSON.parse(button.getAttribute("data-cells")!)).toEqual([
    [{ value: "Start" }, { value: 200_000, numberFormat: "#,##0" }, { value: 12 }],
    [{ value: "Rate" }, { value: '=NRR(B1:C1,"x",0,0)', numberFormat: "0.0%" }, null],
    [null, { value: 1.201, numberFormat: "0.0%" }, null],
    [{ value: "Month" }, { value: "=B1/12", numberFormat: "#,##0.0" }, null],
  ]);
  expect(button.getAttribute("data-name")).toBe('Bob & "Co"');
  expect(button.getAttribute("aria-label")).toBe('Put Bob & "Co" on a new sheet');
  expect(button.textContent).toBe("Put on a new sheet");
});

test("a picture brings the figures that are drawn", () => {
  const body = page("```picture waterfall A month's change\nStart | 200,000\nChurn | -2,000\n```");
  const figure = body.querySelector<HTMLElement>("figure.picture")!;
  expect(figure.dataset["picture"]).toBe("waterfall");
  expect(figure.querySelector("figcaption")!.textContent).toBe("A month's change");
  expect([...figure.querySelectorAll("th[scope=row]")].map((label) => label.textContent)).toEqual([
    "Start",
    "Churn",
  ]);
  expect([...figure.querySelectorAll("td.number")].map((cell) => cell.textContent)).toEqual([
    "200,000",
    "-2,000",
  ]);
});

test("a table has headings for its columns, and no style of its own", () => {
  const body = page("| Band | From |\n| --- | --: |\n| Healthy | 100% |\n");
  expect([...body.querySelectorAll("th")].map((heading) => heading.getAttribute("scope"))).toEqual([
    "col",
    "col",
  ]);
  expect([...body.querySelectorAll("td")].map(({ className }) => className)).toEqual(["", "number"]);
  expect(body.querySelector("[style]")).toBeNull();
});

test("markup in the text stays text", () => {
  const attack = '<img src=x onerror="alert(1)">';
  const body = page(
    `${attack}\n\n## Sub ${attack}\n\n\`\`\`sheet ${attack}\n${attack} | =${attack} → ${attack} | → ${attack}\n` +
      `\`\`\`\n\n\`\`\`picture year ${attack}\n${attack} | 5\n\`\`\`\n\n[link](javascript:alert(1))`,
  );
  expect(body.querySelector("img, a, script, [onerror]")).toBeNull();
  expect(body.textContent.split(attack)).toHaveLength(9 + 1);
});

test.each([
  ["text before the title", "Hello\n\n# Title", "1-trial.md, line 1: a section begins with its # Title"],
  ["nothing", "", "1-trial.md, line 1: a section begins with its # Title"],
  [
    "a second title",
    "# One\n\n# Two",
    "1-trial.md, line 3: after the # Title there are ## Sub-headings only",
  ],
  [
    "a third level",
    "# One\n\n### Two",
    "1-trial.md, line 3: after the # Title there are ## Sub-headings only",
  ],
  ["an id given twice", "# One\n\n## A {#x}\n\n## B {#x}", '1-trial.md, line 5: the id "x" is taken'],
  ["an id of a section", "# One\n\n## Trial", '1-trial.md, line 3: the id "trial" is taken'],
  [
    "an unknown block",
    "# One\n\n```js\n1\n```",
    '1-trial.md, line 3: a fenced block is a sheet or a picture, and not "js"',
  ],
  ["a block of nothing", "# One\n\n```\n1\n```", "line 3: a fenced block is a sheet or a picture, and not"],
  ["a sheet without a name", "# One\n\n```sheet\n1\n```", "line 3: a sheet needs a name"],
  [
    "an unknown picture",
    "# One\n\n```picture pie Cake\nA | 1\n```",
    "line 3: a picture is one of waterfall, year",
  ],
  ["a picture without caption", "# One\n\n```picture year\nA | 1\n```", "line 3: a picture is one of"],
  [
    "a picture of words",
    "# One\n\n```picture year Rates\nA | 1\nB | x\n```",
    "line 3: row 2: a picture's row is a label and a number",
  ],
  ["a picture of three", "# One\n\n```picture year Rates\nA | 1 | 2\n```", "line 3: row 1: a picture's row"],
  ["a bad cell", "# One\n\n```sheet A\nStart | =B1\n```", '1-trial.md, line 3: row 1: "=B1" is no cell'],
])("%s stops the build with the place and what is wrong", (_, text, message) => {
  expect(() => render({ "1-trial.md": text })).toThrow(message);
});

test("one id in two sections stops the build", () => {
  const files = { "1-first.md": "# One\n\n## A {#x}", "2-second.md": "# Two\n\n## B {#x}" };
  expect(() => render(files)).toThrow('2-second.md, line 3: the id "x" is taken');
});

test("a file without its number stops the build", () => {
  expect(() => render({ "notes.md": "# Notes" })).toThrow(
    "notes.md: a section is called like 1-section-id.md",
  );
});

test.each([
  ["200,000", { kind: "number", shown: "200,000", value: 200_000, numberFormat: "#,##0" }],
  ["-1,000", { kind: "number", shown: "-1,000", value: -1_000, numberFormat: "#,##0" }],
  ["12", { kind: "number", shown: "12", value: 12 }],
  ["1.005", { kind: "number", shown: "1.005", value: 1.005 }],
  ["99%", { kind: "number", shown: "99%", value: 0.99, numberFormat: "0%" }],
  ["-1.4%", { kind: "number", shown: "-1.4%", value: -0.014, numberFormat: "0.0%" }],
  ["99 customers", { kind: "text", shown: "99 customers", value: "99 customers" }],
  ["=A1 → 5", { kind: "formula", shown: "5", value: "=A1" }],
  ["=A1 → Healthy", { kind: "formula", shown: "Healthy", value: "=A1" }],
  ["=A1 → 98.5%", { kind: "formula", shown: "98.5%", value: "=A1", numberFormat: "0.0%" }],
  ["→ 98.5%", { kind: "spilled", shown: "98.5%" }],
])("the cell %s is read", (text, cell) => {
  expect(parseSheet(`${text}\n`)).toEqual([[cell]]);
});

test("short rows of a sheet are filled up with blanks", () => {
  expect(parseSheet("A\n| | x\n").map((row) => row.map((cell) => cell && cell.shown))).toEqual([
    ["A", null, null],
    [null, null, "x"],
  ]);
});

test.each([
  ["", "row 1 is empty"],
  ["A | 1\n\nB | 2", "row 2 is empty"],
  ["A | 20,00", 'row 1: "20,00" is no number'],
  ["A | $5", 'row 1: "$5" is no number'],
  ["A\nB | =A1", 'row 2: "=A1" is no cell'],
  ["A | =A1 →", "row 1"],
  ["A | =A1 → 5 → 6", "row 1"],
  ["A | 5 → 6", "row 1"],
  ["A | →", "row 1"],
])("the sheet %j is refused", (text, message) => {
  expect(() => parseSheet(text)).toThrow(message);
});
