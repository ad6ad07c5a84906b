import { amount, metric } from "./metric";
import { to15Digits, type Outcome } from "./reason";

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
 * @returns a ratio: 1.005 is 100.5 %; or the reason why there is none: a negative amount, a start of 0,
 *   losses of more than start and expansion together, a result beyond the largest number
 * @example netRetention(200_000, 4_000, 1_000, 2_000) // 1.005
 */
export const netRetention = metric(
  { start: amount, expansion: amount, downgrade: amount, churn: amount },
  (start: number, expansion: number, downgrade: number, churn: number): Outcome<number> => {
    if (start === 0) return { problem: "nothing to retain", argument: "start" };

    const revenue = start + expansion;
    const losses = downgrade + churn;
    if (exceeds(losses, revenue)) {
      return {
        problem: "losses exceed revenue",
        losses: { of: "downgrade + churn", sum: losses },
        revenue: { of: "start + expansion", sum: revenue },
      };
    }
    // Losses that equal the revenue can still leave a hair below zero, as 0.3 − 0.1 − 0.2 does.
    return Math.max(0, start + expansion - downgrade - churn) / start;
  },
);

/** Compares as Excel does, so that losses of 0.1 + 0.2 are not more than a revenue of 0.3. */
function exceeds(a: number, b: number): boolean {
  return a > b && to15Digits(a) > to15Digits(b);
}
