import type { Metric } from "../core/metric";
import type { Reason } from "../core/reason";
import {
  errorCell,
  notAvailableCell,
  readNumber,
  resultCells,
  type Cell,
  type ErrorInCell,
  type Range,
} from "./cells";

/**
 * Computes a metric cell by cell over ranges, lined up as Excel lines up `=B2:B13-C2:C13`: the result is
 * as tall and as wide as the largest of them, one row repeats down, one column repeats across, and a cell
 * that some range does not reach is `#N/A`. A bad cell spoils its own result alone.
 *
 * @param metric what to compute
 * @param handedIn a range for each input of the metric, in its order; `null` where one was left out
 * @returns a block of results, ready for Excel to spill
 */
export function cellByCell<Result extends number | string>(
  metric: Metric<number[], Result>,
  handedIn: readonly (Range | null)[],
): Cell[][] {
  const ranges = handedIn.map((range) => range ?? BLANK);
  const height = Math.max(...ranges.map(heightOf));
  const width = Math.max(...ranges.map(widthOf));
  const resultCell = resultCells(height * width);

  const cellAt = (row: number, column: number): Cell => {
    const values: number[] = [];
    let problem: Reason | ErrorInCell | undefined;

    for (let index = 0; index < ranges.length; index++) {
      const range = ranges[index]!;
      if (!reaches(range, row, column)) return notAvailableCell();

      const cell = range[ownRow(range, row)]![ownColumn(range, column)];
      const value = readNumber(cell, metric.inputs[index]!);
      if (typeof value === "number") values.push(value);
      else problem = graver(problem, value);
    }

    const outcome = problem ?? metric(...values);
    return typeof outcome === "object"
      ? errorCell(outcome, placeOf(outcome, row, column))
      : resultCell(outcome);
  };

  /** Where to look for a problem: in the argument's own range, or else in the block of results. */
  const placeOf = (problem: Reason | ErrorInCell, row: number, column: number): string | undefined => {
    const range = "argument" in problem ? ranges[metric.inputs.indexOf(problem.argument)]! : undefined;
    const cells = range ? heightOf(range) * widthOf(range) : height * width;
    if (cells === 1) return undefined;
    return range
      ? `row ${ownRow(range, row) + 1}, column ${ownColumn(range, column) + 1}`
      : `row ${row + 1}, column ${column + 1}`;
  };

  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => cellAt(row, column)),
  );
}

const BLANK: Range = [[null]];

/** An error that was in a cell already comes before a cell of the wrong kind; else the leftmost counts. */
function graver(found: Reason | ErrorInCell | undefined, next: Reason | ErrorInCell): Reason | ErrorInCell {
  const nextIsGraver =
    found === undefined || (next.problem === "error in cell" && found.problem !== "error in cell");
  return nextIsGraver ? next : found;
}

function heightOf(range: Range): number {
  return range.length;
}

function widthOf(range: Range): number {
  return range[0]!.length;
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
