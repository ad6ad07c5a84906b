import { cell, column, distinct, row, percent, valueError } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";

/*
 * What a user types and what the cell shows: the contract of NRR and NRR_BAND, line by line, by the
 * built functions.js in Microsoft's own runtime.
 */
let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

/** What =NRR(…) shows where every argument is one cell. */
async function nrr(...cells: [CellValue, CellValue, CellValue, CellValue]): Promise<CellValue> {
  const result = await excel.call("NRR", cells.map(cell));
  return result[0]![0]!;
}

async function band(value: CellValue): Promise<CellValue> {
  const result = await excel.call("NRR_BAND", [cell(value)]);
  return result[0]![0]!;
}

describe("worked figures", () => {
  test("=NRR(200000,4000,1000,2000) is 100.5%", async () => {
    expect(await nrr(200_000, 4_000, 1_000, 2_000)).toEqual(percent(1.005));
  });

  test("=NRR_BAND(NRR(200000,4000,1000,2000)) is Healthy", async () => {
    expect(await band(await nrr(200_000, 4_000, 1_000, 2_000))).toBe("Healthy");
  });

  test.each([
    [1.2, "Healthy"],
    [1, "Healthy"],
    [0.9999, "Warning"],
    [1.2001, "Exceptional"],
  ])("=NRR_BAND(%d) is %s", async (rate, name) => {
    expect(await band(rate)).toBe(name);
  });

  test("=NRR_BAND(NRR(199.9,39.98,0,0)) is Healthy", async () => {
    expect(await band(await nrr(199.9, 39.98, 0, 0))).toBe("Healthy");
  });

  test("a rate that is above 120% only past the 15th digit is Healthy", async () => {
    expect(await nrr(13.4, 2.68, 0, 0)).toEqual(percent(1.2 + 2 ** -52));
    expect(await band(1.2 + 2 ** -52)).toBe("Healthy");
  });
});

describe("shapes", () => {
  test("columns of amounts spill a column of rates", async () => {
    const rates = await excel.call("NRR", [column(100, 200), column(10, 0), column(0, 10), column(5, 20)]);
    expect(rates).toEqual(column(percent(1.05), percent(0.85)));
  });

  test("a single cell repeats everywhere", async () => {
    const rates = await excel.call("NRR", [column(100, 200), column(10, 0), column(0, 10), cell(0)]);
    expect(rates).toEqual(column(percent(1.1), percent(0.95)));
  });

  test("one column repeats across and one row repeats down", async () => {
    const rates = await excel.call("NRR", [column(100, 200), row(0, 10, 20), cell(0), cell(0)]);
    expect(rates).toEqual([
      [percent(1), percent(1.1), percent(1.2)],
      [percent(1), percent(1.05), percent(1.1)],
    ]);
  });

  test("a block of rates gives a block of bands", async () => {
    const bands = await excel.call("NRR_BAND", [
      [
        [0.9, 1],
        [1.2, 1.3],
      ],
    ]);
    expect(bands).toEqual([
      ["Warning", "Healthy"],
      ["Healthy", "Exceptional"],
    ]);
  });

  test("a cell that a shorter range does not reach is #N/A, whatever else is wrong there", async () => {
    const rates = await excel.call("NRR", [
      column(100, 100, "text"),
      column(0, 0),
      cell(0),
      column(0, 0, { error: "#REF!" }),
    ]);
    const outside = { error: "#N/A", message: expect.stringContaining("same size") };
    expect(rates).toEqual(column(percent(1), percent(1), outside));
  });

  test("blocks that differ both ways are #N/A outside either of them", async () => {
    const outside = expect.objectContaining({ error: "#N/A" });
    const rates = await excel.call("NRR", [
      [
        [100, 100, 100],
        [100, 100, 100],
      ],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      cell(0),
      cell(0),
    ]);
    expect(rates).toEqual([
      [percent(1), percent(1), outside],
      [percent(1), percent(1), outside],
      [outside, outside, outside],
    ]);
  });

  test("a bad cell spoils its own row alone", async () => {
    const rates = await excel.call("NRR", [
      column(100, "n/a", { error: "#NUM!" }, 0, 100),
      cell(0),
      cell(0),
      column(0, 0, 0, 0, -5),
    ]);
    expect(rates).toEqual(
      column(
        percent(1),
        valueError(/^Start \(row 2, column 1\) is the text "n\/a"/),
        { error: "#NUM!" },
        { error: "#DIV/0!" },
        valueError(/^Churn \(row 5, column 1\) is -5/),
      ),
    );
  });

  test("a place is counted in the argument's own range, also where that repeats", async () => {
    const rates = await excel.call("NRR", [column(100, 100), row(0, "x"), cell(0), cell(0)]);
    const bad = valueError(/^Expansion \(row 1, column 2\)/);
    expect(rates).toEqual([
      [percent(1), bad],
      [percent(1), bad],
    ]);
  });

  test("a single cell has no place to name, even beside ranges", async () => {
    const rates = await excel.call("NRR", [column(100, 100), cell(0), cell(0), cell("x")]);
    expect(rates[1]![0]).toEqual(valueError(/^Churn is the text "x"/));
  });

  test("losses beyond the revenue are found by their place in the result", async () => {
    const rates = await excel.call("NRR", [column(100, 100), cell(0), cell(60), column(0, 50)]);
    expect(rates).toEqual(column(percent(0.4), valueError(/^Downgrade \+ churn \(row 2, column 1\) is 110/)));
  });
});

