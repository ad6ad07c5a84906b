import { spelled } from "./precision";
import { capitalised, shortened } from "./words";

/**
 * Why there is no value. The core names the problem; whoever asked shows it in its own way: a cell as one
 * of Excel's errors, the guide as a sentence beside the field. The sentence is `explain` in both.
 *
 * Where the argument is a list, `index` says which of its values is meant.
 */
export type Reason = { readonly index?: number } & (
  | { readonly problem: "already an error"; readonly argument: string; readonly code: string }
  | { readonly problem: "not a number"; readonly argument: string; readonly value: unknown }
  | { readonly problem: "range"; readonly argument: string }
  | { readonly problem: "negative amount"; readonly argument: string; readonly value: number }
  | { readonly problem: "negative rate"; readonly argument: string; readonly value: number }
  | { readonly problem: "no rate"; readonly argument: string }
  | { readonly problem: "not a ratio"; readonly argument: string; readonly value: number }
  | { readonly problem: "not positive"; readonly argument: string; readonly value: number }
  | { readonly problem: "shapes"; readonly shapes: readonly [Shape, Shape] }
  | { readonly problem: "nothing to retain"; readonly argument: string }
  | { readonly problem: "excess losses"; readonly losses: NamedSum; readonly revenue: NamedSum }
  | { readonly problem: "too large" }
  | { readonly problem: "lag"; readonly value: number; readonly periods: number }
  | { readonly problem: "label count"; readonly labels: number; readonly periods: number }
  | { readonly problem: "segment"; readonly value: unknown; readonly known: readonly string[] }
  | { readonly problem: "outside" }
);

export interface NamedSum {
  readonly of: string;
  readonly sum: number;
}

export interface Shape {
  readonly of: string;
  readonly rows: number;
  readonly columns: number;
}

/** A result, or the reason why there is none. */
export type Outcome<T> = T | Reason;

export function isReason(outcome: unknown): outcome is Reason {
  return outcome instanceof Object && "problem" in outcome;
}

/**
 * Says a reason in a sentence or two that someone in finance understands: which argument, its value, and
 * what to do.
 *
 * @param place where in the argument, if that is a range: "row 3, column 1"
 * @example explain({ problem: "nothing to retain", argument: "start" })
 * // "Start is 0, so there is nothing to retain."
 */
export function explain(reason: Reason, place?: string): string {
  const subject = (argument: string): string =>
    capitalised(argument) + (place === undefined ? "" : ` (${place})`);

  switch (reason.problem) {
    case "already an error":
      return `${subject(reason.argument)} is the error ${reason.code}. Correct it first.`;
    case "not a number":
      return `${subject(reason.argument)} is ${described(reason.value)}. Enter it as a number.`;
    case "range":
      return `${capitalised(reason.argument)} is a range. Give it one cell.`;
    case "negative amount":
      return `${subject(reason.argument)} is ${spelled(reason.value)}. Amounts cannot be negative: enter losses as positive amounts.`;
    case "negative rate":
      return `${subject(reason.argument)} is ${spelled(reason.value)}. A rate is never below 0%.`;
    case "no rate":
      return `${subject(reason.argument)} is blank or 0. Give only periods with a rate.`;
    case "not a ratio": {
      const { value } = reason;
      return `${subject(reason.argument)} is ${spelled(value)}, which reads as ${spelled(value * 100)}%. If ${spelled(value)}% is meant, enter ${spelled(value)}% or ${spelled(value / 100)}.`;
    }
    case "not positive":
      return `${subject(reason.argument)} is ${spelled(reason.value)}. Enter 12 for months, 4 for quarters.`;
    case "shapes": {
      const [first, second] = reason.shapes.map(({ of, rows, columns }) => `${of} is ${rows} × ${columns}`);
      return `${capitalised(first!)}, but ${second!}. Give both the same customers in the same order.`;
    }
    case "nothing to retain":
      return `${subject(reason.argument)} is 0, so there is nothing to retain.`;
    case "excess losses": {
      const { losses, revenue } = reason;
      return `${subject(losses.of)} is ${spelled(losses.sum)}, more than ${revenue.of}, ${spelled(revenue.sum)}. Check that all are for the same customers and period.`;
    }
    case "too large":
      return "The result is too large.";
    case "lag":
      return reason.periods < 2
        ? "Revenue has one period. Give each period its own column."
        : `Lag is ${spelled(reason.value)}. Enter a whole number from 1 to ${reason.periods - 1}: revenue has ${reason.periods} periods.`;
    case "label count":
      return `Give labels ${reason.periods} cells, one for each period, not ${reason.labels}.`;
    case "segment":
      return `Segment is ${described(reason.value)}. Enter one of ${reason.known.join(", ")}.`;
    case "outside":
      return "A range ends before this cell. Give all ranges the same size.";
  }
}

function described(value: unknown): string {
  if (typeof value === "string") return `the text "${shortened(value, LONGEST_QUOTE)}"`;
  return typeof value === "object" ? "a data type" : `${value as number | boolean}`.toUpperCase();
}

const LONGEST_QUOTE = 40;
