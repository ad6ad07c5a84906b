import { explain } from "../../src/core/reason";

test("a reason names the argument, quotes the value and says what to do", () => {
  expect(explain({ problem: "negative amount", argument: "churn", value: -2_000 })).toBe(
    "Churn is -2000. Amounts cannot be negative: enter losses as positive amounts.",
  );
  expect(explain({ problem: "not a ratio", argument: "value", value: 95 })).toBe(
    "Value is 95, which reads as 9500%. If 95% is meant, enter 95% or 0.95.",
  );
  expect(explain({ problem: "negative rate", argument: "value", value: -0.05 })).toBe(
    "Value is -0.05. A rate is never below 0%.",
  );
  expect(explain({ problem: "nothing to retain", argument: "start" })).toBe(
    "Start is 0, so there is nothing to retain.",
  );
});

test("a period without a rate is to be left out", () => {
  expect(explain({ problem: "no rate", argument: "values" })).toBe(
    "Values is blank or 0. Give only periods with a rate.",
  );
});

test("a text, TRUE and a data type are told apart", () => {
  const said = (value: unknown) => explain({ problem: "not a number", argument: "start", value });
  expect(said("2,000")).toBe('Start is the text "2,000". Enter it as a number.');
  expect(said(true)).toBe("Start is TRUE. Enter it as a number.");
  expect(said({ type: "Entity" })).toBe("Start is a data type. Enter it as a number.");
});

test("a long text is quoted by its beginning, by whole characters", () => {
  const said = (value: string) => explain({ problem: "not a number", argument: "start", value });
  expect(said("x".repeat(40))).toBe(`Start is the text "${"x".repeat(40)}". Enter it as a number.`);
  expect(said("x".repeat(41))).toBe(`Start is the text "${"x".repeat(40)}…". Enter it as a number.`);
  expect(said("💶".repeat(41))).toBe(`Start is the text "${"💶".repeat(40)}…". Enter it as a number.`);
});

test("a text that turns its direction round does not turn the sentence round", () => {
  const value = "\u202e2,000\u2067";
  expect(explain({ problem: "not a number", argument: "start", value })).toBe(
    'Start is the text "2,000". Enter it as a number.',
  );
});

test("a suggested rate has no dust of binary fractions", () => {
  const said = (value: number) => explain({ problem: "not a ratio", argument: "value", value });
  expect(said(16.1)).toBe("Value is 16.1, which reads as 1610%. If 16.1% is meant, enter 16.1% or 0.161.");
  expect(said(10.1)).toBe("Value is 10.1, which reads as 1010%. If 10.1% is meant, enter 10.1% or 0.101.");
});

test("a problem of a whole range says both sides of it", () => {
  expect(explain({ problem: "range", argument: "lag" })).toBe("Lag is a range. Give it one cell.");
  expect(explain({ problem: "lag", value: 1.5, periods: 13 })).toBe(
    "Lag is 1.5. Enter a whole number from 1 to 12: revenue has 13 periods.",
  );
  expect(explain({ problem: "lag", value: 2, periods: 2 })).toBe(
    "Lag is 2. Enter a whole number from 1 to 1: revenue has 2 periods.",
  );
  expect(explain({ problem: "lag", value: 1, periods: 1 })).toBe(
    "Revenue has one period. Give each period its own column.",
  );
  expect(explain({ problem: "label count", labels: 1, periods: 2 })).toBe(
    "Give labels 2 cells, one for each period, not 1.",
  );
  const shapes = [
    { of: "opening", rows: 3, columns: 1 },
    { of: "closing", rows: 2, columns: 1 },
  ] as const;
  expect(explain({ problem: "shapes", shapes })).toBe(
    "Opening is 3 × 1, but closing is 2 × 1. Give both the same customers in the same order.",
  );
  expect(explain({ problem: "too large" })).toBe("The result is too large.");
});

test("the place in a range follows the argument's name", () => {
  const place = "row 3, column 1";
  expect(explain({ problem: "negative amount", argument: "churn", value: -1 }, place)).toMatch(
    /^Churn \(row 3, column 1\) is -1\./,
  );
});

test("sums are said as a cell shows them, without the dust of binary fractions", () => {
  const reason = {
    problem: "excess losses",
    losses: { of: "downgrade + churn", sum: 0.1 + 0.2 },
    revenue: { of: "start + expansion", sum: 0.25 },
  } as const;
  expect(explain(reason)).toMatch(/^Downgrade \+ churn is 0\.3, more than start \+ expansion, 0\.25\./);
});

test("a sum beyond the largest number is not said as Infinity", () => {
  const reason = {
    problem: "excess losses",
    losses: { of: "downgrade + churn", sum: Infinity },
    revenue: { of: "start + expansion", sum: 5 },
  } as const;
  expect(explain(reason)).toMatch(/^Downgrade \+ churn is over 1\.79E\+308, more than start/);
});

test("the largest number, which 15 digits would round to infinity, is said in full", () => {
  const said = (value: number) => explain({ problem: "not positive", argument: "lag", value });
  expect(said(-Number.MAX_VALUE)).toMatch(/^Lag is -1\.7976931348623157E\+308\. /);
  expect(said(1.5e300)).toMatch(/^Lag is 1\.5E\+300\. /);
});
