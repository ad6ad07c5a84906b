import { metric, rate } from "./metric";
import { to15Digits } from "./precision";

/** How a yearly net revenue retention is read. */
export type Band = "Exceptional" | "Healthy" | "Warning";

/** Rates above this are exceptional; the bound itself is still healthy. */
export const EXCEPTIONAL_ABOVE = 1.2;

/** Rates from this on are healthy; below it revenue shrinks. */
export const HEALTHY_FROM = 1;

/**
 * The band of a net revenue retention: exceptional above 120%, healthy from 100% to 120% with both ends, a
 * warning below.
 *
 * Rates are compared by 15 significant digits, as Excel does: a double that is a hair above 1.2 but shows
 * as 120% is healthy.
 *
 * @param value a retention as a ratio, ≥ 0
 * @example bandAt(1.005) // "Healthy"
 */
export function bandAt(value: number): Band {
  const shown = to15Digits(value);
  if (shown > EXCEPTIONAL_ABOVE) return "Exceptional";
  return shown >= HEALTHY_FROM ? "Healthy" : "Warning";
}

/**
 * The band of a rate that somebody typed.
 *
 * @param value a retention as a ratio, ≥ 0 and < 10
 * @returns the band; or the reason why there is none: a negative rate, or 95 where 95% is meant
 * @example bandOf(1.005) // "Healthy"
 */
export const bandOf = metric([["value", rate]], bandAt);
