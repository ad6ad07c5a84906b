import { cell, column, row, percent, valueError, valueErrorWith } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

/** What the one cell of =NRR_COHORT(…) shows. */
async function cohort(opening: CellRange, closing: CellRange): Promise<CellValue> {
  const result = await excel.call("NRR_COHORT", [opening, closing]);
  expect([result.length, result[0]!.length]).toEqual([1, 1]);
  return result[0]![0]!;
}

describe("a customer", () => {
  test.each([
    ["that pays more raises the rate", 100, 150, 1.25],
    ["that pays less lowers it", 100, 60, 0.8],
    ["that left lowers it by all it paid", 100, 0, 0.5],
    ["that pays the same leaves it alone", 100, 100, 1],
  ])("%s", async (_, opening, closing, rate) => {
    expect(await cohort(column(100, opening), column(100, closing))).toEqual(percent(rate));
  });

  test.each<[string, CellValue]>([
    ["0", 0],
    ["null", null],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicType: "Empty", basicValue: "" }],
  ])("that is new, or back from 0, does not count: an opening of %s", async (_, none) => {
    expect(await cohort(column(100, none), column(90, 500))).toEqual(percent(0.9));
    expect(await cohort(column(100, 100), column(90, none))).toEqual(percent(0.45));
  });
});

describe("worked figures", () => {
  test("a customer who keeps a small part keeps it to the last bit", async () => {
    expect(await cohort(cell(300), cell(0.1))).toEqual(percent(0.1 / 300));
    expect(await cohort(cell(1e17), cell(10))).toEqual(percent(1e-16));
  });

  test("six customers, one for each movement, retain 76%", async () => {
    // rise, fall, loss, new, loss, unchanged: (150 + 120 + 0 + 0 + 110) ÷ (100 + 200 + 50 + 40 + 110)
    expect(await cohort(column(100, 200, 50, 0, 40, 110), column(150, 120, 0, 70, 0, 110))).toEqual(
      percent(0.76),
    );
  });

  test("a row and a block of customers count as a column of them does", async () => {
    expect(await cohort(row(100, 0, 100), row(120, 70, 60))).toEqual(percent(0.9));
    expect(
      await cohort(
        [
          [100, 0],
          [100, 200],
        ],
        [
          [120, 70],
          [60, 200],
        ],
      ),
    ).toEqual(percent(0.95));
  });

  test("a single customer is enough, and may pay nothing in the end or twenty times as much", async () => {
    expect(await cohort(cell(100), cell(0))).toEqual(percent(0));
    expect(await cohort(cell(100), cell(2_000))).toEqual(percent(20));
  });
});

describe("errors", () => {
  test.each<[string, CellRange, CellRange, RegExp[]]>([
    ["a shorter column", column(1, 2, 3), column(1, 2, 3, 4, 5), [/\b3\b/, /\b5\b/]],
    ["a row beside a column", column(1, 2, 3), row(1, 2, 3), [/\b3\b.*\b1\b.*\b1\b.*\b3\b/]],
    ["a wider block", column(5, 5, 5), Array<number[]>(7).fill([5, 5]), [/\b3\b/, /\b1\b/, /\b7\b/, /\b2\b/]],
    ["a single cell", column(1, 2, 3), cell(1), [/\b3\b/, /\b1\b/]],
  ])("ranges that differ in shape are #VALUE! with both shapes: %s", async (_, opening, closing, numbers) => {
    expect(await cohort(opening, closing)).toEqual(valueErrorWith(/opening/, /closing/, ...numbers));
  });

  test("an opening without revenue is #DIV/0!, whatever comes after", async () => {
    expect(await cohort(column(0, null, ""), column(10, 20, 30))).toEqual({ error: "#DIV/0!" });
  });

  test("a passed-in error is checked before the shape", async () => {
    expect(await cohort(column(1, 2, { error: "#N/A" }), column(1, 2))).toEqual({ error: "#N/A" });
    expect(await cohort(column(1, 2, 3), column(1, { error: "#NUM!" }))).toEqual({ error: "#NUM!" });
  });

  test("the shape is checked before the revenue at opening", async () => {
    expect(await cohort(column(0, 0, 0), column(1, 2))).toEqual(valueErrorWith(/\b3\b/, /\b2\b/));
  });

  test("a sign is checked before the revenue at opening", async () => {
    expect(await cohort(column(0, 0), column(1, -2))).toEqual(
      valueErrorWith(/closing.*row 2, column 1.*[-−]2/),
    );
  });

  test("ranges as tall as each other must be as wide, too", async () => {
    expect(await cohort(row(1, 2), row(1, 2, 3))).toEqual(
      valueError(/^Opening is 1 × 2, but closing is 1 × 3\./),
    );
  });

  test("a single cell has no place to be found by", async () => {
    expect(await cohort(cell(-1), cell(5))).toEqual(valueError(/^Opening is -1\./));
  });

  test("a bad cell is found by its place", async () => {
    const good: CellRange = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const bad: CellRange = [
      [1, 2, 3],
      [4, 5, "six"],
    ];
    expect(await cohort(bad, good)).toEqual(valueErrorWith(/opening.*row 2, column 3.*"six"/));
    expect(await cohort(good, bad)).toEqual(valueErrorWith(/closing.*row 2, column 3.*"six"/));
  });

  test("a rate that is too large is #NUM!", async () => {
    expect(await cohort(cell(1e-300), cell(1e300))).toEqual({ error: "#NUM!" });
    expect(await cohort(column(1, 1), column(1e308, 1e308))).toEqual({ error: "#NUM!" });
  });
});
