import type { CellRange, RuntimeHost } from "./runtime-host";

/** An argument that is left out is `null`; a single cell is a range of one. */
export type Argument = CellRange | null;

interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly cell: string;
}

/**
 * The function calls of one calculation. Whoever asks for a call that was not made yet gets nothing, and
 * the call is noted; `make` then makes all that were noted at once, and the next who asks gets the result.
 */
export class PendingCalls {
  private readonly noted = new Map<string, Call>();
  private readonly results = new Map<string, CellRange>();
  private readonly latest = new Map<string, CellRange>();
  private readonly turnsAsked = new Map<string, Set<number>>();
  private turn = 0;

  constructor(private readonly call: RuntimeHost["call"]) {}

  /** Forgets everything, since a new calculation must see new results. */
  clear(): void {
    for (const map of [this.noted, this.results, this.latest, this.turnsAsked]) map.clear();
  }

  get isEmpty(): boolean {
    return this.noted.size === 0;
  }

  /**
   * @param cell the cell whose formula asks. Where it asks for other calls each time, as with RAND() among
   *   its arguments, it is given the latest result in the end.
   */
  ask(name: string, args: readonly Argument[], cell: string): CellRange | undefined {
    const key = keyOf(name, args);
    const result = this.results.get(key);
    if (result) return result;

    const place = keyOf(name, cell);
    const turns = this.turnsAsked.get(place) ?? new Set();
    this.turnsAsked.set(place, turns.add(this.turn));
    if (turns.size > DEEPEST_NESTING) return this.latest.get(place);

    this.noted.set(key, { name, args, cell });
    return undefined;
  }

  async make(): Promise<void> {
    const calls = [...this.noted];
    this.noted.clear();
    this.turn += 1;
    await Promise.all(
      calls.map(async ([key, { name, args, cell }]) => {
        const result = await this.call(name, args).catch(brokenFunction);
        this.results.set(key, result);
        this.latest.set(keyOf(name, cell), result);
      }),
    );
  }
}

/** A call that stands inside another of the same function is asked for one turn before it. */
const DEEPEST_NESTING = 16;

function keyOf(name: string, what: unknown): string {
  return `${name} ${JSON.stringify(what)}`;
}

function brokenFunction(error: unknown): CellRange {
  return [[{ error: "#VALUE!", message: error instanceof Error ? error.message : String(error) }]];
}
