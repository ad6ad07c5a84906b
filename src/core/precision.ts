/** Rounds to the 15 significant digits that Excel keeps, shows and compares. */
export function to15Digits(value: number): number {
  return Number(value.toPrecision(15));
}

/** Compares as Excel does, so that 0.1 + 0.2 is not more than 0.3. */
export function exceeds(a: number, b: number): boolean {
  // Stryker disable next-line ConditionalExpression,EqualityOperator: the quick comparison only saves the slow one
  if (a <= b) return false;
  return to15Digits(a) > to15Digits(b);
}

/** A number for a sentence: 15 digits at most, and no grouping, since groups differ by country. */
export function spelled(value: number): string {
  if (!Number.isFinite(value)) return "over 1.79E+308";
  // The very largest numbers would round to more than a number can be.
  const rounded = to15Digits(value);
  return String(Number.isFinite(rounded) ? rounded : value).replace("e", "E");
}
