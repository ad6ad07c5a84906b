import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

/* Ranges and results as a test writes them. */
export const cell = (value: CellValue): CellRange => [[value]];
export const column = (...values: CellValue[]): CellRange => values.map((value) => [value]);
export const row = (...values: CellValue[]): CellRange => [values];

/** What the cells of a large result show, each but once, since to compare thousands one by one takes long. */
export const distinct = (result: CellRange): unknown[] =>
  [...new Set(result.flat().map((cell) => JSON.stringify(cell)))].map((text) => JSON.parse(text) as unknown);

/** A rate that shows as per cent in a cell of format General. */
export const percent = (rate: unknown, numberFormat = "0.0%") => ({
  type: "FormattedNumber",
  basicValue: rate,
  numberFormat,
});

/** #VALUE! with a message like this. */
export const valueError = (message: RegExp | string) => ({
  error: "#VALUE!",
  message: expect.stringMatching(message),
});

/** #VALUE! with a message that has all of these somewhere, in any case. */
export const valueErrorWith = (...parts: RegExp[]) =>
  valueError(new RegExp(parts.map((part) => `(?=[^]*${part.source})`).join(""), "i"));
