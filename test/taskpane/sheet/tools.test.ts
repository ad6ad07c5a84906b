import { numberStyleOf } from "../../../src/taskpane/amounts";
import { addExample } from "../../../src/taskpane/sheet/add-example";
import { BAND_COLOURS } from "../../../src/taskpane/sheet/band-colours";
import { chartRates } from "../../../src/taskpane/sheet/chart-rates";
import { checkData } from "../../../src/taskpane/sheet/check-data";
import { colourByBand } from "../../../src/taskpane/sheet/colour-by-band";
import { ExcelWorkbook } from "../../../src/taskpane/sheet/excel-workbook";
import { fillNrr } from "../../../src/taskpane/sheet/fill-nrr";
import { insertFormula } from "../../../src/taskpane/sheet/insert-formula";
import { putOnNewSheet } from "../../../src/taskpane/sheet/new-sheet";
import { Refusal } from "../../../src/taskpane/sheet/problems";
import type { Workbook } from "../../../src/taskpane/sheet/workbook";
import { ExcelMock } from "../../support/excel-mock";

let excel: ExcelMock;
const workbook = new ExcelWorkbook();

/** A host without charts, as the local workbook may be. */
const chartless: Workbook = Object.create(workbook, { hasCharts: { value: false } });

let questions: string[];
const yes = async (question: string) => Promise.resolve(questions.push(question) > 0);
const no = async (question: string) => Promise.resolve(questions.push(question) === 0);

beforeEach(() => {
  excel = new ExcelMock();
  questions = [];
});

const HEADINGS = ["Month", "Start", "Expansion", "Downgrade", "Churn"];
const JANUARY = ["Jan", 200_000, 4_000, 1_000, 2_000];
const FEBRUARY = ["Feb", 201_000, 3_000, 0, 9_000];

