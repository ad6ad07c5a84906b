import type { NumberStyle } from "../amounts";
import { addressOf } from "./addresses";
import { blockOf, columnsOf, withHeadingsAbove } from "./columns";
import { findingsIn, type Findings } from "./findings";
import { Refusal } from "./problems";
import type { Area, Cell, Workbook } from "./workbook";

const WHAT_TO_SELECT =
  "Select the columns start, expansion, downgrade and churn, or a column of rates, then try again. Headings with these names help.";

const ROWS_AT_ONCE = 2_000;

export interface DataCheck extends Findings {
  readonly area: Area;
  /** Of the area, without its sheet: "A1:G13". */
  readonly address: string;
  /** How many rows below the headings were read. */
  readonly rows: number;
  /** Whether it was stopped before the last row. */
  readonly stopped: boolean;
}

/**
 * Reads the selected cells and looks for what is wrong or odd in them. Changes nothing.
 *
 * @param options `signal` stops it, and what was read by then is still checked; `onProgress` hears how many
 *   of how many rows have been read
 * @throws Refusal if the selection holds neither the four amounts nor rates
 */
export async function checkData(
  workbook: Workbook,
  options: {
    readonly style: NumberStyle;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, total: number) => void;
  },
): Promise<DataCheck> {
  const { style, signal, onProgress } = options;
  const selected = blockOf(await workbook.selection());
  if (!selected) throw new Refusal(WHAT_TO_SELECT);
  const area = await withHeadingsAbove(workbook, selected);

  const rows: Cell[][] = [];
  while (rows.length < area.rows && !signal.aborted) {
    const part = {
      ...area,
      row: area.row + rows.length,
      rows: Math.min(ROWS_AT_ONCE, area.rows - rows.length),
    };
    rows.push(...(await workbook.read(part)));
    onProgress(rows.length, area.rows);
  }
  const stopped = rows.length < area.rows;

  const columns = columnsOf(rows);
  if (!columns.amounts && columns.rates.length === 0 && rows.length > 0)
    throw new Refusal(columns.objection ?? WHAT_TO_SELECT);
  if (rows.length > 0 && columns.firstRow >= rows.length)
    throw new Refusal("There is no row below the headings. Select the rows of numbers too, then try again.");
  return {
    area,
    address: addressOf(area),
    rows: rows.length - columns.firstRow,
    stopped,
    ...findingsIn(rows, columns, area, style),
  };
}
