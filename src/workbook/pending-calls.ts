import type { CellRange, RuntimeHost } from "./runtime-host";

/** An argument that is left out is `null`; a single cell is a range of one. */
export type Argument = CellRange | null;

interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
}

/**
 * The function calls of one calculation. Whoever asks for a call that was not made yet gets nothing, and
 * the call is noted; `make` then makes all that were noted at once, and the next who asks gets the result.
 */
export class PendingCalls {
  private readonly noted = new Map<string, Call>();
  private readonly results = new Map<string, CellRange>();

  constructor(private readonly call: RuntimeHost["call"]) {}

  /** Forgets everything, since a new calculation must see new results. */
  clear(): void {
    this.noted.clear();
    this.results.clear();
  }

  get isEmpty(): boolean {
    return this.noted.size === 0;
  }

  ask(name: string, args: readonly Argument[]): CellRange | undefined {
    const key = JSON.stringify([name, args]);
    const result = this.results.get(key);
    if (!result) this.noted.set(key, { name, args });
    return result;
  }

  async make(): Promise<void> {
    const calls = [...this.noted];
    this.noted.clear();
    await Promise.all(
      calls.map(async ([key, { name, args }]) => {
        this.results.set(key, await this.call(name, args).catch(brokenFunction));
      }),
    );
  }
}

function brokenFunction(error: unknown): CellRange {
  return [[{ error: "#VALUE!", message: error instanceof Error ? error.message : String(error) }]];
}
