import { cellName, SHEET_COLUMNS } from "./addresses";
import { NOTHING_CHANGED, placeOf, writeWithConsent, type Ask } from "./asking";
import { isBlank } from "./cells";
import { blockOf, columnsOf, withHeadingsAbove, type AmountColumns } from "./columns";
import { bandFormula, nrrFormula } from "./formulas";
import { Refusal } from "./problems";
import type { Area, Cell, Content, Workbook } from "./workbook";

const WHAT_TO_SELECT =
  "Select the columns start, expansion, downgrade and churn, in this order or with these headings, then try again. The months may be in a column before them.";

const HEADINGS: readonly Content[] = [
  { value: "NRR", isHeading: true },
  { value: "Band", isHeading: true },
];

/**
 * Writes a rate and its band beside each row of the selected amounts, or anew where they are there already.
 *
 * @returns what was done, in a sentence
 * @throws Refusal if the selection does not hold the four amounts
 */
export async function fillNrr(workbook: Workbook, ask: Ask): Promise<string> {
  const selected = blockOf(await workbook.selection());
  if (!selected) throw new Refusal(WHAT_TO_SELECT);
  const block = await withHeadingsAbove(workbook, selected);
  const rows = await workbook.read(block);
  const { headingRow, firstRow, amounts, objection } = columnsOf(rows);
  if (!amounts) throw new Refusal(objection ?? WHAT_TO_SELECT);

  const width = widthOf(rows, amounts, headingRow);
  const column = block.column + width;
  if (column + 2 > SHEET_COLUMNS)
    throw new Refusal("There is no room for two columns to the right of these.");

  const top = headingRow ?? firstRow;
  const at: Area = { ...block, row: block.row + top, column, rows: block.rows - top, columns: 2 };
  const contents = rows.slice(top).map((row, index): readonly (Content | null)[] => {
    if (top + index === headingRow) return HEADINGS;
    if (amounts.every((amount) => isBlank(row[amount]!))) return [null, null];
    const inputs = amounts.map((amount) => cellName(at.row + index, block.column + amount));
    return [
      { value: nrrFormula(inputs), numberFormat: "0.0%" },
      // In a cell of format Text a formula would stay a text.
      { value: bandFormula(cellName(at.row + index, at.column)), numberFormat: "General" },
    ];
  });

  const filled = contents.filter(([rate]) => rate && !rate.isHeading).length;
  if (filled === 0) throw new Refusal(WHAT_TO_SELECT);
  if (!(await writeWithConsent(workbook, at, contents, ask))) return NOTHING_CHANGED;
  return [
    `NRR and its band are in ${await placeOf(workbook, at)}, for ${filled} ${filled === 1 ? "row" : "rows"}.`,
    headingRow === undefined ? "The amounts have no headings, so these columns have none either." : "",
    filled < block.rows - firstRow ? "Blank rows stayed blank." : "",
    "Bands speak of a year, so read a month's band with care.",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * How many columns of the block to leave on the left: all, but for blank ones after the amounts, and for rates
 * and bands that were filled in before.
 */
function widthOf(
  rows: readonly (readonly Cell[])[],
  amounts: AmountColumns,
  headingRow: number | undefined,
): number {
  const last = Math.max(...amounts);
  const extra = rows.map((row) => row.slice(last + 1)).filter((row) => !row.every(isBlank));
  if (extra.length === 0) return last + 1;
  // Without headings nothing tells amounts from what else there is.
  if (headingRow === undefined) throw new Refusal(WHAT_TO_SELECT);
  const [rate, band] = rows[headingRow]!.slice(last + 1);
  const isFilled = isHeaded(rate, "NRR") && (!band || isBlank(band) || isHeaded(band, "Band"));
  return isFilled ? last + 1 : rows[0]!.length;
}

function isHeaded(cell: Cell | undefined, heading: string): boolean {
  return String(cell?.value).trim().toLowerCase() === heading.toLowerCase();
}
