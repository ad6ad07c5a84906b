import { retentionTable } from "../core/cohort";
import { amount, each, type Input } from "../core/metric";
import { to15Digits } from "../core/precision";
import { isReason, type Reason } from "../core/reason";
import { errorCodeOf, ResultCells, type Cell, type Range } from "./cells";
import { heightOf, placeOf, readInputs, widthOf } from "./ranges";

const HEADINGS = ["Period", "Start", "Expansion", "Downgrade", "Churn", "NRR", "GRR", "Band"];

/**
 * The retention table of a customers × periods grid, with its headings, ready for Excel to spill.
 *
 * @param handedIn the revenue: one customer a row, one period a column, oldest first
 * @param lag one cell: how many periods back the opening is
 * @param labels a cell for each period, as a row or a column; without them, periods are numbered from 1
 */
export function tableCells(handedIn: Range | null, lag: Range, labels?: Range | null): Cell[][] {
  // Stryker disable next-line ArrayDeclaration: a table of no period is refused as one of one period is
  const revenue = handedIn ?? [[null]];
  const customers = heightOf(revenue);
  const periods = widthOf(revenue);

  const inputs: Input[] = [
    ["revenue", each(amount)],
    // 0.3 ÷ 0.1 is a hair below 3.
    ["lag", (value) => lagProblem(to15Digits(value), periods)],
  ];
  const values = readInputs(inputs, [revenue, lag]);
  const problem = isReason(values) ? values : labelsProblem(labels, periods);
  if (problem) return [[new ResultCells(1).error(problem, placeOf(problem, inputs, [revenue, lag]))]];

  const [amounts, lagGiven] = values as [Float64Array, number];
  const periodsBack = to15Digits(lagGiven);
  const cells = new ResultCells(HEADINGS.length * (periods - periodsBack + 1));
  const columns = Array.from({ length: periods }, (_, period) =>
    amounts.subarray(period * customers, (period + 1) * customers),
  );
  const names = labels ? ([] as Cell[]).concat(...labels) : columns.map((_, period) => period + 1);
  const rows = retentionTable(columns, periodsBack).map(
    ({ start, expansion, downgrade, churn, nrr, grr, band }, index) => [
      labelCell(names[index + periodsBack], cells),
      ...[start, expansion, downgrade, churn].map((sum) =>
        Number.isFinite(sum) ? sum : cells.error({ problem: "too large" }),
      ),
      cells.show(nrr),
      cells.show(grr),
      cells.show(band),
    ],
  );
  return [HEADINGS, ...rows];
}

function lagProblem(lag: number, periods: number): Reason | undefined {
  const fits = Number.isInteger(lag) && lag >= 1 && lag < periods;
  return fits ? undefined : { problem: "lag", value: lag, periods };
}

function labelsProblem(labels: Range | null | undefined, periods: number): Reason | undefined {
  if (!labels) return undefined;
  const count = heightOf(labels) * widthOf(labels);
  return count === periods ? undefined : { problem: "label count", labels: count, periods };
}

/** The label unchanged, as far as a function may give it back: a blank as blank, an error as what it can be. */
function labelCell(label: Cell, cells: ResultCells): Cell {
  // Stryker disable next-line ConditionalExpression: no host is known to hand in what is missing as undefined
  if (label === null || label === undefined) return "";
  const code = errorCodeOf(label);
  return code === undefined ? label : cells.error({ problem: "already an error", argument: "label", code });
}
