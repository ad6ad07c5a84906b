import { isBlank, isDate, isLikeNumber, isPercentage, isRate, isWords, isYear } from "./cells";
import { isPeriod } from "./periods";
import type { Area, Cell, Selection, Workbook } from "./workbook";

/** Where the columns of start, expansion, downgrade and churn are, in this order. */
export type AmountColumns = readonly [number, number, number, number];

/** What the columns of a block of cells hold. Rows and columns count from 0 within the block. */
export interface Columns {
  /** The row that names them, if one does. */
  readonly headingRow: number | undefined;
  /** The first row below headings and titles. */
  readonly firstRow: number;
  /** The one that names the rows, by month or otherwise. */
  readonly labels: number | undefined;
  /** The four amounts, where there is no doubt which is which. */
  readonly amounts: AmountColumns | undefined;
  /** Why there are no amounts, in a sentence, where the headings say so. */
  readonly objection: string | undefined;
  readonly rates: readonly number[];
}

/**
 * The selected cells that hold anything. Of a narrow selection every column counts, since one of its
 * amounts may be blank all the way down.
 */
export function blockOf({ area, used }: Selection): Area | undefined {
  if (!used) return undefined;
  return area.columns <= 5 ? { ...used, column: area.column, columns: area.columns } : used;
}

/** The block, and the row above it if that holds the headings of numbers selected without them. */
export async function withHeadingsAbove(workbook: Workbook, block: Area): Promise<Area> {
  if (block.row === 0) return block;
  const [above, first] = await workbook.read({ ...block, row: block.row - 1, rows: 2 });
  const arePeriods = namesPeriods(above!);
  const hasHeadings = above!.every(
    (cell, column) => isWords(cell) || arePeriods || (column === 0 && isBlank(cell)),
  );
  const isHeadless = first!.some(isLikeNumber) && !namesPeriods(first!);
  return hasHeadings && (arePeriods || above!.some(isWords)) && isHeadless
    ? { ...block, row: block.row - 1, rows: block.rows + 1 }
    : block;
}

/**
 * Finds out what the columns of a block hold: by their headings, or else by their order, which is an
 * optional column of labels, the four amounts, and then rates. A single column holds rates, and so may a
 * single row.
 */
export function columnsOf(rows: readonly (readonly Cell[])[]): Columns {
  const width = rows[0]?.length ?? 0;
  const named = rows.slice(0, MOST_TITLES).findIndex((row) => kindsOf(row).filter(Boolean).length > 1);
  const firstRow =
    named >= 0 ? named + 1 : rows.findIndex((row) => row.some(isLikeNumber) && !namesPeriods(row));
  if (firstRow < 0) {
    return {
      headingRow: undefined,
      firstRow: rows.length,
      labels: undefined,
      amounts: undefined,
      objection: undefined,
      rates: [],
    };
  }

  const above = rows[firstRow - 1];
  const headingRow = above && (above.some(isWords) || namesPeriods(above)) ? firstRow - 1 : undefined;
  const kinds = above ? kindsOf(above) : [];
  const column = (at: number) => rows.slice(firstRow).map((row) => row[at]!);

  const labels = width > 1 && kinds[0] === undefined && areLabels(column(0), width) ? 0 : undefined;
  const first = labels === undefined ? 0 : 1;
  const byName = byHeadings(kinds);
  const objection = byName ? undefined : objectionTo(above?.slice(first) ?? [], kinds.slice(first));
  const found = byName ?? (objection === undefined ? byOrder(kinds, first, width) : undefined);
  const line = rows.length - firstRow === 1 ? rows[firstRow]!.slice(first) : undefined;
  const namesAmounts = kinds.some((kind) => kind !== undefined && kind !== "rate");
  const isLine = line !== undefined && !namesAmounts && areRates(line, found !== undefined);
  const amounts = isLine || found?.some((at) => mostly(column(at), isDate)) ? undefined : found;

  const rates = Array.from({ length: width }, (_, at) => at).filter((at) => {
    if (at === labels || amounts?.includes(at)) return false;
    if (kinds[at] === "rate" || width - first === 1 || isLine) return true;
    return amounts !== undefined && named < 0 && mostly(column(at), isRate);
  });
  return { headingRow, firstRow, labels, amounts, objection, rates };
}

