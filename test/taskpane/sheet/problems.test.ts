import { addressOf, cellName } from "../../../src/taskpane/sheet/addresses";
import { Refusal, sentenceOf } from "../../../src/taskpane/sheet/problems";
import { WorkbookError, type WorkbookProblem } from "../../../src/taskpane/sheet/workbook";

const PROBLEMS: WorkbookProblem[] = [
  "no workbook",
  "not answering",
  "editing a cell",
  "protected sheet",
  "read-only workbook",
  "several areas",
  "not a cell selection",
  "too old",
  "no charts here",
  "cells in the way",
  "too much at once",
  "sheet is gone",
  "unknown",
];

test.each(PROBLEMS)("the problem %p is told in a sentence that says what to do", (problem) => {
  expect(sentenceOf(new WorkbookError(problem))).toMatch(
    /^[A-Z][^]+\. .*(Open|Click|Press|Remove|Choose|Select|Update|Try) [^]+\.$/,
  );
});

test("what the host said is told where nothing better is known", () => {
  const sentence =
    "The workbook could not do that. It says: Cell A1 is odd. Try again, or select other cells.";
  expect(sentenceOf(new WorkbookError("unknown", "Cell A1 is odd"))).toBe(sentence);
  expect(sentenceOf(new Error("Cell A1 is odd."))).toBe(sentence);
});

test("a code alone is never shown", () => {
  const sentence = "The workbook could not do that. Try again, or select other cells.";
  expect(sentenceOf(new WorkbookError("unknown", "GeneralException"))).toBe(sentence);
  expect(sentenceOf(new Error(""))).toBe(sentence);
  expect(sentenceOf("0x800A03EC")).toBe(sentence);
  expect(sentenceOf(undefined)).toBe(sentence);
});

test("a refusal is told in its own words", () => {
  expect(sentenceOf(new Refusal("Select the rates."))).toBe("Select the rates.");
});

test.each([
  [0, 0, "A1"],
  [1, 25, "Z2"],
  [9, 26, "AA10"],
  [0, 701, "ZZ1"],
  [0, 702, "AAA1"],
  [1_048_575, 16_383, "XFD1048576"],
])("row %d and column %d, from 0, are called %s", (row, column, name) => {
  expect(cellName(row, column)).toBe(name);
});

test("an area is called as people write it", () => {
  const area = { sheet: "Sheet1", row: 1, column: 1, rows: 12, columns: 4 };
  expect(addressOf(area)).toBe("B2:E13");
  expect(addressOf({ ...area, rows: 1, columns: 1 })).toBe("B2");
  expect(addressOf({ ...area, row: 0, rows: 1_048_576 })).toBe("B:E");
});
