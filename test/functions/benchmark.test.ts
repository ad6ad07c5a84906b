import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

const percent = (rate: number) => ({ type: "FormattedNumber", basicValue: rate, numberFormat: "0%" });

const benchmark = (segment: CellValue): Promise<CellRange> => excel.call("NRR_BENCHMARK", [[[segment]]]);

test.each([
  ["All", 1],
  ["SMB", 0.9],
  ["Enterprise", 1.25],
  ["all", 1],
  ["smb", 0.9],
  ["Smb", 0.9],
  ["ENTERPRISE", 1.25],
  ["enterprise", 1.25],
])("the benchmark of %s is %d, without a decimal", async (segment, rate) => {
  expect(await benchmark(segment)).toEqual([[percent(rate)]]);
});

test("no segment is the median of all companies, 100%", async () => {
  expect(await excel.call("NRR_BENCHMARK", [null])).toEqual([[percent(1)]]);
});

test.each<[string, CellValue]>([
  ["null", null],
  ["an empty text", ""],
])("a blank segment is the median of all companies, 100%: %s", async (_, blank) => {
  expect(await benchmark(blank)).toEqual([[percent(1)]]);
});

test.each(["Midmarket", "SMBs", "toString"])(
  "%s is #N/A with a message that lists the segments",
  async (text) => {
    const message = expect.stringMatching(
      new RegExp(`(?=.*segment)(?=.*${text})(?=.*\\bAll\\b)(?=.*\\bSMB\\b)(?=.*\\bEnterprise\\b)`, "i"),
    );
    expect(await benchmark(text)).toEqual([[{ error: "#N/A", message }]]);
  },
);
