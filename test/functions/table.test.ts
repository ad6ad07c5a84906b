import { cell, column, row, percent, valueErrorWith } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

const HEADINGS = ["Period", "Start", "Expansion", "Downgrade", "Churn", "NRR", "GRR", "Band"];
const DIV0 = { error: "#DIV/0!" };
const NUM = { error: "#NUM!" };

/** Six customers over three periods, one for each movement. */
const GRID: CellRange = [
  [100, 150, 195], // rises
  [200, 120, 120], // falls
  [50, 0, 0], //      leaves
  [0, 70, 25], //     is new in the second period, and falls
  [40, 0, 60], //     leaves and comes back
  [110, 110, 110], // stays as it is
];

const table = (
  revenue: CellRange,
  lag: CellRange | null = null,
  labels: CellRange | null = null,
): Promise<CellRange> => excel.call("NRR_TABLE", [revenue, lag, labels]);

/** The table's first column, below its heading. */
const periods = (shown: CellRange) => shown.slice(1).map((cells) => cells[0]);

/** What a whole table shows instead of its headings, or else the NRR of its only period. */
const theRate = (shown: CellRange) => shown.at(-1)![shown.length === 1 ? 0 : 5];

describe("worked figures", () => {
  test("each movement of a customer has its column, and new and returning customers none", async () => {
    expect(await table(GRID)).toEqual([
      HEADINGS,
      [2, 500, 50, 80, 90, percent(0.76), percent(0.66), "Warning"],
      [3, 450, 45, 45, 0, percent(1), percent(0.9), "Healthy"],
    ]);
  });

  test("a lag of 1 is what a lag that is left out means", async () => {
    expect(await table(GRID, cell(1))).toEqual(await table(GRID));
  });

  test("a lag of 2 compares with the period before the last, past a customer's pause", async () => {
    expect(await table(GRID, cell(2))).toEqual([
      HEADINGS,
      [3, 500, 115, 80, 50, percent(0.97), percent(0.74), "Warning"],
    ]);
  });

  test("a lag of 12 over 14 months gives the trailing year twice", async () => {
    const grows = Array.from({ length: 14 }, (_, month) => 100 + 2 * month);
    const leaves = Array.from({ length: 14 }, (_, month) => (month < 13 ? 100 : 0));
    expect(await table([grows, leaves], cell(12))).toEqual([
      HEADINGS,
      [13, 200, 24, 0, 0, percent(1.12), percent(1), "Healthy"],
      [14, 202, 24, 0, 100, percent(126 / 202), percent(102 / 202), "Warning"],
    ]);
  });

  test("the bands are those of NRR_BAND, both ends of Healthy included", async () => {
    const [, ...rows] = await table([[100, 120, 120, 119, 143, 3_000]]);
    expect(rows.map((cells) => cells[7])).toEqual([
      "Healthy", //     120%
      "Healthy", //     100%
      "Warning", //     99.2%
      "Exceptional", // 120.2%
      "Exceptional", // 2098%: a rate that is computed is no percentage without its sign
    ]);
  });

  test("a period without opening revenue shows #DIV/0! in its rates and its band, and the table goes on", async () => {
    const revenue = [
      [0, 100, 0, 50],
      [0, 100, 0, 50],
    ];
    expect(await table(revenue)).toEqual([
      HEADINGS,
      [2, 0, 0, 0, 0, DIV0, DIV0, DIV0],
      [3, 200, 0, 0, 200, percent(0), percent(0), "Warning"],
      [4, 0, 0, 0, 0, DIV0, DIV0, DIV0],
    ]);
  });

  test("a table of 10,000 cells comes formatted, and a larger one with plain ratios", async () => {
    const spill = (count: number) => table([Array<number>(count).fill(100)]);
    const formatted = await spill(1_250);
    expect(formatted).toHaveLength(1_250);
    expect(formatted.at(-1)).toEqual([1_250, 100, 0, 0, 0, percent(1), percent(1), "Healthy"]);
    const plain = await spill(1_251);
    expect(plain).toHaveLength(1_251);
    expect(plain.at(-1)).toEqual([1_251, 100, 0, 0, 0, 1, 1, "Healthy"]);
  });
});

