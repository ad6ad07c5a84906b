import { InterceptorEffectEnum, type Injector } from "@univerjs/core";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/sheets";
import { spilledCell } from "./cell-messages";

/** After the spilled value (100) and before the number format (Univer's own priorities). */
const BETWEEN_VALUE_AND_FORMAT = 99;

/** Gives all cells of a spill the number formats of their values; Univer does so for the first alone. */
export function showSpilledFormats(injector: Injector): void {
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: BETWEEN_VALUE_AND_FORMAT,
    effect: InterceptorEffectEnum.Value | InterceptorEffectEnum.Style,
    handler: (cell, location, next) => {
      const style = spilledCell(injector, location)?.s;
      if (!cell || typeof style !== "object" || !style?.n) return next(cell);
      const ownStyle = location.workbook.getStyles().getStyleByCell(cell);
      return next(ownStyle?.n ? cell : { ...cell, s: { ...ownStyle, n: style.n } });
    },
  });
}
