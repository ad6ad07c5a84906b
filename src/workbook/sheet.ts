import {
  BooleanNumber,
  CellValueType,
  HorizontalAlign,
  type ICellData,
  type IObjectMatrixPrimitiveType,
  type IStyleData,
} from "@univerjs/core";

/** Bold on a tint: the cells that name a column or a block. */
export const headingStyle = (align: HorizontalAlign): IStyleData => ({
  bl: BooleanNumber.TRUE,
  bg: { rgb: "#e8f3f1" },
  cl: { rgb: "#242424" },
  ht: align,
});

/** Whole amounts of money. */
export const MONEY: IStyleData = { n: { pattern: "#,##0" } };

type Rows = readonly (readonly ICellData[])[];

/** Blocks of cells, each by the address of its upper left cell, as Univer wants the cells of a sheet. */
export function cells(blocks: Readonly<Record<string, Rows>>): IObjectMatrixPrimitiveType<ICellData> {
  const sheet: IObjectMatrixPrimitiveType<ICellData> = {};
  for (const [address, rows] of Object.entries(blocks)) {
    const [, column, row] = /^([A-Z])(\d+)$/.exec(address)!;
    const left = column!.charCodeAt(0) - "A".charCodeAt(0);
    rows.forEach((list, index) =>
      Object.assign((sheet[Number(row) - 1 + index] ??= {}), numbered(list.map(typed), left)),
    );
  }
  return sheet;
}

/** A text says that it is one, or else formulas would read "Jan 2025" as a date. */
function typed(cell: ICellData): ICellData {
  return typeof cell.v === "string" ? { ...cell, t: CellValueType.STRING } : cell;
}

/** Cells that hold nothing yet, styled for what a formula beside or above them spills. */
export function styled(rowCount: number, columnCount: number, style: IStyleData): Rows {
  return Array.from({ length: rowCount }, () => Array.from({ length: columnCount }, () => ({ s: style })));
}

/** Univer keeps rows, columns, and the cells of a row, in objects by their number. */
export function numbered<T>(list: readonly T[], first = 0): Record<number, T> {
  return Object.fromEntries(list.map((item, index) => [first + index, item]));
}
