import { calculatorAmounts } from "./calculator";
import { showCheck } from "./check-result";
import { workbook } from "./host";
import { byId } from "./page";
import { ask, dismiss, report } from "./report";
import { Refusal, sentenceOf } from "./sheet/problems";
import type { Content, Workbook } from "./sheet/workbook";

type Tools = typeof import("./sheet/tools");

/** Makes the buttons that work on the sheet do so. What they need is loaded with the first click. */
export function startSheetTools(): void {
  onClick("insert-formula", (tools, book) => {
    const amounts = calculatorAmounts();
    if (!amounts) throw new Refusal("These amounts have no rate yet. Correct the marked field first.");
    return tools.insertFormula(book, amounts, ask);
  });
  onClick("fill-nrr", (tools, book) => tools.fillNrr(book, ask));
  onClick("colour", (tools, book) => tools.colourByBand(book));
  onClick("chart", (tools, book) => tools.chartRates(book));
  onClick("example", (tools, book) => tools.addExample(book));
  byId("check").addEventListener("click", () => {
    void run(async (tools, book) => {
      await showCheck(tools.checkData, book);
      return undefined;
    });
  });
  byId("sections").addEventListener("click", ({ target }) => {
    const put = target instanceof Element && target.closest<HTMLElement>("fluent-button.put");
    if (!put) return;
    const { name, cells } = put.dataset;
    const contents = JSON.parse(cells!) as (Content | null)[][];
    void run((tools, book) => tools.putOnNewSheet(book, name!, contents));
  });
}

type Act = (tools: Tools, book: Workbook) => Promise<string | undefined>;

function onClick(id: string, act: Act): void {
  byId(id).addEventListener("click", () => void run(act));
}

let running: Promise<void> | undefined;

/** One at a time. A click meanwhile does nothing but say so, unless it answered an open question with no. */
async function run(act: Act): Promise<void> {
  const wasAsking = dismiss();
  if (running && !wasAsking) {
    report("The tool before is still at work. Try again when it is done.", "problem");
    return;
  }
  await running;
  running = runAlone(act);
  await running;
  running = undefined;
}

async function runAlone(act: Act): Promise<void> {
  try {
    const tools = await import(/* webpackChunkName: "sheet-tools" */ "./sheet/tools");
    const done = await act(tools, await workbookInTime());
    if (done !== undefined) report(done, "done");
  } catch (error) {
    // webpack's name for a part of the pane that did not come.
    const isNotLoaded = error instanceof Error && error.name === "ChunkLoadError";
    report(isNotLoaded ? NOT_LOADED : sentenceOf(error), "problem");
  }
}

/** The workbook; whoever waits for long is told for what. */
async function workbookInTime(): Promise<Workbook> {
  const waiting = setTimeout(() => report("Waiting for the workbook …", "done"), LONG_MS);
  try {
    return await workbook();
  } finally {
    clearTimeout(waiting);
    dismiss();
  }
}

/** Nobody takes less than this for no answer. */
const LONG_MS = 500;

const NOT_LOADED = "A part of the pane could not be loaded. Check the connection, then try again.";
