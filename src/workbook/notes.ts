import {
  ObjectMatrix,
  type ICellData,
  type ICommandService,
  type Nullable,
  type Worksheet,
} from "@univerjs/core";
import type { FormulaDataModel } from "@univerjs/engine-formula";
import {
  SetRangeValuesMutation,
  type ISetRangeValuesMutationParams,
  type ISheetLocationBase,
} from "@univerjs/sheets";
import type { ErrorValue } from "./runtime-host";

/**
 * What the add-in said about a cell beyond its value. It travels in Univer's custom data, with the value
 * through the calculation and then with the cell, so that it moves and goes with the cell.
 */
export interface Note {
  /** The number format that a formatted number brought. */
  readonly numberFormat?: string;
  /** An error and its message. */
  readonly error?: ErrorValue;
}

const KEY = "nrr-for-excel";

export function customData(note: Note): Record<string, Note> {
  return { [KEY]: note };
}

export function noteIn(custom: unknown): Note {
  return (custom as Record<string, Note | undefined> | null | undefined)?.[KEY] ?? {};
}

/** The note on what a cell shows. */
export function noteAt(
  location: ISheetLocationBase,
  sheet: Nullable<Worksheet>,
  model: FormulaDataModel,
): Note {
  return noteIn(cellAt(location, sheet, model)?.custom);
}

/** The cell with its value, which may be spilled into it: Univer keeps the cells of a spill apart. */
export function cellAt(
  { unitId, subUnitId, row, col }: ISheetLocationBase,
  sheet: Nullable<Worksheet>,
  model: FormulaDataModel,
): Nullable<ICellData> {
  const spilled = model.getArrayFormulaCellData()[unitId]?.[subUnitId]?.[row]?.[col];
  return spilled ?? sheet?.getCellRaw(row, col);
}

/** Univer leaves a cell its custom data, whether a user types over its formula or its result changes. */
export function dropNotesWithValues(commands: ICommandService): void {
  commands.beforeCommandExecuted(({ id, params }) => {
    if (id !== SetRangeValuesMutation.id) return;
    const { cellValue } = params as ISetRangeValuesMutationParams;
    new ObjectMatrix(cellValue).forValue((_row, _column, cell) => {
      if (!cell) return;
      const isConstant = cell.f === null;
      const isOtherResult = "v" in cell && cell.custom === undefined;
      if (isConstant || isOtherResult) cell.custom = null;
    });
  });
}
