import { cellName } from "./addresses";
import { boundCells, rateChart } from "./chart-rates";
import { bandRules } from "./colour-by-band";
import { bandFormula, nrrFormula } from "./formulas";
import type { Area, Content, Workbook } from "./workbook";

const HEADINGS = ["Month", "Start", "Expansion", "Downgrade", "Churn", "NRR", "Band"];

/** A year of an invented company. Where a month starts above the end of the one before, customers are new. */
const MONTHS: readonly (readonly [string, number, number, number, number])[] = [
  ["January", 62_000, 1_900, 400, 1_100],
  ["February", 63_800, 1_200, 700, 1_600],
  ["March", 64_600, 2_300, 300, 900],
  ["April", 66_800, 15_400, 200, 1_100],
  ["May", 82_500, 2_100, 900, 1_800],
  ["June", 83_900, 3_000, 600, 1_200],
  ["July", 86_000, 1_700, 1_300, 2_400],
  ["August", 85_200, 2_600, 500, 1_500],
  ["September", 87_500, 3_400, 800, 1_000],
  ["October", 91_200, 2_200, 600, 2_900],
  ["November", 91_400, 4_100, 400, 1_300],
  ["December", 95_600, 3_300, 700, 1_400],
];

const NRR_COLUMN = HEADINGS.indexOf("NRR");

/** A blank column keeps the bounds of the chart apart from the table. */
const BOUNDS_COLUMN = HEADINGS.length + 1;

/**
 * Adds a sheet with twelve months, their rates and bands, colours and a chart.
 *
 * @returns what was done, in a sentence
 */
export async function addExample(workbook: Workbook): Promise<string> {
  const table = tableCells();
  const bounds = boundCells(MONTHS.length);
  const contents = workbook.hasCharts ? table.map((row, at) => [...row, null, ...bounds[at]!]) : table;
  const filled = await workbook.addSheet("NRR example", contents);

  const months: Area = { ...filled, row: 1, rows: MONTHS.length, columns: 1 };
  const rates: Area = { ...months, column: NRR_COLUMN };
  await workbook.colour(rates, bandRules(rates));

  const sentence = `Twelve months with their rates and bands are on the new sheet "${filled.sheet}".`;
  if (!workbook.hasCharts) return `${sentence} There is no chart, since this workbook cannot show any.`;
  await workbook.addLineChart(
    rateChart({
      name: "NRR",
      values: rates,
      labels: months,
      bounds: { ...filled, column: BOUNDS_COLUMN, columns: 2 },
      at: { ...filled, row: filled.rows + 1 },
    }),
  );
  return `${sentence} The chart below them follows the cells.`;
}

function tableCells(): Content[][] {
  const months = MONTHS.map(([month, ...amounts], index): Content[] => {
    const inputs = amounts.map((_, at) => cellName(index + 1, at + 1));
    return [
      { value: month },
      ...amounts.map((value) => ({ value, numberFormat: "#,##0" })),
      { value: nrrFormula(inputs), numberFormat: "0.0%" },
      { value: bandFormula(cellName(index + 1, NRR_COLUMN)) },
    ];
  });
  return [HEADINGS.map((value) => ({ value, isHeading: true })), ...months];
}