describe("a revenue's cell", () => {
  test.each<[string, CellValue]>([
    ["null", null],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicType: "Empty", basicValue: "" }],
  ])("that is blank counts as 0: %s", async (_, blank) => {
    const blanks = GRID.map((amounts) => amounts.map((amount) => (amount === 0 ? blank : amount)));
    expect(await table(blanks)).toEqual(await table(GRID));
  });

  test("that is a rich value counts as its number, and the sums are plain numbers", async () => {
    const rich = GRID.map((amounts) =>
      amounts.map((basicValue) => ({ type: "FormattedNumber", basicValue, numberFormat: "$0" })),
    );
    expect(await table(rich)).toEqual(await table(GRID));
  });

  test("that is wrong is found by its place", async () => {
    const withBad = (bad: CellValue): CellRange => [
      [1, 2, 3],
      [4, 5, bad],
    ];
    const bad = async (value: CellValue) => theRate(await table(withBad(value), cell(2)));
    expect(await bad("six")).toEqual(valueErrorWith(/revenue.*row 2, column 3.*"six"/));
    expect(await bad(-6)).toEqual(valueErrorWith(/revenue.*row 2, column 3.*[-−]6/));
    expect(await bad({ error: "#REF!" })).toEqual(valueErrorWith(/revenue.*row 2, column 3/, /#REF!/));
    expect(await bad({ error: "#NUM!" })).toEqual({ error: "#NUM!" });
  });

  test("that is negative is said before there is no opening revenue", async () => {
    expect(theRate(await table(column(0, 0).map(([zero]) => [zero!, -1])))).toEqual(valueErrorWith(/[-−]1/));
  });

  test("whose rate is too large shows #NUM! there, beside the rate that is not", async () => {
    const [, cells] = await table([[1e-300, 1e300]]);
    expect(cells!.slice(5)).toEqual([{ error: "#NUM!" }, percent(1), { error: "#NUM!" }]);
  });

  test("whose sum is too large shows #NUM!", async () => {
    const huge = [
      [1e308, 1e308],
      [1e308, 1e308],
    ];
    expect(await table(huge)).toEqual([HEADINGS, [2, NUM, 0, 0, 0, NUM, NUM, NUM]]);
  });
});

