import { spelled } from "../../core/precision";
import type { AmountColumns } from "./columns";
import type { Find } from "./finding";
import { isEqual, nameOf, type Movement } from "./movements";

export const YEARLY = ["about 12 times", "Is it a yearly amount among monthly ones?"] as const;
export const MONTHLY = ["about a twelfth of", "Is it a monthly amount among yearly ones?"] as const;

/** Below this many amounts there is no telling what is usual. */
export const FEWEST_AMOUNTS = 6;
/** The part of a steady column that is between half of its median and twice that. */
const STEADY = 0.75;

/**
 * Looks for movements that are about twelve times, or a twelfth, of what their column mostly holds. In a
 * column of ups and downs that says nothing, so only steady ones are looked at.
 *
 * @returns whether any column was steady enough
 */
export function findTwelvefold(movements: readonly Movement[], columns: AmountColumns, find: Find): boolean {
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
      find(
        row,
        columns[index]!,
        `${nameOf(index)} is ${spelled(amount)}, ${times} what is usual in this column, ${spelled(median)}. ${question}`,
      );
    }
  }
  return looked;
}

/** Whether one amount is about twelve times the other, as far as months differ. */
export function isTwelvefold(one: number, other: number): boolean {
  const ratio = Math.max(one, other) / Math.min(one, other);
  return ratio >= 9 && ratio <= 16;
}
