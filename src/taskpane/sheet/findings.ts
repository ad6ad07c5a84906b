import { bandOf } from "../../core/band";
import { firstProblem } from "../../core/metric";
import { spelled, to15Digits } from "../../core/precision";
import { explain, isReason, type Outcome, type Reason } from "../../core/reason";
import { netRetention } from "../../core/retention";
import type { NumberStyle } from "../amounts";
import { addressOf, cellOf } from "./addresses";
import { isBlank, isNumberIn } from "./cells";
import type { AmountColumns, Columns } from "./columns";
import { arePeriodsInOrder, isYearName } from "./periods";
import type { Area, Cell } from "./workbook";

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
 * @param style how the user writes numbers, to tell which texts are numbers
 */
export function findingsIn(
  rows: readonly (readonly Cell[])[],
  columns: Columns,
  block: Area,
  style: NumberStyle,
): Findings {
  const found: Finding[] = [];
  const note: Note = (row, column, kind, sentence, advice) => {
    const at = cellOf(block, row, column);
    const severity = advice === MORE ? "note" : "problem";
    found.push({ kind, severity, at, address: addressOf(at), sentence, ...(advice && { advice }) });
  };
  const checked: string[] = [];

  const { amounts } = columns;
  const movements = amounts ? readMovements(rows, columns, amounts, style, note) : [];
  if (amounts) {
    checked.push(...AMOUNT_CHECKS);
    const pairs = pairsOf(rows, columns, movements, style);
    const isFitted = findTwelvefoldColumn(pairs, columns, amounts, note);
    if (compareStarts(pairs, isFitted, amounts[0], note)) checked.push(...ROW_CHECKS);
    if (findTwelvefold(movements, amounts, note)) checked.push(MOVEMENT_CHECK);
  }
  if (columns.rates.length > 0) {
    checkRates(rows, columns, movements, style, note);
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

type Note = (row: number, column: number, kind: FindingKind, sentence: string, advice?: string) => void;

/** One row of amounts. */
interface Movement {
  readonly row: number;
  /** Start, expansion, downgrade and churn, if a rate can be computed of them. */
  readonly amounts: readonly number[] | undefined;
  /** Alone, since it can be compared whatever is wrong with the others. */
  readonly start: number | undefined;
  /** Whether its label says that it sums up the others. */
  readonly isTotal: boolean;
}

const TOTAL = /total|\bsumm?e?\b|gesamt/i;

/** Reads the rows that hold any amount, and notes what has no rate and why. */
function readMovements(
  rows: readonly (readonly Cell[])[],
  { firstRow, labels }: Columns,
  columns: AmountColumns,
  style: NumberStyle,
  note: Note,
): Movement[] {
  const movements: Movement[] = [];
  for (let row = firstRow; row < rows.length; row++) {
    const cells = columns.map((column) => rows[row]![column]!);
    if (cells.every(isBlank)) continue;

    const read = cells.map(amountIn);
    const amounts: number[] = [];
    read.forEach((amount, index) => {
      if (isReason(amount)) note(row, columns[index]!, kindOf(amount, style), explain(amount));
      else amounts.push(amount);
    });
    const rate = amounts.length === 4 ? netRetention(...(amounts as Four)) : undefined;
    if (isReason(rate)) note(row, columns[culprit(rate, amounts)]!, kindOf(rate, style), explain(rate));
    const [start] = read;
    movements.push({
      row,
      amounts: typeof rate === "number" ? amounts : undefined,
      start: typeof start === "number" && start > 0 ? start : undefined,
      isTotal: labels !== undefined && TOTAL.test(String(rows[row]![labels]!.value)),
    });
  }
  return movements;
}

type Four = [number, number, number, number];

function amountIn(cell: Cell, index: number): Outcome<number> {
  const input = netRetention.inputs[index]!;
  const amount = numberIn(cell, input[0]);
  return isReason(amount) ? amount : (firstProblem([input], [amount]) ?? amount);
}

/** The number that a cell counts as, as the functions in cells read it. */
function numberIn({ value, isError }: Cell, argument: string): Outcome<number> {
  if (isError) return { problem: "already an error", argument, code: String(value) };
  if (value === "") return 0;
  return typeof value === "number" ? value : { problem: "not a number", argument, value };
}

/** Which of the four amounts to look at. */
function culprit({ problem }: Reason, [, , downgrade, churn]: readonly number[]): number {
  if (problem !== "excess losses") return 0;
  return downgrade! > churn! ? 2 : 3;
}

function kindOf(reason: Reason, style: NumberStyle): FindingKind {
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

/** A month and the one before it. */
interface Pair {
  readonly row: number;
  readonly start: number;
  readonly before: Movement & { readonly start: number };
  /** Whether they are named as years, where yearly amounts belong. */
  readonly areYears: boolean;
}

/** The rows that can be compared with the one above, where the rows are months. */
function pairsOf(
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
function compareStarts(
  pairs: readonly Pair[],
  isFitted: (pair: Pair) => boolean,
  column: number,
  note: Note,
): boolean {
  /** What the starts were before the last row jumped away from them. */
  let beforeJump: number | undefined;
  for (const pair of pairs) {
    const { row, start, before } = pair;
    const last = before.start;
    const isJump = isTwelvefold(start, last);
    const isReturn = isJump && beforeJump !== undefined && !isTwelvefold(start, beforeJump);
    beforeJump = isJump && !isReturn ? last : undefined;
    if (!isJump && before.amounts && !isFitted(pair)) noteGap(row, column, start, before.amounts, note);
    if (!isJump || isReturn) continue;
    const [times, question] = start > last ? YEARLY : MONTHLY;
    const sentence = `Start is ${spelled(start)}, ${times} that of the month before, ${spelled(last)}. ${question}`;
    note(row, column, "twelvefold", sentence);
  }
  return pairs.length > 0;
}

function endOf([start, expansion, downgrade, churn]: readonly number[]): number {
  return start! + expansion! - downgrade! - churn!;
}

function noteGap(row: number, column: number, start: number, before: readonly number[], note: Note): void {
  const end = endOf(before);
  if (isEqual(start, end)) return;
  const gap = spelled(difference(start, end));
  const [than, advice] = start > end ? (["more", MORE] as const) : (["less", LESS] as const);
  const sentence = `Start is ${spelled(start)}, but the month before ended with ${spelled(end)}: ${gap} ${than}.`;
  note(row, column, "start", sentence, advice);
}

const MORE = "New customers are one honest reason for a higher start; check that there are no others.";
const LESS = "Where a start is lower, a loss was not entered or the start is wrong.";

const YEARLY = ["about 12 times", "Is it a yearly amount among monthly ones?"] as const;
const MONTHLY = ["about a twelfth of", "Is it a monthly amount among yearly ones?"] as const;

/** Below this many amounts there is no telling what is usual. */
const FEWEST_AMOUNTS = 6;
/** The part of a steady column that is between half of its median and twice that. */
const STEADY = 0.75;

/** The part of the months that has to fit. */
const FITTING = 0.8;

/**
 * Looks for a column that is of years as a whole, or of months beside years: with a twelfth of it, or twelve
 * times it, the starts fit the ends of the months before.
 *
 * @returns which gaps that explains
 */
function findTwelvefoldColumn(
  pairs: readonly Pair[],
  { headingRow, firstRow }: Columns,
  columns: AmountColumns,
  note: Note,
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
      note(headingRow ?? firstRow, columns[index]!, "twelvefold", sentence);
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
  const isLarge = amounts[index]! > amounts[0]! / 10;
  return Math.abs(start - endOf(scaled)) <= gap / (isLarge ? 4 : 20);
}

/** "Churn" */
function nameOf(index: number): string {
  const name = netRetention.inputs[index]![0];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Looks for movements that are about twelve times, or a twelfth, of what their column mostly holds. In a
 * column of ups and downs that says nothing, so only steady ones are looked at.
 *
 * @returns whether any column was steady enough
 */
function findTwelvefold(movements: readonly Movement[], columns: AmountColumns, note: Note): boolean {
  let looked = false;
  for (const index of [1, 2, 3]) {
    let sum = 0;
    const filled = movements.filter(({ amounts, isTotal }, at) => {
      const amount = amounts?.[index] ?? 0;
      const isSum = isTotal || (at > 1 && isEqual(amount, sum));
      sum += amount;
      return amount > 0 && !isSum;
    });
    const sorted = filled.map(({ amounts }) => amounts![index]!).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    if (median === undefined || sorted.length < FEWEST_AMOUNTS) continue;
    const near = sorted.filter((amount) => amount <= 2 * median && 2 * amount >= median);
    if (near.length < STEADY * sorted.length) continue;

    looked = true;
    for (const { row, amounts } of filled) {
      const amount = amounts![index]!;
      if (!isTwelvefold(amount, median)) continue;
      const [times, question] = amount > median ? YEARLY : MONTHLY;
      note(
        row,
        columns[index]!,
        "twelvefold",
        `${nameOf(index)} is ${spelled(amount)}, ${times} what is usual in this column, ${spelled(median)}. ${question}`,
      );
    }
  }
  return looked;
}

/** Whether one amount is about twelve times the other, as far as months differ. */
function isTwelvefold(one: number, other: number): boolean {
  const ratio = Math.max(one, other) / Math.min(one, other);
  return ratio >= 9 && ratio <= 16;
}

function checkRates(
  rows: readonly (readonly Cell[])[],
  { firstRow, rates }: Columns,
  movements: readonly Movement[],
  style: NumberStyle,
  note: Note,
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
      if (isReason(band)) note(row, column, kindOf(band, style), explain(band));
    }
  }
}

function isEqual(one: number, other: number): boolean {
  // The first comparison is the quick one, and nearly always enough.
  return one === other || (Math.abs(one - other) < 1e-12 * one && difference(one, other) === 0);
}

/** How far apart two sums are, to the 15 digits that Excel keeps of the larger one. */
function difference(one: number, other: number): number {
  const [larger, smaller] = [Math.max(one, other), Math.min(one, other)];
  const decimals = Math.min(100, Math.max(0, 14 - Math.floor(Math.log10(larger || 1))));
  return to15Digits(Number((larger - smaller).toFixed(decimals)));
}
