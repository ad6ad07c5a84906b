import { numberStyleOf } from "../../src/taskpane/amounts";
import { calculate, percentage, waterfall, type Field } from "../../src/taskpane/calculation";

const english = numberStyleOf("en-US");
const exampleA = { start: "200,000", expansion: "4,000", downgrade: "1,000", churn: "2,000" };

function calculated(texts: Partial<Record<Field, string>>, periodsPerYear = 12) {
  return calculate({ ...exampleA, ...texts }, english, periodsPerYear);
}

test("the example gives the rates of its cells", () => {
  // (200000 + 4000 - 1000 - 2000) / 200000 = 201000 / 200000, (200000 - 3000) / 200000 = 197000 / 200000
  expect(calculated({})).toMatchObject({
    nrr: 1.005,
    grr: 0.985,
    band: "Healthy",
    amounts: [200_000, 4_000, 1_000, 2_000],
    fields: { start: {}, expansion: {}, downgrade: {}, churn: {} },
  });
});

test.each([
  [12, 1.06167781186], // 1.005 ** 12
  [4, 1.020150500625], // 1.005 ** 4 = 1.010025 ** 2
  [1, 1.005],
])("with %d periods a year, 100.5%% comes to %d over the year", (periodsPerYear, rate) => {
  expect(calculated({}, periodsPerYear).yearly).toBeCloseTo(rate, 10);
});

test("the band is the year's: a month that seems healthy can be an exceptional year", () => {
  // 204,000 / 200,000 = 102%, and 1.02 ** 12 = 1.268
  expect(calculated({ downgrade: "0", churn: "0" })).toMatchObject({ nrr: 1.02, band: "Exceptional" });
  expect(calculated({ downgrade: "0", churn: "0" }, 1)).toMatchObject({ nrr: 1.02, band: "Healthy" });
});

test("when everything churns, nothing is left over a year either", () => {
  expect(calculated({ start: "10", expansion: "", downgrade: "", churn: "10" })).toMatchObject({
    nrr: 0,
    yearly: 0,
    band: "Warning",
  });
});

test.each<[Field, string, string]>([
  ["churn", "-2,000", "Churn is -2000. Amounts cannot be negative: enter losses as positive amounts."],
  ["churn", "2.000,00", 'Churn is the text "2.000,00". Enter it as a number.'],
  ["start", "two", 'Start is the text "two". Enter it as a number.'],
  ["start", "", "Start is 0, so there is nothing to retain."],
  ["start", "0", "Start is 0, so there is nothing to retain."],
  ["expansion", "1e999", 'Expansion is the text "1e999". Enter it as a number.'],
  [
    "churn",
    "300,000",
    "Downgrade + churn is 301000, more than start + expansion, 204000. Check that all are for the same customers and period.",
  ],
])("%s %j says in the field what a cell would say", (field, text, sentence) => {
  const { fields, amounts, nrr } = calculated({ [field]: text });
  expect(fields[field].problem).toBe(sentence);
  expect(nrr).toHaveProperty("problem");
  expect(amounts).toBeUndefined();
  for (const [other, state] of Object.entries(fields))
    if (other !== field) expect(state.problem).toBeUndefined();
});

test("sums beyond the largest number are too large", () => {
  const { fields, nrr } = calculated({ start: "1e308", expansion: "1e308" });
  expect(nrr).toEqual({ problem: "too large" });
  expect(fields.start.problem).toBe("The result is too large.");
});

test("losses in excess are said of the larger of them", () => {
  const { fields } = calculated({ downgrade: "300,000", churn: "0" });
  expect(fields.downgrade.problem).toContain("Downgrade + churn is 300000");
  expect(fields.churn.problem).toBeUndefined();
});

test("every wrong field says what is wrong with it, not only the first", () => {
  const { fields } = calculated({ start: "x", churn: "-1" });
  expect(fields.start.problem).toContain('"x"');
  expect(fields.churn.problem).toContain("-1");
});

test("GRR needs no expansion, so a wrong one leaves it", () => {
  expect(calculated({ expansion: "x" }).grr).toBe(0.985);
});

test("losses beyond the start leave NRR and say why there is no GRR", () => {
  // 150 + 100 - 200 = 50 of 100 are left, but 200 of 100 cannot be lost.
  const result = calculated({ start: "100", expansion: "150", downgrade: "0", churn: "200" });
  expect(result.nrr).toBe(0.5);
  expect(result.grr).toMatchObject({ problem: "excess losses" });
  expect(result.amounts).toEqual([100, 150, 0, 200]);
});

test("a rate of 1000% and more has no band, as in a cell", () => {
  expect(calculated({ start: "1", expansion: "9", downgrade: "0", churn: "0" })).toMatchObject({
    nrr: 10,
    band: { problem: "not a ratio" },
  });
});

test.each([
  ["200000", undefined],
  ["200,000", undefined],
  ["$200,000", "Expansion is read as 200,000."],
  ["200 000", "Expansion is read as 200,000."],
  ["1.234", "Expansion is read as 1.234: the point is the decimal sign."],
  ["1.5", undefined],
  ["$4,000.50", "Expansion is read as 4,000.5."],
  ["", "Expansion is blank, which counts as 0."],
])("%j as expansion says how it was read: %s", (text, sentence) => {
  expect(calculated({ expansion: text }).fields.expansion.readAs).toBe(sentence);
});

test("in Germany the comma is the decimal sign", () => {
  const { fields } = calculate({ ...exampleA, start: "1,234" }, numberStyleOf("de-DE"), 12);
  expect(fields.start.readAs).toBe("Start is read as 1,234: the comma is the decimal sign.");
});

test.each([
  [1.005, "100.5%"],
  [0.9996, "99.96%"],
  [0.99999999999, "99.999999999%"],
  [1.2, "120.0%"],
  [1.2004, "120.04%"],
  [1.1996, "120.0%"],
  [0, "0.0%"],
])("%d shows as %s, which looks like its band", (rate, shown) => {
  expect(percentage(rate, "en-US")).toBe(shown);
});

test("the waterfall goes from the start through each movement to the end", () => {
  expect(waterfall([200_000, 4_000, 1_000, 2_000])).toEqual([
    { name: "Start", kind: "level", from: 0, to: 200_000, amount: 200_000 },
    { name: "Expansion", kind: "gain", from: 200_000, to: 204_000, amount: 4_000 },
    { name: "Downgrade", kind: "loss", from: 204_000, to: 203_000, amount: 1_000 },
    { name: "Churn", kind: "loss", from: 203_000, to: 201_000, amount: 2_000 },
    { name: "End", kind: "level", from: 0, to: 201_000, amount: 201_000 },
  ]);
});

test("the waterfall of small amounts has them as they were typed, and no dust at its end", () => {
  // In doubles 1000000.1 − 1000000 is 0.0999999999767.
  expect(waterfall([1_000_000.1, 0, 0, 1_000_000]).map(({ amount }) => amount)).toEqual([
    1_000_000.1, 0, 0, 1_000_000, 0.1,
  ]);
  expect(waterfall([0.3, 0, 0.1, 0.2]).at(-1)!.amount).toBe(0);
});
