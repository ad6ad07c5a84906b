import fc from "fast-check";
import { cohortRetention, movements, retentionTable } from "../../src/core/cohort";
import { annualRate, grossRetention, netRetention, renewalRetention } from "../../src/core/retention";

/*
 * What holds for every list of customers, whatever they pay: on generated lists.
 */
interface Customer {
  readonly opening: number;
  readonly closing: number;
}

const cents = fc.integer({ min: 1, max: 1_000_000_000 }).map((amount) => amount / 100);
const anyAmount = fc.double({ min: 0.001, max: 1e9, noNaN: true });
const amount = fc.oneof(fc.constant(0), cents, anyAmount);
const customer = fc.oneof(
  fc.record({ opening: amount, closing: amount }),
  amount.map((same): Customer => ({ opening: same, closing: same })),
);
/** Customers of whom at least one pays at opening. */
const customers = fc
  .tuple(
    fc.record({ opening: fc.oneof(cents, anyAmount), closing: amount }),
    fc.array(customer, { maxLength: 40 }),
  )
  .map(([paying, others]): Customer[] => [...others, paying]);

const openings = (list: readonly Customer[]) => list.map(({ opening }) => opening);
const closings = (list: readonly Customer[]) => list.map(({ closing }) => closing);
const movementsOf = (list: readonly Customer[]) => movements(openings(list), closings(list));
const cohortRate = (list: readonly Customer[]) => rate(cohortRetention(openings(list), closings(list)));

function rate(result: unknown): number {
  expect(result).toEqual(expect.any(Number));
  return result as number;
}

/** Half a unit of the 15th digit of a number that starts with 1, the coarsest there is. */
const DIGITS_15 = 5e-15;
const DIGITS_12 = 5e-12;

const NOTHING = { problem: "nothing to retain", argument: "start" };

/** Two numbers agree within a part of the size of what they were computed from. */
function expectAgreement(one: number, other: number, size: number, tolerance: number): void {
  expect(Math.abs(one - other)).toBeLessThanOrEqual(tolerance * size);
}

/** The size of the terms that a cohort's rate is made of: (start + expansion) ÷ start. */
function sizeOfRate(list: readonly Customer[]): number {
  const { start, expansion } = movementsOf(list);
  return (start + expansion) / start;
}

test("a cohort's rate is the NRR of its movements", () => {
  fc.assert(
    fc.property(customers, (list) => {
      const { start, expansion, downgrade, churn } = movementsOf(list);
      const net = rate(netRetention(start, expansion, downgrade, churn));
      expectAgreement(cohortRate(list), net, sizeOfRate(list), DIGITS_15);
    }),
  );
});

test("start + expansion − downgrade − churn is what the cohort pays at closing", () => {
  fc.assert(
    fc.property(customers, (list) => {
      const { start, expansion, downgrade, churn } = movementsOf(list);
      const closing = list.reduce((sum, each) => sum + (each.opening > 0 ? each.closing : 0), 0);
      expectAgreement(start + expansion - downgrade - churn, closing, start + expansion, 2 * DIGITS_15);
    }),
  );
});

test("every movement is the exact sum of cents, to 15 digits", () => {
  const whole = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000_000 }));
  fc.assert(
    fc.property(fc.array(fc.record({ opening: whole, closing: whole }), { maxLength: 200 }), (list) => {
      const exact = { start: 0n, expansion: 0n, downgrade: 0n, churn: 0n };
      for (const { opening, closing } of list) {
        if (opening === 0) continue;
        exact.start += BigInt(opening);
        if (closing === 0) exact.churn += BigInt(opening);
        else if (closing < opening) exact.downgrade += BigInt(opening - closing);
        else exact.expansion += BigInt(closing - opening);
      }
      const inMoney = list.map(({ opening, closing }) => ({
        opening: opening / 100,
        closing: closing / 100,
      }));
      const { start, expansion, downgrade, churn } = movementsOf(inMoney);
      const size = start + expansion;
      expectAgreement(start, Number(exact.start) / 100, start, DIGITS_15);
      expectAgreement(churn, Number(exact.churn) / 100, churn, DIGITS_15);
      // A difference of two amounts has the dust of both, so it is right to 15 digits of them.
      expectAgreement(expansion, Number(exact.expansion) / 100, size, DIGITS_15);
      expectAgreement(downgrade, Number(exact.downgrade) / 100, size, DIGITS_15);
    }),
  );
});

