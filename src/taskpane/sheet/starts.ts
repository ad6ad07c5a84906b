import { spelled } from "../../core/precision";
import type { NumberStyle } from "../amounts";
import { difference } from "../calculation";
import type { AmountColumns, Columns } from "./columns";
import type { Find } from "./finding";
import { endOf, isEqual, nameOf, type Movement } from "./movements";
import { arePeriodsInOrder, isYearName } from "./periods";
import { FEWEST_AMOUNTS, isTwelvefold, MONTHLY, YEARLY } from "./twelvefold";
import type { Cell } from "./workbook";

/** A month and the one before it. */
export interface Pair {
  readonly row: number;
  readonly start: number;
  readonly before: Movement & { readonly start: number };
  /** Whether they are named as years, where yearly amounts belong. */
  readonly areYears: boolean;
}

/** The rows that can be compared with the one above, where the rows are months. */
export function pairsOf(
  rows: readonly (readonly Cell[])[],
  { labels }: Columns,
  movements: readonly Movement[],
  style: NumberStyle,
): Pair[] {
  let sum = 0;
  return movements.flatMap(({ row, start, isTotal }, index) => {
    const before = movements[index - 1];
    const isSum = isTotal || (index > 1 && start !== undefined && isEqual(start, sum));
    sum += start ?? 0;
    if (start === undefined || before?.start === undefined || before.row !== row - 1 || isSum) return [];
    const areMonths =
      labels === undefined || arePeriodsInOrder(rows[row - 1]![labels], rows[row]![labels]!, style);
    const areYears = labels !== undefined && isYearName(rows[row]![labels]!);
    return areMonths ? [{ row, start, before: { ...before, start: before.start }, areYears }] : [];
  });
}

/**
 * Compares each start with the month before.
 *
 * @param isFitted whether the gap before a month is explained already
 * @returns whether there was anything to compare
 */
export function compareStarts(
  pairs: readonly Pair[],
  isFitted: (pair: Pair) => boolean,
  column: number,
  find: Find,
): boolean {
  /** What the starts were before the last row jumped away from them. */
  let beforeJump: number | undefined;
  for (const pair of pairs) {
    const { row, start, before } = pair;
    const last = before.start;
    const isJump = isTwelvefold(start, last);
    const isReturn = isJump && beforeJump !== undefined && !isTwelvefold(start, beforeJump);
    beforeJump = isJump && !isReturn ? last : undefined;
    if (!isJump && before.amounts && !isFitted(pair)) findGap(row, column, start, before.amounts, find);
    if (!isJump || isReturn) continue;
    const [times, question] = start > last ? YEARLY : MONTHLY;
    const sentence = `Start is ${spelled(start)}, ${times} that of the month before, ${spelled(last)}. ${question}`;
    find(row, column, sentence);
  }
  return pairs.length > 0;
}

function findGap(row: number, column: number, start: number, before: readonly number[], find: Find): void {
  const end = endOf(before);
  if (isEqual(start, end)) return;
  const gap = spelled(difference(start, end));
  const [than, more] = start > end ? (["more", HIGHER] as const) : (["less", LOWER] as const);
  const sentence = `Start is ${spelled(start)}, but the month before ended with ${spelled(end)}: ${gap} ${than}.`;
  find(row, column, sentence, more);
}

const HIGHER = {
  severity: "note",
  advice: "New customers are one honest reason for a higher start; check that there are no others.",
} as const;
const LOWER = { advice: "Where a start is lower, a loss was not entered or the start is wrong." };

/** The part of the months that has to fit. */
const FITTING = 0.8;

/**
 * Looks for a column that is of years as a whole, or of months beside years: with a twelfth of it, or twelve
 * times it, the starts fit the ends of the months before.
 *
 * @returns which gaps that explains
 */
export function findTwelvefoldColumn(
  pairs: readonly Pair[],
  { headingRow, firstRow }: Columns,
  columns: AmountColumns,
  find: Find,
): (pair: Pair) => boolean {
  for (const index of [3, 2, 1]) {
    const moved = pairs.filter(
      ({ before, areYears }) => !areYears && before.amounts && before.amounts[index]! > 0,
    );
    if (moved.length < FEWEST_AMOUNTS) continue;
    for (const [factor, change, cadence] of FACTORS) {
      const isFitted = (pair: Pair) => isFittedBy(pair, index, factor);
      if (moved.filter(isFitted).length < FITTING * moved.length) continue;
      const name = nameOf(index);
      const sentence = `The starts fit the ends of the months before if ${name} is ${change} by 12. Is ${name} a ${cadence} amount?`;
      find(headingRow ?? firstRow, columns[index]!, sentence);
      return isFitted;
    }
  }
  return () => false;
}

const FACTORS = [
  [1 / 12, "divided", "yearly"],
  [12, "multiplied", "monthly"],
] as const;

/**
 * Whether the gap between a start and the end before it vanishes with the movement so many times, all but a
 * twentieth: with new customers who make up for the lost ones of each month, a twelfth part stays. Of a movement
 * that is large for a month more may stay, which are then the new customers.
 */
function isFittedBy({ start, before: { amounts } }: Pair, index: number, factor: number): boolean {
  if (!amounts || amounts[index] === 0) return false;
  const scaled = amounts.map((amount, at) => (at === index ? amount * factor : amount));
  const gap = Math.abs(start - endOf(amounts));
  const isLarge = amounts[index]! > amounts[0] / 10;
  return Math.abs(start - endOf(scaled)) <= gap / (isLarge ? 4 : 20);
}
