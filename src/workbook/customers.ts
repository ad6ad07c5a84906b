import { BooleanNumber, HorizontalAlign, type ICellData } from "@univerjs/core";
import type { Worksheet } from "./grid";
import { cells, headingStyle, MONEY, numbered, styled } from "./sheet";

const { LEFT, CENTER, RIGHT } = HorizontalAlign;

const MONTHS = [
  ...["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025", "Jul 2025"],
  ...["Aug 2025", "Sep 2025", "Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026"],
];
const CUSTOMERS = 200;

/** A list of customers as a billing system exports it, with retention tables straight from it. */
export function customers(): Worksheet {
  const headings = ["Customer", ...MONTHS].map((v, column): ICellData => ({
    v,
    s: headingStyle(column === 0 ? LEFT : RIGHT),
  }));
  const list = payments().map((amounts, customer): ICellData[] => [
    { v: nameOf(customer) },
    ...amounts.map((v): ICellData => (v === undefined ? { s: MONEY } : { v, s: MONEY })),
  ]);
  return {
    id: "customers",
    name: "Customers",
    rowCount: 1_000,
    columnCount: 26,
    cellData: cells({
      A1: [headings, ...list],
      P1: title("Month by month"),
      P2: tableHeading("=NRR_TABLE(B2:N201,1,B1:N1)"),
      Q3: styled(12, 4, MONEY),
      W3: styled(12, 1, { ht: CENTER }),
      P17: title("Over the trailing year, which benchmarks speak of"),
      P18: tableHeading("=NRR_TABLE(B2:N201,12,B1:N1)"),
      Q19: styled(1, 4, MONEY),
      W19: styled(1, 1, { ht: CENTER }),
    }),
    columnData: numbered(WIDTHS.map((w) => ({ w }))),
    freeze: { xSplit: 1, ySplit: 1, startRow: 1, startColumn: 1 },
  };
}

/** The list, a gap, and the table: period, four amounts, two rates and the band. */
const WIDTHS = [168, ...MONTHS.map(() => 80), 32, 92, 92, 92, 100, 92, 80, 80, 116];

const title = (v: string): ICellData[][] => [[{ v, s: { bl: BooleanNumber.TRUE } }]];

/** The formula stands in the first heading, and spills the others into cells that are styled for them. */
function tableHeading(f: string): ICellData[][] {
  const [period, amounts, band] = [LEFT, RIGHT, CENTER].map(headingStyle);
  return [[{ f, s: period! }, ...Array.from({ length: 6 }, () => ({ s: amounts! })), { s: band! }]];
}

/** One that gives an ordinary year: about 105 % over the year, with good months and bad ones. */
const SEED = 29;
const FIRST_MONTH_CUSTOMERS = 150;
const TYPICAL_AMOUNT = 400;
const SMALLEST_AMOUNT = 40;
const LARGEST_AMOUNT = 6_000;

/** What can befall a customer in a month, by how likely it is. */
const LEAVES = 0.016;
const UPGRADES = 0.05;
const DOWNGRADES = 0.02;
/** Of those who left. */
const RETURNS = 0.04;

/** What each customer pays in each month: nothing at all before it signs up, 0 after it has left. */
function payments(): (number | undefined)[][] {
  const random = randomNumbers(SEED);
  return Array.from({ length: CUSTOMERS }, (_, customer) => {
    const signUp = signUpMonth(customer);
    let price = firstPrice(random);
    let paying = true;
    return MONTHS.map((_, month) => {
      if (month < signUp) return undefined;
      if (month > signUp) {
        const chance = random();
        const size = random();
        if (!paying) paying = chance < RETURNS;
        else if (chance < LEAVES) paying = false;
        else if (chance < LEAVES + UPGRADES) price = inWholeDollars(price * (1.15 + 0.5 * size));
        else if (chance < LEAVES + UPGRADES + DOWNGRADES) price = inWholeDollars(price * (0.9 - 0.4 * size));
      }
      return paying ? price : 0;
    });
  });
}

/** The list is in the order of signing up: most customers were there already, the others joined steadily. */
function signUpMonth(customer: number): number {
  const late = customer - FIRST_MONTH_CUSTOMERS;
  if (late < 0) return 0;
  return 1 + Math.floor((late * (MONTHS.length - 1)) / (CUSTOMERS - FIRST_MONTH_CUSTOMERS));
}

/**
 * Many small customers and a few large ones. A product of chance factors is close to log-normal, and unlike
 * Math.exp, multiplying gives the same in every browser.
 */
function firstPrice(random: () => number): number {
  let price = TYPICAL_AMOUNT;
  for (let factor = 0; factor < 8; factor++) {
    const step = 1 + 0.8 * random();
    price = random() < 0.5 ? price * step : price / step;
  }
  return inWholeDollars(price);
}

function inWholeDollars(price: number): number {
  return Math.round(Math.min(Math.max(price, SMALLEST_AMOUNT), LARGEST_AMOUNT));
}

/** Park and Miller's generator: the same numbers from 0 to 1 each time, so that the sheet never changes. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Invented words, so that no customer is a real company. */
const WORDS = [
  ...["Abrevane", "Bellowick", "Brastlin", "Calvermoss", "Corrindale", "Dovrestan", "Drumquill", "Elsombry"],
  ...["Fennaroth", "Galdwyne", "Grentham", "Harrovex", "Hulmstead", "Ilvandry", "Jesperlow", "Kestovar"],
  ...["Lunderby", "Marrowisk", "Mistrell", "Norvaleth", "Oakrindle", "Ombresby", "Pellowen", "Prindlemore"],
  ...[
    "Quellstow",
    "Ravenquist",
    "Rostvale",
    "Selkermoor",
    "Skarrowby",
    "Tamberlyn",
    "Thornewisk",
    "Tolvedane",
  ],
  ...["Ulmerstad", "Vandrelow", "Vossimer", "Wexbrindle", "Wrendover", "Yarrowick", "Yolvester", "Zephrand"],
];
const TRADES = [
  ...["Foods", "Freight", "Dental", "Optics", "Media", "Travel", "Textiles", "Software", "Legal", "Energy"],
  ...["Tools", "Studios", "Health", "Labs", "Farms", "Paper", "Robotics", "Retail", "Marine", "Books"],
];

/** A word comes back after 40 customers, each time with another trade. */
function nameOf(customer: number): string {
  const round = Math.floor(customer / WORDS.length);
  return `${WORDS[customer % WORDS.length]} ${TRADES[(7 * customer + 3 * round) % TRADES.length]}`;
}
