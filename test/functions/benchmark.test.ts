import { percent } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

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
  expect(await benchmark(segment)).toEqual([[percent(rate, "0%")]]);
});

test("no segment is the median of all companies, 100%", async () => {
  expect(await excel.call("NRR_BENCHMARK", [null])).toEqual([[percent(1, "0%")]]);
});

test.each<[string, CellValue]>([
  ["null", null],
  ["an empty text", ""],
  ["0, as from desktop Excel", 0],
  ["an empty data type", { type: "Empty", basicValue: "" }],
  ["a text as a data type that is empty", { type: "String", basicValue: "" }],
])("a blank segment is the median of all companies, 100%: %s", async (_, blank) => {
  expect(await benchmark(blank)).toEqual([[percent(1, "0%")]]);
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

test.each<[CellValue, string]>([
  [5, "Segment is 5."],
  [true, "Segment is TRUE."],
  ["Mid", 'Segment is the text "Mid".'],
  [{ type: "String", basicValue: "Mid" }, 'Segment is the text "Mid".'],
  [{ type: "Entity", basicType: "Error", basicValue: "#VALUE!" }, "Segment is a data type."],
  [{ type: "String", basicValue: [] }, "Segment is a data type."],
  [{ type: "FormattedNumber", basicValue: 5, numberFormat: "0" }, "Segment is a data type."],
])("%p is quoted as it is", async (value, beginning) => {
  const message = expect.stringContaining(beginning);
  expect(await benchmark(value)).toEqual([[{ error: "#N/A", message }]]);
});

test("a segment as a data type counts by its text, with spaces around it or not", async () => {
  expect(await benchmark({ type: "String", basicValue: " smb " })).toEqual([[percent(0.9, "0%")]]);
});

test("an error that comes in goes out again, with a message where Excel would show a bare #VALUE!", async () => {
  expect(await benchmark({ error: "#NUM!" })).toEqual([[{ error: "#NUM!" }]]);
  const message = expect.stringContaining("Segment is the error #REF!");
  expect(await benchmark({ error: "#REF!" })).toEqual([[{ error: "#VALUE!", message }]]);
});
