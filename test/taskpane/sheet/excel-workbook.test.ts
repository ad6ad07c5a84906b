import { ExcelWorkbook } from "../../../src/taskpane/sheet/excel-workbook";
import { sentenceOf } from "../../../src/taskpane/sheet/problems";
import { widthOf, type Area } from "../../../src/taskpane/sheet/workbook";
import { ExcelMock } from "../../support/excel-mock";

let excel: ExcelMock;
const workbook = new ExcelWorkbook();

beforeEach(() => {
  excel = new ExcelMock();
});

const area = (row: number, column: number, rows: number, columns: number): Area => ({
  sheet: "Sheet1",
  row,
  column,
  rows,
  columns,
});

const problem = (name: string) => ({ problem: name });

describe("selection", () => {
  test("says what is selected, which part of it holds anything, and the active cell", async () => {
    excel.put("B2", [[1, 2], [3]]).select("A1:D5", "C4");
    expect(await workbook.selection()).toEqual({
      area: area(0, 0, 5, 4),
      used: area(1, 1, 2, 2),
      activeCell: area(3, 2, 1, 1),
    });
  });

  test("of whole columns is as long as the sheet, and its used part is not", async () => {
    excel.put("B1", [["Start"], [100]]).select("B:C");
    const { area: selected, used } = await workbook.selection();
    expect(selected).toEqual(area(0, 1, 1_048_576, 2));
    expect(used).toEqual(area(0, 1, 2, 1));
  });

  test("of blank cells has no used part", async () => {
    excel.select("A1:B2");
    expect((await workbook.selection()).used).toBeUndefined();
  });

  test("of several areas is told from that of a picture", async () => {
    excel.select("A1:A3,C1:C3");
    await expect(workbook.selection()).rejects.toMatchObject(problem("several areas"));
    excel.selectPicture();
    await expect(workbook.selection()).rejects.toMatchObject(problem("not a cell selection"));
  });

  test("of several areas is no block of cells where Excel cannot tell more", async () => {
    excel.version = 1.08;
    excel.select("A1:A3,C1:C3");
    await expect(workbook.selection()).rejects.toMatchObject(problem("not a cell selection"));
  });
});

describe("read", () => {
  test("gives values, formulas, formats and errors", async () => {
    excel.put("A1", [
      ["Start", 100, true],
      [{ value: 1.005, formula: "=NRR(1,0,0,0)", numberFormat: "0.0%" }, "#N/A", ""],
    ]);
    const general = { formula: "", numberFormat: "General", isError: false };
    expect(await workbook.read(area(0, 0, 2, 3))).toEqual([
      [
        { ...general, value: "Start" },
        { ...general, value: 100 },
        { ...general, value: true },
      ],
      [
        { value: 1.005, formula: "=NRR(1,0,0,0)", numberFormat: "0.0%", isError: false },
        { ...general, value: "#N/A", isError: true },
        { ...general, value: "" },
      ],
    ]);
  });

  test("takes a text that begins with an equals sign for a text", async () => {
    excel.put("A1", [[{ value: "=NRR" }]]);
    expect(await workbook.read(area(0, 0, 1, 1))).toMatchObject([[{ value: "=NRR", formula: "" }]]);
  });

  test("gets more cells than Excel on the web gives at once", async () => {
    excel.put("A30000", [[7]]);
    const rows = await workbook.read(area(0, 0, 30_000, 2));
    expect(rows).toHaveLength(30_000);
    expect(rows.at(-1)![0]!.value).toBe(7);
  });

  test("of a sheet that was deleted says so", async () => {
    const gone = { ...area(0, 0, 1, 1), sheet: "Gone" };
    await expect(workbook.read(gone)).rejects.toMatchObject(problem("sheet is gone"));
  });
});