describe("fillNrr", () => {
  const CARE = "Bands speak of a year, so read a month's band with care.";
  const WHAT_TO_SELECT = /^Select the columns start, expansion, downgrade and churn/;

  test("writes rates and bands with headings beside a table with headings and months", async () => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("A1:E3");
    expect(await fillNrr(workbook, no)).toBe(`NRR and its band are in F1:G3, for 2 rows. ${CARE}`);
    expect(excel.contents("F1:G3")).toEqual([
      ["NRR", "Band"],
      ["=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)"],
      ["=NRR(B3,C3,D3,E3)", "=NRR_BAND(F3)"],
    ]);
    expect(excel.cell("F1").isBold).toBe(true);
    expect(excel.cell("F2").numberFormat).toBe("0.0%");
    expect(excel.cell("F1").numberFormat).toBe("General");
    expect(questions).toEqual([]);
  });

  test("writes down to the last row of whole columns", async () => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("B:E");
    await fillNrr(workbook, no);
    expect(excel.contents("F1:G4")).toEqual([
      ["NRR", "Band"],
      ["=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)"],
      ["=NRR(B3,C3,D3,E3)", "=NRR_BAND(F3)"],
      ["", ""],
    ]);
  });

  test("finds the headings in the row above when only the numbers are selected", async () => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("B2:E3");
    expect(await fillNrr(workbook, no)).toBe(`NRR and its band are in F1:G3, for 2 rows. ${CARE}`);
    expect(excel.contents("F1:G1")).toEqual([["NRR", "Band"]]);
  });

  test("says so where the numbers have no headings", async () => {
    excel.put("B2", [JANUARY.slice(1), FEBRUARY.slice(1)]).select("B2:E3");
    expect(await fillNrr(workbook, no)).toBe(
      `NRR and its band are in F2:G3, for 2 rows. The amounts have no headings, so these columns have none either. ${CARE}`,
    );
    expect(excel.contents("F1:G2")).toEqual([
      ["", ""],
      ["=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)"],
    ]);
  });

  test("leaves blank rows blank, and what stands beside them", async () => {
    excel
      .put("A1", [HEADINGS, JANUARY, [], FEBRUARY])
      .put("F3", [["a note"]])
      .select("A1:E4");
    expect(await fillNrr(workbook, no)).toBe(
      `NRR and its band are in F1:G4, for 2 rows. Blank rows stayed blank. ${CARE}`,
    );
    expect(excel.contents("F3:G4")).toEqual([
      ["a note", ""],
      ["=NRR(B4,C4,D4,E4)", "=NRR_BAND(F4)"],
    ]);
  });

  test("counts a column of amounts that is blank all the way down", async () => {
    excel.put("A1", [HEADINGS, ["Jan", 100, 5], ["Feb", 105, 2]]).select("B2:E3");
    await fillNrr(workbook, no);
    expect(excel.contents("F2:F3")).toEqual([["=NRR(B2,C2,D2,E2)"], ["=NRR(B3,C3,D3,E3)"]]);
  });

  test("goes by the headings where the columns are in another order", async () => {
    excel
      .put("A1", [
        ["Month", "Opening MRR", "New", "Churned MRR", "Contraction", "Upsell"],
        ["Jan", 100, 50, 4, 3, 2],
      ])
      .select("A1:F2");
    await fillNrr(workbook, no);
    expect(excel.contents("G1:H2")).toEqual([
      ["NRR", "Band"],
      ["=NRR(B2,F2,E2,D2)", "=NRR_BAND(G2)"],
    ]);
  });

  test("takes years and dates before the amounts for labels", async () => {
    excel
      .put("A1", [
        [2023, 100, 5, 1, 2],
        [2024, 120, 5, 1, 2],
      ])
      .select("A1:E2");
    await fillNrr(workbook, no);
    expect(excel.contents("F1")).toEqual([["=NRR(B1,C1,D1,E1)"]]);
    excel
      .put("A5", [
        [{ value: 45_658, numberFormat: "mmm yyyy" }, 100, 5, 1, 2],
        [{ value: 45_689, numberFormat: "mmm yyyy" }, 120, 5, 1, 2],
      ])
      .select("A5:E6");
    await fillNrr(workbook, no);
    expect(excel.contents("F5")).toEqual([["=NRR(B5,C5,D5,E5)"]]);
  });

  test("asks before it replaces anything, and changes nothing after a no", async () => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("A1:E3");
    excel.put("F1", [["NRR", "Note"], [1.2, "ok"], ["=B3*2"]]);
    expect(await fillNrr(workbook, no)).toBe("Nothing was changed.");
    expect(questions).toEqual([
      "G1 (Note), F2 (1.2) and 2 more cells already hold something else. Replace them?",
    ]);
    expect(excel.contents("F1:G3")).toEqual([
      ["NRR", "Note"],
      [1.2, "ok"],
      ["=B3*2", ""],
    ]);
    await fillNrr(workbook, yes);
    expect(excel.contents("F1:G2")).toEqual([
      ["NRR", "Band"],
      ["=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)"],
    ]);
  });

  test("asks again if the cells have come to hold more while the question was open", async () => {
    excel
      .put("A1", [HEADINGS, JANUARY, FEBRUARY])
      .put("F2", [[1.2]])
      .select("A1:E3");
    const yesAndType = async (question: string) => {
      if (questions.length === 0) excel.put("G3", [["a note"]]);
      return yes(question);
    };
    await fillNrr(workbook, yesAndType);
    expect(questions).toEqual([
      "F2 (1.2) already holds something else. Replace it?",
      "F2 (1.2) and G3 (a note) already hold something else. Replace them?",
    ]);
  });

  test("names the sheet if another one is shown by the time of the answer", async () => {
    excel
      .put("A1", [HEADINGS, JANUARY])
      .put("F2", [[1.2]])
      .select("A1:E2");
    await putOnNewSheet(workbook, "Plan", [[{ value: 1 }]]);
    excel.select("A1:E2");
    const leave = async () => {
      excel.select("A1", "A1", "Plan");
      return Promise.resolve(true);
    };
    expect(await fillNrr(workbook, leave)).toMatch(/^NRR and its band are in F1:G2 on "Sheet1", for 1 row\./);
    expect(excel.cell("F2").formula).toBe("=NRR(B2,C2,D2,E2)");
  });

  test.each(["A1:G3", "B2:F3", "B1:F3", "A:G"])(
    "writes rates and bands anew where they were filled in before, with %s selected",
    async (address) => {
      excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("A1:E3");
      await fillNrr(workbook, no);
      excel.put("F2", [["=1.2"]]).select(address);
      await fillNrr(workbook, yes);
      expect(questions).toEqual(["F2 (=1.2) already holds something else. Replace it?"]);
      expect(excel.contents("F1:I3")).toEqual([
        ["NRR", "Band", "", ""],
        ["=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)", "", ""],
        ["=NRR(B3,C3,D3,E3)", "=NRR_BAND(F3)", "", ""],
      ]);
    },
  );

  test("leaves a rate alone that has something else than its band beside it", async () => {
    excel
      .put("A1", [
        [...HEADINGS, "NRR", "Owner"],
        [...JANUARY, 1, "Ann"],
      ])
      .select("A1:G2");
    await fillNrr(workbook, no);
    expect(excel.contents("F2:I2")).toEqual([[1, "Ann", "=NRR(B2,C2,D2,E2)", "=NRR_BAND(H2)"]]);
  });

  test("does not ask when the cells hold just that already", async () => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select("A1:E3");
    await fillNrr(workbook, no);
    await fillNrr(workbook, no);
    expect(questions).toEqual([]);
  });

  test.each([
    ["nothing", "J1:J9"],
    ["three columns", "A2:C3"],
    ["months and three amounts", "A1:D3"],
    ["headings alone", "A1:E1"],
  ])("refuses %s and says what to select", async (_, address) => {
    excel.put("A1", [HEADINGS, JANUARY, FEBRUARY]).select(address);
    await expect(fillNrr(workbook, yes)).rejects.toThrow(WHAT_TO_SELECT);
    await expect(fillNrr(workbook, yes)).rejects.toThrow(Refusal);
    expect(
      excel
        .contents("F1:G3")
        .flat()
        .every((value) => value === ""),
    ).toBe(true);
  });

  const dates = [45_658, 45_689, 45_717, 45_748].map((value) => ({ value, numberFormat: "mmm yyyy" }));
  const PERIODS = /^Each column here is a period\. For a customer list use =NRR_TABLE/;

  test.each([
    ["quarters", ["Segment", "Q1", "Q2", "Q3", "Q4"], PERIODS],
    ["months", ["Customer", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"], PERIODS],
    ["dates", ["Customer", ...dates], PERIODS],
    ["years", ["Customer", 2022, 2023, 2024, 2025], PERIODS],
    [
      "new customers",
      ["Month", "Start", "New customers", "Downgrade", "Churn"],
      /^New customers are not expansion/,
    ],
  ])("refuses amounts under headings that name %s", async (_, headings, sentence) => {
    excel.put("A1", [headings, ["Acme", 100, 110, 105, 100], ["Globex", 50, 50, 60, 60]]);
    for (const address of ["A1:E3", "B2:E3"]) {
      excel.select(address);
      await expect(fillNrr(workbook, yes)).rejects.toThrow(sentence);
    }
  });

  test("takes new customers in a column of their own for none of the four, and no date for an amount", async () => {
    excel
      .put("A1", [
        ["Start", "New", "Expansion", "Downgrade", "Churn"],
        [100, 9, 1, 2, 3],
      ])
      .select("A1:E2");
    await fillNrr(workbook, no);
    expect(excel.contents("F2")).toEqual([["=NRR(A2,C2,D2,E2)"]]);
    excel.put("A5", [["Acme", dates[0]!, 100, 1, 2, 3]]).select("A5:F5");
    await expect(fillNrr(workbook, yes)).rejects.toThrow(WHAT_TO_SELECT);
    excel.put("A8", [[dates[0]!, 100, "", "", ""]]).select("A8:E8");
    await fillNrr(workbook, no);
    expect(excel.contents("F8")).toEqual([["=NRR(B8,C8,D8,E8)"]]);
  });

  test("refuses headings that contradict the order of the columns", async () => {
    excel
      .put("A1", [
        ["Start", "Churn", "Upsell", "Upgrades"],
        [1, 2, 3, 4],
      ])
      .select("A1:D2");
    await expect(fillNrr(workbook, yes)).rejects.toThrow(WHAT_TO_SELECT);
  });

  test("refuses two columns of which either could be the one", async () => {
    excel
      .put("A1", [
        ["Start", "Upsell", "Upgrades", "Downgrade", "Churn"],
        [100, 5, 4, 1, 2],
      ])
      .select("A1:E2");
    await expect(fillNrr(workbook, yes)).rejects.toThrow(WHAT_TO_SELECT);
  });

  test("refuses five columns of numbers without headings", async () => {
    excel.put("A1", [[100, 5, 1, 2, 102]]).select("A1:E1");
    await expect(fillNrr(workbook, yes)).rejects.toThrow(WHAT_TO_SELECT);
  });

  test("leaves no gap for a blank column that was selected as well", async () => {
    excel.put("A1", [[100, 5, 1, 2]]).select("A1:E1");
    await fillNrr(workbook, no);
    expect(excel.contents("E1:F1")).toEqual([["=NRR(A1,B1,C1,D1)", "=NRR_BAND(E1)"]]);
  });

  test("refuses the last columns of the sheet", async () => {
    excel.put("XFA1", [[100, 1, 1, 1]]).select("XFA1:XFD1");
    await expect(fillNrr(workbook, yes)).rejects.toThrow("There is no room for two columns");
  });
});

