/* eslint-disable @typescript-eslint/require-await -- an async method rejects where another would throw */
import {
  CellValueType,
  extractPureTextFromCell,
  HorizontalAlign,
  ICommandService,
  IUndoRedoService,
  Rectangle,
  type ICellData,
  type Injector,
  type IObjectMatrixPrimitiveType,
  type IRange,
  type IStyleData,
  type Nullable,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { ERROR_TYPE_SET, FormulaDataModel, type ErrorType } from "@univerjs/engine-formula";
import {
  CFRuleType,
  CFSubRuleType,
  type IConditionFormattingRule,
} from "@univerjs/sheets-conditional-formatting";
import { AutoWidthController, ScrollToRangeOperation } from "@univerjs/sheets-ui";
import type { FWorkbook, FWorksheet } from "@univerjs/sheets/facade";
import { freeName } from "../taskpane/sheet/sheet-names";
import {
  widthOf,
  WorkbookError,
  type Area,
  type Cell,
  type ColourRule,
  type Content,
  type Contents,
  type Selection,
  type Workbook,
} from "../taskpane/sheet/workbook";
import { cellAt } from "./notes";
import { headingStyle } from "./sheet";

/** The sheets of the grid, as the pane sees them. */
export class GridWorkbook implements Workbook {
  readonly hasCharts = false;
  private readonly workbook: FWorkbook;
  private readonly injector: Injector;
  private readonly formulas: FormulaDataModel;

  constructor(private readonly univer: FUniver) {
    this.workbook = univer.getActiveWorkbook()!;
    this.injector = this.workbook.getActiveSheet().getInject();
    this.formulas = this.injector.get(FormulaDataModel);
  }

  async selection(): Promise<Selection> {
    const sheet = this.workbook.getActiveSheet();
    const selection = sheet.getSelection();
    const [range, ...others] = selection?.getActiveRangeList() ?? [];
    const cell = selection?.getCurrentCell();
    if (!range || !cell) throw new WorkbookError("not a cell selection");
    if (others.length > 0) throw new WorkbookError("several areas");

    const area = areaOf(sheet, range.getRange());
    const activeCell = { ...area, row: cell.actualRow, column: cell.actualColumn, rows: 1, columns: 1 };
    return { area, used: this.usedPart(area), activeCell };
  }

  async read(area: Area): Promise<Cell[][]> {
    const sheet = this.sheet(area);
    const formulas = sheet.getRange(rangeOf(area)).getFormulas();
    return formulas.map((cells, index) =>
      cells.map((formula, offset) => {
        const [row, column] = [area.row + index, area.column + offset];
        const cell = this.cellAt(sheet, row, column);
        return {
          value: valueOf(cell),
          isError: ERROR_TYPE_SET.has(cell?.v as ErrorType),
          formula,
          numberFormat: sheet.getSheet().getComposedCellStyle(row, column).n?.pattern ?? "General",
        };
      }),
    );
  }

  async write(at: Area, contents: Contents): Promise<void> {
    this.refuseWhileEditing();
    const sheet = this.sheet(at);
    this.inOneStep(() => {
      makeRoom(sheet, at, contents);
      sheet.getRange(rangeOf({ ...at, ...sizeOf(contents) })).setValues(cellsOf(contents, at));
    });
    await this.calculated(contents);
  }

  async addSheet(name: string, contents: Contents): Promise<Area> {
    this.refuseWhileEditing();
    const area = { row: 0, column: 0, ...sizeOf(contents) };
    const sheet = this.workbook.create(
      freeName(
        name,
        this.workbook.getSheets().map((sheet) => sheet.getSheetName()),
      ),
      Math.max(area.rows, NEW_SHEET.rows),
      Math.max(area.columns, NEW_SHEET.columns),
      { sheet: { cellData: cellsOf(contents, area) } },
    );
    await this.calculated(contents);
    this.fitColumns(sheet);
    return { sheet: sheet.getSheetName(), ...area };
  }

  async colour(area: Area, rules: readonly ColourRule[]): Promise<void> {
    this.refuseWhileEditing();
    const sheet = this.sheet(area);
    const range = rangeOf(area);
    this.inOneStep(() => {
      for (const { condition, fill, text } of rules) {
        for (const earlier of sheet.getConditionalFormattingRules())
          if (isFor(earlier, range, condition)) sheet.deleteConditionalFormattingRule(earlier.cfId);
        sheet.addConditionalFormattingRule(
          sheet
            .newConditionalFormattingRule()
            .whenFormulaSatisfied(condition)
            .setBackground(fill)
            .setFontColor(text)
            .setRanges([range])
            .build(),
        );
      }
    });
  }

  async addLineChart(): Promise<void> {
    throw new WorkbookError("no charts here");
  }

  async select(area: Area): Promise<void> {
    this.refuseWhileEditing();
    const sheet = this.sheet(area);
    const range = rangeOf(area);
    sheet.activate().getRange(range).activate();
    this.injector.get(ICommandService).syncExecuteCommand(ScrollToRangeOperation.id, { range });
  }

  private sheet({ sheet: name }: Area): FWorksheet {
    const sheet = this.workbook.getSheetByName(name);
    if (!sheet) throw new WorkbookError("sheet is gone");
    return sheet;
  }

  private refuseWhileEditing(): void {
    if (this.workbook.isCellEditing()) throw new WorkbookError("editing a cell");
  }

  private cellAt(sheet: FWorksheet, row: number, col: number): Nullable<ICellData> {
    const location = { unitId: this.workbook.getId(), subUnitId: sheet.getSheetId(), row, col };
    return cellAt(location, sheet.getSheet(), this.formulas);
  }

  private usedPart(area: Area): Area | undefined {
    const sheet = this.sheet(area);
    let used: IRange | undefined;
    for (let row = area.row; row < area.row + area.rows; row++)
      for (let column = area.column; column < area.column + area.columns; column++) {
        if (isBlank(this.cellAt(sheet, row, column))) continue;
        const cell = { startRow: row, endRow: row, startColumn: column, endColumn: column };
        used = used ? Rectangle.union(used, cell) : cell;
      }
    return used && areaOf(sheet, used);
  }

  /** Lets one press on Undo take back all that a step does. */
  private inOneStep<T>(step: () => T): T {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Univer's own commands have no other way yet
    const batch = this.injector.get(IUndoRedoService).__tempBatchingUndoRedo(this.workbook.getId());
    try {
      return step();
    } finally {
      batch.dispose();
    }
  }

  /** Waits until the cells show what formulas among their contents give. */
  private async calculated(contents: Contents): Promise<void> {
    if (contents.some((row) => row.some(isFormula)))
      await this.univer.getFormula().onCalculationResultApplied();
  }

  /** Beside the list of what can be undone, since with its sheet all of this goes. */
  private fitColumns(sheet: FWorksheet): void {
    const whole = { sheet: sheet.getSheetName(), row: 0, column: 0, ...sizeOfSheet(sheet) };
    const used = this.usedPart(whole);
    // Univer measures the sheet that is shown, and the user may have gone on to another one.
    if (!used || sheet.getSheetId() !== this.workbook.getActiveSheet().getSheetId()) return;
    const { redos } = this.injector.get(AutoWidthController).getUndoRedoParamsOfColWidth({
      unitId: this.workbook.getId(),
      subUnitId: sheet.getSheetId(),
      ranges: [rangeOf(used)],
    });
    for (const { id, params } of redos) this.injector.get(ICommandService).syncExecuteCommand(id, params);
  }
}

/** As the sheets that the workbook opens with. */
const NEW_SHEET = { rows: 1_000, columns: 26 };

type Place = Pick<Area, "row" | "column">;
type Size = Pick<Area, "rows" | "columns">;

function makeRoom(sheet: FWorksheet, at: Place, contents: Contents): void {
  const { rows, columns } = sizeOf(contents);
  const size = sizeOfSheet(sheet);
  if (at.row + rows > size.rows) sheet.setRowCount(at.row + rows);
  if (at.column + columns > size.columns) sheet.setColumnCount(at.column + columns);
}

function cellsOf(contents: Contents, at: Place): IObjectMatrixPrimitiveType<ICellData> {
  const cells: IObjectMatrixPrimitiveType<ICellData> = {};
  contents.forEach((row, rowIndex) =>
    row.forEach((content, columnIndex) => {
      if (content === null) return;
      const style: IStyleData = {
        ...(content.isHeading && headingStyle(alignmentAbove(contents, rowIndex, columnIndex))),
        ...(content.numberFormat !== undefined && { n: { pattern: content.numberFormat } }),
      };
      const cell = { ...contentOf(content), ...(Object.keys(style).length > 0 && { s: style }) };
      (cells[at.row + rowIndex] ??= {})[at.column + columnIndex] = cell;
    }),
  );
  return cells;
}

/** Says of everything that a cell can hold whether it does, or else the old would stay beside the new. */
function contentOf(content: Content): ICellData {
  const { value } = content;
  const nothing = { v: null, f: null, si: null, p: null };
  if (isFormula(content)) return { ...nothing, f: String(value) };
  if (value === "") return nothing;
  // Or else Univer would read the text "Jan 2025" as a date in formulas, and "0012" as a number.
  return { ...nothing, v: value, t: typeof value === "string" ? CellValueType.STRING : CellValueType.NUMBER };
}

/** A heading stands where its column does: numbers and what formulas give at the right, texts at the left. */
function alignmentAbove(contents: Contents, row: number, column: number): HorizontalAlign {
  const below = contents.slice(row + 1).map((cells) => cells[column]);
  const first = below.find((content) => content && !content.isHeading);
  const isText = !first || (typeof first.value === "string" && !isFormula(first));
  return isText ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
}

function isFormula(content: Nullable<Content>): boolean {
  return typeof content?.value === "string" && content.value.startsWith("=");
}

function isBlank(cell: Nullable<ICellData>): boolean {
  return !cell || (!cell.f && !cell.si && valueOf(cell) === "");
}

function valueOf(cell: Nullable<ICellData>): Cell["value"] {
  if (cell?.t === CellValueType.BOOLEAN) return Boolean(cell.v);
  return cell?.p ? extractPureTextFromCell(cell) : (cell?.v ?? "");
}

function isFor({ ranges, rule }: IConditionFormattingRule, range: IRange, condition: string): boolean {
  const isOnRange = ranges.length === 1 && Rectangle.equals(ranges[0]!, range);
  const isFormula = rule.type === CFRuleType.highlightCell && rule.subType === CFSubRuleType.formula;
  return isOnRange && isFormula && rule.value === condition;
}

function sizeOf(contents: Contents): Size {
  return { rows: contents.length, columns: widthOf(contents) };
}

function sizeOfSheet(sheet: FWorksheet): Size {
  return { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
}

function rangeOf({ row, column, rows, columns }: Area): IRange {
  return { startRow: row, startColumn: column, endRow: row + rows - 1, endColumn: column + columns - 1 };
}

function areaOf(sheet: FWorksheet, { startRow, startColumn, endRow, endColumn }: IRange): Area {
  return {
    sheet: sheet.getSheetName(),
    row: startRow,
    column: startColumn,
    rows: endRow - startRow + 1,
    columns: endColumn - startColumn + 1,
  };
}