describe("write", () => {
  test("puts numbers, texts and formulas into cells and leaves the others as they are", async () => {
    excel.put("A1", [[1, { value: 2, numberFormat: "0.00" }, 3]]);
    await workbook.write(area(0, 0, 2, 3), [
      [{ value: 10, numberFormat: "#,##0" }, null, { value: "=NRR(A1,0,0,0)", numberFormat: "0.0%" }],
      [{ value: "Total", isHeading: true }],
    ]);
    expect(excel.contents("A1:C2")).toEqual([
      [10, 2, "=NRR(A1,0,0,0)"],
      ["Total", "", ""],
    ]);
    expect(excel.cell("A1").numberFormat).toBe("#,##0");
    expect(excel.cell("B1").numberFormat).toBe("0.00");
    expect(excel.cell("A2").isBold).toBe(true);
    expect(excel.cell("A1").isBold).toBe(false);
  });

  test("keeps a text a text that Excel would make a date of", async () => {
    await workbook.write(area(0, 0, 1, 2), [[{ value: "Jan 2025" }, { value: "Jan" }]]);
    expect(excel.contents("A1:B1")).toEqual([["Jan 2025", "Jan"]]);
  });

  test("makes a formula of a formula in a cell of format Text", async () => {
    excel.put("A1", [[{ value: "", numberFormat: "@" }]]);
    await workbook.write(area(0, 0, 1, 1), [[{ value: "=NRR(1,0,0,0)", numberFormat: "0.0%" }]]);
    expect(excel.cell("A1").formula).toBe("=NRR(1,0,0,0)");
  });

  test("puts more cells than Excel on the web takes at once", async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => [{ value: row, numberFormat: "0" }]);
    await workbook.write(area(0, 0, 30_000, 1), rows);
    expect(excel.contents("A1:A1")).toEqual([[0]]);
    expect(excel.contents("A30000:A30000")).toEqual([[29_999]]);
  });

  test("to a protected sheet says so, and changes nothing", async () => {
    excel.put("A1", [[1]]).sheet("Sheet1").isProtected = true;
    const writing = workbook.write(area(0, 0, 1, 1), [[{ value: 2 }]]);
    await expect(writing).rejects.toMatchObject(problem("protected sheet"));
    expect(excel.contents("A1")).toEqual([[1]]);
  });

  test("to a workbook that is open for reading only says that instead", async () => {
    excel.isReadOnly = true;
    const write = () => workbook.write(area(0, 0, 1, 1), [[{ value: 2 }]]);
    await expect(write()).rejects.toMatchObject(problem("read-only workbook"));
    excel.version = 1.07;
    await expect(write()).rejects.toMatchObject(problem("protected sheet"));
    excel.mode = "readOnly";
    await expect(write()).rejects.toMatchObject(problem("read-only workbook"));
  });
});

describe("addSheet", () => {
  const contents = [[{ value: "Month", isHeading: true }], [{ value: 1 }, { value: "=A2" }]];

  test("fills a new sheet, fits its columns and shows it", async () => {
    const filled = await workbook.addSheet("Example", contents);
    expect(filled).toEqual({ sheet: "Example", row: 0, column: 0, rows: 2, columns: 2 });
    expect(excel.contents("A1:B2", "Example")).toEqual([
      ["Month", ""],
      [1, "=A2"],
    ]);
    expect(excel.cell("A1", "Example").isBold).toBe(true);
    // Not those whose formulas Excel has yet to compute.
    expect(excel.sheet("Example").fittedColumns).toEqual([0]);
    expect(excel.activeSheet).toBe("Example");
  });

  test("numbers a name that is taken, in whatever case", async () => {
    await workbook.addSheet("Example", contents);
    expect((await workbook.addSheet("EXAMPLE", contents)).sheet).toBe("EXAMPLE 2");
    expect((await workbook.addSheet("Example", contents)).sheet).toBe("Example 3");
  });

  test("shortens a name that is too long and leaves out what Excel refuses in one", async () => {
    expect((await workbook.addSheet("Q1/Q2: all [customers] of the last year", contents)).sheet).toBe(
      "Q1 Q2  all  customers  of the l",
    );
    expect((await workbook.addSheet("Q1/Q2: all [customers] of the last year", contents)).sheet).toBe(
      "Q1 Q2  all  customers  of the 2",
    );
    expect((await workbook.addSheet("[]", contents)).sheet).toBe("Sheet");
  });
});

describe("colour", () => {
  const rules = [
    { condition: "=F2>1.2", fill: "#000001", text: "#fffff1" },
    { condition: "=F2<1", fill: "#000002", text: "#fffff2" },
  ];
  const rates = area(1, 5, 12, 1);
  const ours = [
    { type: "Custom", address: "F2:F13", formula: "=F2>1.2", fill: "#000001", text: "#fffff1" },
    { type: "Custom", address: "F2:F13", formula: "=F2<1", fill: "#000002", text: "#fffff2" },
  ];

  test("adds the rules in their order", async () => {
    await workbook.colour(rates, rules);
    expect(excel.sheet("Sheet1").conditionalFormats).toEqual(ours);
  });

  test("replaces the same rules and leaves the user's own", async () => {
    const { conditionalFormats } = excel.sheet("Sheet1");
    const own = [
      { type: "Custom", address: "F2:F13", formula: "=F2>1.1", fill: "a", text: "a" },
      { type: "Custom", address: "F2:G13", formula: "=F2>1.2", fill: "b", text: "b" },
      { type: "Custom", address: undefined, formula: "=F2>1.2", fill: "c", text: "c" },
      { type: "DataBar", address: "F2:F13", formula: "", fill: "d", text: "d" },
    ];
    conditionalFormats.push(...own);
    await workbook.colour(rates, [{ ...rules[0]!, fill: "#999999" }, rules[1]!]);
    await workbook.colour(rates, rules);
    expect(conditionalFormats).toEqual([...ours, ...own]);
  });

  test("knows its rule again when Excel spells it in its own way", async () => {
    const { conditionalFormats } = excel.sheet("Sheet1");
    const before = { type: "Custom", address: "F2:F13", formula: "= f2 > 1.2", fill: "", text: "" };
    conditionalFormats.push(before);
    await workbook.colour(rates, rules);
    expect(conditionalFormats).toEqual(ours);
  });
});

