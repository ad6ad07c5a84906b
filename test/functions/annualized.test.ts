import { cell, column, row, percent, valueError } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

const about = (rate: number) => percent(expect.closeTo(rate, 12));

/** What the one cell of =NRR_ANNUALIZED(…) shows; where there is no second argument, it is left out. */
async function annualized(values: CellRange, periodsPerYear: CellRange | null = null): Promise<CellValue> {
  const result = await excel.call("NRR_ANNUALIZED", [values, periodsPerYear]);
  expect([result.length, result[0]!.length]).toEqual([1, 1]);
  return result[0]![0]!;
}

describe("worked figures", () => {
  test("=NRR_ANNUALIZED(100.5%) is 1.06167781186 to 12 digits", async () => {
    expect(await annualized(cell(1.005))).toEqual(percent(expect.closeTo(1.06167781186, 11)));
    // 1.005 ^ 12 = 1.06167781186449…
    expect(await annualized(cell(1.005))).toEqual(about(1.061677811864498));
  });

  test("a quarterly rate counts four times a year", async () => {
    expect(await annualized(cell(1.02), cell(4))).toEqual(about(1.08243216));
  });

  test("a run of as many rates as a year has periods is multiplied", async () => {
    expect(await annualized(column(1.1, 1, 0.9, 1.2), cell(4))).toEqual(about(1.188));
    expect(await annualized(column(...Array<number>(11).fill(1), 0.94))).toEqual(about(0.94));
  });

  test("a run of fewer or more rates counts at its mean growth", async () => {
    // (1.01 × 0.99) ^ (4 ÷ 2) = 0.9999²
    expect(await annualized(column(1.01, 0.99), cell(4))).toEqual(about(0.99980001));
    // (1.21 × 1) ^ (1 ÷ 2)
    expect(await annualized(column(1.21, 1), cell(1))).toEqual(about(1.1));
    // (0.8 × 0.2) ^ (2 ÷ 4), with two rates of 100%
    expect(await annualized(column(0.8, 1, 0.2, 1), cell(2))).toEqual(about(0.4));
  });

  test("the result is right to 15 digits, by which bands go", async () => {
    const to15Digits = async (values: CellRange, periodsPerYear?: CellRange) =>
      ((await annualized(values, periodsPerYear)) as { basicValue: number }).basicValue.toPrecision(15);
    // 5 × 1.6 × 0.625 × 0.2 = 1
    // Logarithms would give 80.99999999999996.
    expect(await annualized(column(3, 3, 3, 3), cell(4))).toEqual(percent(81));
    expect(await to15Digits(column(5, 1.6, 0.625, 0.2))).toBe("1.00000000000000");
    const tenOfOne = column(1.6, 1.6, 1.6, 1.28, 1.6, 0.625, 0.625, 0.625, 0.625, 0.78125);
    expect(await to15Digits(tenOfOne)).toBe("1.00000000000000");
    expect(await to15Digits(Array(10_000).fill([1.2]), cell(1))).toBe("1.20000000000000");
  });

  test("a row, a column and a block of the same rates give the same", async () => {
    expect(await annualized(row(1.1, 1, 0.9, 1.2), cell(4))).toEqual(about(1.188));
    expect(
      await annualized(
        [
          [1.1, 1],
          [0.9, 1.2],
        ],
        cell(4),
      ),
    ).toEqual(about(1.188));
  });

  test("periods per year may be a fraction, or come as a formatted number", async () => {
    expect(await annualized(cell(1.21), cell(0.5))).toEqual(about(1.1));
    const four = { type: "FormattedNumber", basicValue: 4, numberFormat: "0" };
    expect(await annualized(cell(1.02), cell(four))).toEqual(about(1.08243216));
  });

  test("a product beyond the largest or the smallest number does not spoil a yearly rate that is neither", async () => {
    const high = await annualized(Array(400).fill([9]));
    expect(high).toEqual(percent(expect.any(Number)));
    expect((high as { basicValue: number }).basicValue / 9 ** 12).toBeCloseTo(1, 11);
    const low = await annualized(Array(400).fill([0.1]));
    expect(low).toEqual(percent(expect.any(Number)));
    expect((low as { basicValue: number }).basicValue / 1e-12).toBeCloseTo(1, 11);
  });
});

describe("errors", () => {
  test("a rate of 10 or more is #VALUE! that suggests per cent", async () => {
    expect(await annualized(column(1, 1, 95))).toEqual(
      valueError(/values.*row 3, column 1.*95.*9,?500 ?%.*95 ?%.*0\.95/i),
    );
    expect(await annualized(cell(10))).toEqual(valueError(/values.*10 ?%.*0\.1/i));
    expect(await annualized(cell(9.99), cell(1))).toEqual(about(9.99));
  });

  test.each<[string, CellValue]>([
    ["0", 0],
    ["null", null],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicType: "Empty", basicValue: "" }],
  ])("a rate of 0 or a blank one is #VALUE! with its place: %s", async (_, nothing) => {
    expect(await annualized(row(1, nothing, 1))).toEqual(valueError(/values.*row 1, column 2/i));
  });

  test("a negative rate is #VALUE! with its place", async () => {
    expect(await annualized(column(1, -0.05))).toEqual(valueError(/values.*row 2, column 1.*[-−]0\.05/i));
  });

  test.each<[string, CellValue, RegExp]>([
    ["0", 0, /periods.per.year.*\b0\b/i],
    ["negative", -4, /periods.per.year.*[-−]4/i],
    ["a text", "4", /periods.per.year.*"4"/i],
    ["TRUE", true, /periods.per.year.*TRUE/i],
  ])("periods per year that are %s are #VALUE!", async (_, periods, message) => {
    expect(await annualized(cell(1.005), cell(periods))).toEqual(valueError(message));
  });

  test("periods per year in more than one cell are #VALUE!", async () => {
    expect(await annualized(cell(1.005), column(4, 4))).toEqual(valueError(/^Periods per year is a range/));
    expect(await annualized(cell(1.005), row(4, 4))).toEqual(valueError(/^Periods per year is a range/));
  });

  test("a yearly rate that is too large is #NUM!", async () => {
    expect(await annualized(cell(9.99), cell(1_000))).toEqual({ error: "#NUM!" });
  });
});
