import { WorkbookError, type WorkbookProblem } from "./workbook";

/**
 * The codes of Excel's errors, as Microsoft documents them for the JavaScript API of Office and of Excel.
 * The others say that a call was wrong, which is ours to mend: they keep Excel's own message.
 */
const PROBLEMS: Partial<Record<string, WorkbookProblem>> = {
  AccessDenied: "protected sheet",
  ActivityLimitReached: "too much at once",
  ApiNotAvailable: "too old",
  ApiNotFound: "too old",
  "Client Error": "not answering",
  Conflict: "not answering",
  ConnectionFailure: "not answering",
  FilteredRangeConflict: "cells in the way",
  FormulaLengthExceedsLimit: "too much at once",
  HostRestartNeeded: "not answering",
  InactiveWorkbook: "not answering",
  InsertDeleteConflict: "cells in the way",
  InvalidOperationInCellEditMode: "editing a cell",
  InvalidReference: "sheet is gone",
  InvalidSelection: "not a cell selection",
  // Of two sheets with one name the second is numbered, so the next attempt finds another name.
  ItemAlreadyExists: "not answering",
  // Nothing but sheets is ever looked up.
  ItemNotFound: "sheet is gone",
  MemoryLimitReached: "too much at once",
  MergedRangeConflict: "cells in the way",
  NonBlankCellOffSheet: "cells in the way",
  NotImplemented: "too old",
  OperationCellsExceedLimit: "too much at once",
  PivotTableRangeConflict: "cells in the way",
  RangeExceedsLimit: "too much at once",
  RequestAborted: "not answering",
  RequestPayloadSizeLimitExceeded: "too much at once",
  ResponsePayloadSizeLimitExceeded: "too much at once",
  ServiceNotAvailable: "not answering",
  Unauthenticated: "not answering",
  UnsupportedFeature: "too old",
  UnsupportedOperation: "too old",
  UnsupportedSheet: "not a cell selection",
};

/**
 * What an error of Excel means to the user.
 *
 * @param isReadOnly asks whether the whole workbook is closed for writing, which Excel's code does not tell
 *   from a protected sheet
 */
export async function asWorkbookError(
  error: unknown,
  isReadOnly: () => Promise<boolean>,
): Promise<WorkbookError> {
  if (error instanceof WorkbookError) return error;

  const problem = PROBLEMS[codeOf(error)];
  if (problem === "protected sheet" && (await isReadOnly())) return new WorkbookError("read-only workbook");
  if (problem !== undefined) return new WorkbookError(problem);
  return new WorkbookError("unknown", error instanceof Error ? error.message : undefined);
}

function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" ? code : "";
}
