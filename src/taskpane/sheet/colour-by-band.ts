import { EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../../core/band";
import { addressOf, cellName } from "./addresses";
import { BAND_COLOURS } from "./band-colours";
import { listed } from "./asking";
import { isDate, isPercentage, isRate } from "./cells";
import { columnsOf, mostly, withHeadingsAbove } from "./columns";
import { Refusal } from "./problems";
import type { Area, Cell, ColourRule, Workbook } from "./workbook";

/**
 * Colours the selected rates by their band, in a table the columns of rates alone. Excel does it itself from
 * then on, also without the add-in.
 *
 * @returns what was done, in a sentence
 * @throws Refusal if no rate is selected, or rates among more other numbers with nothing to tell them apart
 */
export async function colourByBand(workbook: Workbook): Promise<string> {
  const { area, used } = await workbook.selection();
  const rows = used ? await workbook.read(used) : [];
  if (!used || !rows.flat().some(isRate))
    throw new Refusal(
      "There are no rates among the selected cells. Select rates such as 105%, then try again.",
    );

  const columns = await rateColumns(workbook, used, rows);
  const areas = columns?.map((at) => ({ ...area, column: used.column + at, columns: 1 })) ?? [area];
  for (const each of areas) await workbook.colour(each, bandRules(each));

  const numbers = rows
    .flatMap((row) => (columns ? columns.map((at) => row[at]!) : row))
    .filter((cell) => typeof cell.value === "number" && !isDate(cell));
  const rates = numbers.filter(isRate).length;
  return [
    `${listed(areas.map(addressOf))} ${areas.length === 1 ? "is" : "are"} coloured by band: dark green above 120%, blue from 100% to 120%, light red below 100%.`,
    `${rates} ${rates === 1 ? "cell has" : "cells have"} a band.`,
    plainSentence(numbers.length - rates),
    "The colours change with the rates.",
  ]
    .filter(Boolean)
    .join(" ");
}

function plainSentence(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? "1 number stays plain, as it is not a rate from 0% to 1,000%."
    : `${count} numbers stay plain, as they are not rates from 0% to 1,000%.`;
}

/** Which columns hold the rates of a table; nothing where all that is selected is rates. */
async function rateColumns(
  workbook: Workbook,
  used: Area,
  rows: readonly (readonly Cell[])[],
): Promise<readonly number[] | undefined> {
  const numbersOf = (at: number) =>
    rows.map((row) => row[at]!).filter((cell) => typeof cell.value === "number" && !isDate(cell));
  const filled = rows[0]!.map((_, at) => at).filter((at) => numbersOf(at).length > 0);
  if (filled.length > 1 && rows.length > 1) {
    const table = await withHeadingsAbove(workbook, used);
    const { rates } = columnsOf(table.row === used.row ? rows : await workbook.read(table));
    const named = filled.filter((at) => rates.includes(at) || mostly(numbersOf(at), isPercentage));
    if (named.length > 0) return named.length < filled.length ? named : undefined;
  }
  if (!mostly(filled.flatMap(numbersOf), isRate))
    throw new Refusal("Most of the selected numbers are not rates. Select the rates alone, then try again.");
  return undefined;
}

/**
 * The conditional formats that colour rates by band, by the very bounds and the 15 digits that NRR_BAND
 * goes by. What NRR_BAND refuses has no colour.
 *
 * @param area the cells; the formulas are about the upper left of them
 */
export function bandRules({ row, column }: Pick<Area, "row" | "column">): ColourRule[] {
  const cell = cellName(row, column);
  // From 1 to 10 a number of 15 digits has 14 decimals, and just below 1 it has 15.
  const high = `ROUND(${cell},14)`;
  const low = `ROUND(${cell},15)`;
  const rule = (band: keyof typeof BAND_COLOURS, ...tests: string[]): ColourRule => ({
    condition: `=IF(ISNUMBER(${cell}),AND(${tests.join(",")}))`,
    ...BAND_COLOURS[band],
  });
  return [
    rule("Exceptional", `${high}>${EXCEPTIONAL_ABOVE}`, `${high}<10`),
    rule("Healthy", `${low}>=${HEALTHY_FROM}`, `${high}<=${EXCEPTIONAL_ABOVE}`),
    rule("Warning", `${cell}>=0`, `${low}<${HEALTHY_FROM}`),
  ];
}
