import { cell, percent } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";

/*
 * A million customers, as many as a sheet has rows: the sums do not drift, and nothing overflows.
 */
let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

const aMillionTimes = (...cells: number[]) => Array<number[]>(1_000_000).fill(cells);
const aHalf = cell(percent(expect.closeTo(0.5, 15)));

test("NRR_COHORT adds a million amounts of 0.1 up to 100000", async () => {
  const theLargeOne = [100_000];
  const opening = [theLargeOne, ...aMillionTimes(0.1)];
  expect(await excel.call("NRR_COHORT", [opening, [theLargeOne, ...aMillionTimes(0)]])).toEqual(aHalf);
  expect(await excel.call("NRR_COHORT", [opening, [[0], ...aMillionTimes(0.1)]])).toEqual(aHalf);
}, 120_000);

test("NRR_RENEWAL adds a million amounts of 0.1 up to 100000", async () => {
  const renewal = (renewed: number[][], due: number[][]) => excel.call("NRR_RENEWAL", [renewed, due]);
  expect(await renewal(aMillionTimes(0.1), aMillionTimes(0.2))).toEqual(aHalf);
  expect(await renewal(aMillionTimes(0.1), [[200_000]])).toEqual(aHalf);
  expect(await renewal([[50_000]], aMillionTimes(0.1))).toEqual(aHalf);
}, 120_000);

test("NRR_TABLE of a million customers of 0.1 starts with 100000", async () => {
  const [, cells] = await excel.call("NRR_TABLE", [aMillionTimes(0.1, 0.2), null, null]);
  const [, start, expansion, downgrade, churn, nrr, grr, band] = cells!;
  expect(Number((start as number).toPrecision(15))).toBe(100_000);
  expect(Number((expansion as number).toPrecision(15))).toBe(100_000);
  expect([downgrade, churn]).toEqual([0, 0]);
  expect([nrr, grr]).toEqual([percent(expect.closeTo(2, 14)), percent(1)]);
  expect(band).toBe("Exceptional");
}, 120_000);
