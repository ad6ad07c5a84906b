import { cell, column, valueErrorWith } from "../support/cells";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import { isError, type CellRange, type CellValue } from "../../src/workbook/runtime-host";

/*
 * What all functions have in common: what a cell may hold, what is checked before what, and the per cent
 * format. Each of them starts here from a call that is fine, and one cell of it is spoilt. What each
 * function computes is in a file of its own.
 */
let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

const named = (argument: string) => new RegExp(`\\b${argument.replaceAll("_", "[ _]")}\\b`);
const escaped = (text: string) => new RegExp(text.replace(/[?"]/g, "\\$&"));

interface Call {
  readonly name: string;
  readonly args: readonly [argument: string, range: CellRange][];
}

const calls: Call[] = [
  {
    name: "GRR",
    args: [
      ["start", column(100, 100)],
      ["downgrade", column(5, 10)],
      ["churn", column(5, 10)],
    ],
  },
  {
    name: "NRR_RENEWAL",
    args: [
      ["renewed", column(90, 70)],
      ["due", column(100, 100)],
    ],
  },
  {
    name: "NRR_ANNUALIZED",
    args: [
      ["values", column(1, 1)],
      ["periods_per_year", cell(12)],
    ],
  },
  {
    name: "NRR_COHORT",
    args: [
      ["opening", column(100, 100)],
      ["closing", column(90, 70)],
    ],
  },
  {
    name: "NRR_TABLE",
    args: [
      [
        "revenue",
        [
          [100, 90],
          [100, 70],
        ],
      ],
      ["lag", cell(1)],
    ],
  },
];

/** Every argument of every call, by its place. */
const spots = calls.flatMap(({ name, args }) =>
  args.map(([argument], index) => ({ name, argument, index, args: args.map(([, range]) => range) })),
);
const amounts = spots.filter(({ argument }) => !/values|periods_per_year|lag/.test(argument));

/** The range with another value in the first cell of its last row. */
function spoilt(range: CellRange, value: CellValue): CellRange {
  return range.map((row, index) => (index < range.length - 1 ? row : [value, ...row.slice(1)]));
}

/** What a call shows where some of its arguments are spoilt. */
async function show(
  name: string,
  args: readonly CellRange[],
  values: Record<number, CellValue>,
): Promise<CellValue> {
  const ranges = args.map((range, index) => (index in values ? spoilt(range, values[index]!) : range));
  // Excel sends a null for what is left out: here, the labels.
  return theRate(await excel.call(name, name === "NRR_TABLE" ? [...ranges, null] : ranges));
}

/** The only rate of a result, the last one of a column, or the one of a table's only period. */
function theRate(result: CellRange): CellValue {
  const last = result.at(-1)!;
  return last.length === 8 ? last[5]! : last[0]!;
}

/** Where the message must say that the spoilt cell is: a single cell has no place to name. */
const placeIn = (range: CellRange) => (range.length > 1 ? /row 2, column 1/ : /^/);

describe.each(spots)("a cell of $name's $argument", ({ name, argument, index, args }) => {
  test.each(["#N/A", "#DIV/0!", "#NUM!", "#NULL!"])("that holds %s passes it on", async (error) => {
    expect(await show(name, args, { [index]: { error } })).toEqual({ error });
  });

  test("that holds an error as a data type passes it on", async () => {
    const error = { type: "Error", basicType: "Error", basicValue: "#N/A" };
    expect(await show(name, args, { [index]: error })).toEqual({ error: "#N/A" });
  });

  test.each(["#VALUE!", "#REF!", "#NAME?", "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!"])(
    "that holds %s is #VALUE! with a message that says so",
    async (error) => {
      expect(await show(name, args, { [index]: { error } })).toEqual(
        valueErrorWith(named(argument), escaped(error), placeIn(args[index]!)),
      );
    },
  );

  test.each<[CellValue, RegExp]>([
    ["2000", /"2000"/],
    [" ", /" "/],
    ["n/a", /"n\/a"/],
    [true, /TRUE/],
    [false, /FALSE/],
    [{ type: "Entity", basicType: "Error", basicValue: "#VALUE!" }, /data type/],
    [{ type: "String", basicValue: "2000" }, /(data type|"2000")/],
  ])("that holds %p is #VALUE! with a message that quotes it", async (value, quoted) => {
    expect(await show(name, args, { [index]: value })).toEqual(
      valueErrorWith(named(argument), quoted, placeIn(args[index]!)),
    );
  });

  test.each<[string, string]>([
    ["a formatted number", "FormattedNumber"],
    ["a plain number as a data type", "Double"],
    ["another rich value with a number", "Entity"],
  ])("counts as its basic value where it holds %s", async (_, type) => {
    const basicValue = args[index]!.at(-1)![0]! as number;
    const rich = { type, basicType: "Double", basicValue, numberFormat: "0.00" };
    expect(await show(name, args, { [index]: rich })).toEqual(await show(name, args, {}));
    expect(isError(await show(name, args, {}))).toBe(false);
  });
});

test.each(amounts)(
  "a negative amount in $name's $argument is #VALUE! that names it and its place",
  async ({ name, argument, index, args }) => {
    expect(await show(name, args, { [index]: -25 })).toEqual(
      valueErrorWith(named(argument), /[-−]25\b/, placeIn(args[index]!), /positive/),
    );
  },
);

describe.each(calls)("in $name", ({ name, args }) => {
  const ranges = args.map(([, range]) => range);
  const last = args.length - 1;
  const nameOf = (index: number) => named(args[index]![0]);

  test("the leftmost error counts", async () => {
    const errors = { 0: { error: "#N/A" }, [last]: { error: "#NUM!" } };
    expect(await show(name, ranges, errors)).toEqual({ error: "#N/A" });
    const unreturnable = { 0: { error: "#REF!" }, [last]: { error: "#NUM!" } };
    expect(await show(name, ranges, unreturnable)).toEqual(valueErrorWith(nameOf(0), /#REF!/));
  });

  test("the leftmost text counts", async () => {
    expect(await show(name, ranges, { 0: "first", [last]: "second" })).toEqual(
      valueErrorWith(nameOf(0), /first/),
    );
  });

  test("an error comes before a text and a negative number to its left", async () => {
    expect(await show(name, ranges, { 0: "text", [last]: { error: "#NUM!" } })).toEqual({ error: "#NUM!" });
    expect(await show(name, ranges, { 0: -1, [last]: { error: "#REF!" } })).toEqual(valueErrorWith(/#REF!/));
  });

  test("a text comes before a negative number to its left", async () => {
    expect(await show(name, ranges, { 0: -1, [last]: "text" })).toEqual(
      valueErrorWith(nameOf(last), /"text"/),
    );
  });
});

test("of two errors in one column the upper counts", async () => {
  const errors = column(100, { error: "#NUM!" }, { error: "#N/A" });
  expect(await excel.call("NRR_RENEWAL", [errors, cell(100)])).toEqual(cell({ error: "#NUM!" }));
  expect(await excel.call("NRR_ANNUALIZED", [errors, null])).toEqual(cell({ error: "#NUM!" }));
});

test("the smallest and the largest numbers give a finite number or an Excel error, and no talk of NaN", async () => {
  const extremes = [5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE];
  const pairs = extremes.flatMap((one) => extremes.map((other) => [one, other] as const));
  for (const [one, other] of pairs) {
    const results = await Promise.all([
      excel.call("GRR", [cell(one), cell(other), cell(other)]),
      excel.call("NRR_RENEWAL", [column(one, one), column(other, other)]),
      excel.call("NRR_COHORT", [column(one, one), column(other, other)]),
      excel.call("NRR_ANNUALIZED", [cell(Math.min(one, 9)), cell(other)]),
      excel.call("NRR_TABLE", [
        [
          [one, other],
          [one, 0],
        ],
        null,
        null,
      ]),
    ]);
    for (const shown of results.flat(2)) expect(isFineInACell(shown)).toBe(true);
  }
});

function isFineInACell(shown: CellValue): boolean {
  if (typeof shown !== "object") return typeof shown !== "number" || Number.isFinite(shown);
  if (shown === null) return false;
  return isError(shown) ? !/NaN|Infinity/i.test(shown.message ?? "") : Number.isFinite(shown.basicValue);
}
