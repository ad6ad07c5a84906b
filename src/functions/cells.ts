import { explain, type Reason } from "../core/reason";

/**
 * One cell as Excel hands it in: a number, a text, TRUE or FALSE, nothing, an error, or one of the rich
 * values that office.js calls data types.
 */
export type Cell = unknown;

/** What may stand in an error or a rich value. */
interface RichCell {
  readonly type?: unknown;
  readonly basicType?: unknown;
  readonly basicValue?: unknown;
  readonly code?: unknown;
}

/** A block of cells, row by row. A single cell and a constant are blocks of one. */
export type Range = readonly (readonly Cell[])[];

/** An error that was in a cell already, before any of our functions saw it. */
export interface ErrorInCell {
  readonly problem: "error in cell";
  readonly argument: string;
  readonly code: string;
}

/**
 * The number that a cell counts as. A blank is 0: Excel hands it in as 0 on the desktop and as `null` on
 * the web (OfficeDev/office-js#4702). Text never counts, even "2000", since Excel's own `=B2+C2` and a
 * pivot table would read it differently.
 *
 * @param argument what the cell is called in a message
 */
export function readNumber(cell: Cell, argument: string): number | Reason | ErrorInCell {
  if (typeof cell === "number") return cell;
  if (cell === null || cell === undefined || cell === "") return 0;
  if (typeof cell !== "object") return { problem: "not a number", argument, value: cell };

  const rich: RichCell = cell;
  if (rich.basicType === "Empty") return 0;
  const code = errorCodeOf(rich);
  if (code !== undefined) return { problem: "error in cell", argument, code };
  if (typeof rich.basicValue === "number") return rich.basicValue;
  return { problem: "not a number", argument, value: cell };
}

/**
 * The code of an error, which comes as a `CustomFunctions.Error` or, from a data type, as plain JSON of
 * type "Error". Pictures and entities call themselves errors too, in `basicType`, but hold no error.
 */
function errorCodeOf({ code, type, basicValue }: RichCell): string | undefined {
  if (typeof code === "string") return code;
  return type === "Error" ? String(basicValue) : undefined;
}

/**
 * The error that a cell shows for a problem. Excel shows a message with `#VALUE!` and `#N/A` alone, so
 * what needs explaining is a `#VALUE!`; the others speak for themselves.
 *
 * @param place where in the argument the problem is, if that is a range
 */
export function errorCell(problem: Reason | ErrorInCell, place?: string): CustomFunctions.Error {
  const { notAvailable, divisionByZero, invalidNumber, nullReference, invalidValue } =
    CustomFunctions.ErrorCode;
  switch (problem.problem) {
    case "nothing to retain":
      return newError(divisionByZero);
    case "too large":
      return newError(invalidNumber);
    case "error in cell": {
      const { argument, code } = problem;
      // The others that may come in cannot go out again: Excel would show a bare #VALUE!.
      const same = [notAvailable, divisionByZero, invalidNumber, nullReference].find(
        (known: string) => known === code,
      );
      if (same !== undefined) return newError(same);
      const where = place === undefined ? "" : ` (${place})`;
      return newError(
        invalidValue,
        `The cell for ${argument}${where} holds the error ${code}. Correct that cell first.`,
      );
    }
    default:
      return newError(invalidValue, explain(problem, place));
  }
}

/** Excel's own answer where arrays of different sizes leave a cell without a value. */
export function notAvailableCell(): CustomFunctions.Error {
  return newError(
    CustomFunctions.ErrorCode.notAvailable,
    "The ranges differ in size, and one of them does not reach this far. Give all of them the same rows and columns.",
  );
}

/** Makes the error without a stack trace, which nobody sees and which would cost more than all the rest. */
function newError(code: CustomFunctions.ErrorCode, message?: string): CustomFunctions.Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new CustomFunctions.Error(code, message);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** Excel on the web takes 5 MB at once, and a formatted number has four times the size of a plain one. */
const MOST_FORMATTED_CELLS = 10_000;

/**
 * Gives the way in which results become cells: a text as it is, and a rate as a number that shows as
 * per cent in a cell of format General. Rates are plain numbers where the host does not know formatted
 * ones, and where there are too many of them for one message to Excel on the web.
 *
 * @param count how many cells the call gives
 */
export function resultCells(count: number): (result: number | string) => Cell {
  const asPercent = count <= MOST_FORMATTED_CELLS && hostFormatsNumbers();
  return (result) =>
    asPercent && typeof result === "number"
      ? { type: "FormattedNumber", basicValue: result, numberFormat: "0.0%" }
      : result;
}

/**
 * Perpetual Excel (2021, 2024) stops at CustomFunctionsRuntime 1.3, which shows a formatted number as an
 * error. Where functions have a runtime of their own there may be no `Office` to ask: then a host that
 * can has the class for it.
 */
function hostFormatsNumbers(): boolean {
  const requirements =
    typeof Office === "object"
      ? (Office.context as Partial<Office.Context> | undefined)?.requirements
      : undefined;
  return requirements
    ? requirements.isSetSupported("CustomFunctionsRuntime", "1.4")
    : "FormattedNumber" in CustomFunctions;
}
