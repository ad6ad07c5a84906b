import { bandAt, type Band } from "./band";
import { amount, each, metric, type List } from "./metric";
import { isReason, type Outcome } from "./reason";
import { shareOf } from "./retention";
import { Sum } from "./sum";

/** How the revenue of one cohort moved from an opening to a closing period, each ≥ 0 in the same unit. */
export interface Movements {
  readonly start: number;
  readonly expansion: number;
  readonly downgrade: number;
  readonly churn: number;
  /** What is left of the start without expansion, each customer at the smaller of its two amounts. */
  readonly kept: number;
}

/**
 * The movements of a cohort between two periods. A customer is in the cohort if its opening amount is
 * above 0, so new customers, and those who come back from 0, are in none of the four sums.
 *
 * @param opening what each customer paid in the opening period
 * @param closing what the same customers, in the same order, pay in the closing one
 * @returns start: the opening sum; expansion: the rises; downgrade: the falls of those who still pay;
 *   churn: the opening amounts of those now at 0; kept: what is left without the rises
 * @example movements([100, 80, 50, 0], [120, 60, 0, 70])
 * // { start: 230, expansion: 20, downgrade: 20, churn: 50, kept: 160 }
 */
export function movements(opening: List, closing: List): Movements {
  const start = new Sum();
  const expansion = new Sum();
  const downgrade = new Sum();
  const churn = new Sum();
  const kept = new Sum();
  for (let customer = 0; customer < opening.length; customer++) {
    const before = opening[customer]!;
    const after = closing[customer]!;
    if (before === 0) continue;
    start.add(before);
    // Stryker disable next-line EqualityOperator: to add a rise of 0 changes nothing
    if (after > before) expansion.add(after - before);
    else if (after === 0) churn.add(before);
    else downgrade.add(before - after);
    // Stryker disable next-line EqualityOperator: of two amounts of one size either is kept
    kept.add(after > before ? before : after);
  }
  return {
    start: start.value,
    expansion: expansion.value,
    downgrade: downgrade.value,
    churn: churn.value,
    kept: kept.value,
  };
}

const shareOfStart = shareOf("start");

/**
 * From what was kept and not from what was lost: where little is left of much, the difference of the two would
 * have few right digits.
 */
function netOf({ start, expansion, kept }: Movements): Outcome<number> {
  return shareOfStart(start, kept + expansion);
}

/**
 * Net revenue retention straight from a customer list: what the customers of the opening period pay in the
 * closing one, against what they paid.
 *
 * @param opening what each customer paid in the opening period, any one currency and cadence, ≥ 0
 * @param closing what the same customers, in the same order, pay in the closing one, ≥ 0
 * @returns a ratio; or the reason why there is none: a negative amount, no opening revenue, a result
 *   beyond the largest number
 * @example cohortRetention([100, 80, 50, 0], [120, 60, 0, 70]) // 180 ÷ 230 = 0.7826…
 */
export const cohortRetention = metric(
  [
    ["opening", each(amount)],
    ["closing", each(amount)],
  ],
  (opening: List, closing: List) => netOf(movements(opening, closing)),
);

/** One period of a retention table: the movements of its cohort, and what follows from them. */
export interface RetentionRow extends Movements {
  readonly nrr: Outcome<number>;
  readonly grr: Outcome<number>;
  readonly band: Outcome<Band>;
}

/**
 * A retention table from what every customer pays in every period: each period against the one `lag`
 * before it. The cohorts are those of `movements`, so the table says nothing of new customers.
 *
 * @param periods for each period, oldest first, what each customer pays in it; all in the same order, any
 *   one currency and cadence, ≥ 0
 * @param lag how many periods back the opening is: 1 compares each with the one before; 12 over months
 *   gives the trailing year, which is what bands and benchmarks speak of
 * @returns a row for each period from the one after the first `lag` on
 * @example retentionTable([[100, 50], [110, 0]], 1)
 * // [{ start: 150, expansion: 10, downgrade: 0, churn: 50, nrr: 110 ÷ 150, grr: 100 ÷ 150, band: "Warning" }]
 */
export function retentionTable(periods: readonly List[], lag: number): RetentionRow[] {
  return periods.slice(lag).map((closing, index) => {
    const moved = movements(periods[index]!, closing);
    const nrr = netOf(moved);
    const grr = shareOfStart(moved.start, Math.min(moved.kept, moved.start));
    return { nrr, grr, band: isReason(nrr) ? nrr : bandAt(nrr), ...moved };
  });
}
