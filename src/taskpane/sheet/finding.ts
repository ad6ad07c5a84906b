import { explain, type Reason } from "../../core/reason";
import type { NumberStyle } from "../amounts";
import { isNumberIn } from "./cells";
import type { Area } from "./workbook";

/** Something to look at in one cell. */
export interface Finding {
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
export type Find = (
  row: number,
  column: number,
  sentence: string,
  more?: Partial<Pick<Finding, "severity" | "advice">>,
) => void;

const CONVERT =
  "These look like numbers but are texts. Select them, open the mark beside them and choose Convert to Number; where there is no mark, type them again.";

/**
 * Finds what the functions in cells would refuse, in their words.
 *
 * @param style how the user writes numbers, to tell which texts are meant as such
 */
export function findRefused(
  reason: Reason,
  { row, column }: Pick<Area, "row" | "column">,
  style: NumberStyle,
  find: Find,
): void {
  const isMeant =
    reason.problem === "not a number" && typeof reason.value === "string" && isNumberIn(reason.value, style);
  find(row, column, explain(reason), isMeant ? { advice: CONVERT } : {});
}
