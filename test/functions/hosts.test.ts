import { readFileSync } from "node:fs";
import path from "node:path";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";
import { cell, column, percent, valueErrorWith } from "../support/cells";
import { openRuntime, testBuild, type ExcelRuntime } from "../support/excel-runtime";

/*
 * Hosts that are not like the latest Excel: those without formatted numbers, those that hand in blanks and
 * errors in their own way, and pages that are put together wrong.
 */
let excel: ExcelRuntime;
beforeEach(async () => {
  excel = await openRuntime();
  // Once it has answered, the runtime script no longer looks at what these tests take away.
  await excel.call("NRR_BENCHMARK", [null]);
});
afterEach(() => excel.window.close());

/** Makes the host say that it knows the custom functions of this version and none newer. */
function claim(newest: number): void {
  const isSetSupported = (set: string, version: string) =>
    !(set === "CustomFunctionsRuntime" && Number(version) > newest);
  Object.assign(excel.window["Office"].context, { requirements: { isSetSupported } });
}

function removeFormattedNumbers(): void {
  delete excel.window["CustomFunctions"].FormattedNumber;
}

describe("every function gives plain ratios to a host without formatted numbers", () => {
  test.each<[string, () => void]>([
    ["that says it stops at CustomFunctionsRuntime 1.3", () => claim(1.3)],
    ["that does not say what it knows", removeFormattedNumbers],
    [
      "whose Office has no context yet",
      () => {
        removeFormattedNumbers();
        Object.assign(excel.window, { Office: {} });
      },
    ],
    [
      "that has no Office where functions run",
      () => {
        removeFormattedNumbers();
        Object.assign(excel.window, { Office: undefined });
      },
    ],
  ])("%s", async (_, makeOld) => {
    makeOld();
    expect(await excel.call("NRR", [cell(200_000), cell(4_000), cell(1_000), cell(2_000)])).toEqual(
      cell(1.005),
    );
    expect(await excel.call("NRR_BAND", [cell(1.005)])).toEqual(cell("Healthy"));
    expect(await excel.call("GRR", [cell(100), cell(5), cell(0)])).toEqual(cell(0.95));
    expect(await excel.call("NRR_RENEWAL", [cell(90), cell(100)])).toEqual(cell(0.9));
    expect(await excel.call("NRR_ANNUALIZED", [cell(1), cell(12)])).toEqual(cell(1));
    expect(await excel.call("NRR_BENCHMARK", [cell("SMB")])).toEqual(cell(0.9));
    expect(await excel.call("NRR_COHORT", [cell(100), cell(90)])).toEqual(cell(0.9));
    const [, period] = await excel.call("NRR_TABLE", [[[100, 90]], null, null]);
    expect(period).toEqual([2, 100, 0, 10, 0, 0.9, 0.9, "Warning"]);
  });
});

describe("rates come formatted to a host with formatted numbers", () => {
  test.each<[string, () => void]>([
    [
      "that says it knows CustomFunctionsRuntime 1.4",
      () => {
        removeFormattedNumbers();
        claim(1.4);
      },
    ],
    ["that has no Office where functions run", () => Object.assign(excel.window, { Office: undefined })],
  ])("%s", async (_, makeRecent) => {
    makeRecent();
    expect(await excel.call("GRR", [cell(100), cell(5), cell(0)])).toEqual(cell(percent(0.95)));
  });
});

test("a host without data types hands in errors bare, and they count all the same", async () => {
  const bridge = excel.window["_richApiNativeBridge"] as { onMessageFromHost: (text: string) => void };
  const { onMessageFromHost } = bridge;
  bridge.onMessageFromHost = (text) => onMessageFromHost(withoutDataTypes(text));

  const errors = column(100, { error: "#N/A" }, { error: "#REF!" });
  expect(await excel.call("NRR", [errors, cell(0), cell(0), cell(0)])).toEqual(
    column(percent(1), { error: "#N/A" }, valueErrorWith(/start/, /row 3, column 1/, /#REF!/)),
  );
  expect(await excel.call("NRR_COHORT", [errors, column(1, 2, 3)])).toEqual(cell({ error: "#N/A" }));
  expect(await excel.call("NRR_BENCHMARK", [cell({ error: "#NUM!" })])).toEqual(cell({ error: "#NUM!" }));
});

type Invocation = [id: number, name: string, args: unknown, address: string, flags: number];

/** The message as such a host sends it: no rich values, and errors in no wrapping. */
function withoutDataTypes(text: string): string {
  const { message, ...rest } = JSON.parse(text) as { message: { entries?: [...unknown[], string][] } };
  const entries = message.entries?.map(([...entry]) => {
    const [id, name, args, address] = JSON.parse(entry.pop() as string) as Invocation;
    const bare = JSON.stringify([id, name, args, address, ERRORS_ALLOWED], (_, value: unknown) =>
      isWrapped(value) ? (JSON.parse(value.value) as unknown) : value,
    );
    return [...entry, bare];
  });
  return JSON.stringify({ ...rest, message: entries ? { ...message, entries } : message });
}

const ERRORS_ALLOWED = 4;

function isWrapped(value: unknown): value is { readonly value: string } {
  return typeof value === "object" && value !== null && "value" in value;
}

test.each<[name: string, blanks: (blank: CellValue) => (CellRange | null)[]]>([
  ["NRR", (blank) => [column(100, 100, blank), column(blank, 5, 5), cell(blank), column(blank, blank, 5)]],
  ["NRR_BAND", (blank) => [column(1.1, blank)]],
  ["GRR", (blank) => [column(100, blank), cell(blank), column(10, blank)]],
  ["NRR_RENEWAL", (blank) => [column(90, blank), column(100, blank)]],
  ["NRR_RENEWAL", (blank) => [column(90, blank), column(blank, blank)]],
  ["NRR_ANNUALIZED", (blank) => [column(1.1, blank), cell(12)]],
  ["NRR_ANNUALIZED", (blank) => [cell(1.1), cell(blank)]],
  ["NRR_BENCHMARK", (blank) => [cell(blank)]],
  ["NRR_COHORT", (blank) => [column(100, blank, 50), column(90, 70, blank)]],
  [
    "NRR_TABLE",
    (blank) => [
      [
        [100, blank, 50],
        [blank, 70, blank],
      ],
      cell(1),
      null,
    ],
  ],
  ["NRR_TABLE", (blank) => [[[100, 50]], cell(blank), null]],
])(
  "%s shows the same over blank cells on the desktop, which hands in 0, and on the web, null",
  async (name, blanks) => {
    const desktop = await excel.call(name, blanks(0));
    expect(await excel.call(name, blanks(null))).toEqual(desktop);
    expect(await excel.call(name, blanks(""))).toEqual(desktop);
  },
);

test("functions.js that is loaded twice computes as if it were loaded once", async () => {
  const script = readFileSync(path.join(testBuild(), "functions.js"), "utf8");
  const args = [cell(200_000), cell(4_000), cell(1_000), cell(2_000)];
  excel.window.eval(script);
  expect(await excel.call("NRR", args)).toEqual(cell(percent(1.005)));
  excel.window.eval(script);
  expect(await excel.call("NRR", args)).toEqual(cell(percent(1.005)));
  expect(await excel.call("NRR", [cell(0), ...args.slice(1)])).toEqual(cell({ error: "#DIV/0!" }));
});
