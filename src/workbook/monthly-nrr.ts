import { HorizontalAlign, type ICellData } from "@univerjs/core";
import type { Worksheet } from "./grid";
import { cells, headingStyle, MONEY, numbered } from "./sheet";

const { LEFT, CENTER, RIGHT } = HorizontalAlign;

const COLUMNS = [
  { heading: "Month", width: 92, align: LEFT },
  { heading: "Start", width: 92, align: RIGHT },
  { heading: "Expansion", width: 92, align: RIGHT },
  { heading: "Downgrade", width: 100, align: RIGHT },
  { heading: "Churn", width: 92, align: RIGHT },
  { heading: "NRR", width: 80, align: RIGHT },
  { heading: "Band", width: 116, align: CENTER },
];

/** A year of a software company that sells by the month: start, expansion, downgrade and churn. */
const MONTHS: readonly (readonly [string, number, number, number, number])[] = [
  ["Jan 2025", 84_000, 2_900, 700, 1_800],
  ["Feb 2025", 87_200, 1_600, 900, 2_600],
  ["Mar 2025", 88_900, 3_400, 500, 1_300],
  ["Apr 2025", 93_100, 2_200, 1_100, 3_000],
  ["May 2025", 95_400, 4_800, 600, 1_200],
  ["Jun 2025", 101_300, 24_500, 400, 1_900],
  ["Jul 2025", 126_000, 3_100, 2_300, 4_200],
  ["Aug 2025", 124_700, 2_700, 1_500, 3_600],
  ["Sep 2025", 125_900, 5_200, 800, 2_100],
  ["Oct 2025", 131_400, 6_100, 900, 1_700],
  ["Nov 2025", 138_000, 4_400, 1_200, 2_500],
  ["Dec 2025", 141_600, 3_900, 1_600, 4_900],
];

/** The sheet that the workbook opens on: the twelve months with live formulas beside them. */
export function monthlyNrr(): Worksheet {
  const headings = COLUMNS.map(({ heading, align }): ICellData => ({ v: heading, s: headingStyle(align) }));
  const months = MONTHS.map(([month, ...amounts], index): ICellData[] => {
    const row = index + 2;
    return [
      { v: month },
      ...amounts.map((v) => ({ v, s: MONEY })),
      { f: `=NRR(B${row},C${row},D${row},E${row})` },
      { f: `=NRR_BAND(F${row})`, s: { ht: CENTER } },
    ];
  });
  return {
    id: "monthly-nrr",
    name: "Monthly NRR",
    rowCount: 1_000,
    columnCount: 26,
    cellData: cells({ A1: [headings, ...months] }),
    columnData: numbered(COLUMNS.map(({ width }) => ({ w: width }))),
    freeze: { xSplit: 0, ySplit: 1, startRow: 1, startColumn: 0 },
  };
}
