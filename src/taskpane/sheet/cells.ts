import { numberStyleOf, readAmount, type NumberStyle } from "../amounts";
import type { Cell } from "./workbook";

/** Between them they read the separators of nearly every country. */
const STYLES = [numberStyleOf("en-US"), numberStyleOf("de-DE")];

export function isBlank({ value }: Cell): boolean {
  return value === "";
}

/** Whether the cell holds a number, or a text that somebody may have meant as one. */
export function isLikeNumber({ value, isError }: Cell): boolean {
  if (typeof value === "number" || isError) return true;
  return typeof value === "string" && STYLES.some((style) => isNumberIn(value, style));
}

/** Whether a text is a number or a percentage as somebody writes them who writes numbers in this style. */
export function isNumberIn(text: string, style: NumberStyle): boolean {
  const bare = text.replace(/^\s*%|%\s*$/, "");
  return bare.trim() !== "" && readAmount(bare, style) !== undefined;
}

/** Whether the cell holds words, as a heading or the name of a month does. */
export function isWords(cell: Cell): boolean {
  return typeof cell.value === "string" && cell.value.trim() !== "" && !isLikeNumber(cell);
}

/** Whether the cell shows its number as a date. */
export function isDate({ value, numberFormat }: Cell): boolean {
  // What is quoted, escaped or in brackets is text, a colour or a currency.
  const signs = numberFormat.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, "");
  return typeof value === "number" && /[dmy]/i.test(signs);
}

/** Whether the cell holds a number that can be a year's. */
export function isYear({ value }: Cell): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1900 && value < 2100;
}

/** Whether the cell holds a number that can be a retention rate, and no date. */
export function isRate(cell: Cell): cell is Cell & { readonly value: number } {
  return typeof cell.value === "number" && cell.value >= 0 && cell.value < 10 && !isDate(cell);
}

/** Whether the cell shows its number as a percentage. */
export function isPercentage({ value, numberFormat }: Cell): boolean {
  return typeof value === "number" && numberFormat.includes("%");
}
