import {
  IUniverInstanceService,
  UniverInstanceType,
  type ICellData,
  type Injector,
  type Nullable,
  type Workbook,
} from "@univerjs/core";
import { FormulaDataModel } from "@univerjs/engine-formula";
import { SheetsSelectionsService, type ISheetLocationBase } from "@univerjs/sheets";
import { FormulaCalculationSessionService } from "@univerjs/sheets-formula";
import { CellAlertManagerService, CellAlertType, type ICellAlert } from "@univerjs/sheets-ui";
import { noteIn } from "./notes";
import type { ErrorValue } from "./runtime-host";

/** Under this key Univer explains any error in general words while the mouse is over its cell. */
const UNIVERS_ALERT = "SHEET_FORMULA_ALERT";
const SELECTION_ALERT = "NRR_SELECTION_ALERT";

/** Univer's popups at cells, made to say the add-in's own message where there is one. */
export class CellAlerts extends CellAlertManagerService {
  /** Set by whoever creates the grid, since Univer makes this object by itself. */
  injector!: Injector;

  override showAlert(alert: ICellAlert): void {
    const error = alert.key === UNIVERS_ALERT ? errorAt(this.injector, alert.location) : undefined;
    if (error) this.removeAlert(SELECTION_ALERT);
    super.showAlert(error ? { ...alert, title: error.error, message: error.message ?? "" } : alert);
  }

  /** Shows the message of the selected cell, or none, and gives it. */
  showAtSelection(location: ISheetLocationBase): ErrorValue | undefined {
    this.removeAlert(SELECTION_ALERT);
    const error = errorAt(this.injector, location);
    if (!error) return undefined;
    this.removeAlert(UNIVERS_ALERT);
    super.showAlert({
      key: SELECTION_ALERT,
      type: CellAlertType.ERROR,
      title: error.error,
      message: error.message ?? "",
      location,
      width: 0,
      height: 0,
    });
    return error;
  }
}

/**
 * Keeps the message of the selected cell in view: when the selection moves, when the sheet changes, when
 * something was calculated.
 *
 * @param say hears the message of the selected cell, or nothing, each time
 */
export function showMessageOfSelection(
  injector: Injector,
  say: (error: ErrorValue | undefined) => void,
): void {
  const alerts = injector.get(CellAlertManagerService) as CellAlerts;
  const selections = injector.get(SheetsSelectionsService);
  const workbook = workbookOf(injector);

  const show = () => {
    const cell = selections.getCurrentLastSelection()?.primary;
    if (!cell) return;
    say(
      alerts.showAtSelection({
        unitId: workbook.getUnitId(),
        subUnitId: workbook.getActiveSheet().getSheetId(),
        row: cell.actualRow,
        col: cell.actualColumn,
      }),
    );
  };
  selections.selectionMoveEnd$.subscribe(show);
  workbook.activeSheet$.subscribe(show);
  injector.get(FormulaCalculationSessionService).resultApplied$.subscribe(show);
}

/** The error that the add-in gave to a cell, with its message, as long as the cell shows that error. */
function errorAt(injector: Injector, location: ISheetLocationBase): ErrorValue | undefined {
  const { subUnitId, row, col } = location;
  const cell =
    spilledCell(injector, location) ??
    workbookOf(injector).getSheetBySheetId(subUnitId)?.getCellRaw(row, col);
  const { error } = noteIn(cell?.custom);
  return error?.message !== undefined && cell?.v === error.error ? error : undefined;
}

/** A cell of a spilled block, which Univer keeps apart from the cells that hold something themselves. */
export function spilledCell(
  injector: Injector,
  { unitId, subUnitId, row, col }: ISheetLocationBase,
): Nullable<ICellData> {
  return injector.get(FormulaDataModel).getArrayFormulaCellData()[unitId]?.[subUnitId]?.[row]?.[col];
}

function workbookOf(injector: Injector): Workbook {
  return injector
    .get(IUniverInstanceService)
    .getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET)!;
}