describe("what a cell may hold", () => {
  test.each<[string, CellValue]>([
    ["null, as from Excel on the web", null],
    ["0, as from desktop Excel", 0],
    ["an empty text", ""],
    ["an empty data type", { type: "Empty", basicValue: "" }],
    ["an empty text as a data type", { type: "String", basicValue: "" }],
    ["a text as a data type without its text", { type: "String" }],
  ])("a blank counts as 0: %s", async (_, blank) => {
    expect(await nrr(100, blank, blank, blank)).toEqual(percent(1));
    expect(await nrr(blank, 0, 0, 0)).toEqual({ error: "#DIV/0!" });
    expect(await band(blank)).toBe("Warning");
  });

  test("an argument that is left out counts as 0", async () => {
    const rates = await excel.call("NRR", [cell(100), null, cell(null), cell(5)]);
    expect(rates).toEqual(cell(percent(0.95)));
  });

  test.each<[string, CellValue]>([
    ["a formatted number", { type: "FormattedNumber", basicValue: 100, numberFormat: "$0" }],
    ["a plain number as a data type", { type: "Double", basicValue: 100 }],
    ["any other rich value with a number", { type: "Entity", basicValue: 100 }],
  ])("%s counts as its basic value", async (_, hundred) => {
    expect(await nrr(hundred, 5, 0, 0)).toEqual(percent(1.05));
  });

  test.each(["#N/A", "#DIV/0!", "#NUM!", "#NULL!"])("%s goes through as it is", async (error) => {
    expect(await nrr(100, { error }, 0, 0)).toEqual({ error });
    expect(await band({ error })).toEqual({ error });
  });

  test("an error that is a data type without a code becomes #VALUE! with a message", async () => {
    expect(await nrr(100, { type: "Error" }, 0, 0)).toEqual(valueError(/^Expansion is the error #VALUE!/));
  });

  test("an error that brings nothing but its code, as from older Excel, goes through", async () => {
    const bare = { ...{ code: "#NUM!" }, type: "" };
    expect(await nrr(100, bare, 0, 0)).toEqual({ error: "#NUM!" });
    expect(await excel.call("NRR_BENCHMARK", [cell(bare)])).toEqual(cell({ error: "#NUM!" }));
  });

  test("an error that is a data type goes through too", async () => {
    expect(await nrr(100, { type: "Error", basicType: "Error", basicValue: "#N/A" }, 0, 0)).toEqual({
      error: "#N/A",
    });
  });

  test.each(["#VALUE!", "#REF!", "#NAME?", "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!"])(
    "%s becomes #VALUE! with a message that names the argument and the error",
    async (error) => {
      expect(await nrr(100, 0, { error }, 0)).toEqual(
        valueError(`^Downgrade is the error ${error.replace("?", "\\?")}\\.`),
      );
    },
  );

  test("an error in a range is found by its place", async () => {
    const rates = await excel.call("NRR", [column(100, { error: "#REF!" }), cell(0), cell(0), cell(0)]);
    expect(rates[1]![0]).toEqual(valueError(/^Start \(row 2, column 1\) is the error #REF!/));
  });

  test.each<[CellValue, string]>([
    ["2000", 'Churn is the text "2000"'],
    [" ", 'Churn is the text " "'],
    [true, "Churn is TRUE"],
    [false, "Churn is FALSE"],
    [{ type: "Entity", basicType: "Error", basicValue: "#VALUE!" }, "Churn is a data type"],
    [{ type: "String", basicValue: "2000" }, 'Churn is the text "2000"'],
    [{ type: "Boolean", basicValue: true }, "Churn is TRUE"],
  ])("%p is #VALUE! with a message", async (value, message) => {
    expect(await nrr(100, 0, 0, value)).toEqual(valueError(message));
  });
});

describe("errors", () => {
  test.each(["start", "expansion", "downgrade", "churn"] as const)(
    "a negative %s is #VALUE!",
    async (name) => {
      const amounts = { start: 100, expansion: 0, downgrade: 0, churn: 0, [name]: -10 };
      expect(await nrr(amounts.start, amounts.expansion, amounts.downgrade, amounts.churn)).toEqual(
        valueError(new RegExp(`^${name} is -10\\b.*losses as positive amounts`, "i")),
      );
    },
  );

  test("a start of 0 is #DIV/0!", async () => {
    expect(await nrr(0, 100, 0, 0)).toEqual({ error: "#DIV/0!" });
  });

  test("losses of more than start + expansion are #VALUE! with both sums", async () => {
    expect(await nrr(1_000, 200, 700, 600)).toEqual(valueError(/^Downgrade \+ churn is 1300, .*1200/));
  });

  test("in a block of cells, losses of more than there was say which cell of it they are", async () => {
    const block: CellRange = [
      [0, 0],
      [0, 1_001],
    ];
    const [, [, last]] = (await excel.call("NRR", [cell(1_000), cell(0), cell(0), block])) as [
      unknown,
      CellValue[],
    ];
    expect(last).toEqual(valueError(/^Downgrade \+ churn \(row 2, column 2\) is 1001, /));
  });

  test("a result that is too large is #NUM!", async () => {
    expect(await nrr(1e-300, 1e300, 0, 0)).toEqual({ error: "#NUM!" });
  });

  test("a rate of 10 or more given to NRR_BAND is #VALUE! that suggests per cent", async () => {
    expect(await band(95)).toEqual(valueError(/95.*9500%.*95% or 0\.95/));
    expect(await band(10)).toEqual(valueError(/10% or 0\.1/));
    expect(await band(9.99)).toBe("Exceptional");
  });

  test("a negative rate given to NRR_BAND is #VALUE!", async () => {
    expect(await band(-0.01)).toEqual(valueError(/^Value is -0\.01/));
  });

  test("an error is checked before a kind, a kind before a sign, a sign before the start, the start before the net", async () => {
    expect(await nrr("text", 0, 0, { error: "#NUM!" })).toEqual({ error: "#NUM!" });
    expect(await nrr("text", { error: "#REF!" }, 0, { error: "#NUM!" })).toEqual(valueError(/#REF!/));
    expect(await nrr(-1, 0, 0, "text")).toEqual(valueError(/text "text"/));
    expect(await nrr(0, 0, 0, -1)).toEqual(valueError(/Churn is -1/));
    expect(await nrr(0, 0, 0, 5)).toEqual({ error: "#DIV/0!" });
  });

  test("of two errors, and of two texts, the leftmost counts", async () => {
    expect(await nrr({ error: "#N/A" }, { error: "#NUM!" }, 0, 0)).toEqual({ error: "#N/A" });
    expect(await nrr(1, "first", "second", 0)).toEqual(valueError(/first/));
  });
});

describe("messages", () => {
  test("are found by their place in every column of a block", async () => {
    const rates = await excel.call("NRR", [[[100, 100, 100]], [[0, 0, "x"]], [[0, 60, 0]], column(50)]);
    expect(rates).toEqual(
      row(
        percent(0.5),
        valueError(/^Downgrade \+ churn \(row 1, column 2\) is 110/),
        valueError(/^Expansion \(row 1, column 3\)/),
      ),
    );
  });

  test("are in the first 10,000 errors of a spill, so that it fits into what Excel on the web takes", async () => {
    const rates = await excel.call("NRR", [Array(10_001).fill([-1]), cell(0), cell(0), cell(0)]);
    expect(rates[9_999]![0]).toEqual(valueError(/^Start \(row 10000, column 1\) is -1/));
    expect(rates[10_000]![0]).toEqual({ error: "#VALUE!" });
  });

  test("are not used up by errors that have none", async () => {
    const starts = [...Array<number[]>(10_000).fill([0]), [-1]];
    const rates = await excel.call("NRR", [starts, cell(0), cell(0), cell(0)]);
    expect(rates[10_000]![0]).toEqual(valueError(/^Start \(row 10001, column 1\) is -1/));
  });
});

describe("per cent format", () => {
  test("10,000 rates come formatted, and 10,001 as plain ratios", async () => {
    const spill = (count: number) => excel.call("NRR", [Array(count).fill([100]), cell(5), cell(0), cell(0)]);
    const formatted = await spill(10_000);
    expect([formatted.length, distinct(formatted)]).toEqual([10_000, [percent(1.05)]]);
    const plain = await spill(10_001);
    expect([plain.length, distinct(plain)]).toEqual([10_001, [1.05]]);
    const block = await excel.call("NRR", [Array(101).fill(Array(100).fill(100)), cell(5), cell(0), cell(0)]);
    expect(block[100]).toEqual(Array(100).fill(1.05));
  });
});
