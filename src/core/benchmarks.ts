import type { Outcome } from "./reason";

/**
 * Published yearly reference rates: the median of software companies, and what is good for those that sell
 * to small and medium businesses or to enterprises. Source: a SaaS metric library's page on net revenue
 * retention.
 */
const BENCHMARKS = { All: 1, SMB: 0.9, Enterprise: 1.25 } as const;

/**
 * The reference rate of a segment, in any case; of all companies if none is named.
 *
 * @returns a ratio: 0.9 is 90%; or, for a segment that is not known, the reason, with those that are
 * @example benchmarkOf("smb") // 0.9
 */
export function benchmarkOf(segment: unknown = "All"): Outcome<number> {
  const wanted = typeof segment === "string" ? segment.trim().toLowerCase() : undefined;
  const known = Object.entries(BENCHMARKS).find(([name]) => name.toLowerCase() === wanted);
  return known ? known[1] : { problem: "segment", value: segment, known: Object.keys(BENCHMARKS) };
}
