import fc from "fast-check";
import { bandOf } from "../../src/core/band";
import { benchmarkOf } from "../../src/core/benchmarks";
import { isReason } from "../../src/core/reason";
import { grossRetention, netRetention } from "../../src/core/retention";

/*
 * What holds for the rates of four amounts, for bands and for benchmarks, whatever goes in.
 */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000_000 }).map((cents) => cents / 100),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
);
/** What a period starts with, and parts of it that change, at most all of it. */
const period = fc
  .tuple(fc.double({ min: 0.01, max: 1e9, noNaN: true }), amount, fc.double({ min: 0, max: 1, noNaN: true }))
  .chain(([start, expansion, lost]) =>
    fc.double({ min: 0, max: 1, noNaN: true }).map((left) => {
      const losses = start * lost;
      return { start, expansion, downgrade: losses * (1 - left), churn: losses * left };
    }),
  );

test("NRR is the cell formula =(B2+C2-D2-E2)/B2 to the last bit, but never below 0%", () => {
  fc.assert(
    fc.property(period, ({ start, expansion, downgrade, churn }) => {
      const formula = (start + expansion - downgrade - churn) / start;
      expect(netRetention(start, expansion, downgrade, churn)).toBe(Math.max(0, formula));
    }),
  );
});

test("NRR rises with expansion and falls with losses, and GRR is NRR without expansion", () => {
  fc.assert(
    fc.property(period, amount, ({ start, expansion, downgrade, churn }, more) => {
      const rate = netRetention(start, expansion, downgrade, churn);
      expect(netRetention(start, expansion + more, downgrade, churn)).toBeGreaterThanOrEqual(rate as number);
      expect(netRetention(start, expansion, downgrade, churn / 2)).toBeGreaterThanOrEqual(rate as number);
      expect(netRetention(start, expansion, downgrade / 2, churn)).toBeGreaterThanOrEqual(rate as number);
      expect(grossRetention(start, downgrade, churn)).toBe(netRetention(start, 0, downgrade, churn));
    }),
  );
});

test("NRR and GRR give a finite rate of 0% or more, or a reason, for any numbers at all", () => {
  const any = fc.double();
  fc.assert(
    fc.property(any, any, any, any, (start, expansion, downgrade, churn) => {
      for (const rate of [
        netRetention(start, expansion, downgrade, churn),
        grossRetention(start, downgrade, churn),
      ])
        expect(isReason(rate) || (Number.isFinite(rate) && rate >= 0)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("a higher rate is never in a lower band", () => {
  const bands = ["Warning", "Healthy", "Exceptional"];
  const near = fc.tuple(fc.constantFrom(1, 1.2), fc.integer({ min: -50, max: 50 }));
  const rate = fc.oneof(
    fc.double({ min: 0, max: 9.9, noNaN: true }),
    near.map(([bound, steps]) => bound + steps * 1e-15),
  );
  fc.assert(
    fc.property(rate, rate, (one, other) => {
      const [lower, higher] = [Math.min(one, other), Math.max(one, other)];
      const [low, high] = [bands.indexOf(bandOf(lower) as string), bands.indexOf(bandOf(higher) as string)];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(low);
    }),
    { numRuns: 1_000 },
  );
});

test("a segment is known in any case, and nothing else is", () => {
  const inAnyCase = fc
    .constantFrom("All", "SMB", "Enterprise")
    .chain((name) => fc.tuple(fc.constant(name), fc.mixedCase(fc.constant(name))));
  fc.assert(
    fc.property(inAnyCase, ([name, written]) => {
      expect(benchmarkOf(written)).toEqual(expect.any(Number));
      expect(benchmarkOf(` ${written}\n`)).toBe(benchmarkOf(name));
    }),
  );
  fc.assert(
    fc.property(fc.anything(), (value) => {
      fc.pre(
        value !== undefined && !/^\s*(all|smb|enterprise)\s*$/i.test(typeof value === "string" ? value : ""),
      );
      const known = ["All", "SMB", "Enterprise"];
      expect(benchmarkOf(value)).toEqual({ problem: "segment", value, known });
    }),
  );
});
