import type { Area } from "./workbook";

/** How many rows and columns a sheet of Excel has. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

/** @example columnName(27) // "AB" */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/**
 * @param row counts from 0
 * @param column counts from 0
 * @example cellName(1, 5) // "F2"
 */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/**
 * An area as people write it, without its sheet.
 *
 * @example addressOf({ sheet, row: 1, column: 1, rows: 12, columns: 4 }) // "B2:E13"
 */
export function addressOf({ row, column, rows, columns }: Area): string {
  if (rows === SHEET_ROWS) return `${columnName(column)}:${columnName(column + columns - 1)}`;
  const first = cellName(row, column);
  return rows * columns === 1 ? first : `${first}:${cellName(row + rows - 1, column + columns - 1)}`;
}

/** The cell of an area at a row and column that count from its upper left. */
export function cellOf(area: Area, row: number, column: number): Area {
  return { sheet: area.sheet, row: area.row + row, column: area.column + column, rows: 1, columns: 1 };
}
