import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

/* Ranges and results as a test writes them. */
export const cell = (value: CellValue): CellRange => [[value]];
export const column = (...values: CellValue[]): CellRange => values.map((value) => [value]);
export const row = (...values: CellValue[]): CellRange => [values];

/** A rate that shows as per cent in a cell of format General. */
export const percent = (rate: unknown, numberFormat = "0.0%") => ({
  type: "FormattedNumber",
  basicValue: rate,
  numberFormat,
});
