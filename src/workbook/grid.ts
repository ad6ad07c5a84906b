import {
  ICommandService,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  UniverInstanceType,
  type IWorksheetData,
} from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import design from "@univerjs/design/locale/en-US";
import { UniverDocsPlugin } from "@univerjs/docs";
import { UniverDocsUIPlugin } from "@univerjs/docs-ui";
import docsUi from "@univerjs/docs-ui/locale/en-US";
import { ICalculateFormulaService, IFunctionService } from "@univerjs/engine-formula";
import { UniverRenderEnginePlugin } from "@univerjs/engine-render";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import sheetsCore from "@univerjs/sheets/locale/en-US";
import { UniverSheetsConditionalFormattingPlugin } from "@univerjs/sheets-conditional-formatting";
import { UniverSheetsConditionalFormattingUIPlugin } from "@univerjs/sheets-conditional-formatting-ui";
import conditionalFormattingUi from "@univerjs/sheets-conditional-formatting-ui/locale/en-US";
import { UniverSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import sheetsFormula from "@univerjs/sheets-formula/locale/en-US";
import { UniverSheetsFormulaUIPlugin } from "@univerjs/sheets-formula-ui";
import sheetsFormulaUi from "@univerjs/sheets-formula-ui/locale/en-US";
import { UniverSheetsNumfmtPlugin } from "@univerjs/sheets-numfmt";
import { UniverSheetsNumfmtUIPlugin } from "@univerjs/sheets-numfmt-ui";
import sheetsNumfmtUi from "@univerjs/sheets-numfmt-ui/locale/en-US";
import { CellAlertManagerService, UniverSheetsUIPlugin } from "@univerjs/sheets-ui";
import sheetsUi from "@univerjs/sheets-ui/locale/en-US";
import { defaultTheme } from "@univerjs/themes";
import { UniverUIPlugin } from "@univerjs/ui";
import ui from "@univerjs/ui/locale/en-US";
import "@univerjs/engine-formula/facade";
import "@univerjs/sheets-conditional-formatting/facade";
import "@univerjs/sheets-formula-ui/facade";
import "@univerjs/sheets-formula/facade";
import "@univerjs/sheets-numfmt/facade";
import "@univerjs/sheets-ui/facade";
import "@univerjs/sheets/facade";
import "@univerjs/ui/facade";
import "@univerjs/design/lib/index.css";
import "@univerjs/ui/lib/index.css";
import "@univerjs/docs-ui/lib/index.css";
import "@univerjs/sheets-ui/lib/index.css";
import "@univerjs/sheets-conditional-formatting-ui/lib/index.css";
import "@univerjs/sheets-formula-ui/lib/index.css";
import "@univerjs/sheets-numfmt-ui/lib/index.css";
import { Draws, FormulaEnginePlugin, type PassesCalculation } from "./calculation";
import { CellAlerts, showMessageOfSelection } from "./cell-messages";
import type { FunctionsHost } from "./functions-host";
import { registerFunctions } from "./grid-functions";
import { dropNotesWithValues } from "./notes";
import { PendingCalls } from "./pending-calls";
import type { ErrorValue } from "./runtime-host";
import { showCellsAsExcelDoes } from "./cell-styles";

interface GridOptions {
  readonly container: HTMLElement;
  readonly sheets: readonly Worksheet[];
  readonly host: FunctionsHost;
  readonly darkMode: boolean;
  /** Hears what the selected cell says, if it shows an error of the add-in. */
  readonly onMessage: (error: ErrorValue | undefined) => void;
}

export type Worksheet = Partial<IWorksheetData> & Pick<IWorksheetData, "id" | "name">;

/** Creates the Excel-like grid, with the add-in's functions in it. */
export function createGrid({ container, sheets, host, darkMode, onMessage }: GridOptions): FUniver {
  const texts = [
    ...[design, ui, docsUi, sheetsCore, sheetsUi, sheetsFormula, sheetsFormulaUi, sheetsNumfmtUi],
    conditionalFormattingUi,
  ];
  const univer = new Univer({
    theme: defaultTheme,
    darkMode,
    logLevel: LogLevel.WARN,
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: mergeLocales(...texts) },
  });
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(FormulaEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, { container, ribbonType: "simple" });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    override: [[CellAlertManagerService, { useClass: CellAlerts }]],
    disableForceStringAlert: true,
    disableForceStringMark: true,
    menu: Object.fromEntries(NOT_NEEDED.map((item) => [item, { hidden: true }])),
  });
  univer.registerPlugin(UniverSheetsFormulaPlugin);
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin, { disableTextFormatAlert: true });
  univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingUIPlugin);

  univer.createUnit(UniverInstanceType.UNIVER_SHEET, {
    id: "local-workbook",
    name: "Local workbook",
    sheetOrder: sheets.map((sheet) => sheet.id),
    sheets: Object.fromEntries(sheets.map((sheet) => [sheet.id, sheet])),
  });

  // The services that these extend exist only once there is a workbook.
  const injector = univer.__getInjector();
  const pendingCalls = new PendingCalls(host.call);
  const calculation = injector.get(ICalculateFormulaService) as PassesCalculation;
  calculation.pendingCalls = pendingCalls;
  calculation.draws = new Draws(injector.get(IFunctionService));
  (injector.get(CellAlertManagerService) as CellAlerts).injector = injector;
  registerFunctions(injector, host.functions, pendingCalls);
  dropNotesWithValues(injector.get(ICommandService));
  showCellsAsExcelDoes(injector);
  showMessageOfSelection(injector, onMessage);

  return FUniver.newAPI(univer);
}

/** Commands that would do nothing here, or ask for a server. */
const NOT_NEEDED = [
  "sheet.command.add-range-protection-from-toolbar",
  "sheet.contextMenu.permission",
  "sheet.toolbar.text-to-number",
  "sheet.contextMenu.text-to-number",
];
