import { bandOf } from "../../core/band";
import { isReason } from "../../core/reason";
import type { NumberStyle } from "../amounts";
import { addressOf, cellOf } from "./addresses";
import { isBlank } from "./cells";
import type { Columns } from "./columns";
import { findRefused, type Find, type Finding } from "./finding";
import { numberIn, readMovements, type Movement } from "./movements";
import { compareStarts, findTwelvefoldColumn, pairsOf } from "./starts";
import { findTwelvefold } from "./twelvefold";
import type { Area, Cell } from "./workbook";

/** What was looked at and found. */
export interface Findings {
  /** The names of the checks made. */
  readonly checked: readonly string[];
  /** From the first row to the last. */
  readonly findings: readonly Finding[];
}

/**
 * Checks amounts and rates. What the functions in cells would refuse is said as they say it; the rest is what
 * a careful reader would ask about.
 *
 * @param rows the cells of the block
 * @param block where they are
 * @param style how the user writes numbers and names months
 */
export function findingsIn(
  rows: readonly (readonly Cell[])[],
  columns: Columns,
  block: Area,
  style: NumberStyle,
): Findings {
  const found: Finding[] = [];
  const find: Find = (row, column, sentence, more) => {
    const at = cellOf(block, row, column);
    found.push({ severity: "problem", at, address: addressOf(at), sentence, ...more });
  };
  const checked: string[] = [];

  const { amounts } = columns;
  const movements = amounts ? readMovements(rows, columns, amounts, style, find) : [];
  if (amounts) {
    checked.push(...AMOUNT_CHECKS);
    const pairs = pairsOf(rows, columns, movements, style);
    const isFitted = findTwelvefoldColumn(pairs, columns, amounts, find);
    if (compareStarts(pairs, isFitted, amounts[0], find)) checked.push(...ROW_CHECKS);
    if (findTwelvefold(movements, amounts, find)) checked.push(MOVEMENT_CHECK);
  }
  if (columns.rates.length > 0) {
    checkRates(rows, columns, movements, style, find);
    checked.push(...RATE_CHECKS);
  }

  found.sort((one, other) => one.at.row - other.at.row || one.at.column - other.at.column);
  return { checked, findings: found };
}

const AMOUNT_CHECKS = [
  "Texts and errors where an amount belongs",
  "Negative amounts",
  "Months that start at 0",
  "Losses of more than start + expansion",
];
const ROW_CHECKS = [
  "Starts against the end of the month before",
  "Starts of about twelve times the month before",
];
const MOVEMENT_CHECK = "Movements of about twelve times the others";
const RATE_CHECKS = ["Texts and errors among the rates", "Rates such as 95 where 95% is meant"];

function checkRates(
  rows: readonly (readonly Cell[])[],
  { firstRow, rates }: Columns,
  movements: readonly Movement[],
  style: NumberStyle,
  find: Find,
): void {
  // Where the amounts are wrong already, an error beside them only follows.
  const wrong = new Set(movements.filter(({ amounts }) => !amounts).map(({ row }) => row));
  const [argument] = bandOf.inputs[0]!;
  for (let row = firstRow; row < rows.length; row++) {
    for (const column of rates) {
      const cell = rows[row]![column]!;
      if (isBlank(cell) || (cell.isError && wrong.has(row))) continue;
      const value = numberIn(cell, argument);
      const band = isReason(value) ? value : bandOf(value);
      if (isReason(band)) findRefused(band, { row, column }, style, find);
    }
  }
}
