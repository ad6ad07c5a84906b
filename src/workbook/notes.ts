import type { ErrorValue } from "./runtime-host";

/**
 * What the add-in said about a cell beyond its value. It travels in Univer's custom data, with the value
 * through the calculation and then with the cell, so that it moves and goes with the cell.
 */
export interface Note {
  /** The number format that a formatted number brought. */
  readonly numberFormat?: string;
  /** An error and its message. */
  readonly error?: ErrorValue;
}

const KEY = "nrr-for-excel";

export function customData(note: Note): Record<string, Note> {
  return { [KEY]: note };
}

export function noteIn(custom: unknown): Note {
  return (custom as Record<string, Note | undefined> | null | undefined)?.[KEY] ?? {};
}