/** Titles above the headings of a table. */
const MOST_TITLES = 20;

const AMOUNTS = ["start", "expansion", "downgrade", "churn"] as const;
type Kind = (typeof AMOUNTS)[number] | "rate";

/** What people head their columns with; the first that fits counts. */
const HEADINGS: readonly (readonly [Kind | undefined, RegExp])[] = [
  // How many customers, when, and what follows from a rate.
  [undefined, /\b(customers?|accounts?|logos?|seats?|count|number|date|band)\b|#/i],
  ["rate", /\b(nrr|ndr|grr|gdr|rates?|retention)\b|%/i],
  ["churn", /churn|cancel|\blost\b/i],
  ["downgrade", /downgrad|downsell|contract(ion|ed)/i],
  ["expansion", /expan|upsell|upgrad/i],
  ["start", /\b(start(ing)?|open(ing|ed)?|begin(ning)?)\b/i],
];

function kindsOf(row: readonly Cell[]): (Kind | undefined)[] {
  return row.map((cell) =>
    isWords(cell) ? HEADINGS.find(([, heading]) => heading.test(String(cell.value)))?.[0] : undefined,
  );
}

function byHeadings(kinds: readonly (Kind | undefined)[]): AmountColumns | undefined {
  const found = AMOUNTS.map((name) => kinds.indexOf(name));
  const areClear = AMOUNTS.every(
    (name, index) => found[index]! >= 0 && kinds.lastIndexOf(name) === found[index],
  );
  return areClear ? (found as unknown as AmountColumns) : undefined;
}

/** Of new customers, or of all changes with theirs among them. */
const NEW = /\bnew\b/i;

/** What in the headings speaks against taking the columns in their order, though it names no amount. */
function objectionTo(headings: readonly Cell[], kinds: readonly (Kind | undefined)[]): string | undefined {
  const others = headings.filter((_, at) => kinds[at] === undefined);
  if (others.filter((cell) => isPeriod(cell)).length > 1)
    return "Each column here is a period. For a customer list use =NRR_TABLE; the guide's section on it says how.";
  if (others.some((cell) => isWords(cell) && NEW.test(String(cell.value))))
    return "New customers are not expansion: leave that column out, then try again. Expansion is what existing customers added.";
  return undefined;
}

/** The four columns in their order, unless a heading says otherwise. */
function byOrder(
  kinds: readonly (Kind | undefined)[],
  first: number,
  width: number,
): AmountColumns | undefined {
  const contradicts = kinds.some((kind, column) =>
    kind === "rate" || kind === undefined
      ? kind === "rate" && column >= first && column < first + 4
      : AMOUNTS[column - first] !== kind,
  );
  return contradicts || width - first < 4 ? undefined : [first, first + 1, first + 2, first + 3];
}

/** Whether the cells of a single row are rates; four small amounts are none. */
function areRates(row: readonly Cell[], mayBeAmounts: boolean): boolean {
  return mostly(row, isRate) && row.filter(isRate).length > 1 && (!mayBeAmounts || mostly(row, isPercentage));
}

function areLabels(cells: readonly Cell[], width: number): boolean {
  if (cells.every(isBlank)) return width > 4;
  // Of four columns all are wanted as amounts.
  return (
    mostly(cells, (cell) => isWords(cell) || isDate(cell)) ||
    (width !== 4 && isCounting(cells.filter((cell) => !isWords(cell))))
  );
}

/** Whether a row is one of dates or years, with words beside them at most: headings, and no amounts. */
function namesPeriods(row: readonly Cell[]): boolean {
  const numbers = row.filter(isLikeNumber);
  return numbers.length > 1 && (numbers.every(isDate) || (numbers.every(isYear) && isCounting(numbers)));
}

/** 1, 2, 3 or 2021, 2022, 2023: numbers of months or years, and no amounts. */
function isCounting(cells: readonly Cell[]): boolean {
  const numbers = cells.filter((cell) => !isBlank(cell)).map(({ value }) => Number(value));
  return numbers.length > 1 && numbers.every((number, index) => number === numbers[0]! + index);
}

export function mostly(cells: readonly Cell[], is: (cell: Cell) => boolean): boolean {
  const filled = cells.filter((cell) => !isBlank(cell));
  return filled.length > 0 && filled.filter(is).length > filled.length / 2;
}
