import { cell, column, distinct, row, percent, valueError } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

/** What =GRR(…) shows where every argument is one cell. */
async function grr(...cells: [CellValue, CellValue, CellValue]): Promise<CellValue> {
  const result = await excel.call("GRR", cells.map(cell));
  return result[0]![0]!;
}

describe("worked figures", () => {
  test("=GRR(200000,1000,2000) is 98.5%", async () => {
    expect(await grr(200_000, 1_000, 2_000)).toEqual(percent(0.985));
  });

  test("nothing lost is 100%, and everything lost is 0%", async () => {
    expect(await grr(100, 0, 0)).toEqual(percent(1));
    expect(await grr(100, 0, 100)).toEqual(percent(0));
    expect(await grr(100, 100, 0)).toEqual(percent(0));
  });

  test("losses that equal start only as a cell shows them are 0%", async () => {
    expect(await grr(0.3, 0.1, 0.2)).toEqual(percent(expect.closeTo(0, 12)));
  });
});

describe("shapes", () => {
  test("it fills down, a cell a formula", async () => {
    const shown = await Promise.all([grr(100, 5, 5), grr(200, 10, 0), grr(400, 0, 100)]);
    expect(shown).toEqual([percent(0.9), percent(0.95), percent(0.75)]);
  });

  test("columns of amounts spill a column of rates, rows a row", async () => {
    expect(await excel.call("GRR", [column(100, 200), column(0, 10), column(5, 20)])).toEqual(
      column(percent(0.95), percent(0.85)),
    );
    expect(await excel.call("GRR", [row(100, 200), row(0, 10), row(5, 20)])).toEqual(
      row(percent(0.95), percent(0.85)),
    );
  });

  test("a single cell repeats everywhere, one column across and one row down", async () => {
    expect(await excel.call("GRR", [column(100, 200), row(0, 10, 20), cell(10)])).toEqual([
      [percent(0.9), percent(0.8), percent(0.7)],
      [percent(0.95), percent(0.9), percent(0.85)],
    ]);
  });

  test("a cell that a shorter range does not reach is #N/A, whatever else is wrong there", async () => {
    const rates = await excel.call("GRR", [column(100, 100, "text"), column(0, 5), cell(0)]);
    expect(rates).toEqual([[percent(1)], [percent(0.95)], [expect.objectContaining({ error: "#N/A" })]]);
  });

  test("a bad cell spoils its own row alone", async () => {
    const rates = await excel.call("GRR", [
      column(100, "n/a", { error: "#NUM!" }, 0, 100, 100),
      cell(0),
      column(0, 0, 0, 0, -5, 200),
    ]);
    expect(rates).toEqual(
      column(
        percent(1),
        valueError(/start.*row 2, column 1.*"n\/a"/i),
        { error: "#NUM!" },
        { error: "#DIV/0!" },
        valueError(/churn.*row 5, column 1.*[-−]5/i),
        valueError(/200.*100/),
      ),
    );
  });

  test("10,000 rates come formatted, and 10,001 as plain ratios", async () => {
    const spill = (count: number) => excel.call("GRR", [Array(count).fill([100]), cell(5), cell(0)]);
    const formatted = await spill(10_000);
    expect([formatted.length, distinct(formatted)]).toEqual([10_000, [percent(0.95)]]);
    const plain = await spill(10_001);
    expect([plain.length, distinct(plain)]).toEqual([10_001, [0.95]]);
  });
});

describe("errors", () => {
  test.each<[string, CellValue]>([
    ["null, as from Excel on the web", null],
    ["0, as from desktop Excel", 0],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicType: "Empty", basicValue: "" }],
  ])("a blank counts as 0, so a blank start is #DIV/0!: %s", async (_, blank) => {
    expect(await grr(100, blank, blank)).toEqual(percent(1));
    expect(await grr(blank, 0, 0)).toEqual({ error: "#DIV/0!" });
  });

  test("an argument that is left out counts as 0", async () => {
    expect(await excel.call("GRR", [cell(100), null, cell(5)])).toEqual(cell(percent(0.95)));
  });

  test("downgrade and churn of more than start are #VALUE! with both sums", async () => {
    expect(await grr(1_000, 700, 600)).toEqual(valueError(/is 1300, more than start, 1000\./));
  });

  test("a sign is checked before the start, and the start before the losses", async () => {
    expect(await grr(0, 0, -1)).toEqual(valueError(/churn.*[-−]1/i));
    expect(await grr(0, 5, 0)).toEqual({ error: "#DIV/0!" });
  });

  test("losses too large to add up are #VALUE!, as they are more than start", async () => {
    expect(await grr(1, 1e308, 1e308)).toEqual(expect.objectContaining({ error: "#VALUE!" }));
  });
});
