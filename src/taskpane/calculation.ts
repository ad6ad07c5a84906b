import { bandAt, bandOf, type Band } from "../core/band";
import { firstProblem } from "../core/metric";
import { to15Digits } from "../core/precision";
import { explain, isReason, type Outcome, type Reason } from "../core/reason";
import { annualRate, grossRetention, netRetention } from "../core/retention";
import { capitalised } from "../core/words";
import { readAmount, type NumberStyle } from "./amounts";

export const FIELDS = ["start", "expansion", "downgrade", "churn"] as const;
export type Field = (typeof FIELDS)[number];

/** What the calculator makes of four typed amounts. */
export interface Calculation {
  readonly fields: Readonly<Record<Field, FieldState>>;
  readonly nrr: Outcome<number>;
  readonly grr: Outcome<number>;
  /** What this rate comes to over a year. */
  readonly yearly: Outcome<number>;
  /** Of the year, which is what bands speak of. */
  readonly band: Outcome<Band>;
  /** The four amounts, if there is a rate of them. */
  readonly amounts: Amounts | undefined;
}

export type Amounts = readonly [start: number, expansion: number, downgrade: number, churn: number];

export interface FieldState {
  /** What is wrong with it, in the sentence that a cell would show. */
  readonly problem?: string;
  /** How its text was read, where that is worth saying. */
  readonly readAs?: string;
}

/**
 * Computes what the calculator shows, by the same core as the cells.
 *
 * @param texts the fields' texts, as typed or pasted
 * @param style how the user's locale writes numbers
 * @param periodsPerYear how many such periods make a year: 12, 4 or 1
 */
export function calculate(
  texts: Readonly<Record<Field, string>>,
  style: NumberStyle,
  periodsPerYear: number,
): Calculation {
  const readings = FIELDS.map((field, index) => read(texts[field], index, style));
  const amounts = areAmounts(readings) ? readings : undefined;

  const nrr = rateOf(readings, netRetention);
  const grr = rateOf([readings[0]!, readings[2]!, readings[3]!], grossRetention);
  const yearly = isReason(nrr) ? nrr : overAYear(nrr, periodsPerYear);
  const band = isReason(yearly) ? yearly : bandOf(yearly);

  const states = FIELDS.map((field, index): [Field, FieldState] => {
    const reading = readings[index]!;
    if (isReason(reading)) return [field, { problem: explain(reading) }];
    const problem = amounts && isReason(nrr) && blamed(nrr, amounts) === field && explain(nrr);
    const readAs = sentenceOfReading(field, texts[field], reading, style);
    return [field, { ...(problem && { problem }), ...(readAs && { readAs }) }];
  });

  return {
    fields: Object.fromEntries(states) as Record<Field, FieldState>,
    nrr,
    grr,
    yearly,
    band,
    amounts: isReason(nrr) ? undefined : amounts,
  };
}

/** Whether all four could be read. */
export function areAmounts(readings: readonly Outcome<number>[]): readings is Amounts {
  return !readings.some(isReason);
}

/** The rate of what was read, or else why the first of it could not be. */
function rateOf(
  readings: readonly Outcome<number>[],
  rate: (...amounts: number[]) => Outcome<number>,
): Outcome<number> {
  return readings.find(isReason) ?? rate(...readings.filter((reading) => typeof reading === "number"));
}

/** The amount in a field, or what a cell would say of it. */
function read(text: string, index: number, style: NumberStyle): Outcome<number> {
  const input = netRetention.inputs[index]!;
  const value = readAmount(text, style);
  if (value === undefined) return { problem: "not a number", argument: input[0], value: text.trim() };
  return firstProblem([input], [value]) ?? value;
}

/** Nothing that is left stays nothing; there the core asks for a period to be left out, since cells can be blank. */
function overAYear(rate: number, periodsPerYear: number): Outcome<number> {
  return rate === 0 || periodsPerYear === 1 ? rate : annualRate([rate], periodsPerYear);
}

/** The field to mend where each amount is right: the start if it is 0, or the larger of losses in excess. */
export function blamed({ problem }: Reason, [, , downgrade, churn]: Amounts): Field {
  if (problem !== "excess losses") return "start";
  return downgrade > churn ? "downgrade" : "churn";
}

/** What reads as another number where point and comma change places: 1.234, 12,345. */
const MISTAKABLE = /^\d{1,3}[.,]\d{3}$/;

/** Says how a text was read, unless it is written just so and cannot be mistaken. */
function sentenceOfReading(
  field: Field,
  text: string,
  amount: number,
  { locale, decimal }: NumberStyle,
): string | undefined {
  const name = capitalised(field);
  const trimmed = text.trim();
  if (trimmed === "") return `${name} is blank, which counts as 0.`;
  const shown = new Intl.NumberFormat(locale, {
    numberingSystem: "latn",
    maximumSignificantDigits: 15,
  }).format(amount);
  const sign = decimal === "." ? "point" : "comma";
  if (shown.includes(decimal) && MISTAKABLE.test(shown))
    return `${name} is read as ${shown}: the ${sign} is the decimal sign.`;
  return trimmed === shown || trimmed === String(amount) ? undefined : `${name} is read as ${shown}.`;
}

const MOST_DECIMALS = 12;

/**
 * A rate as a percentage with one decimal, or with as many as it takes not to look like another band: 99.96%
 * is a warning, and must not show as 100.0%.
 */
export function percentage(rate: number, locale: string): string {
  let decimals = 1;
  while (decimals < MOST_DECIMALS && bandAt(Number((rate * 100).toFixed(decimals)) / 100) !== bandAt(rate)) {
    decimals++;
  }
  return new Intl.NumberFormat(locale, {
    style: "percent",
    numberingSystem: "latn",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(rate);
}

/** A step of the waterfall from the start to the end: a bar between two levels. */
export interface Step {
  readonly name: string;
  readonly kind: "level" | "gain" | "loss";
  readonly from: number;
  readonly to: number;
  /** What it adds or takes away, as it was typed, or the level that it is. */
  readonly amount: number;
}

/** The steps from the revenue at the start, through each movement, to what is left at the end. */
export function waterfall([start, expansion, downgrade, churn]: Amounts): Step[] {
  const top = start + expansion;
  const losses = downgrade + churn;
  const end = losses < top ? difference(top, losses) : 0;
  return [
    { name: "Start", kind: "level", from: 0, to: start, amount: start },
    { name: "Expansion", kind: "gain", from: start, to: top, amount: expansion },
    { name: "Downgrade", kind: "loss", from: top, to: top - downgrade, amount: downgrade },
    { name: "Churn", kind: "loss", from: top - downgrade, to: end, amount: churn },
    { name: "End", kind: "level", from: 0, to: end, amount: end },
  ];
}

/** How far apart two sums are, to the 15 digits that Excel keeps of the larger one. */
export function difference(one: number, other: number): number {
  const [larger, smaller] = [Math.max(one, other), Math.min(one, other)];
  const decimals = Math.min(100, Math.max(0, 14 - Math.floor(Math.log10(larger || 1))));
  return to15Digits(Number((larger - smaller).toFixed(decimals)));
}
