import { to15Digits } from "../../core/precision";
import { Refusal } from "./problems";

/** The largest number that Excel takes in a formula. */
const LARGEST = 9.999_999_999_999_99e307;

/** @param inputs addresses or numbers: start, expansion, downgrade and churn */
export function nrrFormula(inputs: readonly string[]): string {
  return `=NRR(${inputs.join(",")})`;
}

/** @param rate the address of a rate */
export function bandFormula(rate: string): string {
  return `=NRR_BAND(${rate})`;
}

/**
 * A number as a formula spells it. Excel keeps 15 digits of a number that is typed and cuts off the rest, so a
 * number with more is rounded to them here.
 */
export function literal(value: number): string {
  if (!(Math.abs(value) <= LARGEST))
    throw new Refusal("An amount is too large for Excel. Enter a smaller one.");
  return String(to15Digits(value)).replace("e", "E");
}
