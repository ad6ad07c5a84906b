import {
  ICommandService,
  IUniverInstanceService,
  UniverInstanceType,
  type Injector,
  type Workbook,
} from "@univerjs/core";
import { FormulaDataModel } from "@univerjs/engine-formula";
import { SheetsSelectionsService, type ISheetLocationBase } from "@univerjs/sheets";
import { CellAlertManagerService, CellAlertType, type ICellAlert } from "@univerjs/sheets-ui";
import { noteAt } from "./notes";
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
    const selected = this.currentAlert.get(SELECTION_ALERT)?.alert.location;
    if (selected?.row === alert.location.row && selected.col === alert.location.col) return;
    if (error) this.hide();
    super.showAlert(error ? { ...alert, title: error.error, message: error.message ?? "" } : alert);
  }

  showAtSelection(location: ISheetLocationBase, error: ErrorValue): void {
    super.showAlert({
      key: SELECTION_ALERT,
      type: CellAlertType.ERROR,
      title: error.error,
      message: error.message ?? "",
      location,
      width: 0,
      height: 0,
    });
  }

  hide(): void {
    this.removeAlert(SELECTION_ALERT);
    this.removeAlert(UNIVERS_ALERT);
  }
}

/**
 * Keeps the message of the selected cell in view, until the user presses Escape.
 *
 * @param say hears the message of the selected cell, or nothing, each time that it changes
 */
export function showMessageOfSelection(
  injector: Injector,
  say: (error: ErrorValue | undefined) => void,
): void {
  const alerts = injector.get(CellAlertManagerService) as CellAlerts;
  const selections = injector.get(SheetsSelectionsService);
  const workbook = workbookOf(injector);
  let shown = "";

  const show = () => {
    const cell = selections.getCurrentLastSelection()?.primary;
    if (!cell) return;
    const location = {
      unitId: workbook.getUnitId(),
      subUnitId: workbook.getActiveSheet().getSheetId(),
      row: cell.actualRow,
      col: cell.actualColumn,
    };
    const error = errorAt(injector, location);
    const next = JSON.stringify([location, error]);
    if (next === shown) return;
    shown = next;
    alerts.hide();
    if (error) alerts.showAtSelection(location, error);
    say(error);
  };
  // Whatever selects, edits, calculates or changes the sheet is a command, and most come in bunches.
  let waiting: ReturnType<typeof setTimeout> | undefined;
  injector.get(ICommandService).onCommandExecuted(() => {
    clearTimeout(waiting);
    waiting = setTimeout(show);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") alerts.hide();
  });
}

/** The error that the add-in gave to a cell, with its message. */
function errorAt(injector: Injector, location: ISheetLocationBase): ErrorValue | undefined {
  const sheet = workbookOf(injector).getSheetBySheetId(location.subUnitId);
  const { error } = noteAt(location, sheet, injector.get(FormulaDataModel));
  return error?.message === undefined ? undefined : error;
}

function workbookOf(injector: Injector): Workbook {
  return injector
    .get(IUniverInstanceService)
    .getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET)!;
}
