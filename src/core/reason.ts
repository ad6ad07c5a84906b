/**
 * Why there is no value. The core names the problem; whoever asked shows it in its own way: a cell as one
 * of Excel's errors, the guide as a sentence beside the field. The sentence is `explain` in both.
 */
export type Reason =
  | { readonly problem: "not a number"; readonly argument: string; readonly value: unknown }
  | { readonly problem: "negative amount"; readonly argument: string; readonly value: number }
  | { readonly problem: "negative rate"; readonly argument: string; readonly value: number }
  | { readonly problem: "percent without its sign"; readonly argument: string; readonly value: number }
  | { readonly problem: "nothing to retain"; readonly argument: string }
  | {
      readonly problem: "losses exceed revenue";
      readonly losses: { readonly of: string; readonly sum: number };
      readonly revenue: { readonly of: string; readonly sum: number };
    }
  | { readonly problem: "too large" };

/** A result, or the reason why there is none. */
export type Outcome<T extends number | string> = T | Reason;

export function isReason(outcome: Outcome<number | string>): outcome is Reason {
  return typeof outcome === "object";
}

/**
 * Says a reason in a sentence or two that someone in finance understands: which argument, its value, and
 * what to do.
 *
 * @param reason what went wrong
 * @param place where in the argument, if it is a range: "row 3, column 1"
 * @example explain({ problem: "nothing to retain", argument: "start" })
 * // "Start is 0, so there is no revenue to retain and the rate is undefined."
 */
export function explain(reason: Reason, place?: string): string {
  const subject = (argument: string): string =>
    capitalised(argument) + (place === undefined ? "" : ` (${place})`);

  switch (reason.problem) {
    case "not a number":
      return `${subject(reason.argument)} is ${described(reason.value)}. Enter it as a number.`;
    case "negative amount":
      return `${subject(reason.argument)} is ${shown(reason.value)}. Amounts cannot be negative: enter losses as positive amounts.`;
    case "negative rate":
      return `${subject(reason.argument)} is ${shown(reason.value)}. A retention rate is never below 0%: check the formula behind it.`;
    case "percent without its sign": {
      const { value } = reason;
      return `${subject(reason.argument)} is ${shown(value)}, which reads as ${shown(value * 100)}%. Enter ${shown(value)}% or ${shown(value / 100)}.`;
    }
    case "nothing to retain":
      return `${subject(reason.argument)} is 0, so there is no revenue to retain and the rate is undefined.`;
    case "losses exceed revenue": {
      const { losses, revenue } = reason;
      return `${subject(losses.of)} is ${shown(losses.sum)}, more than ${revenue.of}, ${shown(revenue.sum)}. Customers cannot lose more than they pay: check that all amounts are for the same customers and period.`;
    }
    case "too large":
      return "The result is too large for a number.";
  }
}

/** A number as a cell shows it: at most 15 significant digits, no grouping, since groups differ by country. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return "more than 1.79E+308";
  return String(to15Digits(value));
}

/** Rounds to the 15 significant digits that Excel keeps, shows and compares. */
export function to15Digits(value: number): number {
  return Number(value.toPrecision(15));
}

function described(value: unknown): string {
  if (typeof value === "string") return `the text ${quoted(value)}`;
  if (typeof value === "boolean") return String(value).toUpperCase();
  return "a data type without a number";
}

const LONGEST_QUOTE = 40;

function quoted(text: string): string {
  const whole = text.length <= LONGEST_QUOTE;
  return `"${whole ? text : `${text.slice(0, LONGEST_QUOTE)}…`}"`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
