import type { NumberStyle } from "../amounts";
import { isDate, isYear } from "./cells";
import type { Cell } from "./workbook";

/**
 * Whether two labels, one below the other, name periods from older to newer, as far as can be told: two
 * months can be compared, two segments cannot, and neither can the last month and the total below it.
 */
export function arePeriodsInOrder(above: Cell | undefined, below: Cell, style: NumberStyle): boolean {
  if (!above || !isPeriod(above, style.locale) || !isPeriod(below, style.locale)) return false;
  const areNumbers = typeof above.value === "number" && typeof below.value === "number";
  return !areNumbers || above.value < below.value;
}

const YEAR = /\b(19|20)\d\d\b/;
/** Q1, W12, FY24, Month 3, 01/25. */
const NUMBERED = /^([a-z]{1,2}|month|quarter|week|year|period)[ .-]?\d{1,2}\b|^\d{1,2}[./-]\d/i;

/** @param locale in which the names of months may be, besides English; the system's if left out */
export function isPeriod(cell: Cell, locale?: string): boolean {
  const { value } = cell;
  if (typeof value === "number") {
    const isCount = Number.isInteger(value) && value > 0 && value <= 53;
    return isDate(cell) || isYear(cell) || isCount;
  }
  if (typeof value !== "string" || cell.isError) return false;
  return YEAR.test(value) || NUMBERED.test(value) || monthNames(locale).has(firstWord(value));
}

/** Whether a label names a year: 2025, FY25, FY 2025. */
export function isYearName(cell: Cell): boolean {
  return isYear(cell) || /^\s*(FY\s?)?(19|20)\d\d\s*$|^\s*FY\s?\d\d\s*$/i.test(String(cell.value));
}

const namesByLocale = new Map<string | undefined, ReadonlySet<string>>();

/** The names of the months, long and short, in English and in the user's language. */
function monthNames(locale: string | undefined): ReadonlySet<string> {
  const known = namesByLocale.get(locale);
  if (known) return known;
  const months = Array.from({ length: 12 }, (_, month) => new Date(2025, month, 15));
  const names = ["en", locale].flatMap((language) =>
    (["long", "short"] as const).flatMap((width) => {
      const format = new Intl.DateTimeFormat(language, { month: width });
      return months.map((month) => firstWord(format.format(month)));
    }),
  );
  const set = new Set([...names, "sept"]);
  namesByLocale.set(locale, set);
  return set;
}

function firstWord(text: string): string {
  return /^\p{L}+/u.exec(text.trim())?.[0].toLowerCase() ?? "";
}
