import { to15Digits, type Outcome, type Reason } from "./reason";

/** What kind of number an argument is, and so which values of it make sense. */
export type Quantity = (value: number, argument: string) => Reason | undefined;

/** Recurring revenue in any one currency and cadence: 0 or more. Losses too are positive amounts. */
export const amount: Quantity = (value, argument) =>
  value < 0 ? { problem: "negative amount", argument, value } : undefined;

/** A ratio, 1.005 for 100.5 %: 0 or more, and below 10, since 95 is 95 % typed without its sign. */
export const rate: Quantity = (value, argument) => {
  if (value < 0) return { problem: "negative rate", argument, value };
  if (to15Digits(value) >= 10) return { problem: "percent without its sign", argument, value };
  return undefined;
};

/** A formula that knows its inputs: what each is called, in which order, and which values it may have. */
export interface Metric<Values extends number[], Result extends number | string> {
  (...values: Values): Outcome<Result>;
  readonly inputs: readonly string[];
}

/**
 * Makes a metric of a formula by declaring its inputs. A call checks every value first, from left to
 * right, and then the result, so the formula itself sees only values that make sense, and no result is
 * ever infinite or `NaN`.
 *
 * @param inputs the name and quantity of each input, in the formula's order
 * @param formula computes the result, or the reason why these values have none
 */
export function metric<Values extends number[], Result extends number | string>(
  inputs: Readonly<Record<string, Quantity>>,
  formula: (...values: Values) => Outcome<Result>,
): Metric<Values, Result> {
  const names = Object.keys(inputs);
  const quantities = Object.values(inputs);

  const checked = (...values: Values): Outcome<Result> => {
    for (let index = 0; index < names.length; index++) {
      const problem = quantities[index]!(values[index]!, names[index]!);
      if (problem) return problem;
    }
    const result = formula(...values);
    return typeof result === "number" && !Number.isFinite(result) ? { problem: "too large" } : result;
  };

  return Object.assign(checked, { inputs: names });
}
