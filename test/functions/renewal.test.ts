import { cell, column, row, percent, valueError } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

/** What the one cell of =NRR_RENEWAL(…) shows. */
async function renewal(renewed: CellRange | null, due: CellRange | null): Promise<CellValue> {
  const result = await excel.call("NRR_RENEWAL", [renewed, due]);
  expect([result.length, result[0]!.length]).toEqual([1, 1]);
  return result[0]![0]!;
}

describe("worked figures", () => {
  test("=NRR_RENEWAL(181000,200000) is 90.5%", async () => {
    expect(await renewal(cell(181_000), cell(200_000))).toEqual(percent(0.905));
  });

  test("ranges are added up before they are divided", async () => {
    // 120 + 0 + 45 over 100 + 50 + 50; the mean of the three rates would be 70%.
    expect(await renewal(column(120, 0, 45), column(100, 50, 50))).toEqual(percent(0.825));
  });

  test("the two ranges may differ in shape, as only their sums count", async () => {
    expect(await renewal(row(60, 30), column(40, 40, 20))).toEqual(percent(0.9));
    expect(
      await renewal(
        [
          [50, 20],
          [10, 10],
        ],
        cell(100),
      ),
    ).toEqual(percent(0.9));
  });

  test("renewals may bring in more than was due, or nothing", async () => {
    expect(await renewal(cell(2_500), cell(100))).toEqual(percent(25));
    expect(await renewal(cell(0), cell(100))).toEqual(percent(0));
  });
});

describe("errors", () => {
  test.each<[string, CellValue]>([
    ["null, as from Excel on the web", null],
    ["0, as from desktop Excel", 0],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicType: "Empty", basicValue: "" }],
  ])("a blank counts as 0, so a due of blanks is #DIV/0!: %s", async (_, blank) => {
    expect(await renewal(column(90, blank), column(100, blank))).toEqual(percent(0.9));
    expect(await renewal(column(90, 90), column(blank, blank))).toEqual({ error: "#DIV/0!" });
  });

  test("an argument that is left out counts as 0", async () => {
    expect(await renewal(null, cell(100))).toEqual(percent(0));
    expect(await renewal(cell(100), null)).toEqual({ error: "#DIV/0!" });
  });

  test("a bad cell is found by its place in its own range", async () => {
    const block: CellRange = [
      [1, 2, 3],
      [4, 5, "six"],
    ];
    expect(await renewal(cell(1), block)).toEqual(valueError(/due.*row 2, column 3.*"six"/i));
    expect(await renewal(block, cell(1))).toEqual(valueError(/renewed.*row 2, column 3.*"six"/i));
  });

  test("a negative amount is #VALUE! even where the sum is positive, and before a due of 0", async () => {
    expect(await renewal(column(90, -10), cell(100))).toEqual(
      valueError(/renewed.*row 2, column 1.*[-−]10/i),
    );
    expect(await renewal(cell(-10), cell(0))).toEqual(valueError(/renewed.*[-−]10/i));
  });

  test("a rate and a sum that are too large are #NUM!", async () => {
    expect(await renewal(cell(1e300), cell(1e-300))).toEqual({ error: "#NUM!" });
    expect(await renewal(column(1e308, 1e308), cell(1))).toEqual({ error: "#NUM!" });
    expect(await renewal(cell(1), column(1e308, 1e308))).toEqual({ error: "#NUM!" });
  });
});