test("addLineChart draws lines that refer to cells, dashed where asked, over named points", async () => {
  await workbook.addLineChart({
    title: "Rates",
    at: area(0, 8, 1, 1),
    labels: area(1, 0, 3, 1),
    lines: [
      { name: "NRR", values: area(1, 5, 3, 1), colour: "#115ea3" },
      { name: "Bound", values: area(1, 6, 3, 1), colour: "#a4262c", isDashed: true },
    ],
  });
  expect(excel.sheet("Sheet1").charts).toEqual([
    {
      type: "Line",
      title: "Rates",
      position: "Sheet1!I1",
      legend: "Bottom",
      valueFormat: "0%",
      series: [
        {
          name: "NRR",
          values: "Sheet1!F2:F4",
          labels: "Sheet1!A2:A4",
          colour: "#115ea3",
          lineStyle: "Continuous",
        },
        {
          name: "Bound",
          values: "Sheet1!G2:G4",
          labels: "Sheet1!A2:A4",
          colour: "#a4262c",
          lineStyle: "Dash",
        },
      ],
    },
  ]);
});

test("select shows cells of another sheet", async () => {
  await workbook.addSheet("Other", [[{ value: 1 }]]);
  await workbook.select(area(4, 1, 2, 3));
  expect(excel.activeSheet).toBe("Sheet1");
  expect(excel.selection).toBe("Sheet1!B5:D6");
});

test("contents may have more rows than a call can have arguments", () => {
  expect(widthOf([...Array<[null]>(200_000).fill([null]), [null, null]])).toBe(2);
});

test("an Excel that is too old is told so before anything is asked of it", async () => {
  excel.version = 1.06;
  await expect(workbook.selection()).rejects.toMatchObject(problem("too old"));
  expect(excel.syncs).toBe(0);
});

describe("every error code that Microsoft documents becomes a sentence", () => {
  const EDITING = "You are editing a cell. Press Enter or Esc, then try again.";
  const NOT_ANSWERING = "The workbook did not answer. Click into it, wait a moment, then try again.";
  const TOO_MUCH = "That is more than the workbook takes at once. Select fewer cells, then try again.";
  const TOO_OLD =
    "This version of Excel cannot do that. Update it, or open the workbook in Excel on the web.";
  const PROTECTED =
    "The sheet or the workbook is protected. Remove the protection on the Review tab, or work in a copy.";
  const NO_CELLS = "No cells are selected. Click a cell or select some on a sheet, then try again.";
  const GONE = "The sheet or its cells are no longer there. Select cells on another sheet, then try again.";
  const IN_THE_WAY =
    "Merged cells, a filter, a PivotTable or another table is in the way. Choose other cells, then try again.";
  const OTHER =
    "The workbook could not do that. It says: Something that Excel says. Try again, or select other cells.";

  test.each([
    ["AccessDenied", PROTECTED],
    ["ActivityLimitReached", TOO_MUCH],
    ["ApiNotAvailable", TOO_OLD],
    ["ApiNotFound", TOO_OLD],
    ["Client Error", NOT_ANSWERING],
    ["Conflict", NOT_ANSWERING],
    ["ConnectionFailure", NOT_ANSWERING],
    ["EmptyChartSeries", OTHER],
    ["FilteredRangeConflict", IN_THE_WAY],
    ["FormulaLengthExceedsLimit", TOO_MUCH],
    ["GeneralException", OTHER],
    ["HostRestartNeeded", NOT_ANSWERING],
    ["InactiveWorkbook", NOT_ANSWERING],
    ["InsertDeleteConflict", IN_THE_WAY],
    ["InvalidArgument", OTHER],
    ["InvalidBinding", OTHER],
    ["InvalidOperation", OTHER],
    ["InvalidOperationInCellEditMode", EDITING],
    ["InvalidReference", GONE],
    ["InvalidRequest", OTHER],
    ["InvalidSelection", NO_CELLS],
    ["ItemAlreadyExists", NOT_ANSWERING],
    ["ItemNotFound", GONE],
    ["MemoryLimitReached", TOO_MUCH],
    ["MergedRangeConflict", IN_THE_WAY],
    ["NonBlankCellOffSheet", IN_THE_WAY],
    ["NotImplemented", TOO_OLD],
    ["OperationCellsExceedLimit", TOO_MUCH],
    ["PivotTableRangeConflict", IN_THE_WAY],
    ["RangeExceedsLimit", TOO_MUCH],
    ["RequestAborted", NOT_ANSWERING],
    ["RequestPayloadSizeLimitExceeded", TOO_MUCH],
    ["ResponsePayloadSizeLimitExceeded", TOO_MUCH],
    ["ServiceNotAvailable", NOT_ANSWERING],
    ["Unauthenticated", NOT_ANSWERING],
    ["UnsupportedFeature", TOO_OLD],
    ["UnsupportedOperation", TOO_OLD],
    ["UnsupportedSheet", NO_CELLS],
  ])("%s", async (code, sentence) => {
    excel.fault = code;
    const said = await workbook.write(area(0, 0, 1, 1), [[{ value: 1 }]]).catch(sentenceOf);
    expect(said).toBe(sentence);
  });
});
