import { asWorkbookError } from "./excel-errors";
import { isSameFormula } from "./same-formula";
import { freeName } from "./sheet-names";
import {
  widthOf,
  WorkbookError,
  type Area,
  type Cell,
  type ColourRule,
  type Content,
  type Contents,
  type LineChart,
  type Selection,
  type Workbook,
} from "./workbook";

/** The requirement set that all of this needs, charts included. */
const NEEDED = "1.7";

/** Excel on the web takes 5 MB at once: with so many cells each may be of 500 bytes. */
const CELLS_AT_ONCE = 10_000;

const CHART_WIDTH = 640;
const CHART_HEIGHT = 320;

/** The open workbook of Excel, through its JavaScript API. */
export class ExcelWorkbook implements Workbook {
  readonly hasCharts = true;

  async selection(): Promise<Selection> {
    return run(async (context) => {
      const range = context.workbook.getSelectedRange();
      const { worksheet } = range;
      worksheet.load("name");
      loadPosition(range);
      await inOneBlock(context);

      const used = range.getUsedRangeOrNullObject(true);
      loadPosition(used);
      const active = context.workbook.getActiveCell();
      loadPosition(active);
      await context.sync();

      const sheet = worksheet.name;
      return {
        area: areaOf(sheet, range),
        used: used.isNullObject ? undefined : areaOf(sheet, used),
        activeCell: areaOf(sheet, active),
      };
    });
  }

  async read(area: Area): Promise<Cell[][]> {
    return run(async (context) => {
      const cells: Cell[][] = [];
      for (const part of inParts(area)) {
        const range = rangeOf(context, part);
        range.load("values, formulas, numberFormat, valueTypes");
        // eslint-disable-next-line office-addins/no-context-sync-in-loop -- together they would be too much
        await context.sync();
        cells.push(...cellsOf(range));
      }
      return cells;
    });
  }

  async write(at: Area, contents: Contents): Promise<void> {
    await run((context) => writeAll(context, at, contents));
  }

  async addSheet(name: string, contents: Contents): Promise<Area> {
    return run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();

      const taken = worksheets.items.map((sheet) => sheet.name);
      const sheet = worksheets.add(freeName(name, taken));
      sheet.load("name");
      await context.sync();

      const columns = widthOf(contents);
      const filled = { sheet: sheet.name, row: 0, column: 0, rows: contents.length, columns };
      await writeAll(context, filled, contents);
      fitColumns(rangeOf(context, filled), contents);
      sheet.activate();
      await context.sync();
      return filled;
    });
  }

  async colour(area: Area, rules: readonly ColourRule[]): Promise<void> {
    // Best effort: Excel can fail over formats that are there already (OfficeDev/office-js#5222, #6835), and two
    // that are the same do no harm.
    await run((context) => removeSame(context, area, rules)).catch(() => undefined);
    await run(async (context) => {
      const { conditionalFormats } = rangeOf(context, area);
      // Each becomes the first one, so the last rule goes first.
      for (const { condition, fill, text } of [...rules].reverse()) {
        const { custom } = conditionalFormats.add("Custom");
        custom.rule.formula = condition;
        custom.format.fill.color = fill;
        custom.format.font.color = text;
      }
      await context.sync();
    });
  }

  async addLineChart({ title, at, labels, lines }: LineChart): Promise<void> {
    await run(async (context) => {
      const corner = rangeOf(context, at);
      const chart = corner.worksheet.charts.add("Line", rangeOf(context, lines[0]!.values));
      chart.title.text = title;
      chart.legend.position = "Bottom";
      chart.setPosition(corner);
      chart.width = CHART_WIDTH;
      chart.height = CHART_HEIGHT;

      // What Excel made of the first range: it may take its first cell for a name, and a row for many lines.
      chart.series.load("items");
      await context.sync();
      const guessed = chart.series.items;

      for (const { name, values, colour, isDashed } of lines) {
        const series = chart.series.add(name);
        series.setValues(rangeOf(context, values));
        if (labels) series.setXAxisValues(rangeOf(context, labels));
        series.format.line.color = colour;
        series.format.line.lineStyle = isDashed ? "Dash" : "Continuous";
      }
      // Afterwards, since a chart without any line may lose its axes.
      for (const series of guessed) series.delete();
      if (isSupported("1.8")) chart.axes.valueAxis.numberFormat = "0%";
      await context.sync();
    });
  }

  async select(area: Area): Promise<void> {
    await run(async (context) => {
      const range = rangeOf(context, area);
      range.worksheet.activate();
      // In one go the cells of another sheet are not always selected (OfficeDev/office-js#5118).
      await context.sync();
      range.select();
      await context.sync();
    });
  }
}

async function run<Result>(batch: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> {
  if (!isSupported(NEEDED)) throw new WorkbookError("too old");
  try {
    return await Excel.run(batch);
  } catch (error) {
    throw await asWorkbookError(error, isReadOnly);
  }
}

function isSupported(version: string): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", version);
}

async function isReadOnly(): Promise<boolean> {
  // Since an enum of Office is compared by its text, it need not be there.
  if (String(Office.context.document.mode) === "readOnly") return true;
  if (!isSupported("1.8")) return false;
  try {
    return await Excel.run(async (context) => {
      const { workbook } = context;
      workbook.load("readOnly");
      await context.sync();
      return workbook.readOnly;
    });
  } catch {
    return false;
  }
}

