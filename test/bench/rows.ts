/** A line of the table: two things of this run, the one divided by the other. */
export interface Row {
  readonly what: string;
  readonly ratio: string;
  readonly goal: string;
  readonly reached: string;
}

export interface Goal {
  readonly words: string;
  readonly reached: (ratio: number) => boolean;
}

export const atMost = (most: number): Goal => ({
  words: `at most ${most}`,
  reached: (ratio) => ratio <= most,
});

export const atLeast = (least: number): Goal => ({
  words: `at least ${least}`,
  reached: (ratio) => ratio >= least,
});

export function row(what: string, ratio: number, goal: Goal): Row {
  return { what, ratio: ratio.toFixed(2), goal: goal.words, reached: goal.reached(ratio) ? "yes" : "no" };
}

export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;
}

export function milliseconds(time: number): string {
  return time < 1_000 ? `${Math.round(time)} ms` : `${(time / 1_000).toFixed(1)} s`;
}
