import { isDate, isLikeNumber } from "../../../src/taskpane/sheet/cells";

const cell = (value: number | string | boolean, numberFormat = "General") => ({
  value,
  numberFormat,
  formula: "",
  isError: false,
});

test.each(["d/m/yyyy", "mmm yyyy", "[$-409]mmmm", "[h]:mm", 'yyyy"-Q"0'])(
  "a number of format %s is a date",
  (format) => expect(isDate(cell(45_658, format))).toBe(true),
);

test.each(["General", "0.0%", "#,##0 [$USD]", '0.0,"m"', "0\\d", "#,##0_d", "[Red]0", "0.00E+00"])(
  "a number of format %s is no date",
  (format) => expect(isDate(cell(45_658, format))).toBe(false),
);

test("a text is no date, whatever its format", () => {
  expect(isDate(cell("Jan", "mmm yyyy"))).toBe(false);
});

test.each(["2,000", "2.000,50 €", "$5", "(300)", "95%", "98 %", "%95"])(
  "the text %s may be meant as a number",
  (text) => {
    expect(isLikeNumber(cell(text))).toBe(true);
  },
);

test.each(["Start", "Q1 2025", " ", "2025-01", "%", "NRR %"])(
  "the text %p is not meant as a number",
  (text) => {
    expect(isLikeNumber(cell(text))).toBe(false);
  },
);