/**
 * Sends the request for the selected range. Excel refuses it in the same way for several areas as for a
 * chart or a picture (OfficeDev/office-js#2268); only the former are ranges too. Their areas are counted
 * and not loaded, which would hang where the whole sheet is selected (OfficeDev/office-js#5758).
 */
async function inOneBlock(context: Excel.RequestContext): Promise<void> {
  try {
    await context.sync();
  } catch (error) {
    throw (await areSeveral()) ? new WorkbookError("several areas") : error;
  }
}

async function areSeveral(): Promise<boolean> {
  if (!isSupported("1.9")) return false;
  try {
    return await Excel.run(async (context) => {
      const ranges = context.workbook.getSelectedRanges();
      ranges.load("areaCount");
      await context.sync();
      return ranges.areaCount > 1;
    });
  } catch {
    return false;
  }
}

function loadPosition(range: Excel.Range): void {
  range.load("rowIndex, columnIndex, rowCount, columnCount");
}

function areaOf(sheet: string, range: Excel.Range): Area {
  const { rowIndex, columnIndex, rowCount, columnCount } = range;
  return { sheet, row: rowIndex, column: columnIndex, rows: rowCount, columns: columnCount };
}

function rangeOf(context: Excel.RequestContext, { sheet, row, column, rows, columns }: Area): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, rows, columns);
}

/** The area cut into so many rows as Excel takes at once. */
function inParts(area: Area): Area[] {
  const step = Math.max(1, Math.floor(CELLS_AT_ONCE / area.columns));
  const parts: Area[] = [];
  for (let done = 0; done < area.rows; done += step)
    parts.push({ ...area, row: area.row + done, rows: Math.min(step, area.rows - done) });
  return parts;
}

function cellsOf(range: Excel.Range): Cell[][] {
  const values = range.values as Cell["value"][][];
  const formulas = range.formulas as unknown[][];
  const formats = range.numberFormat as string[][];
  const types = range.valueTypes as readonly (readonly string[])[];
  return values.map((row, down) =>
    row.map((value, across) => {
      const formula = formulas[down]![across];
      return {
        value,
        isError: types[down]![across] === "Error",
        // A text that begins with an equals sign is its own formula.
        formula: typeof formula === "string" && formula.startsWith("=") && formula !== value ? formula : "",
        numberFormat: formats[down]![across]!,
      };
    }),
  );
}

async function writeAll(context: Excel.RequestContext, at: Area, contents: Contents): Promise<void> {
  const columns = widthOf(contents);
  for (const part of inParts({ ...at, rows: contents.length, columns })) {
    const from = part.row - at.row;
    writePart(context, part, contents.slice(from, from + part.rows));
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- together they would be too much
    await context.sync();
  }
}

function writePart(context: Excel.RequestContext, area: Area, contents: Contents): void {
  const grid = <Value>(of: (content: Content) => Value | undefined): (Value | null)[][] =>
    contents.map((row) => Array.from({ length: area.columns }, (_, at) => (row[at] && of(row[at])) ?? null));

  const range = rangeOf(context, area);
  // First, since a formula that comes into a cell of format Text stays a text. Null leaves a cell as it is.
  const formats = grid(({ numberFormat }) => numberFormat);
  if (formats.flat().some((format) => format !== null)) range.numberFormat = formats;
  range.formulas = grid(({ value }) => (typeof value === "string" ? typed(value) : value));
  contents.forEach((row, down) => {
    row.forEach((content, across) => {
      if (content?.isHeading) range.getCell(down, across).format.font.bold = true;
    });
  });
}

/** With an apostrophe a text stays one. Without it Excel makes a date of "Jan 2025", as if it were typed. */
function typed(text: string): string {
  return text === "" || text.startsWith("=") ? text : `'${text}`;
}

/**
 * Fits the columns that hold no formula: the functions answer a moment later, and until then Excel would
 * measure #BUSY!.
 */
function fitColumns(range: Excel.Range, contents: Contents): void {
  const columns = widthOf(contents);
  for (let column = 0; column < columns; column++) {
    const hasFormula = contents.some((row) => String(row[column]?.value).startsWith("="));
    if (!hasFormula) range.getColumn(column).format.autofitColumns();
  }
}

/** Removes the conditional formats of just this area that have one of these conditions. */
async function removeSame(
  context: Excel.RequestContext,
  area: Area,
  rules: readonly ColourRule[],
): Promise<void> {
  const formats = rangeOf(context, area).conditionalFormats;
  formats.load("items/type");
  await context.sync();

  const found = formats.items
    .filter(({ type }) => type === "Custom")
    .map((format) => {
      const range = format.getRangeOrNullObject();
      loadPosition(range);
      const { rule } = format.custom;
      rule.load("formula");
      return { format, range, rule };
    });
  await context.sync();

  for (const { format, range, rule } of found) {
    const isSameArea = !range.isNullObject && isSame(areaOf(area.sheet, range), area);
    const isSameRule = rules.some(({ condition }) => isSameFormula(condition, rule.formula));
    if (isSameArea && isSameRule) format.delete();
  }
  await context.sync();
}

function isSame(one: Area, other: Area): boolean {
  return (
    one.row === other.row &&
    one.column === other.column &&
    one.rows === other.rows &&
    one.columns === other.columns
  );
}