describe("labels", () => {
  test("in a row and in a column name the periods from lag + 1 on", async () => {
    expect(periods(await table(GRID, null, row("Jan", "Feb", "Mar")))).toEqual(["Feb", "Mar"]);
    expect(periods(await table(GRID, null, column("Jan", "Feb", "Mar")))).toEqual(["Feb", "Mar"]);
    expect(periods(await table(GRID, cell(2), row("Jan", "Feb", "Mar")))).toEqual(["Mar"]);
  });

  test("change nothing else", async () => {
    const [headings, ...rows] = await table(GRID, null, row("Jan", "Feb", "Mar"));
    const [plainHeadings, ...plainRows] = await table(GRID);
    expect(headings).toEqual(plainHeadings);
    expect(rows.map((cells) => cells.slice(1))).toEqual(plainRows.map((cells) => cells.slice(1)));
  });

  test.each<[string, CellValue]>([
    ["a text", "Q1 2025"],
    ["a text that looks like a number", "2025"],
    ["a date's number", 45_689],
    ["a negative number", -1],
    ["TRUE", true],
  ])("that are %s come back unchanged", async (_, label) => {
    expect(periods(await table([[100, 90]], null, row("first", label)))).toEqual([label]);
  });

  test("that are formatted numbers keep their format", async () => {
    const february = { type: "FormattedNumber", basicValue: 45_689, numberFormat: "mmm yyyy" };
    const shown = periods(await table([[100, 90]], null, row("first", february)));
    expect(shown).toEqual([expect.objectContaining(february)]);
  });

  test.each<[CellValue]>([[null], [""]])("that are blank stay blank: %p", async (blank) => {
    const [label] = periods(await table([[100, 90]], null, row("first", blank)));
    expect([null, ""]).toContain(label);
  });

  test("that are errors show them in their own cell, and the table goes on", async () => {
    const shown = await table(GRID, null, row("Jan", { error: "#N/A" }, { error: "#REF!" }));
    expect(periods(shown)).toEqual([{ error: "#N/A" }, valueErrorWith(/labels?/, /#REF!/)]);
    expect(shown[1]![5]).toEqual(percent(0.76));
  });

  test.each<[string, CellRange, RegExp]>([
    ["too few", row("Jan", "Feb"), /\b2\b/],
    ["too many", row("Jan", "Feb", "Mar", "Apr"), /\b4\b/],
    ["too few in a column", column("Jan", "Feb"), /\b2\b/],
    ["one", cell("Jan"), /\b(1|one)\b/],
    ["a row for each customer", column("a", "b", "c", "d", "e", "f"), /\b6\b/],
  ])("that are %s are #VALUE! with both counts", async (_, labels, count) => {
    expect(await table(GRID, null, labels)).toEqual(cell(valueErrorWith(/labels?/, count, /\b(3|three)\b/)));
  });
});

describe("a lag", () => {
  test("that was computed counts by its 15 digits: 0.3 ÷ 0.1 is a hair below 3", async () => {
    const months = [[100, 90, 80, 70]];
    expect(await table(months, cell(0.3 / 0.1))).toEqual([
      HEADINGS,
      [4, 100, 0, 30, 0, percent(0.7), percent(0.7), "Warning"],
    ]);
  });

  test.each<[string, CellValue, RegExp]>([
    ["0", 0, /\b0\b/],
    ["negative", -1, /[-−]1/],
    ["no whole number", 1.5, /1\.5/],
    ["a text", "1", /"1"/],
    ["TRUE", true, /TRUE/],
    ["the number of periods", 3, /\b3\b/],
    ["beyond the number of periods", 12, /\b12\b/],
  ])("that is %s is #VALUE! with a message", async (_, lag, quoted) => {
    expect(await table(GRID, cell(lag))).toEqual(cell(valueErrorWith(/lag/, quoted)));
  });

  test("that is a range is #VALUE!, even one of the same numbers", async () => {
    expect(await table(GRID, column(1, 1))).toEqual(cell(valueErrorWith(/^Lag is a range/)));
    expect(await table(GRID, row(1, 1))).toEqual(cell(valueErrorWith(/^Lag is a range/)));
  });

  test("is impossible over a single period", async () => {
    expect(await table(column(100, 200))).toEqual(cell(valueErrorWith(/lag|period/)));
  });

  test("that is a formatted number counts as its number", async () => {
    const two = { type: "FormattedNumber", basicValue: 2, numberFormat: "0" };
    expect(await table(GRID, cell(two))).toEqual(await table(GRID, cell(2)));
  });

  test("that is wrong is said after an error that is passed in", async () => {
    expect(theRate(await table([[100, { error: "#N/A" }]], cell(5)))).toEqual({ error: "#N/A" });
  });
});

test("revenue that is left out is one blank period", async () => {
  const message = expect.stringContaining("one period");
  expect(await excel.call("NRR_TABLE", [null, cell(1), null])).toEqual(cell({ error: "#VALUE!", message }));
});

test("a rate that is above 120% only past the 15th digit is Healthy", async () => {
  const [, rates] = await table([[13.4, 13.4 + 2.68]]);
  expect(rates![5]).toEqual(percent(1.2 + 2 ** -52));
  expect(rates![7]).toBe("Healthy");
});

test("the lag counts in how many cells a table has, and so in whether they are formatted", async () => {
  const shown = await table([Array<number>(1_251).fill(100)], cell(2));
  expect(shown).toHaveLength(1_250);
  expect(shown.at(-1)![5]).toEqual(percent(1));
});

test("labels that do not fit are the last thing that is found wrong", async () => {
  const one = cell("Jan");
  expect(theRate(await table([[100, -1]], null, one))).toEqual(valueErrorWith(/revenue/, /-1/));
  expect(theRate(await table([[100, 1]], cell(5), one))).toEqual(valueErrorWith(/lag/, /5/));
});
