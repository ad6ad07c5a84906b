import { bandOf, EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../../core/band";
import { spelled } from "../../core/precision";
import { explain, isReason } from "../../core/reason";
import { addressOf } from "./addresses";
import { LINE_COLOURS } from "./band-colours";
import { isBlank, isDate, isRate, isWords } from "./cells";
import { Refusal } from "./problems";
import { WorkbookError, type Area, type Cell, type Content, type LineChart, type Workbook } from "./workbook";

const WHAT_TO_SELECT = "Select two rates or more, in one column or one row, then try again.";

/** Nobody means so much as a percentage whose sign is missing, as 95 may be meant. */
const LEAST_AMOUNT = 1_000;

/** The longest name that Excel takes for a line, by its own limit for a text in a formula. */
const LONGEST_NAME = 255;

/** How far to look for the labels of the points. */
const WIDEST_TABLE = 50;

/**
 * Draws the selected rates as a line on a new sheet, with the bounds of the bands beside it. The line follows
 * the cells.
 *
 * @returns what was done, in a sentence
 * @throws Refusal if the selection is no line of rates
 */
export async function chartRates(workbook: Workbook): Promise<string> {
  const { used } = await workbook.selection();
  if (!used || Math.min(used.rows, used.columns) > 1) throw new Refusal(WHAT_TO_SELECT);
  const { name, values } = await ratesOf(workbook, used);
  // Asked before the sheet is there, which would be of no use without the chart.
  if (!workbook.hasCharts) throw new WorkbookError("no charts here");

  const labels = await labelsOf(workbook, values);
  const bounds = await workbook.addSheet("NRR chart", boundCells(values.rows * values.columns));
  await workbook.addLineChart(
    rateChart({ name, values, labels, bounds, at: { ...bounds, column: bounds.columns + 1 } }),
  );
  return `The chart is on the new sheet "${bounds.sheet}". It follows ${addressOf(values)} on "${values.sheet}".`;
}

/** The rates without their heading, and what that says. */
async function ratesOf(workbook: Workbook, line: Area): Promise<{ name: string; values: Area }> {
  const cells = (await workbook.read(line)).flat();
  const first = cells.findIndex((cell) => typeof cell.value === "number");
  const heading = cells[first - 1];
  const points = cells.slice(Math.max(0, first));
  if (first < 0 || points.filter(isRate).length < 2) throw new Refusal(WHAT_TO_SELECT);

  const isColumn = line.columns === 1;
  const values = isColumn
    ? { ...line, row: line.row + first, rows: points.length }
    : { ...line, column: line.column + first, columns: points.length };

  points.forEach((cell, index) => {
    const at = isColumn
      ? { ...values, row: values.row + index, rows: 1 }
      : { ...values, column: values.column + index, columns: 1 };
    const problem = problemOf(cell, addressOf(at));
    if (problem !== undefined) throw new Refusal(problem);
  });
  return { name: heading && isName(heading) ? String(heading.value).slice(0, LONGEST_NAME) : "NRR", values };
}

/** Why a cell cannot be a point of the line. A blank or an error is a gap in it. */
function problemOf(cell: Cell, address: string): string | undefined {
  if (cell.isError || (isBlank(cell) && cell.formula === "")) return undefined;
  if (typeof cell.value !== "number" || isDate(cell))
    return `${address} is not a rate, and a chart would draw it as if it were one. Select the rates alone.`;
  if (cell.value >= LEAST_AMOUNT)
    return `${address} is ${spelled(cell.value)}, which is not a rate. Select the rates alone.`;
  const band = bandOf(cell.value);
  if (!isReason(band)) return undefined;
  return explain("argument" in band ? { ...band, argument: address } : band);
}

/** Words that Excel cannot take for a formula. */
function isName(cell: Cell): boolean {
  return isWords(cell) && /^\p{L}/u.test(String(cell.value));
}

/** The first column of the table that the rates are in, or its first row, if it names them. */
async function labelsOf(workbook: Workbook, values: Area): Promise<Area | undefined> {
  const isColumn = values.columns === 1;
  const before = Math.min(isColumn ? values.column : values.row, WIDEST_TABLE);
  if (before === 0) return undefined;

  const cells = await workbook.read(
    isColumn
      ? { ...values, column: values.column - before, columns: before }
      : { ...values, row: values.row - before, rows: before },
  );
  const lines = isColumn ? cells[0]!.map((_, column) => cells.map((row) => row[column]!)) : cells;
  const gap = lines.map((line) => line.every(isBlank)).lastIndexOf(true);
  const labels = lines[gap + 1];
  if (!labels?.every((cell) => isWords(cell) || isDate(cell))) return undefined;
  const at = gap + 1 - before;
  return isColumn ? { ...values, column: values.column + at } : { ...values, row: values.row + at };
}

const BOUND_NAMES = ["Healthy from 100%", "Exceptional above 120%"] as const;

/** The two bounds in columns as long as the line of rates, since a chart can only draw cells. */
export function boundCells(points: number): Content[][] {
  const bounds = [HEALTHY_FROM, EXCEPTIONAL_ABOVE].map((value) => ({ value, numberFormat: "0%" }));
  return [
    BOUND_NAMES.map((value) => ({ value, isHeading: true })),
    ...Array.from({ length: points }, () => bounds),
  ];
}

/** @param parts `bounds` are the cells of `boundCells`, heading included */
export function rateChart(parts: {
  readonly name: string;
  readonly values: Area;
  readonly labels: Area | undefined;
  readonly bounds: Area;
  readonly at: Area;
}): LineChart {
  const { name, values, labels, bounds, at } = parts;
  const bound = (column: number): Area => ({
    ...bounds,
    row: bounds.row + 1,
    rows: bounds.rows - 1,
    column: bounds.column + column,
    columns: 1,
  });
  return {
    title: "Net revenue retention",
    at: { ...at, rows: 1, columns: 1 },
    labels,
    lines: [
      { name, values, colour: LINE_COLOURS.rate },
      { name: BOUND_NAMES[1], values: bound(1), colour: LINE_COLOURS.exceptional, isDashed: true },
      { name: BOUND_NAMES[0], values: bound(0), colour: LINE_COLOURS.warning, isDashed: true },
    ],
  };
}
