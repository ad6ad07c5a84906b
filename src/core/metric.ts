import { to15Digits } from "./precision";
import type { Outcome, Reason } from "./reason";

/** A name of the module's own, since some hosts take long to look up a global, and here it counts. */
const { isFinite } = Number;

/** What kind of number an argument is: says what is wrong with a value that makes no sense for it. */
export type Quantity = (value: number, argument: string) => Reason | undefined;

/** Recurring revenue in any one currency and cadence: 0 or more. Losses too are positive amounts. */
export const amount: Quantity = (value, argument) =>
  value < 0 ? { problem: "negative amount", argument, value } : undefined;

/** A ratio, 1.005 for 100.5%: 0 or more, and below 10, since 95 is 95% typed without its sign. */
export const rate: Quantity = (value, argument) => {
  if (value < 0) return { problem: "negative rate", argument, value };
  if (to15Digits(value) >= 10) return { problem: "not a ratio", argument, value };
  return undefined;
};

/** The rate of one period among several: above 0, since a blank cell among them is a period left out. */
export const periodRate: Quantity = (value, argument) =>
  value === 0 ? { problem: "no rate", argument } : rate(value, argument);

/** A number above 0. */
export const positive: Quantity = (value, argument) =>
  value > 0 ? undefined : { problem: "not positive", argument, value };

/** Numbers in a row: an array, or a typed one where there may be a million. */
export type List = ArrayLike<number>;

/** A list of which each value is of the same kind. */
export interface Each {
  readonly each: Quantity;
}

export function each(quantity: Quantity): Each {
  return { each: quantity };
}

/** One input of a metric: what it is called in a message, and which values it may have. */
export type Input<Value = number | List> = readonly [
  name: string,
  quantity: Value extends number ? Quantity : Each,
];

/** A formula that knows its inputs, in the order of its parameters. */
export interface Metric<Values extends readonly (number | List)[], Result> {
  (...values: Values): Outcome<Result>;
  readonly inputs: readonly Input[];
}

/**
 * Makes a metric of a formula by declaring its inputs. A call checks every value first, from left to
 * right, and then the result, so the formula itself sees only values that make sense, and no result is
 * ever infinite or `NaN`.
 *
 * @param inputs the name and quantity of each parameter of the formula
 * @param formula computes the result, or the reason why these values have none
 */
export function metric<Values extends readonly (number | List)[], Result>(
  inputs: { readonly [Index in keyof Values]: Input<Values[Index]> },
  formula: (...values: Values) => Outcome<Result>,
): Metric<Values, Result> {
  const declared = inputs as unknown as readonly Input[];

  const checked = (...values: Values): Outcome<Result> => {
    const problem = firstProblem(declared, values);
    if (problem) return problem;
    const result = formula(...values);
    return typeof result === "number" && !Number.isFinite(result) ? { problem: "too large" } : result;
  };

  return Object.assign(checked, { inputs: declared });
}

/** What is wrong with the first value that makes no sense for its input. */
export function firstProblem(
  inputs: readonly Input[],
  values: readonly (number | List)[],
): Reason | undefined {
  for (let index = 0; index < inputs.length; index++) {
    const [name, quantity] = inputs[index]!;
    const value = values[index]!;
    const problem =
      typeof quantity === "function"
        ? checkOne(quantity, name, value as number)
        : checkEach(quantity.each, name, value as List);
    if (problem) return problem;
  }
  return undefined;
}

function checkEach(quantity: Quantity, name: string, list: List): Reason | undefined {
  for (let index = 0; index < list.length; index++) {
    const problem = checkOne(quantity, name, list[index]!);
    if (problem) return { index, ...problem };
  }
  return undefined;
}

/** What is not finite comes of a sum or product beyond the largest number; so does `NaN`, as ∞ − ∞. */
function checkOne(quantity: Quantity, name: string, value: number): Reason | undefined {
  return isFinite(value) ? quantity(value, name) : { problem: "too large" };
}
