import { explain } from "../../src/core/reason";

test("a reason names the argument, quotes the value and says what to do", () => {
  expect(explain({ problem: "negative amount", argument: "churn", value: -2_000 })).toBe(
    "Churn is -2000. Amounts cannot be negative: enter losses as positive amounts.",
  );
  expect(explain({ problem: "percent without its sign", argument: "value", value: 95 })).toBe(
    "Value is 95, which reads as 9500%. Enter 95% or 0.95.",
  );
  expect(explain({ problem: "negative rate", argument: "value", value: -0.05 })).toBe(
    "Value is -0.05. A retention rate is never below 0%: check the formula behind it.",
  );
  expect(explain({ problem: "nothing to retain", argument: "start" })).toBe(
    "Start is 0, so there is no revenue to retain and the rate is undefined.",
  );
});

test("a text, TRUE and a data type are told apart", () => {
  const said = (value: unknown) => explain({ problem: "not a number", argument: "start", value });
  expect(said("2,000")).toBe('Start is the text "2,000". Enter it as a number.');
  expect(said(true)).toBe("Start is TRUE. Enter it as a number.");
  expect(said({ type: "Entity" })).toBe("Start is a data type without a number. Enter it as a number.");
});

test("a long text is quoted by its beginning", () => {
  const sentence = explain({ problem: "not a number", argument: "start", value: "x".repeat(5_000) });
  expect(sentence).toBe(`Start is the text "${"x".repeat(40)}…". Enter it as a number.`);
});

test("the place in a range follows the argument's name", () => {
  const place = "row 3, column 1";
  expect(explain({ problem: "negative amount", argument: "churn", value: -1 }, place)).toMatch(
    /^Churn \(row 3, column 1\) is -1\./,
  );
});

test("sums are said as a cell shows them, without the dust of binary fractions", () => {
  const reason = {
    problem: "losses exceed revenue",
    losses: { of: "downgrade + churn", sum: 0.1 + 0.2 },
    revenue: { of: "start + expansion", sum: 0.25 },
  } as const;
  expect(explain(reason)).toMatch(/^Downgrade \+ churn is 0\.3, more than start \+ expansion, 0\.25\./);
});

test("a sum beyond the largest number is not said as Infinity", () => {
  const reason = {
    problem: "losses exceed revenue",
    losses: { of: "downgrade + churn", sum: Infinity },
    revenue: { of: "start + expansion", sum: 5 },
  } as const;
  expect(explain(reason)).toMatch(/^Downgrade \+ churn is more than 1\.79E\+308, more than start/);
});
