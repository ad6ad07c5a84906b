import { WorkbookError, type WorkbookProblem } from "./workbook";

/** Why a tool does nothing with this selection; its message is a sentence for the user. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

const SENTENCES: Record<WorkbookProblem, string> = {
  "no workbook": "There is no workbook beside this pane. Open the pane from within Excel.",
  "no Office.js":
    "Microsoft's script for Excel could not be loaded, so the pane cannot reach the workbook. Check the connection, then close the pane and open it again.",
  "not answering": "The workbook did not answer. Click into it, wait a moment, then try again.",
  "editing a cell": "You are editing a cell. Press Enter or Esc, then try again.",
  "protected sheet":
    "The sheet or the workbook is protected. Remove the protection on the Review tab, or work in a copy.",
  "read-only workbook": "This workbook is open for reading only. Choose Enable Editing, or save a copy.",
  "several areas": "Several areas are selected. Select one block of cells, then try again.",
  "not a cell selection": "No cells are selected. Click a cell or select some on a sheet, then try again.",
  "too old": "This version of Excel cannot do that. Update it, or open the workbook in Excel on the web.",
  "no charts here": "The local workbook has no charts; Excel does. Open your numbers there to draw one.",
  "cells in the way":
    "Merged cells, a filter, a PivotTable or another table is in the way. Choose other cells, then try again.",
  "too much at once": "That is more than the workbook takes at once. Select fewer cells, then try again.",
  "sheet is gone":
    "The sheet or its cells are no longer there. Select cells on another sheet, then try again.",
  unknown: "The workbook could not do that. Try again, or select other cells.",
};

/** What went wrong and what to do, in plain words, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof WorkbookError)
    return error.problem === "unknown" ? withDetail(error.detail) : SENTENCES[error.problem];
  return withDetail(error instanceof Error ? error.message : undefined);
}

function withDetail(detail: string | undefined): string {
  // A code alone tells nobody anything.
  return detail === undefined || /^[\w.:#-]*$/.test(detail.trim())
    ? SENTENCES.unknown
    : `The workbook could not do that. It says: ${sentenceEnd(detail.trim())} Try again, or select other cells.`;
}

function sentenceEnd(text: string): string {
  return /[.!?。]$/.test(text) ? text : `${text}.`;
}
