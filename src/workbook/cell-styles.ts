import {
  HorizontalAlign,
  InterceptorEffectEnum,
  type ICellDataForSheetInterceptor,
  type Injector,
  type IStyleData,
} from "@univerjs/core";
import { ERROR_TYPE_SET, type ErrorType } from "@univerjs/engine-formula";
import { INTERCEPTOR_POINT, SheetInterceptorService, type ISheetLocation } from "@univerjs/sheets";
import { spilledCell } from "./cell-messages";

/** After the spilled value (100) and before the number format (Univer's own priorities). */
const BETWEEN_VALUE_AND_FORMAT = 99;

/**
 * Shows cells as Excel does where Univer does not: every cell of a spill in the number format of its value,
 * not the first alone, and errors in the middle. What the user set for a cell stays.
 */
export function showCellsAsExcelDoes(injector: Injector): void {
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: BETWEEN_VALUE_AND_FORMAT,
    effect: InterceptorEffectEnum.Value | InterceptorEffectEnum.Style,
    handler: (cell, location, next) => {
      if (!cell) return next(cell);
      const implied = impliedStyle(injector, cell, location);
      if (!implied) return next(cell);
      const own = location.workbook.getStyles().getStyleByCell(cell);
      return next({ ...cell, s: { ...implied, ...own } });
    },
  });
}

function impliedStyle(
  injector: Injector,
  cell: ICellDataForSheetInterceptor,
  location: ISheetLocation,
): IStyleData | undefined {
  if (ERROR_TYPE_SET.has(cell.v as ErrorType)) return { ht: HorizontalAlign.CENTER };
  const style = spilledCell(injector, location)?.s;
  return typeof style === "object" && style?.n ? { n: style.n } : undefined;
}
