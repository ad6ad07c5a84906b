import {
  BooleanNumber,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  type ICellData,
  type IStyleData,
} from "@univerjs/core";
import type { Worksheet } from "./grid";
import { cells, headingStyle, MONEY, numbered } from "./sheet";

const { LEFT, RIGHT } = HorizontalAlign;

/** The customers whose year ends this month: what each was due to pay for a year, and pays from now on. */
const DUE: readonly (readonly [string, number, number])[] = [
  ["Almerdale Print", 20_000, 20_000],
  ["Brackenvoy Hotels", 20_000, 18_000],
  ["Cindrelow Parts", 20_000, 20_000],
  ["Dunmarrow Clinics", 20_000, 25_000],
  ["Estrivane Foods", 20_000, 20_000],
  ["Foldermoss Tours", 20_000, 0],
  ["Gallowisk Steel", 20_000, 20_000],
  ["Hestrand Schools", 20_000, 18_000],
  ["Imberwyn Paints", 20_000, 20_000],
  ["Jorrivale Film", 20_000, 20_000],
];

const WHY_RIGHT =
  "What the ten pay for a year from now on, divided by what they were due to pay: dollars a year in both.";

const WHY_WRONG =
  "The customer who left counts with one month's fee while the changes of the others count with a whole " +
  "year, and the base is a tenth of the yearly amounts due, where a month would be a twelfth.";

/** One month's renewals, and how yearly amounts over a monthly base make them look better. */
export function renewals(): Worksheet {
  const headings = ["Customer", "Due", "Renewed"].map((v, column): ICellData => ({
    v,
    s: headingStyle(column === 0 ? LEFT : RIGHT),
  }));
  const list = DUE.map(([customer, ...amounts]): ICellData[] => [
    { v: customer },
    ...amounts.map((v) => ({ v, s: MONEY })),
  ]);
  return {
    id: "renewals",
    name: "Renewals",
    rowCount: 1_000,
    columnCount: 26,
    cellData: cells({
      A1: [headings, ...list],
      A12: [
        [
          { v: "Total", s: BOLD },
          { f: "=SUM(B2:B11)", s: { ...MONEY, ...BOLD } },
          { f: "=SUM(C2:C11)", s: { ...MONEY, ...BOLD } },
        ],
      ],
      E1: [
        blockHeading("Right: yearly over yearly"),
        [
          { v: "Renewal-based retention", s: BOLD },
          { f: "=NRR_RENEWAL(C2:C11,B2:B11)", s: BOLD },
        ],
        [{ v: WHY_RIGHT, s: SENTENCE }],
      ],
      E6: [
        blockHeading("Wrong: yearly changes over a monthly base"),
        [{ v: "Fee taken for one customer, a month" }, { v: 2_000, s: MONEY }],
        [{ v: "Base, a month" }, { f: "=COUNT(B2:B11)*F7", s: MONEY }],
        [{ v: "Added by upgrades, a year" }, { f: "=SUMPRODUCT((C2:C11>B2:B11)*(C2:C11-B2:B11))", s: MONEY }],
        [
          { v: "Dropped by downgrades, a year" },
          { f: "=SUMPRODUCT((C2:C11>0)*(C2:C11<B2:B11)*(B2:B11-C2:C11))", s: MONEY },
        ],
        [
          { v: "Lost with those who left, a month" },
          { f: '=(COUNT(B2:B11)-COUNTIF(C2:C11,">0"))*F7', s: MONEY },
        ],
        [
          { v: "The rate that comes out", s: BOLD },
          { f: "=(F8+F9-F10-F11)/F8", s: { ...BOLD, n: { pattern: "0.0%" } } },
        ],
        [{ v: "Mixed: base and loss by the month, changes by the year." }],
        [{ v: WHY_WRONG, s: SENTENCE }],
      ],
    }),
    mergeData: [sentenceOver(3, 4), sentenceOver(14, 17)],
    columnData: numbered([168, 92, 92, 32, 340, 92].map((w) => ({ w }))),
  };
}

const BOLD: IStyleData = { bl: BooleanNumber.TRUE };

/** Long enough for several lines, which take rows of their own so that the list beside them stays even. */
const SENTENCE: IStyleData = { tb: WrapStrategy.WRAP, vt: VerticalAlign.TOP };

const sentenceOver = (first: number, last: number) => ({
  startRow: first - 1,
  endRow: last - 1,
  startColumn: 4,
  endColumn: 5,
});

function blockHeading(v: string): ICellData[] {
  return [{ v, s: headingStyle(LEFT) }, { s: headingStyle(LEFT) }];
}
