import { netRetention, renewalRetention } from "../../src/core/retention";

test("a month with an upgrade, two downgrades and a loss retains 100.5%", () => {
  expect(netRetention(200_000, 4_000, 1_000, 2_000)).toBe(1.005);
});

test("the rate is (start + expansion − downgrade − churn) ÷ start", () => {
  expect(netRetention(100, 0, 0, 0)).toBe(1);
  expect(netRetention(100, 25, 0, 0)).toBe(1.25);
  expect(netRetention(100, 0, 10, 0)).toBe(0.9);
  expect(netRetention(100, 0, 0, 100)).toBe(0);
  expect(netRetention(80, 20, 5, 15)).toBe(1);
});

test("the rate equals Excel's =(B2+C2-D2-E2)/B2 to the last bit", () => {
  const months: [number, number, number, number][] = [
    [0.1, 0.2, 0.05, 0.01],
    [199.9, 39.98, 0, 0],
    [48_210.37, 2_044.19, 731.02, 1_187.66],
    [1 / 3, 1 / 7, 1 / 11, 1 / 13],
    [1e-300, 3e-301, 1e-301, 0],
  ];
  for (const [b2, c2, d2, e2] of months) {
    expect(netRetention(b2, c2, d2, e2)).toBe((b2 + c2 - d2 - e2) / b2);
  }
});

test("a negative amount is refused, the leftmost first", () => {
  expect(netRetention(-1, -2, 0, 0)).toEqual({ problem: "negative amount", argument: "start", value: -1 });
  expect(netRetention(0, 0, 0, -2_000)).toEqual({
    problem: "negative amount",
    argument: "churn",
    value: -2_000,
  });
});

test("a start of 0 leaves nothing to retain, whatever came after", () => {
  expect(netRetention(0, 0, 0, 0)).toEqual({ problem: "nothing to retain", argument: "start" });
  expect(netRetention(0, 5, 0, 10)).toEqual({ problem: "nothing to retain", argument: "start" });
});

test("losses beyond start and expansion are refused with both sums", () => {
  expect(netRetention(1_000, 200, 700, 600)).toEqual({
    problem: "excess losses",
    losses: { of: "downgrade + churn", sum: 1_300 },
    revenue: { of: "start + expansion", sum: 1_200 },
  });
});

test("losses that equal the revenue retain 0%, though in doubles 0.1 + 0.2 is more than 0.3", () => {
  expect(netRetention(0.3, 0, 0.1, 0.2)).toBe(0);
});

test("a rate beyond the largest number is refused", () => {
  expect(netRetention(1e-300, 1e10, 0, 0)).toEqual({ problem: "too large" });
  expect(netRetention(1e308, 1e308, 0, 0)).toEqual({ problem: "too large" });
  expect(netRetention(1e308, 1e308, 1e308, 1e308)).toEqual({ problem: "too large" });
});

test("nothing due leaves nothing to retain, and says so of due", () => {
  expect(renewalRetention([100], [0, 0])).toEqual({ problem: "nothing to retain", argument: "due" });
});
