import type { Reason } from "../../core/reason";
import type { NumberStyle } from "../amounts";
import { isNumberIn } from "./cells";
import type { Area } from "./workbook";

export type FindingKind =
  | "number as text"
  | "text"
  | "error"
  | "negative"
  | "no start"
  | "losses"
  | "too large"
  | "rate"
  | "start"
  | "twelvefold";

/** Something to look at in one cell. */
export interface Finding {
  readonly kind: FindingKind;
  /** A note says what is usual in good data too, such as a start above the end of the month before. */
  readonly severity: "problem" | "note";
  readonly at: Area;
  /** Of the cell, without its sheet: "B3". */
  readonly address: string;
  readonly sentence: string;
  /** What to make of it and of all others of which the same is said. */
  readonly advice?: string;
}

/** Takes a finding down, in a cell whose row and column count from the block's upper left. */
export type Note = (
  row: number,
  column: number,
  kind: FindingKind,
  sentence: string,
  advice?: string,
) => void;

/** The kind of what the functions in cells refuse. */
export function kindOf(reason: Reason, style: NumberStyle): FindingKind {
  switch (reason.problem) {
    case "already an error":
      return "error";
    case "negative amount":
      return "negative";
    case "nothing to retain":
      return "no start";
    case "excess losses":
      return "losses";
    case "too large":
      return "too large";
    case "not a number":
      return typeof reason.value === "string" && isNumberIn(reason.value, style) ? "number as text" : "text";
    default:
      return "rate";
  }
}
