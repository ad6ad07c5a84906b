import { addressOf, cellOf, SHEET_COLUMNS, SHEET_ROWS } from "./addresses";
import { NOTHING_CHANGED, placeOf, writeWithConsent, type Ask } from "./asking";
import { isBlank } from "./cells";
import { literal, nrrFormula } from "./formulas";
import { Refusal } from "./problems";
import type { Area, Workbook } from "./workbook";

const WHAT_TO_SELECT =
  "Select the cell that the formula should go into, or the four cells of start, expansion, downgrade and churn side by side.";

/**
 * Writes one NRR formula: about the four selected cells, into the cell after them; about the four others of
 * five selected, into the active one; or about given amounts, into the one selected cell.
 *
 * @param amounts start, expansion, downgrade and churn
 * @returns what was done, in a sentence
 * @throws Refusal if anything else is selected
 */
export async function insertFormula(
  workbook: Workbook,
  amounts: readonly [number, number, number, number],
  ask: Ask,
): Promise<string> {
  const { area, activeCell } = await workbook.selection();
  const cells = inLine(area);
  const isFive = cells?.length === 5 && isBlank((await workbook.read(activeCell))[0]![0]!);

  if (cells?.length === 1) return insert(workbook, area, amounts.map(literal), ask);
  if (cells?.length === 4) return insert(workbook, cellAfter(area), cells.map(addressOf), ask);
  if (isFive) {
    const target = addressOf(activeCell);
    const others = cells.map(addressOf).filter((address) => address !== target);
    if (others.length === 4) return insert(workbook, activeCell, others, ask);
  }
  throw new Refusal(WHAT_TO_SELECT);
}

async function insert(workbook: Workbook, at: Area, inputs: readonly string[], ask: Ask): Promise<string> {
  const value = nrrFormula(inputs);
  const { numberFormat } = (await workbook.read(at))[0]![0]!;
  // A format of the user's own stays, unless it would keep the formula a text.
  const isOwn = !["General", "@"].includes(numberFormat);
  const content = isOwn ? { value } : { value, numberFormat: "0.0%" };
  const done = await writeWithConsent(workbook, at, [[content]], ask);
  return done ? `${value} is in ${await placeOf(workbook, at)}.` : NOTHING_CHANGED;
}

/** The cells of one row or one column, if the area is no more than that and short. */
function inLine(area: Area): Area[] | undefined {
  const count = area.rows * area.columns;
  if (count > 5 || Math.min(area.rows, area.columns) > 1) return undefined;
  const isRow = area.rows === 1;
  return Array.from({ length: count }, (_, at) => cellOf(area, isRow ? 0 : at, isRow ? at : 0));
}

function cellAfter(area: Area): Area {
  const cell = area.rows === 1 ? cellOf(area, 0, area.columns) : cellOf(area, area.rows, 0);
  if (cell.row >= SHEET_ROWS || cell.column >= SHEET_COLUMNS)
    throw new Refusal("There is no cell after these. Select the cell that the formula should go into.");
  return cell;
}
