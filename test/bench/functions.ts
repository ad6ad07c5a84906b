import type { CellRange, CellValue } from "../../src/workbook/runtime-host";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";
import { atLeast, atMost, median, row, type Goal, type Row } from "./rows";

const ROWS = 100_000;
const ROUNDS = 5;

type Amounts = readonly [CellValue, CellValue, CellValue, CellValue];
const VALID: Amounts = [200_000, 4_000, 1_000, 2_000];
const INVALID: Amounts = [200_000, 4_000, 1_000, -2_000];

interface Measurement {
  readonly what: string;
  readonly measured: () => Promise<number>;
  readonly against: () => Promise<number>;
  readonly goal: Goal;
}

/**
 * What our functions cost beyond what any function costs in Microsoft's runtime.
 *
 * Run with --expose-gc, so that memory can be read without what is garbage already.
 *
 * @param folder a build with `officejs: "local"`
 */
export async function measureFunctions(folder: string): Promise<Row[]> {
  const excel = await openRuntime(folder);
  const { CustomFunctions } = excel.window as unknown as typeof globalThis;
  const error = () => new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, "x".repeat(90));
  CustomFunctions.associate({
    EMPTY: () => 1,
    HAND_BACK: (range: CellRange) => range,
    HAND_ERRORS_BACK: (range: CellRange) => range.map(() => [error()]),
    SUM_UP: (grid: number[][]) => [
      [grid.reduce((sum, row) => row.reduce((all, cell) => all + cell, sum), 0)],
    ],
  });

  const filled = (name: string, amounts: Amounts) => () =>
    seconds(excel, () =>
      Promise.all(Array.from({ length: ROWS }, () => excel.call(name, amounts.map(cell)))),
    );
  const spilled = (name: string, amounts: Amounts) => () =>
    seconds(excel, () => excel.call(name, amounts.map(column)));
  const overGrid = (name: string, customers: number) => {
    const revenue = grid(customers);
    // One call is over in a moment, so as many are measured as make up the same number of customers.
    const repeats = 100_000 / customers;
    return async () => {
      let sum = 0;
      for (let repeat = 0; repeat < repeats; repeat++)
        sum += await seconds(excel, () => excel.call(name, [revenue]));
      return sum;
    };
  };
  const measurements: Measurement[] = [
    {
      what: "100,000 × filled-down NRR ÷ filled-down empty function",
      measured: filled("NRR", VALID),
      against: filled("EMPTY", VALID),
      goal: atMost(2),
    },
    {
      what: "100,000 × filled-down NRR, all invalid ÷ filled-down empty function",
      measured: filled("NRR", INVALID),
      against: filled("EMPTY", VALID),
      goal: atMost(2),
    },
    {
      what: "100,000 × spilled NRR ÷ handing a column back",
      measured: spilled("NRR", VALID),
      against: spilled("HAND_BACK", VALID),
      goal: atMost(1.5),
    },
    {
      what: "100,000 × spilled NRR, all invalid ÷ handing a column of errors back",
      measured: spilled("NRR", INVALID),
      against: spilled("HAND_ERRORS_BACK", VALID),
      goal: atMost(1.5),
    },
    {
      what: "100,000 × filled-down NRR ÷ spilled NRR",
      measured: filled("NRR", VALID),
      against: spilled("NRR", VALID),
      goal: atLeast(2.5),
    },
    {
      what: "NRR_TABLE over 20,000 customers × 13 months ÷ summing that grid",
      measured: overGrid("NRR_TABLE", 20_000),
      against: overGrid("SUM_UP", 20_000),
      goal: atMost(1.5),
    },
    ...[1_000, 10_000].map((customers) => ({
      what: `a customer's share of NRR_TABLE among 100,000 ÷ among ${customers.toLocaleString("en")}`,
      measured: overGrid("NRR_TABLE", 100_000),
      against: overGrid("NRR_TABLE", customers),
      goal: atMost(1.15),
    })),
  ];

  const rows: Row[] = [];
  for (const { what, measured, against, goal } of measurements)
    rows.push(row(what, await medianRatio(measured, against), goal));
  const memory = "memory that NRR_TABLE takes over 100,000 customers × 13 months ÷ that of the grid";
  rows.push(row(memory, memoryRatio(excel), atMost(2)));
  excel.window.close();
  return rows;
}

/** The two are measured in turns, so that whatever else the machine does meets both alike. */
async function medianRatio(a: () => Promise<number>, b: () => Promise<number>): Promise<number> {
  await a();
  await b();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((await a()) / (await b()));
  return median(ratios);
}

/** The time from the message that Excel sends to the one that it gets back; Excel's own work is not ours. */
async function seconds({ window }: ExcelRuntime, calls: () => Promise<unknown>): Promise<number> {
  const bridge = window["_richApiNativeBridge"] as {
    onMessageFromHost: (text: string) => void;
    sendMessageToHost: (text: string) => void;
  };
  const { onMessageFromHost, sendMessageToHost } = bridge;
  let sent = 0;
  let answered = 0;
  bridge.onMessageFromHost = (text) => {
    sent ||= performance.now();
    onMessageFromHost(text);
  };
  bridge.sendMessageToHost = (text) => {
    answered = performance.now();
    sendMessageToHost(text);
  };
  await calls();
  Object.assign(bridge, { onMessageFromHost, sendMessageToHost });
  return (answered - sent) / 1_000;
}

/** What one call takes while it runs, garbage and all, against what it was given. */
function memoryRatio({ window }: ExcelRuntime): number {
  const { mappings } = window["CustomFunctions"]._association as {
    mappings: Record<string, (revenue: CellRange) => CellRange>;
  };
  const before = memoryInUse();
  const revenue = grid(100_000);
  const given = memoryInUse();
  mappings["NRR_TABLE"]!(revenue);
  return (memoryInUse({ collect: false }) - given) / (given - before);
}

function memoryInUse({ collect = true } = {}): number {
  if (collect) globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Customers × 13 months, with a rise, a fall, a loss and a new customer here and there. */
function grid(customers: number): number[][] {
  return Array.from({ length: customers }, (_, customer) =>
    Array.from({ length: 13 }, (_, month) =>
      (customer * 7 + month * 3) % 11 === 0 ? 0 : 100.25 + customer + month,
    ),
  );
}

function cell(value: CellValue): CellRange {
  return [[value]];
}

function column(value: CellValue): CellRange {
  return Array.from({ length: ROWS }, () => [value]);
}
