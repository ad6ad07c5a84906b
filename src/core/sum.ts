/** A name of the module's own, since some hosts take long to look up a global, and here it counts. */
const { abs } = Math;

/**
 * Adds numbers without the drift of adding them one by one: what each addition rounds away is kept and
 * added in the end. A million times 0.1 is 100000, not 100000.00000133288.
 *
 * The method is Neumaier's: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen, ZAMM 54 (1974).
 */
export class Sum {
  private rounded = 0;
  private lost = 0;

  add(value: number): void {
    const next = this.rounded + value;
    // Stryker disable next-line EqualityOperator: of two numbers of one size nothing is lost
    this.lost += abs(this.rounded) >= abs(value) ? this.rounded - next + value : value - next + this.rounded;
    this.rounded = next;
  }

  /** The sum; infinite where it is beyond the largest number. */
  get value(): number {
    return Number.isFinite(this.rounded) ? this.rounded + this.lost : this.rounded;
  }
}

/** The sum of a list, exact to 15 digits over a million values. */
export function sumOf(values: ArrayLike<number>): number {
  const sum = new Sum();
  for (let index = 0; index < values.length; index++) sum.add(values[index]!);
  return sum.value;
}
