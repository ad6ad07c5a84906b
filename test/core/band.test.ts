import { bandOf } from "../../src/core/band";
import { netRetention } from "../../src/core/retention";

test.each([
  [0, "Warning"],
  [0.9999, "Warning"],
  [1, "Healthy"],
  [1.005, "Healthy"],
  [1.2, "Healthy"],
  [1.201, "Exceptional"],
  [9.99, "Exceptional"],
])("a rate of %d is in the band %s", (rate, band) => {
  expect(bandOf(rate)).toBe(band);
});

test("the bounds are compared by the 15 digits that a cell shows", () => {
  const hairAbove = netRetention(13.4, 2.68, 0, 0) as number;
  expect(hairAbove).toBeGreaterThan(1.2);
  expect(bandOf(hairAbove)).toBe("Healthy");
  expect(bandOf(1 - 2 ** -53)).toBe("Healthy");
  expect(bandOf(1.20000000000001)).toBe("Exceptional");
  expect(bandOf(0.99999999999999)).toBe("Warning");
});

test("95 for 95% is refused, from 10 on", () => {
  expect(bandOf(95)).toEqual({ problem: "not a ratio", argument: "value", value: 95 });
  expect(bandOf(10)).toEqual({ problem: "not a ratio", argument: "value", value: 10 });
});

test("a negative rate is refused", () => {
  expect(bandOf(-0.05)).toEqual({ problem: "negative rate", argument: "value", value: -0.05 });
});
