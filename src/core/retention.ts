import { amount, each, metric, periodRate, positive, type List } from "./metric";
import { exceeds } from "./precision";
import type { NamedSum, Outcome } from "./reason";
import { Sum, sumOf } from "./sum";

/**
 * Net revenue retention of one period: the opening revenue with what the same customers added and
 * without what they took away. New customers are left out of all four amounts.
 *
 *     (start + expansion − downgrade − churn) ÷ start
 *
 * It is computed in that order, so that it equals the cell formula `=(B2+C2-D2-E2)/B2` to the last bit.
 *
 * @param start recurring revenue at the start of the period, any one currency and cadence, > 0
 * @param expansion revenue added by customers of the start, same unit, ≥ 0
 * @param downgrade revenue lost to customers who pay less but stay, same unit, ≥ 0
 * @param churn revenue lost to customers who left, same unit, ≥ 0
 * @returns a ratio: 1.005 is 100.5%; or the reason why there is none: a negative amount, a start of 0,
 *   losses of more than start and expansion together, a result beyond the largest number
 * @example netRetention(200_000, 4_000, 1_000, 2_000) // 1.005
 */
export const netRetention = metric(
  [
    ["start", amount],
    ["expansion", amount],
    ["downgrade", amount],
    ["churn", amount],
  ],
  (start: number, expansion: number, downgrade: number, churn: number) =>
    retained(start, { of: "start + expansion", sum: start + expansion }, downgrade, churn),
);

/**
 * Gross revenue retention of one period: what is left of the opening revenue after losses.
 *
 *     (start − downgrade − churn) ÷ start
 *
 * @param start recurring revenue at the start of the period, any one currency and cadence, > 0
 * @param downgrade revenue lost to customers who pay less but stay, same unit, ≥ 0
 * @param churn revenue lost to customers who left, same unit, ≥ 0
 * @returns a ratio: 0.985 is 98.5%, never above 1; or the reason why there is none: a negative amount, a
 *   start of 0, losses of more than start
 * @example grossRetention(200_000, 1_000, 2_000) // 0.985
 */
export const grossRetention = metric(
  [
    ["start", amount],
    ["downgrade", amount],
    ["churn", amount],
  ],
  (start: number, downgrade: number, churn: number) =>
    retained(start, { of: "start", sum: start }, downgrade, churn),
);

/** What is left of a revenue after losses, against the start. */
function retained(start: number, revenue: NamedSum, downgrade: number, churn: number): Outcome<number> {
  if (start === 0) return { problem: "nothing to retain", argument: "start" };

  const losses = { of: "downgrade + churn", sum: downgrade + churn };
  if (exceeds(losses.sum, revenue.sum)) return { problem: "excess losses", losses, revenue };

  // Losses that equal the revenue can still leave a hair below zero, as 0.3 − 0.1 − 0.2 does.
  return Math.max(0, revenue.sum - downgrade - churn) / start;
}

/** What part of a revenue is still there, as a ratio. `of` names that revenue, ≥ 0, where there is none. */
export const shareOf = (of: string) =>
  metric(
    [
      [of, amount],
      // Stryker disable next-line StringLiteral: no amount in it is ever wrong, so it is never named
      ["part", amount],
    ],
    (revenue: number, part: number): Outcome<number> =>
      revenue === 0 ? { problem: "nothing to retain", argument: of } : part / revenue,
  );

const shareOfDue = shareOf("due");

/**
 * Renewal-based retention: what the customers due to renew pay after it, against what was due. For
 * contracts that renew on different dates.
 *
 *     sum of renewed ÷ sum of due
 *
 * @param renewed what each customer due now pays after renewing, any one currency and cadence, ≥ 0
 * @param due what each of them paid before, same unit, ≥ 0, together > 0
 * @returns a ratio: 0.905 is 90.5%; or the reason why there is none: a negative amount, nothing due, a
 *   result beyond the largest number
 * @example renewalRetention([181_000], [200_000]) // 0.905
 */
export const renewalRetention = metric(
  [
    ["renewed", each(amount)],
    ["due", each(amount)],
  ],
  (renewed: List, due: List) => shareOfDue(sumOf(due), sumOf(renewed)),
);

/**
 * The yearly rate that a run of period rates implies: what they compound to, for as many periods as a
 * year has.
 *
 *     (product of the n values) ^ (periods per year ÷ n)
 *
 * @param values the rates of the periods as ratios, each > 0 and < 10
 * @param periodsPerYear how many of these periods make a year, > 0: 12 for months, 4 for quarters
 * @returns a ratio; or the reason why there is none: a rate that makes no sense, a result beyond the
 *   largest number
 * @example annualRate([1.005], 12) // 1.0616778118…
 */
export const annualRate = metric(
  [
    ["values", each(periodRate)],
    ["periods per year", positive],
  ],
  (values: List, periodsPerYear: number): Outcome<number> => {
    let product = 1;
    const logarithms = new Sum();
    for (let index = 0; index < values.length; index++) {
      product *= values[index]!;
      logarithms.add(Math.log(values[index]!));
    }
    const years = periodsPerYear / values.length;
    // A product is right to more digits, but that of thousands of rates can leave the range of a number where
    // the yearly rate does not.
    // Stryker disable next-line EqualityOperator: at the very ends of the range both are right
    return product > 1e-300 && product < 1e300 ? product ** years : Math.exp(logarithms.value * years);
  },
);
