import { readNumber, readText } from "../../src/functions/cells";

/* No host is known to hand in what is missing as undefined, but JavaScript may. */
test("a cell that is missing altogether is blank", () => {
  expect(readNumber(undefined, "start")).toBe(0);
  expect(readText(undefined, "segment")).toBeUndefined();
});
