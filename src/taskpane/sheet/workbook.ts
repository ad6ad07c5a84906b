/*
 * What the pane can do to the workbook beside it. Excel stands behind this interface through Excel.run, and
 * the local workbook through a channel to its grid; the tools that use it know neither.
 */
export interface Workbook {
  selection(): Promise<Selection>;

  /** The cells of an area, row by row. */
  read(area: Area): Promise<Cell[][]>;

  /** Puts contents into cells, the first one into the area's upper left. */
  write(at: Area, contents: Contents): Promise<void>;

  /**
   * Adds a sheet, fits its columns to their contents and shows it.
   *
   * @param name is followed by a number if there is such a sheet already
   * @returns the cells that were filled
   */
  addSheet(name: string, contents: Contents): Promise<Area>;

  /** Gives cells conditional formats, which replace those of the same conditions and leave others alone. */
  colour(area: Area, rules: readonly ColourRule[]): Promise<void>;

  /** Whether charts can be added at all; where not, `addLineChart` throws "no charts here". */
  readonly hasCharts: boolean;

  addLineChart(chart: LineChart): Promise<void>;

  /** Shows cells and selects them. */
  select(area: Area): Promise<void>;
}

/** A rectangle of cells. Rows and columns count from 0. */
export interface Area {
  /** The name of its sheet. */
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Selection {
  /** What is selected, which may be whole columns. */
  readonly area: Area;
  /** The part of it that holds anything, from its first such row and column to the last; if any does. */
  readonly used: Area | undefined;
  /** The one cell that typing would go to. */
  readonly activeCell: Area;
}

export interface Cell {
  /** What the cell holds, or its formula gives; "" if blank, and the error's name, "#N/A", if it is one. */
  readonly value: number | string | boolean;
  readonly isError: boolean;
  /** With its equals sign; "" if the cell holds no formula. */
  readonly formula: string;
  /** As Excel spells it for English: "General", "0.0%". */
  readonly numberFormat: string;
}

/** What to put into a cell. */
export interface Content {
  /** A number, a text, or a formula with its equals sign, in English spelling. */
  readonly value: number | string;
  /** The cell's own stays if left out. */
  readonly numberFormat?: string;
  readonly isHeading?: boolean;
}

/** What to put into a block of cells, row by row; `null` leaves a cell as it is. */
export type Contents = readonly (readonly (Content | null)[])[];

/** How many columns contents take; their rows need not be of one length. */
export function widthOf(contents: Contents): number {
  // Not as arguments of Math.max, of which there cannot be a hundred thousand.
  return contents.reduce((width, row) => Math.max(width, row.length), 0);
}

/** A conditional format. Colours are "#rrggbb". */
export interface ColourRule {
  /** A formula about the area's upper left cell, "=F2>1.2"; Excel moves it for the others. */
  readonly condition: string;
  readonly fill: string;
  readonly text: string;
}

export interface LineChart {
  readonly title: string;
  /** Where its upper left corner goes, and on which sheet. */
  readonly at: Area;
  /** The cells that name the points along the axis, if any do. */
  readonly labels: Area | undefined;
  readonly lines: readonly {
    readonly name: string;
    readonly values: Area;
    readonly colour: string;
    readonly isDashed?: boolean;
  }[];
}

/** Why the workbook did not do what it was asked to. */
export type WorkbookProblem =
  | "no workbook"
  | "no Office.js"
  | "not answering"
  | "editing a cell"
  | "protected sheet"
  | "read-only workbook"
  | "several areas"
  | "not a cell selection"
  | "too old"
  | "no charts here"
  | "cells in the way"
  | "too much at once"
  | "sheet is gone"
  | "unknown";

export class WorkbookError extends Error {
  override readonly name = "WorkbookError";

  /**
   * @param problem becomes the error's message, which is what a channel between windows keeps of it
   * @param detail what the host itself said, where nothing better is known
   */
  constructor(
    readonly problem: WorkbookProblem,
    readonly detail?: string,
  ) {
    super(problem);
  }
}
