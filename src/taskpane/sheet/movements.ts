import { firstProblem } from "../../core/metric";
import { explain, isReason, type Outcome } from "../../core/reason";
import { netRetention } from "../../core/retention";
import { capitalised } from "../../core/words";
import type { NumberStyle } from "../amounts";
import { areAmounts, blamed, difference, FIELDS, type Amounts } from "../calculation";
import { isBlank } from "./cells";
import type { AmountColumns, Columns } from "./columns";
import { findRefused, type Find } from "./finding";
import type { Cell } from "./workbook";

/** One row of amounts. */
export interface Movement {
  readonly row: number;
  /** Start, expansion, downgrade and churn, if a rate can be computed of them. */
  readonly amounts: Amounts | undefined;
  /** Alone, since it can be compared whatever is wrong with the others. */
  readonly start: number | undefined;
  /** Whether its label says that it sums up the others. */
  readonly isTotal: boolean;
}

const TOTAL = /total|\bsumm?e?\b|gesamt/i;

/** Reads the rows that hold any amount, and finds what has no rate and why. */
export function readMovements(
  rows: readonly (readonly Cell[])[],
  { firstRow, labels }: Columns,
  columns: AmountColumns,
  style: NumberStyle,
  find: Find,
): Movement[] {
  const movements: Movement[] = [];
  for (let row = firstRow; row < rows.length; row++) {
    const cells = columns.map((column) => rows[row]![column]!);
    if (cells.every(isBlank)) continue;

    const readings = cells.map(amountIn);
    readings.forEach((amount, index) => {
      if (isReason(amount)) findRefused(amount, { row, column: columns[index]! }, style, find);
    });
    const amounts: Amounts | undefined = areAmounts(readings) ? readings : undefined;
    const rate = amounts && netRetention(...amounts);
    if (amounts && isReason(rate)) find(row, columns[FIELDS.indexOf(blamed(rate, amounts))]!, explain(rate));
    const [start] = readings;
    movements.push({
      row,
      amounts: isReason(rate) ? undefined : amounts,
      start: typeof start === "number" && start > 0 ? start : undefined,
      isTotal: labels !== undefined && TOTAL.test(String(rows[row]![labels]!.value)),
    });
  }
  return movements;
}

function amountIn(cell: Cell, index: number): Outcome<number> {
  const input = netRetention.inputs[index]!;
  const amount = numberIn(cell, input[0]);
  return isReason(amount) ? amount : (firstProblem([input], [amount]) ?? amount);
}

/** The number that a cell counts as, as the functions in cells read it. */
export function numberIn({ value, isError }: Cell, argument: string): Outcome<number> {
  if (isError) return { problem: "already an error", argument, code: String(value) };
  if (value === "") return 0;
  return typeof value === "number" ? value : { problem: "not a number", argument, value };
}

/** What is left at the end of a movement. */
export function endOf([start, expansion, downgrade, churn]: readonly number[]): number {
  return start! + expansion! - downgrade! - churn!;
}

/** "Churn" */
export function nameOf(index: number): string {
  return capitalised(FIELDS[index]!);
}

/** To the 15 digits that Excel keeps. */
export function isEqual(one: number, other: number): boolean {
  // The first comparison is the quick one, and nearly always enough.
  return one === other || (Math.abs(one - other) < 1e-12 * one && difference(one, other) === 0);
}
