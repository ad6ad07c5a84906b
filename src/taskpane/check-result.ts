import type { NumberStyle } from "./amounts";
import { locale } from "./locale";
import { byId, element } from "./page";
import { report } from "./report";
import type { Workbook } from "./sheet/workbook";

type Tools = typeof import("./sheet/tools");

/** More findings than this say nothing new, and a pane of them would be slow. */
const MOST_SHOWN = 200;

/** Checks the selection, with progress and a way to stop, and lists what it finds. */
export async function showCheck(tools: Tools, book: Workbook, style: NumberStyle): Promise<void> {
  const place = byId("check-result");
  const stopping = new AbortController();
  const progress = document.createElement("fluent-progress-bar");
  progress.setAttribute("aria-label", "Rows checked");
  const stop = document.createElement("fluent-button");
  stop.textContent = "Stop";
  stop.addEventListener("click", () => stopping.abort());
  place.replaceChildren(progress, stop);

  try {
    const check = await tools.checkData(book, {
      style,
      signal: stopping.signal,
      onProgress: (done, total) => {
        progress.setAttribute("max", String(total));
        progress.setAttribute("value", String(done));
      },
    });
    place.replaceChildren(...resultOf(check, tools, book));
  } catch (error) {
    place.replaceChildren();
    throw error;
  }
}

function resultOf(
  check: Awaited<ReturnType<Tools["checkData"]>>,
  tools: Tools,
  book: Workbook,
): HTMLElement[] {
  const { findings, rows, stopped, checked, address } = check;
  const what = `${rows.toLocaleString(locale)} ${rows === 1 ? "row" : "rows"} of ${address}`;
  const summary = element(
    "p",
    "",
    findings.length === 0
      ? `Nothing found in ${what}. Checked: ${checked.join(", ")}.`
      : `${findings.length.toLocaleString(locale)} ${findings.length === 1 ? "finding" : "findings"} in ${what}:`,
  );
  summary.setAttribute("role", "status");
  const list = element("ul", "findings");
  for (const { address, at, sentence } of findings.slice(0, MOST_SHOWN)) {
    const cell = element("button", "cell", address);
    cell.type = "button";
    cell.title = `Select ${address}`;
    cell.addEventListener("click", () => {
      book.select(at).catch((error: unknown) => report(tools.sentenceOf(error), "problem"));
    });
    list.append(element("li", "", cell, ` ${sentence}`));
  }
  return [
    summary,
    ...(findings.length > 0 ? [list] : []),
    ...(findings.length > MOST_SHOWN ? [element("p", "note", `The first ${MOST_SHOWN} are shown.`)] : []),
    ...(stopped ? [element("p", "note", "You stopped it, so the rows below were not checked.")] : []),
  ];
}
