import { EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../../core/band";
import { addressOf, cellName } from "./addresses";
import { BAND_COLOURS } from "./band-colours";
import { isRate } from "./cells";
import { Refusal } from "./problems";
import type { Area, ColourRule, Workbook } from "./workbook";

const ROWS_AT_ONCE = 2_000;

/**
 * Colours the selected rates by their band. Excel does it itself from then on, also without the add-in.
 *
 * @returns what was done, in a sentence
 * @throws Refusal if no rate is selected
 */
export async function colourByBand(workbook: Workbook): Promise<string> {
  const { area, used } = await workbook.selection();
  if (!used || !(await hasRate(workbook, used)))
    throw new Refusal(
      "There are no rates among the selected cells. Select rates such as 105%, then try again.",
    );
  await workbook.colour(area, bandRules(area));
  return `${addressOf(area)} is coloured by band: dark green above 120%, blue from 100% to 120%, light red below 100%. The colours change with the rates.`;
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

async function hasRate(workbook: Workbook, area: Area): Promise<boolean> {
  for (let done = 0; done < area.rows; done += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, area.rows - done);
    const cells = await workbook.read({ ...area, row: area.row + done, rows });
    if (cells.flat().some(isRate)) return true;
  }
  return false;
}
