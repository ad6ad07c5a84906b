import type { Page } from "playwright-core";

type Counts = Record<string, number>;

/** What Istanbul's counters hold of one file; the numbers are those of its maps. */
interface FileCounts {
  readonly s: Counts;
  readonly f: Counts;
  readonly b: Record<string, number[]>;
}

interface Counting {
  __coverage__?: Record<string, FileCounts>;
}

/**
 * Adds what the instrumented pane has counted in a page to what jest has. It belongs before whatever makes the
 * page forget; where nothing is instrumented, it does nothing.
 */
export async function addCoverageOf(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const counted = await frame.evaluate(() => (globalThis as Counting).__coverage__ ?? {});
    const sum = ((globalThis as Counting).__coverage__ ??= {});
    for (const [file, counts] of Object.entries(counted)) {
      if (sum[file]) add(sum[file], counts);
      else sum[file] = counts;
    }
  }
}

/** Modules go on counting by these numbers, and Istanbul's own merge might give others. */
function add(sum: FileCounts, { s, f, b }: FileCounts): void {
  for (const [statement, count] of Object.entries(s)) sum.s[statement]! += count;
  for (const [called, count] of Object.entries(f)) sum.f[called]! += count;
  for (const [branch, counts] of Object.entries(b))
    counts.forEach((count, way) => (sum.b[branch]![way]! += count));
}
