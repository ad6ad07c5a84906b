import { firstProblem, type Input, type List, type Metric } from "../core/metric";
import { isReason, type Outcome, type Reason, type Shape } from "../core/reason";
import { moreUrgent, readNumber, ResultCells, type Cell, type Range } from "./cells";

/**
 * Computes a metric cell by cell over ranges, lined up as Excel lines up `=B2:B13-C2:C13`: the result is
 * as tall and as wide as the largest of them, one row repeats down, one column repeats across, and a cell
 * that some range does not reach is `#N/A`. A bad cell spoils its own result alone.
 *
 * @param metric what to compute
 * @param handedIn a range for each input of the metric, in its order; `null` where one was left out
 * @returns a block of results, ready for Excel to spill
 */
export function cellByCell(
  metric: Metric<number[], number | string>,
  handedIn: readonly (Range | null)[],
): Cell[][] {
  const ranges = withBlanks(handedIn);
  const height = Math.max(...ranges.map(heightOf));
  const width = Math.max(...ranges.map(widthOf));
  const cells = new ResultCells(height * width);

  const cellAt = (row: number, column: number): Cell => {
    const values: number[] = [];
    let problem: Reason | undefined;

    for (let index = 0; index < ranges.length; index++) {
      const range = ranges[index]!;
      if (!reaches(range, row, column)) return cells.error({ problem: "outside" });

      const cell = range[ownRow(range, row)]![ownColumn(range, column)];
      const value = readNumber(cell, metric.inputs[index]![0]);
      if (typeof value === "number") values.push(value);
      else problem = moreUrgent(problem, value);
    }

    const outcome = problem ?? metric(...values);
    return isReason(outcome) ? cells.error(outcome, placeAt(outcome, row, column)) : cells.show(outcome);
  };

  /** Where to look for a problem: in the argument's own range, or else in the block of results. */
  const placeAt = (reason: Reason, row: number, column: number): string | undefined => {
    const range = namedRange(reason, metric.inputs, ranges);
    if (!range) return height * width === 1 ? undefined : place(row, column);
    return isSingle(range) ? undefined : place(ownRow(range, row), ownColumn(range, column));
  };

  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => cellAt(row, column)),
  );
}

/**
 * Computes a metric that reads whole ranges, and gives one cell.
 *
 * @param metric what to compute
 * @param handedIn a range for each input of the metric, in its order; `null` where one was left out
 * @param misfit what is wrong with the ranges beside each other, if anything can be
 */
export function wholeRanges<Values extends readonly (number | List)[]>(
  metric: Metric<Values, number>,
  handedIn: readonly (Range | null)[],
  misfit: (inputs: readonly Input[], ranges: readonly Range[]) => Reason | undefined = () => undefined,
): Cell[][] {
  const { inputs } = metric;
  const ranges = withBlanks(handedIn);
  const cells = new ResultCells(1);
  const values = readInputs(inputs, ranges);
  const outcome = isReason(values)
    ? values
    : (misfit(inputs, ranges) ?? metric(...(values as unknown as Values)));
  return [[isReason(outcome) ? cells.error(outcome, placeOf(outcome, inputs, ranges)) : cells.show(outcome)]];
}

/** An argument that is left out counts as a blank cell. */
function withBlanks(ranges: readonly (Range | null)[]): readonly Range[] {
  return ranges.map((range) => range ?? [[null]]);
}

/**
 * The value of each input, if all make sense: a number, or for a list the numbers of its range, column after
 * column.
 */
export function readInputs(
  inputs: readonly Input[],
  ranges: readonly Range[],
): Outcome<(number | Float64Array)[]> {
  let problem: Reason | undefined;
  const values = inputs.map(([name, quantity], index) => {
    const range = ranges[index]!;
    const value = typeof quantity === "function" ? readOne(range, name) : readList(range, name);
    if (isReason(value)) problem = moreUrgent(problem, value);
    return value;
  });
  if (problem) return problem;
  const numbers = values as (number | Float64Array)[];
  return firstProblem(inputs, numbers) ?? numbers;
}

/** The number of a range that must be a single cell. */
function readOne(range: Range, argument: string): Outcome<number> {
  return isSingle(range) ? readNumber(range[0]![0], argument) : { problem: "range", argument };
}

/** The numbers of a range, column after column, so that each column is a piece of one array. */
function readList(range: Range, argument: string): Outcome<Float64Array> {
  const height = heightOf(range);
  const width = widthOf(range);
  const values = new Float64Array(height * width);
  let problem: Reason | undefined;

  for (let row = 0; row < height; row++) {
    const cells = range[row]!;
    // Stryker disable next-line EqualityOperator: what is written beyond the end of a typed array is nowhere
    for (let column = 0; column < width; column++) {
      const index = column * height + row;
      const value = readNumber(cells[column], argument);
      if (typeof value === "number") values[index] = value;
      else problem = moreUrgent(problem, { index, ...value });
    }
  }
  return problem ?? values;
}

/** Where in its argument a problem is, if that is a range. */
export function placeOf(
  reason: Reason,
  inputs: readonly Input[],
  ranges: readonly Range[],
): string | undefined {
  const range = namedRange(reason, inputs, ranges);
  if (!range || isSingle(range)) return undefined;
  // Stryker disable next-line ConditionalExpression: no sentence about a range as a whole has room for a place
  if (reason.index === undefined) return undefined;
  return place(reason.index % heightOf(range), Math.floor(reason.index / heightOf(range)));
}

/** The range of the argument that a reason names, if it names one. */
function namedRange(reason: Reason, inputs: readonly Input[], ranges: readonly Range[]): Range | undefined {
  return "argument" in reason ? ranges[inputs.findIndex(([name]) => name === reason.argument)] : undefined;
}

/** That two ranges do not have the same shape, as pairs of cells must. */
export function differingShapes(inputs: readonly Input[], ranges: readonly Range[]): Reason | undefined {
  const shapes = ranges.map((range, index): Shape => ({
    of: inputs[index]![0],
    rows: heightOf(range),
    columns: widthOf(range),
  }));
  const [first, second] = shapes as [Shape, Shape];
  return first.rows === second.rows && first.columns === second.columns
    ? undefined
    : { problem: "shapes", shapes: [first, second] };
}

function place(row: number, column: number): string {
  return `row ${row + 1}, column ${column + 1}`;
}

export function heightOf(range: Range): number {
  return range.length;
}

export function widthOf(range: Range): number {
  return range[0]!.length;
}

function isSingle(range: Range): boolean {
  return heightOf(range) * widthOf(range) === 1;
}

function ownRow(range: Range, row: number): number {
  return heightOf(range) === 1 ? 0 : row;
}

function ownColumn(range: Range, column: number): number {
  return widthOf(range) === 1 ? 0 : column;
}

function reaches(range: Range, row: number, column: number): boolean {
  return ownRow(range, row) < heightOf(range) && ownColumn(range, column) < widthOf(range);
}
