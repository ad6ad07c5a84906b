import { explain, isReason, type Outcome, type Reason } from "../core/reason";

/**
 * One cell as Excel hands it in: a number, a text, TRUE or FALSE, nothing, an error, or one of the rich
 * values that office.js calls data types.
 */
export type Cell = unknown;

/** A block of cells, row by row. A single cell and a constant are blocks of one. */
export type Range = readonly (readonly Cell[])[];

/** What may stand in an error or a rich value. */
interface RichCell {
  readonly type?: unknown;
  readonly basicValue?: unknown;
  readonly code?: unknown;
}

/**
 * The number that a cell counts as. A blank is 0: Excel hands it in as 0 on the desktop and as `null` on
 * the web (OfficeDev/office-js#4702). Text never counts, even "2000": Excel is of two minds about it, since
 * `=B2+C2` converts such a text and SUM skips it.
 *
 * @param argument what the cell is called in a message
 */
export function readNumber(cell: Cell, argument: string): Outcome<number> {
  if (typeof cell === "number") return cell;
  if (cell === null || cell === undefined || cell === "") return 0;

  const rich: RichCell = cell;
  const code = errorCodeOf(rich);
  if (code !== undefined) return { problem: "already an error", argument, code };
  if (typeof rich.basicValue === "number") return rich.basicValue;
  if (rich.type === "Empty") return 0;
  return rich.type === "String" || rich.type === "Boolean"
    ? readNumber(rich.basicValue, argument)
    : { problem: "not a number", argument, value: cell };
}

/**
 * What stands in a cell that should hold a text: the text itself, or whatever else is there, `undefined`
 * for a blank, which desktop Excel hands in as 0. Of a range it is the first cell.
 */
export function readText(cell: Cell, argument: string): Outcome<unknown> {
  if (Array.isArray(cell)) return readText((cell as Range)[0]![0], argument);
  if (cell === null || cell === undefined || cell === "" || cell === 0) return undefined;

  const rich: RichCell = cell;
  const code = errorCodeOf(rich);
  if (code !== undefined) return { problem: "already an error", argument, code };
  if (rich.type === "Empty") return undefined;
  return rich.type === "String" ? rich.basicValue || undefined : cell;
}

/**
 * The code of an error, which comes as a `CustomFunctions.Error` or, from a data type, as plain JSON of
 * type "Error". Pictures and entities call themselves errors too, in `basicType`, but hold no error.
 */
export function errorCodeOf({ code, type, basicValue }: RichCell): string | undefined {
  if (typeof code === "string") return code;
  if (type !== "Error") return undefined;
  return typeof basicValue === "string" ? basicValue : "#VALUE!";
}

/** Of two problems the one to show: an error that was there already, else the first. */
export function moreUrgent(found: Reason | undefined, next: Reason): Reason {
  const stays = found && (found.problem === "already an error" || next.problem !== "already an error");
  return stays ? found : next;
}

/**
 * Excel on the web takes 5 MB at once. A formatted number has four times the size of a plain one, and an
 * error with its message ten times, so of each only so many are in one answer.
 */
const MOST_FORMATTED = 10_000;
const MOST_MESSAGES = 10_000;

/** How the results of one call become cells. */
export class ResultCells {
  private readonly formatsNumbers: boolean;
  private messagesLeft = MOST_MESSAGES;

  /** @param count how many cells the call gives */
  constructor(count: number) {
    this.formatsNumbers = count <= MOST_FORMATTED && hostFormatsNumbers();
  }

  /** A rate, as a number that shows as per cent in a cell of format General; a band; or an error. */
  show(outcome: Outcome<number | string>, numberFormat = "0.0%"): Cell {
    if (isReason(outcome)) return this.error(outcome);
    return this.formatsNumbers && typeof outcome === "number"
      ? { type: "FormattedNumber", basicValue: outcome, numberFormat }
      : outcome;
  }

  /**
   * The error that a cell shows for a problem. Excel shows a message only with `#VALUE!` and `#N/A`, so
   * what needs explaining is one of these; the others speak for themselves.
   *
   * @param place where in the argument the problem is, if that is a range
   */
  error(reason: Reason, place?: string): CustomFunctions.Error {
    const code = errorCodeFor(reason);
    const isExplained = code === "#VALUE!" || (code === "#N/A" && reason.problem !== "already an error");
    if (!isExplained || this.messagesLeft === 0) return newError(code);
    this.messagesLeft -= 1;
    return newError(code, explain(reason, place));
  }
}

/** The errors that may come in and go out again. The others Excel would turn into a bare `#VALUE!`. */
const PASSED_ON = ["#N/A", "#DIV/0!", "#NUM!", "#NULL!"];

function errorCodeFor(reason: Reason): string {
  switch (reason.problem) {
    case "already an error":
      return PASSED_ON.includes(reason.code) ? reason.code : "#VALUE!";
    case "nothing to retain":
      return "#DIV/0!";
    case "too large":
      return "#NUM!";
    case "outside":
    case "segment":
      return "#N/A";
    default:
      return "#VALUE!";
  }
}

/** Makes the error without a stack trace, which nobody sees and which would cost more than all the rest. */
function newError(code: string, message?: string): CustomFunctions.Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum's values are these texts
  const error = new CustomFunctions.Error(code as CustomFunctions.ErrorCode, message);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/**
 * Perpetual Excel (2021, 2024) stops at CustomFunctionsRuntime 1.3, which shows a formatted number as an
 * error. Where functions have a runtime of their own there may be no `Office` to ask; then the runtime
 * script, which comes with Excel there, has the class if Excel knows the thing.
 */
function hostFormatsNumbers(): boolean {
  const context =
    typeof Office === "object" ? (Office.context as Partial<Office.Context> | undefined) : undefined;
  return context?.requirements
    ? context.requirements.isSetSupported("CustomFunctionsRuntime", "1.4")
    : "FormattedNumber" in CustomFunctions;
}
