import { Sum, sumOf } from "../../src/core/sum";

test("small amounts are not lost beside large ones, in any order", () => {
  // In doubles 1E+16 + 1 is 1E+16, so adding one by one loses each 1.
  expect(sumOf([1e16, 1, 1])).toBe(10_000_000_000_000_002);
  expect(sumOf([1, 1e16, 1])).toBe(10_000_000_000_000_002);
  expect(sumOf([1, 1, 1e16])).toBe(10_000_000_000_000_002);
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  expect(sumOf([-1e100, 1, 1e100, 1])).toBe(2);
});

test("ten times 0.1 is 1", () => {
  expect(sumOf(Array<number>(10).fill(0.1))).toBe(1);
});

test("nothing adds up to 0", () => {
  expect(sumOf([])).toBe(0);
});

test("a sum beyond the largest number is infinite, and not NaN", () => {
  expect(sumOf([Number.MAX_VALUE, Number.MAX_VALUE])).toBe(Infinity);
  expect(sumOf([Number.MAX_VALUE, Number.MAX_VALUE, 1])).toBe(Infinity);
});

test("a sum can be read before all is added", () => {
  const sum = new Sum();
  sum.add(1e16);
  sum.add(1);
  sum.add(1);
  expect(sum.value).toBe(10_000_000_000_000_002);
  sum.add(2);
  expect(sum.value).toBe(10_000_000_000_000_004);
});
