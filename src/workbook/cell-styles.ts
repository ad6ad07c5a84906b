import { HorizontalAlign, InterceptorEffectEnum, isDefaultFormat, type Injector } from "@univerjs/core";
import { ERROR_TYPE_SET, FormulaDataModel, type ErrorType } from "@univerjs/engine-formula";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/sheets";
import { noteAt } from "./notes";

/** After the spilled value (100) and before the number format (Univer's own priorities). */
const BETWEEN_VALUE_AND_FORMAT = 99;

/**
 * Shows cells as Excel does where Univer does not: formatted numbers in the format that they brought, and
 * errors in the middle. What the user set for a cell counts more.
 */
export function showCellsAsExcelDoes(injector: Injector): void {
  const model = injector.get(FormulaDataModel);
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: BETWEEN_VALUE_AND_FORMAT,
    effect: InterceptorEffectEnum.Value | InterceptorEffectEnum.Style,
    handler: (cell, location, next) => {
      if (!cell) return next(cell);
      const own = location.workbook.getStyles().getStyleByCell(cell) ?? {};
      if (ERROR_TYPE_SET.has(cell.v as ErrorType))
        return next({ ...cell, s: { ht: HorizontalAlign.CENTER, ...own } });

      const { numberFormat } = noteAt(location, location.worksheet, model);
      if (numberFormat === undefined || !isDefaultFormat(own.n?.pattern)) return next(cell);
      return next({ ...cell, s: { ...own, n: { pattern: numberFormat } } });
    },
  });
}