test("a customer who keeps a small part of much keeps it to 15 digits", () => {
  const part = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(part, fc.integer({ min: 0, max: 30 }), (closing, exponent) => {
      // Both sides are one division of the same two numbers, of which the one is exact.
      const opening = closing * 2 ** exponent;
      expect(cohortRetention([opening], [closing])).toBe(2 ** -exponent);
      expect(cohortRetention([3 * opening, 1], [closing, 0])).toBe(closing / (3 * opening + 1));
    }),
  );
});

test("GRR is never above NRR, nor above 100%, nor below 0%", () => {
  fc.assert(
    fc.property(customers, (list) => {
      const { start, expansion, downgrade, churn } = movementsOf(list);
      const gross = rate(grossRetention(start, downgrade, churn));
      expect(gross).toBeLessThanOrEqual(rate(netRetention(start, expansion, downgrade, churn)));
      expect(gross).toBeLessThanOrEqual(1);
      expect(gross).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("the order of the customers changes no rate", () => {
  const shuffled = customers.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expectAgreement(cohortRate(other), cohortRate(list), sizeOfRate(list), DIGITS_12);
    }),
  );
});

test("amounts in another unit, a power of two apart, give exactly the same rates", () => {
  fc.assert(
    fc.property(customers, fc.integer({ min: -40, max: 40 }), (list, exponent) => {
      const scaled = scaledBy(2 ** exponent, list);
      expect(cohortRate(scaled)).toBe(cohortRate(list));
      expect(rate(renewalRetention(closings(scaled), openings(scaled)))).toBe(
        rate(renewalRetention(closings(list), openings(list))),
      );
    }),
  );
});

test("amounts in another currency give the same rate to 12 digits", () => {
  fc.assert(
    fc.property(customers, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (list, factor) => {
      expectAgreement(cohortRate(scaledBy(factor, list)), cohortRate(list), sizeOfRate(list), DIGITS_12);
    }),
  );
});

function scaledBy(factor: number, list: readonly Customer[]): Customer[] {
  return list.map(({ opening, closing }) => ({ opening: opening * factor, closing: closing * factor }));
}

test("a new customer, and one that is back from 0, changes nothing", () => {
  fc.assert(
    fc.property(customers, amount, fc.nat(), (list, closing, position) => {
      const place = position % (list.length + 1);
      const joined = [...list.slice(0, place), { opening: 0, closing }, ...list.slice(place)];
      expect(movementsOf(joined)).toEqual(movementsOf(list));
      expect(cohortRate(joined)).toBe(cohortRate(list));
    }),
  );
});

test("if every customer paid at opening, the renewal rate is the cohort's rate", () => {
  const paying = customers.map((list) => list.filter(({ opening }) => opening > 0));
  fc.assert(
    fc.property(paying, (list) => {
      const renewed = rate(renewalRetention(closings(list), openings(list)));
      expectAgreement(renewed, cohortRate(list), sizeOfRate(list), DIGITS_15);
    }),
  );
});

test("a table's row is the movements between its period and the one a lag before, and their rates", () => {
  const grid = fc
    .record({ customers: fc.integer({ min: 1, max: 10 }), periods: fc.integer({ min: 2, max: 8 }) })
    .chain(({ customers, periods }) =>
      fc.record({
        lag: fc.integer({ min: 1, max: periods - 1 }),
        periods: fc.array(fc.array(amount, { minLength: customers, maxLength: customers }), {
          minLength: periods,
          maxLength: periods,
        }),
      }),
    );
  fc.assert(
    fc.property(grid, ({ periods, lag }) => {
      const rows = retentionTable(periods, lag);
      expect(rows).toHaveLength(periods.length - lag);
      rows.forEach((row, index) => {
        const expected = movements(periods[index]!, periods[index + lag]!);
        expect(row).toEqual(expect.objectContaining(expected));
        const { start, expansion, downgrade, churn } = expected;
        if (start === 0) {
          expect([row.nrr, row.grr]).toEqual([NOTHING, NOTHING]);
          return;
        }
        const size = (start + expansion) / start;
        const net = rate(netRetention(start, expansion, downgrade, churn));
        expectAgreement(rate(row.nrr), net, size, DIGITS_15);
        expectAgreement(rate(row.grr), rate(grossRetention(start, downgrade, churn)), 1, DIGITS_15);
      });
    }),
  );
});

describe("a year of months", () => {
  const MONTHS = 13;
  const fee = fc.integer({ min: 100, max: 900 });
  const run = fc.array(fee, { minLength: MONTHS, maxLength: MONTHS });
  /** Customers that pay from the first month on; all but the last may leave, and then stay away. */
  const leaving = fc
    .tuple(run, fc.integer({ min: 1, max: MONTHS }))
    .map(([fees, leavesIn]) => fees.map((each, month) => (month < leavesIn ? each : 0)));
  const closedGroup = fc
    .tuple(fc.array(leaving, { maxLength: 10 }), run)
    .map(([others, stays]) => [...others, stays]);

  test("multiplies to the yearly cohort's rate if nobody joins or returns", () => {
    fc.assert(
      fc.property(closedGroup, (group) => {
        const { monthly, yearly } = ratesOf(group);
        const product = monthly.reduce((sofar, each) => sofar * each, 1);
        expect(product / yearly).toBeCloseTo(1, 12);
        expect(rate(annualRate(monthly, 12)) / yearly).toBeCloseTo(1, 11);
      }),
    );
  });

  test("does not if somebody joins, as the new customer's losses count in the months alone", () => {
    const stays = Array<number>(MONTHS).fill(100);
    const joinsAndLeaves = stays.map((each, month) => (month === 5 ? each : 0));
    const { monthly, yearly } = ratesOf([stays, joinsAndLeaves]);
    expect(monthly).toEqual([1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1, 1]);
    expect(yearly).toBe(1);
  });

  test("does not if somebody returns, as the months count the loss and not the return", () => {
    const stays = Array<number>(MONTHS).fill(100);
    const pauses = stays.map((each, month) => (month === 5 ? 0 : each));
    const { monthly, yearly } = ratesOf([stays, pauses]);
    expect(monthly).toEqual([1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1, 1, 1]);
    expect(yearly).toBe(1);
  });

  function ratesOf(group: readonly (readonly number[])[]): { monthly: number[]; yearly: number } {
    const periods = Array.from({ length: MONTHS }, (_, month) => group.map((fees) => fees[month]!));
    const [year] = retentionTable(periods, MONTHS - 1);
    return { monthly: retentionTable(periods, 1).map(({ nrr }) => rate(nrr)), yearly: rate(year?.nrr) };
  }
});

describe("a yearly rate", () => {
  const rates = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 24 });

  test("of equal rates is one of them to the power of the periods in a year", () => {
    const count = fc.integer({ min: 1, max: 48 });
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1.5, noNaN: true }), count, count, (each, n, periods) => {
        const yearly = rate(annualRate(Array<number>(n).fill(each), periods));
        expect(yearly / each ** periods).toBeCloseTo(1, 11);
      }),
    );
  });

  test("of as many rates as a year has periods is their product, in any order", () => {
    fc.assert(
      fc.property(rates, (list) => {
        const product = list.reduce((sofar, each) => sofar * each, 1);
        expect(rate(annualRate(list, list.length)) / product).toBeCloseTo(1, 11);
        expect(rate(annualRate([...list].reverse(), list.length)) / product).toBeCloseTo(1, 11);
      }),
    );
  });

  test("is squared if a year has twice as many periods", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 12 }), (list, periods) => {
        const once = rate(annualRate(list, periods));
        expect(rate(annualRate(list, 2 * periods)) / once ** 2).toBeCloseTo(1, 11);
      }),
    );
  });
});