describe("insertFormula", () => {
  const amounts = [200_000, 4_000, 1_000, 2_000] as const;

  test("writes the amounts into the one selected cell", async () => {
    excel.select("C5");
    expect(await insertFormula(workbook, amounts, no)).toBe("=NRR(200000,4000,1000,2000) is in C5.");
    expect(excel.cell("C5")).toMatchObject({ formula: "=NRR(200000,4000,1000,2000)", numberFormat: "0.0%" });
  });

  test.each([
    [0.1, "0.1"],
    [1234.56, "1234.56"],
    [0.1 + 0.2, "0.3"],
    [1e21, "1E+21"],
    [1.5e-7, "1.5E-7"],
    [123_456_789_012_345, "123456789012345"],
    [-5, "-5"],
  ])("spells %d as Excel reads it back", async (amount, text) => {
    excel.select("A1");
    await insertFormula(workbook, [amount, 0, 0, 0], no);
    expect(excel.cell("A1").formula).toBe(`=NRR(${text},0,0,0)`);
  });

  test("refuses an amount that no cell can hold", async () => {
    excel.select("A1");
    await expect(insertFormula(workbook, [Infinity, 0, 0, 0], no)).rejects.toThrow(Refusal);
    await expect(insertFormula(workbook, [1e308, 0, 0, 0], no)).rejects.toThrow("too large");
  });

  test("refers to four cells of a row or a column, in the cell after them", async () => {
    excel.select("B2:E2");
    expect(await insertFormula(workbook, amounts, no)).toBe("=NRR(B2,C2,D2,E2) is in F2.");
    excel.select("H1:H4");
    expect(await insertFormula(workbook, amounts, no)).toBe("=NRR(H1,H2,H3,H4) is in H5.");
    expect(excel.cell("F2").formula).toBe("=NRR(B2,C2,D2,E2)");
    expect(excel.cell("H5").formula).toBe("=NRR(H1,H2,H3,H4)");
  });

  test("refers to the other four of five cells, in the blank active one", async () => {
    excel.put("B2", [[100, 1, 2, 3]]).select("B2:F2", "F2");
    expect(await insertFormula(workbook, amounts, no)).toBe("=NRR(B2,C2,D2,E2) is in F2.");
    excel.put("A2", [[""]]).select("A2:E2", "A2");
    expect(await insertFormula(workbook, amounts, no)).toBe("=NRR(B2,C2,D2,E2) is in A2.");
  });

  test("keeps a number format of the user's own", async () => {
    excel.put("A1", [
      [
        { value: "", numberFormat: "0.00%" },
        { value: "", numberFormat: "@" },
      ],
    ]);
    excel.select("A1");
    await insertFormula(workbook, amounts, no);
    excel.select("B1");
    await insertFormula(workbook, amounts, no);
    expect(excel.cell("A1").numberFormat).toBe("0.00%");
    expect(excel.cell("B1")).toMatchObject({ formula: "=NRR(200000,4000,1000,2000)", numberFormat: "0.0%" });
  });

  test("asks before it replaces what the cell holds", async () => {
    excel.put("A1", [["=SUM(B:B)"]]).select("A1");
    expect(await insertFormula(workbook, amounts, no)).toBe("Nothing was changed.");
    expect(questions).toEqual(["A1 (=SUM(B:B)) already holds something else. Replace it?"]);
    expect(excel.cell("A1").formula).toBe("=SUM(B:B)");
    await insertFormula(workbook, amounts, yes);
    expect(excel.cell("A1").formula).toBe("=NRR(200000,4000,1000,2000)");
  });

  test.each([
    ["two cells", "A1:B1", "A1"],
    ["a block of four", "A1:B2", "A1"],
    ["five cells of which the active one is filled", "B2:F2", "B2"],
    ["whole columns", "B:E", "B1"],
  ])("refuses %s", async (_, address, active) => {
    excel.put("B2", [[100, 1, 2, 3]]).select(address, active);
    await expect(insertFormula(workbook, amounts, yes)).rejects.toThrow(/^Select the cell that the formula/);
  });

  test("refuses four cells at the end of the sheet", async () => {
    excel.select("XFA1:XFD1");
    await expect(insertFormula(workbook, amounts, yes)).rejects.toThrow("There is no cell after these.");
  });
});

