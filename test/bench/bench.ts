/*
 * npm run bench: what our functions cost beyond what any function costs in Microsoft's runtime. Every
 * figure is a ratio of two things measured in this run, since a machine's own speed says nothing of ours.
 */
import { rm } from "node:fs/promises";
import type { CellRange, CellValue } from "../../src/workbook/runtime-host";
import { build } from "../support/build";
import { openRuntime, type ExcelRuntime } from "../support/excel-runtime";

const ROWS = 100_000;
const ROUNDS = 5;

type Amounts = readonly [CellValue, CellValue, CellValue, CellValue];
const VALID: Amounts = [200_000, 4_000, 1_000, 2_000];
const INVALID: Amounts = [200_000, 4_000, 1_000, -2_000];

interface Measurement {
  readonly what: string;
  readonly measured: () => Promise<number>;
  readonly against: () => Promise<number>;
  readonly goal: string;
  readonly reached: (ratio: number) => boolean;
}

async function main(): Promise<void> {
  const folder = await build({ officejs: "local" });
  const excel = await openRuntime(folder);
  const { CustomFunctions } = excel.window as unknown as typeof globalThis;
  const error = () => new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, "x".repeat(90));
  CustomFunctions.associate({
    EMPTY: () => 1,
    HAND_BACK: (range: CellRange) => range,
    HAND_ERRORS_BACK: (range: CellRange) => range.map(() => [error()]),
  });

  const filled = (name: string, amounts: Amounts) => () =>
    seconds(excel, () =>
      Promise.all(Array.from({ length: ROWS }, () => excel.call(name, amounts.map(cell)))),
    );
  const spilled = (name: string, amounts: Amounts) => () =>
    seconds(excel, () => excel.call(name, amounts.map(column)));
  const atMost = (most: number) => ({ goal: `at most ${most}`, reached: (ratio: number) => ratio <= most });

  const measurements: Measurement[] = [
    {
      what: "filled-down NRR ÷ filled-down empty function",
      measured: filled("NRR", VALID),
      against: filled("EMPTY", VALID),
      ...atMost(2),
    },
    {
      what: "filled-down NRR, all invalid ÷ filled-down empty function",
      measured: filled("NRR", INVALID),
      against: filled("EMPTY", VALID),
      ...atMost(2),
    },
    {
      what: "spilled NRR ÷ handing a column back",
      measured: spilled("NRR", VALID),
      against: spilled("HAND_BACK", VALID),
      ...atMost(1.5),
    },
    {
      what: "spilled NRR, all invalid ÷ handing a column of errors back",
      measured: spilled("NRR", INVALID),
      against: spilled("HAND_ERRORS_BACK", VALID),
      ...atMost(1.5),
    },
    {
      what: "filled-down NRR ÷ spilled NRR",
      measured: filled("NRR", VALID),
      against: spilled("NRR", VALID),
      goal: "at least 2.5",
      reached: (ratio) => ratio >= 2.5,
    },
  ];

  const table = [];
  for (const { what, measured, against, goal, reached } of measurements) {
    const ratio = await medianRatio(measured, against);
    table.push({
      "100,000 rows": what,
      ratio: ratio.toFixed(2),
      goal,
      reached: reached(ratio) ? "yes" : "no",
    });
  }
  console.table(table);

  excel.window.close();
  await rm(folder, { recursive: true });
}

/** The two are measured in turns, so that whatever else the machine does meets both alike. */
async function medianRatio(a: () => Promise<number>, b: () => Promise<number>): Promise<number> {
  await a();
  await b();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((await a()) / (await b()));
  return ratios.sort((x, y) => x - y)[Math.floor(ROUNDS / 2)]!;
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

function cell(value: CellValue): CellRange {
  return [[value]];
}

function column(value: CellValue): CellRange {
  return Array.from({ length: ROWS }, () => [value]);
}

void main();
