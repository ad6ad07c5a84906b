import { numberStyleOf } from "../../../src/taskpane/amounts";
import { checkData } from "../../../src/taskpane/sheet/check-data";
import { ExcelWorkbook } from "../../../src/taskpane/sheet/excel-workbook";
import { Refusal } from "../../../src/taskpane/sheet/problems";
import { ExcelMock, type MockCell } from "../../support/excel-mock";

let excel: ExcelMock;

beforeEach(() => {
  excel = new ExcelMock();
});

type Contents = readonly (readonly (number | string | boolean | Partial<MockCell>)[])[];

async function check(address: string, locale = "en-US") {
  excel.select(address);
  return checkData(new ExcelWorkbook(), {
    style: numberStyleOf(locale),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

/** Where something was found, and what is said about it. */
async function found(rows: Contents, address: string, locale?: string) {
  excel.put("A1", rows);
  const { findings } = await check(address, locale);
  return findings.map(({ address, sentence }): [string, string] => [address, sentence]);
}

/** What is found, by words that no other sentence has. */
const KINDS = {
  text: /is the text/,
  negative: /cannot be negative/,
  rate: /reads as/,
  start: /the month before ended with/,
  twelvefold: /Is it a (yearly|monthly) amount|Is \w+ a (yearly|monthly) amount/,
};

function kindOf(sentence: string): string | undefined {
  return Object.entries(KINDS).find(([, words]) => words.test(sentence))?.[0];
}

const HEADINGS = ["Month", "Start", "Expansion", "Downgrade", "Churn", "NRR", "Band"];

// Those of src/workbook/monthly-nrr.ts, which would bring all of the grid along.
const ORDINARY_MONTHS = [
  HEADINGS,
  ["Jan 2025", 84_000, 2_900, 700, 1_800, 1.0048, "Healthy"],
  ["Feb 2025", 87_200, 1_600, 900, 2_600, 0.978, "Warning"],
  ["Mar 2025", 88_900, 3_400, 500, 1_300, 1.018, "Healthy"],
  ["Apr 2025", 93_100, 2_200, 1_100, 3_000, 0.98, "Warning"],
  ["May 2025", 95_400, 4_800, 600, 1_200, 1.031, "Healthy"],
  ["Jun 2025", 101_300, 24_500, 400, 1_900, 1.219, "Exceptional"],
  ["Jul 2025", 126_000, 3_100, 2_300, 4_200, 0.973, "Warning"],
  ["Aug 2025", 124_700, 2_700, 1_500, 3_600, 0.981, "Warning"],
  ["Sep 2025", 125_900, 5_200, 800, 2_100, 1.018, "Healthy"],
  ["Oct 2025", 131_400, 6_100, 900, 1_700, 1.027, "Healthy"],
  ["Nov 2025", 138_000, 4_400, 1_200, 2_500, 1.005, "Healthy"],
  ["Dec 2025", 141_600, 3_900, 1_600, 4_900, 0.982, "Warning"],
] as const;

test("nothing is found in months that each start where the one before ended", async () => {
  const rows = [
    HEADINGS,
    ["Jan", 200_000, 4_000, 1_000, 2_000, 1.005, "Healthy"],
    ["Feb", 201_000, 0, 0, 0, 1, "Healthy"],
    ["Mar", 201_000, "", "", 1_000, 0.995, "Warning"],
  ];
  expect(await found(rows, "A1:G4")).toEqual([]);
});

test("what the functions would refuse is said in their words", async () => {
  const rows = [
    HEADINGS,
    ["Jan", "200,000", 4_000, 1_000, 2_000],
    ["Feb", 201_000, "none", true, "#N/A"],
    ["Mar", 201_000, 0, -5, 0],
    ["Apr", 0, 10, 0, 0],
    ["May", 1_000, 200, 700, 600],
    ["Jun", 1_000, 0, 0, 1_001],
  ];
  expect(await found(rows, "A1:E7")).toEqual([
    ["B2", 'Start is the text "200,000". Enter it as a number.'],
    ["C3", 'Expansion is the text "none". Enter it as a number.'],
    ["D3", "Downgrade is TRUE. Enter it as a number."],
    ["E3", "Churn is the error #N/A. Correct it first."],
    ["D4", "Downgrade is -5. Amounts cannot be negative: enter losses as positive amounts."],
    ["B5", "Start is 0, so there is nothing to retain."],
    [
      "D6",
      "Downgrade + churn is 1300, more than start + expansion, 1200. Check that all are for the same customers and period.",
    ],
    [
      "E7",
      "Downgrade + churn is 1001, more than start + expansion, 1000. Check that all are for the same customers and period.",
    ],
  ]);
});

test("an amount that is too large for a sum is found", async () => {
  const [finding] = await found([HEADINGS, ["Jan", 9e307, 9.9e307, 0, 0]], "A1:E2");
  expect(finding).toEqual(["B2", "The result is too large."]);
});

test("which texts are numbers depends on how the user writes them", async () => {
  const rows = [HEADINGS, ["Jan", "1.234,50 €", 0, 0, 0]];
  excel.put("A1", rows);
  const adviceIn = async (locale: string) => (await check("A1:E2", locale)).findings[0]!.advice;
  expect(await adviceIn("de-DE")).toMatch(/^These look like numbers but are texts\./);
  expect(await adviceIn("en-US")).toBeUndefined();
});

test("a start above or below the end of the month before is found, with the difference", async () => {
  const rows = [
    HEADINGS,
    ["Jan", 200_000, 4_000, 1_000, 2_000],
    ["Feb", 203_500, 0, 0, 500],
    ["Mar", 202_900.5, 0, 0, 0],
  ];
  expect(await found(rows, "A1:E4")).toEqual([
    ["B3", "Start is 203500, but the month before ended with 201000: 2500 more."],
    ["B4", "Start is 202900.5, but the month before ended with 203000: 99.5 less."],
  ]);
});

test("what to make of a start that does not follow is said once for all of them", async () => {
  excel.put("A1", [HEADINGS, ["Jan", 100, 0, 0, 0], ["Feb", 110, 0, 0, 0], ["Mar", 105, 0, 0, 0]]);
  const { findings } = await check("A1:E4");
  expect(findings.map(({ advice }) => advice)).toEqual([
    expect.stringContaining("New customers are one honest reason"),
    expect.stringContaining("a loss was not entered"),
  ]);
});

test("a higher start is a note, and all else a problem", async () => {
  excel.put("A1", [HEADINGS, ["Jan", 100, 0, 0, 0], ["Feb", 110, 0, 0, 0], ["Mar", 105, 0, 0, -1]]);
  const { findings } = await check("A1:E4");
  expect(findings.map(({ address, severity }) => [address, severity])).toEqual([
    ["B3", "note"],
    ["B4", "problem"],
    ["E4", "problem"],
  ]);
});

test("cents that add up in decimals are no difference", async () => {
  const rows = [HEADINGS, ["Jan", 0.1, 0.2, 0, 0], ["Feb", 0.3, 0.3, 0.1, 0.2], ["Mar", 0.3, 0, 0, 0]];
  expect(await found(rows, "A1:E4")).toEqual([]);
});

test("only months are compared: no segments, no total, no month after a gap, none from new to old", async () => {
  const segments = [HEADINGS, ["SMB", 100, 5, 1, 1], ["Mid", 1_300, 5, 1, 1], ["Enterprise", 900, 5, 1, 1]];
  expect(await found(segments, "A1:E4")).toEqual([]);

  const withTotal = [HEADINGS, ["Jan", 100, 5, 0, 0], ["Feb", 105, 5, 0, 0], ["Total", 205, 10, 0, 0]];
  expect(await found(withTotal, "A1:E4")).toEqual([]);

  excel = new ExcelMock();
  const unlabelled = [HEADINGS.slice(1, 5), [100, 5, 0, 0], [105, 5, 0, 0], [210, 10, 0, 0], [415, 20, 0, 0]];
  expect((await found(unlabelled, "A1:D5")).map(([address]) => address)).toEqual(["A4"]);

  excel = new ExcelMock();
  const withGap = [HEADINGS, ["Jan", 100, 5, 0, 0], ["", "", "", "", ""], ["Mar", 300, 5, 0, 0]];
  expect(await found(withGap, "A1:E4")).toEqual([]);

  excel = new ExcelMock();
  const date = (value: number) => ({ value, numberFormat: "mmm yyyy" });
  const backwards = [HEADINGS, [date(45_689), 150, 5, 0, 0], [date(45_658), 100, 5, 0, 0]];
  expect(await found(backwards, "A1:E3")).toEqual([]);
});

test.each([["Jan 2025"], ["März"], ["Q1"], ["FY24"], ["Month 1"], ["01/2025"], ["2025-01"], [3]])(
  "a row named %p is a period",
  async (label) => {
    const next = typeof label === "number" ? label + 1 : label;
    const rows = [HEADINGS, [label, 100, 5, 0, 0], [next, 150, 5, 0, 0]];
    expect((await found(rows, "A1:E3", "de-DE")).map(([, sentence]) => kindOf(sentence))).toEqual(["start"]);
  },
);

test("a yearly start among monthly ones is found once, and not where they come back", async () => {
  const rows = [
    HEADINGS,
    ["Jan", 84_000, 0, 0, 0],
    ["Feb", 1_008_000, 0, 0, 0],
    ["Mar", 84_000, 0, 0, 0],
    ["Apr", 84_000, 0, 0, 0],
  ];
  expect(await found(rows, "A1:E5")).toEqual([
    [
      "B3",
      "Start is 1008000, about 12 times that of the month before, 84000. Is it a yearly amount among monthly ones?",
    ],
  ]);
});

test("starts that turn monthly and stay so are found where they turn", async () => {
  const rows = [HEADINGS, ["Jan", 1_200, 0, 0, 0], ["Feb", 100, 0, 0, 0], ["Mar", 100, 0, 0, 0]];
  expect(await found(rows, "A1:E4")).toEqual([
    [
      "B3",
      "Start is 100, about a twelfth of that of the month before, 1200. Is it a monthly amount among yearly ones?",
    ],
  ]);
});

/** Months that follow on each other, with these churns. */
function withChurns(...churns: number[]): Contents {
  let start = 100_000;
  const rows = churns.map((churn, month) => {
    const row = [month + 1, start, 0, 0, churn];
    start -= churn;
    return row;
  });
  return [HEADINGS, ...rows];
}

test("a movement of twelve times what is usual, or a twelfth, is found", async () => {
  expect(await found(withChurns(500, 520, 480, 6_000, 510, 490, 40, 500), "A1:E9")).toEqual([
    [
      "E5",
      "Churn is 6000, about 12 times what is usual in this column, 500. Is it a yearly amount among monthly ones?",
    ],
    [
      "E8",
      "Churn is 40, about a twelfth of what is usual in this column, 500. Is it a monthly amount among yearly ones?",
    ],
  ]);
});

test.each(["Total", ""])("the sum of twelve steady months is none among them, labelled %p", async (label) => {
  const months = withChurns(...Array.from({ length: 12 }, () => 500));
  expect(await found([...months, [label, 1_167_000, 0, 0, 6_000]], "A1:E14")).toEqual([]);
});

test("a total that leaves one of its months out is a total by its label", async () => {
  const months = withChurns(...Array.from({ length: 12 }, () => 500));
  expect(await found([...months, ["Total 2025", 100_000, 0, 0, 5_500]], "A1:E14")).toEqual([]);
});

test("a start that jumps is found whatever else is wrong in its row", async () => {
  const rows = [HEADINGS, ["Jan", 20_000, 0, 0, 0], ["Feb", 240_000, 0, 0, -300], ["Mar", 20_000, 0, 0, 0]];
  expect((await found(rows, "A1:E4")).map(([address, sentence]) => [address, kindOf(sentence)])).toEqual([
    ["B3", "twelvefold"],
    ["E3", "negative"],
  ]);
});

describe("a column that is yearly as a whole", () => {
  /** Months that follow on each other, but for some new customers, with one of the amounts times a factor. */
  function months(column: number, factor: number, newCustomers: readonly number[] = []): Contents {
    let start = 100_000;
    const rows = Array.from({ length: 8 }, (_, month) => {
      const amounts = [start, 900 + 70 * month, 300 + 20 * month, 700 + 110 * ((month * 5) % 7)];
      start += amounts[1]! - amounts[2]! - amounts[3]! + (newCustomers[month] ?? 0);
      return [month + 1, ...amounts.map((amount, at) => (at + 1 === column ? amount * factor : amount))];
    });
    return [HEADINGS, ...rows];
  }

  test.each([
    [2, "C1", "Expansion"],
    [3, "D1", "Downgrade"],
    [4, "E1", "Churn"],
  ])("is asked about once, at its heading, and not at every gap that follows", async (column, cell, name) => {
    expect(await found(months(column, 12), "A1:E9")).toEqual([
      [
        cell,
        `The starts fit the ends of the months before if ${name} is divided by 12. Is ${name} a yearly amount?`,
      ],
    ]);
  });

  test("is asked about at its first cell without headings, and gaps of another cause stay", async () => {
    expect(await found(months(4, 12, [0, 0, 5_000]).slice(1), "A1:E8")).toEqual([
      ["E1", expect.stringContaining("if Churn is divided by 12")],
      ["B4", expect.stringContaining(" more.")],
    ]);
  });

  test("is found the other way round too", async () => {
    expect(await found(months(4, 1 / 12), "A1:E9")).toEqual([
      [
        "E1",
        "The starts fit the ends of the months before if Churn is multiplied by 12. Is Churn a monthly amount?",
      ],
    ]);
  });

  /** The ordinary months, all with new customers, and their churn times a factor. */
  function ordinary(factor: number, label: (month: number) => string | number): Contents {
    return ORDINARY_MONTHS.map(([, start, expansion, downgrade, churn], row) =>
      typeof churn === "number" ? [label(row), start, expansion, downgrade, churn * factor] : HEADINGS,
    );
  }

  test("is asked about where every month has new customers", async () => {
    const kinds = await found(
      ordinary(12, (month) => month),
      "A1:E13",
    );
    expect(kinds[0]).toEqual(["E1", expect.stringContaining("if Churn is divided by 12")]);
    expect(kinds.filter(([, sentence]) => kindOf(sentence) === "twelvefold")).toHaveLength(1);
    expect(kinds.length).toBeLessThan(4);
  });

  test.each([[(row: number) => 2010 + row], [(row: number) => `FY${10 + row}`]])(
    "is not asked about among years",
    async (label) => {
      const kinds = (await found(ordinary(12, label), "A1:E13")).map(([, sentence]) => kindOf(sentence));
      expect(new Set(kinds)).toEqual(new Set(["start"]));
    },
  );

  test("is not asked about where months are few, or new customers make up for the lost ones", async () => {
    const kinds = async (rows: Contents) =>
      new Set(
        (await found(rows, "A1:E9")).map(([address, sentence]) => `${kindOf(sentence)} in ${address[0]}`),
      );
    expect(await kinds(months(4, 12).slice(0, 7))).toEqual(new Set(["start in B"]));
    excel = new ExcelMock();
    const replaced = Array.from({ length: 8 }, (_, month) => [month + 1, 50_000, 0, 0, 900 + 40 * month]);
    expect(await kinds([HEADINGS, ...replaced])).toEqual(new Set(["start in B"]));
  });
});

test("movements that go up and down anyway, and few of them, are left alone", async () => {
  expect(await found(withChurns(500, 20, 3_000, 6_000, 90, 1_700, 40), "A1:E8")).toEqual([]);
  excel = new ExcelMock();
  expect(await found(withChurns(500, 520, 0, 6_000, 0), "A1:E6")).toEqual([]);
});

test("rates typed without their sign are found, in the words of NRR_BAND", async () => {
  const rows = [["NRR"], [1.005], [95], [-0.1], ["97%"], ["n/a"], ["#DIV/0!"], [""]];
  expect(await found(rows, "A:A")).toEqual([
    ["A3", "Value is 95, which reads as 9500%. If 95% is meant, enter 95% or 0.95."],
    ["A4", "Value is -0.1. A rate is never below 0%."],
    ["A5", 'Value is the text "97%". Enter it as a number.'],
    ["A6", 'Value is the text "n/a". Enter it as a number.'],
    ["A7", "Value is the error #DIV/0!. Correct it first."],
  ]);
});

test("rates that are all texts are found, and how to make numbers of them is said", async () => {
  excel.put("A1", [["NRR"], ["95%"], ["98 %"]]);
  const { findings } = await check("A1:A3");
  expect(findings.map(({ address, advice }) => `${address}: ${advice}`)).toEqual([
    expect.stringMatching(/^A2: .*Convert to Number/),
    expect.stringMatching(/^A3: .*Convert to Number/),
  ]);
});

test("rates in one row are checked, with the periods above or a name before them", async () => {
  const percent = (value: number) => ({ value, numberFormat: "0%" });
  const rows = [
    ["", "Q1", "Q2", "Q3", "Q4"],
    ["NRR", percent(0.97), percent(95), percent(1.02), percent(1.01)],
  ];
  for (const address of ["A1:E2", "A2:E2", "B2:E2"]) {
    excel = new ExcelMock();
    expect((await found(rows, address)).map(([at, sentence]) => [at, kindOf(sentence)])).toEqual([
      ["C2", "rate"],
    ]);
  }
  excel = new ExcelMock();
  expect((await found([rows[1]!], "B1:E1")).map(([at, sentence]) => [at, kindOf(sentence)])).toEqual([
    ["C1", "rate"],
  ]);
  excel = new ExcelMock();
  expect(await found([[100, 1, 2, 3]], "A1:D1")).toEqual([]);
  expect((await check("A1:D1")).checked).toContain("Negative amounts");
});

test("headings without a row below them are refused, and no all-clear is given", async () => {
  excel.put("A1", [HEADINGS]);
  await expect(check("B1:E1")).rejects.toThrow("There is no row below the headings.");
});

test("an error that only follows from the row's amounts is not found a second time", async () => {
  const rows = [HEADINGS, ["Jan", 0, 0, 0, 0, "#DIV/0!"], ["Feb", 100, 0, 0, 0, "#NAME?"]];
  expect((await found(rows, "A1:F3")).map(([address]) => address)).toEqual(["B2", "F3"]);
});

test("columns are found by their headings, under a title, in any order", async () => {
  const rows = [
    ["Our revenue", "", "", "", "", ""],
    ["", "", "", "", "", ""],
    ["Churned MRR", "Upsell", "Contraction", "Opening MRR", "New MRR", "Gross retention %"],
    [-1, 2, 3, 100, "n/a", 98],
  ];
  expect((await found(rows, "A1:F4")).map(([address, sentence]) => [address, kindOf(sentence)])).toEqual([
    ["A4", "negative"],
    ["F4", "rate"],
  ]);
});

test("columns without headings are taken in their order, with rates after the amounts", async () => {
  const rows = [
    ["Jan", 100, 1, 1, 1, 0.99, "Warning"],
    ["Feb", 99, 1, "x", 1, 95, "Warning"],
    ["Mar", 99, 1, 1, 1, 1.01, "Healthy"],
  ];
  expect((await found(rows, "A1:G3")).map(([address, sentence]) => [address, kindOf(sentence)])).toEqual([
    ["D2", "text"],
    ["F2", "rate"],
  ]);
});

test("the ordinary months of the local workbook give notes on new customers alone", async () => {
  excel.put("A1", ORDINARY_MONTHS);
  const { findings, rows, address, checked } = await check("A:G");
  expect(findings).toHaveLength(11);
  for (const { sentence, severity } of findings)
    expect([kindOf(sentence), severity]).toEqual(["start", "note"]);
  expect(rows).toBe(12);
  expect(address).toBe("A1:G13");
  expect(checked).toEqual([
    "Texts and errors where an amount belongs",
    "Negative amounts",
    "Months that start at 0",
    "Losses of more than start + expansion",
    "Starts against the end of the month before",
    "Starts of about twelve times the month before",
    "Movements of about twelve times the others",
    "Texts and errors among the rates",
    "Rates such as 95 where 95% is meant",
  ]);
});

test("only the checks that were made are named", async () => {
  excel.put("A1", [["NRR"], [1.005]]);
  expect((await check("A1:A2")).checked).toEqual([
    "Texts and errors among the rates",
    "Rates such as 95 where 95% is meant",
  ]);
  excel.put("A1", [HEADINGS, ["SMB", 100, 0, 0, 0, 1]]);
  expect((await check("A1:E2")).checked).toEqual([
    "Texts and errors where an amount belongs",
    "Negative amounts",
    "Months that start at 0",
    "Losses of more than start + expansion",
  ]);
});

test("headings above the selected numbers name the columns", async () => {
  excel.put("A1", [HEADINGS, ["Jan", 100, 1, 1, -1]]);
  const { findings, address } = await check("B2:E2");
  expect(findings.map((finding) => finding.address)).toEqual(["E2"]);
  expect(address).toBe("B1:E2");
});

test.each([
  ["blank cells", "J1:K9"],
  ["two columns of amounts", "B1:C3"],
])("%s are refused", async (_, address) => {
  excel.put("A1", [HEADINGS, ["Jan", 100, 1, 1, 1], ["Feb", 100, 1, 1, 1]]);
  await expect(check(address)).rejects.toThrow(Refusal);
});

describe("many rows", () => {
  const months = Array.from({ length: 4_500 }, (_, month) => [100 + month, 1, 0, 0]);

  test("are read in parts, with news of how far it is", async () => {
    excel
      .put("A1", months)
      .put("D4500", [[-1]])
      .select("A:D");
    const progress: [number, number][] = [];
    const { findings, rows, stopped } = await checkData(new ExcelWorkbook(), {
      style: numberStyleOf("en-US"),
      signal: new AbortController().signal,
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(progress).toEqual([
      [2_000, 4_500],
      [4_000, 4_500],
      [4_500, 4_500],
    ]);
    expect(findings.map(({ address }) => address)).toEqual(["D4500"]);
    expect({ rows, stopped }).toEqual({ rows: 4_500, stopped: false });
  });

  test("can be stopped, and what was read by then is checked", async () => {
    excel
      .put("A1", months)
      .put("D3", [[-1]])
      .put("D4500", [[-1]])
      .select("A:D");
    const stop = new AbortController();
    const { findings, rows, stopped } = await checkData(new ExcelWorkbook(), {
      style: numberStyleOf("en-US"),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(findings.map(({ address }) => address)).toEqual(["D3"]);
    expect({ rows, stopped }).toEqual({ rows: 2_000, stopped: true });
  });

  test("can be stopped before the first of them", async () => {
    excel.put("A1", months).select("A:D");
    const { findings, rows, stopped } = await checkData(new ExcelWorkbook(), {
      style: numberStyleOf("en-US"),
      signal: AbortSignal.abort(),
      onProgress: () => undefined,
    });
    expect({ findings, rows, stopped }).toEqual({ findings: [], rows: 0, stopped: true });
  });
});