describe("colourByBand", () => {
  test("gives the cells three conditional formats, one for each band", async () => {
    excel.put("F1", [["NRR"], [1.005], [1.25], [0.98]]).select("F2:F13");
    expect(await colourByBand(workbook)).toBe(
      "F2:F13 is coloured by band: dark green above 120%, blue from 100% to 120%, light red below 100%. 3 cells have a band. The colours change with the rates.",
    );
    expect(excel.sheet("Sheet1").conditionalFormats).toEqual([
      {
        type: "Custom",
        address: "F2:F13",
        formula: "=IF(ISNUMBER(F2),AND(ROUND(F2,14)>1.2,ROUND(F2,14)<10))",
        ...BAND_COLOURS.Exceptional,
      },
      {
        type: "Custom",
        address: "F2:F13",
        formula: "=IF(ISNUMBER(F2),AND(ROUND(F2,15)>=1,ROUND(F2,14)<=1.2))",
        ...BAND_COLOURS.Healthy,
      },
      {
        type: "Custom",
        address: "F2:F13",
        formula: "=IF(ISNUMBER(F2),AND(F2>=0,ROUND(F2,15)<1))",
        ...BAND_COLOURS.Warning,
      },
    ]);
  });

  test("colours whole columns as they are selected, and only once", async () => {
    excel.put("F1", [["NRR"], [1.005]]).select("F:F");
    expect(await colourByBand(workbook)).toMatch(/^F:F is coloured/);
    await colourByBand(workbook);
    const { conditionalFormats } = excel.sheet("Sheet1");
    expect(conditionalFormats.map(({ address }) => address)).toEqual(Array(3).fill("F1:F1048576"));
    expect(conditionalFormats[0]!.formula).toContain("ISNUMBER(F1)");
  });

  test("colours in a table the columns of rates alone, by their headings or their format", async () => {
    const percent = (value: number) => ({ value, numberFormat: "0.0%" });
    excel.put("A1", [
      [...HEADINGS, "NRR", "Band", "Kept"],
      [...JANUARY, 1.005, "Healthy", percent(0.985)],
      ["Feb", 201_000, 3, 0, 0, 97, "Warning", percent(0.955)],
    ]);
    for (const address of ["A1:H3", "B2:H3"]) {
      excel.select(address);
      expect(await colourByBand(workbook)).toMatch(
        /^F\d:F3 and H\d:H3 are coloured by band: .* 3 cells have a band\. 1 number stays plain, as it is not a rate/,
      );
    }
    const { conditionalFormats } = excel.sheet("Sheet1");
    expect(new Set(conditionalFormats.map(({ address }) => address))).toEqual(
      new Set(["F1:F3", "H1:H3", "F2:F3", "H2:H3"]),
    );
  });

  test("colours a block of rates as a whole", async () => {
    excel
      .put("A1", [
        ["", "Q1", "Q2"],
        ["GRR", 0.97, 0.98],
        ["NRR", 1.1, 105],
      ])
      .select("A1:C3");
    expect(await colourByBand(workbook)).toMatch(
      /^A1:C3 is coloured .* 3 cells have a band\. 1 number stays plain/,
    );
  });

  test("refuses amounts with a few small ones among them", async () => {
    excel.put("A1", [HEADINGS, JANUARY, ["Feb", 201_000, 3, 0, 9_000]]).select("A1:E3");
    await expect(colourByBand(workbook)).rejects.toThrow(
      "Most of the selected numbers are not rates. Select the rates alone, then try again.",
    );
    expect(excel.sheet("Sheet1").conditionalFormats).toEqual([]);
  });

  test("refuses cells without any rate", async () => {
    excel
      .put("A1", [["NRR"], [84_000], ["#N/A"], [-0.5], [{ value: 1, numberFormat: "d mmm" }]])
      .select("A1:B9");
    await expect(colourByBand(workbook)).rejects.toThrow(/^There are no rates among the selected cells\./);
    expect(excel.sheet("Sheet1").conditionalFormats).toEqual([]);
  });

  test("its texts are readable on their fills, which differ in lightness", () => {
    const luminance = (colour: string) => {
      const [red, green, blue] = [1, 3, 5].map((at) => {
        const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string) => {
      const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
      return (light + 0.05) / (dark + 0.05);
    };
    const { Exceptional, Healthy, Warning } = BAND_COLOURS;
    for (const { fill, text } of [Exceptional, Healthy, Warning])
      expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(Exceptional.fill, Healthy.fill)).toBeGreaterThan(3);
    expect(contrast(Healthy.fill, Warning.fill)).toBeGreaterThan(1.4);
  });
});

describe("chartRates", () => {
  const RATES = [
    ["Month", "Start", "NRR"],
    ["Jan", 100, 1.005],
    ["Feb", 101, "#N/A"],
    ["Mar", 99, 0.98],
  ];

  test("draws the selected cells themselves, with two bounds from a new sheet", async () => {
    excel.put("A1", RATES).select("C1:C4");
    expect(await chartRates(workbook)).toBe(
      'The chart is on the new sheet "NRR chart". It follows C2:C4 on "Sheet1".',
    );
    expect(excel.contents("A1:B4", "NRR chart")).toEqual([
      ["Healthy from 100%", "Exceptional above 120%"],
      [1, 1.2],
      [1, 1.2],
      [1, 1.2],
    ]);
    const [chart] = excel.sheet("NRR chart").charts;
    expect(chart).toMatchObject({ title: "Net revenue retention", position: "NRR chart!D1" });
    expect(chart!.series).toMatchObject([
      { name: "NRR", values: "Sheet1!C2:C4", labels: "Sheet1!A2:A4", lineStyle: "Continuous" },
      { name: "Exceptional above 120%", values: "NRR chart!B2:B4", lineStyle: "Dash" },
      { name: "Healthy from 100%", values: "NRR chart!A2:A4", lineStyle: "Dash" },
    ]);
  });

  test("takes dates for labels, and no amounts", async () => {
    const date = (value: number) => ({ value, numberFormat: "mmm-yy" });
    excel.put("A1", [
      [date(45_658), 1.1, 84, 1.2],
      [date(45_689), 1.2, 85, 1.3],
    ]);
    excel.select("B1:B2");
    await chartRates(workbook);
    expect(excel.sheet("NRR chart").charts[0]!.series[0]!.labels).toBe("Sheet1!A1:A2");
    excel.put("B1", [[""], [""]]).select("D1:D2");
    await chartRates(workbook);
    expect(excel.sheet("NRR chart 2").charts[0]!.series[0]!.labels).toBeUndefined();
  });

  test("draws a row with the labels above it", async () => {
    excel.put("A1", [
      ["", "Q1", "Q2"],
      ["GRR", 0.97, 0.98],
    ]);
    excel.select("A2:C2");
    await chartRates(workbook);
    expect(excel.contents("A2:B3", "NRR chart")).toEqual([
      [1, 1.2],
      [1, 1.2],
    ]);
    expect(excel.sheet("NRR chart").charts[0]!.series[0]).toMatchObject({
      name: "GRR",
      values: "Sheet1!B2:C2",
      labels: "Sheet1!B1:C1",
    });
  });

  test.each([
    ["a block", "A1:C4", /^Select two rates or more/],
    ["one cell", "C2", /^Select two rates or more/],
    ["amounts", "B2:B4", /^Select two rates or more/],
    [
      "rates of which one is typed as 95",
      "E1:E3",
      /^E3 is 95, which reads as 9500%\. If 95% is meant, enter 95% or 0\.95\.$/,
    ],
    ["rates with a text among them", "F1:F3", /^F2 is not a rate, and a chart/],
    [
      "rates with an amount among them",
      "G1:G3",
      /^G2 is 84000, which is not a rate\. Select the rates alone\.$/,
    ],
  ])("refuses %s, and adds no sheet", async (_, address, sentence) => {
    excel.put("A1", RATES);
    excel.put("E1", [
      [1.1, 1.1, 1.1],
      [1.2, "n/a", 84_000],
      [95, 1.2, 1.2],
    ]);
    excel.select(address);
    await expect(chartRates(workbook)).rejects.toThrow(sentence);
    expect(excel.sheets.map(({ name }) => name)).toEqual(["Sheet1"]);
  });

  test("adds no sheet where charts cannot be drawn", async () => {
    excel.put("A1", RATES).select("C1:C4");
    await expect(chartRates(chartless)).rejects.toMatchObject({ problem: "no charts here" });
    expect(excel.sheets.map(({ name }) => name)).toEqual(["Sheet1"]);
  });
});

describe("addExample", () => {
  test("adds twelve months with rates, bands, colours and a chart", async () => {
    expect(await addExample(workbook)).toBe(
      'Twelve months with their rates and bands are on the new sheet "NRR example". The chart below them follows the cells.',
    );
    expect(excel.contents("A1:G2", "NRR example")).toEqual([
      ["Month", "Start", "Expansion", "Downgrade", "Churn", "NRR", "Band"],
      ["January", 62_000, 1_900, 400, 1_100, "=NRR(B2,C2,D2,E2)", "=NRR_BAND(F2)"],
    ]);
    expect(excel.contents("F13:G14", "NRR example")).toEqual([
      ["=NRR(B13,C13,D13,E13)", "=NRR_BAND(F13)"],
      ["", ""],
    ]);
    expect(excel.contents("H1:J2", "NRR example")).toEqual([
      ["", "Healthy from 100%", "Exceptional above 120%"],
      ["", 1, 1.2],
    ]);
    const { conditionalFormats, charts } = excel.sheet("NRR example");
    expect(conditionalFormats.map(({ address }) => address)).toEqual(Array(3).fill("F2:F13"));
    expect(charts[0]).toMatchObject({ position: "NRR example!A15" });
    expect(charts[0]!.series.map(({ values, labels }) => [values, labels])).toEqual([
      ["NRR example!F2:F13", "NRR example!A2:A13"],
      ["NRR example!J2:J13", "NRR example!A2:A13"],
      ["NRR example!I2:I13", "NRR example!A2:A13"],
    ]);
  });

  test("goes through all three bands, and each month starts where the one before ended or above", async () => {
    await addExample(workbook);
    const months = excel.contents("B2:E13", "NRR example") as [number, number, number, number][];
    const ends = months.map(([start, expansion, downgrade, churn]) => start + expansion - downgrade - churn);
    const rates = months.map(([start], month) => ends[month]! / start);
    expect(rates.some((rate) => rate > 1.2)).toBe(true);
    expect(rates.some((rate) => rate >= 1 && rate <= 1.2)).toBe(true);
    expect(rates.some((rate) => rate < 1)).toBe(true);
    months.slice(1).forEach(([start], month) => expect(start).toBeGreaterThanOrEqual(ends[month]!));
  });

  test("is nothing that the check finds fault with, but for new customers", async () => {
    await addExample(workbook);
    excel
      .put(
        "F2",
        Array.from({ length: 12 }, () => [1.01]),
        "NRR example",
      )
      .select("A1:G13", "A1", "NRR example");
    const { findings } = await checkData(workbook, {
      style: numberStyleOf("en-US"),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["note"]));
  });

  test("leaves the chart and its bounds out where charts cannot be drawn, and says so", async () => {
    expect(await addExample(chartless)).toBe(
      'Twelve months with their rates and bands are on the new sheet "NRR example". There is no chart, since this workbook cannot show any.',
    );
    expect(excel.contents("G2:I2", "NRR example")).toEqual([["=NRR_BAND(F2)", "", ""]]);
    expect(excel.sheet("NRR example").conditionalFormats).toHaveLength(3);
    expect(excel.sheet("NRR example").charts).toEqual([]);
  });
});

test("putOnNewSheet says which sheet it added", async () => {
  await putOnNewSheet(workbook, "Plan", [[{ value: 1 }]]);
  expect(await putOnNewSheet(workbook, "Plan", [[{ value: 2 }]])).toBe('It is on the new sheet "Plan 2".');
  expect(excel.contents("A1", "Plan 2")).toEqual([[2]]);
});
