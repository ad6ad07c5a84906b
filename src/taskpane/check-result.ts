import type { NumberStyle } from "./amounts";
import { locale } from "./locale";
import { byId, element } from "./page";
import { report } from "./report";
import type { DataCheck } from "./sheet/check-data";
import type { Finding } from "./sheet/findings";
import { sentenceOf } from "./sheet/problems";
import type { Workbook } from "./sheet/workbook";

type Tools = typeof import("./sheet/tools");

/** More findings than this say nothing new, and a pane of them would be slow. */
const MOST_SHOWN = 200;

/** Checks the selection, with progress and a way to stop, and lists what it finds. */
export async function showCheck(tools: Tools, book: Workbook, style: NumberStyle): Promise<void> {
  const place = byId("check-result");
  const summary = byId("check-summary");
  const stopping = new AbortController();
  const progress = document.createElement("fluent-progress-bar");
  progress.setAttribute("aria-label", "Rows checked");
  const stop = document.createElement("fluent-button");
  stop.textContent = "Stop";
  stop.addEventListener("click", () => stopping.abort());
  summary.textContent = "";
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
    summary.textContent = summaryOf(check);
    // Whoever pressed Stop would be nowhere once it is gone.
    if (place.contains(document.activeElement)) summary.focus();
    place.replaceChildren(...detailsOf(check, book));
  } catch (error) {
    place.replaceChildren();
    throw error;
  }
}

function summaryOf({ findings: { length }, rows, address }: DataCheck): string {
  const found =
    length === 0 ? "Nothing" : length === 1 ? "1 thing" : `${length.toLocaleString(locale)} things`;
  return `${found} found in ${rows.toLocaleString(locale)} ${rows === 1 ? "row" : "rows"} of ${address}.`;
}

/** What was found, or else what was looked for. */
function detailsOf({ findings, checked, stopped }: DataCheck, book: Workbook): HTMLElement[] {
  const shown = findings.slice(0, MOST_SHOWN);
  const advices = new Set(shown.map(({ advice }) => advice ?? ""));
  const lists = [...advices].sort().flatMap((advice) => {
    const items = shown.filter((finding) => (finding.advice ?? "") === advice);
    const list = element("ul", "findings", ...items.map((finding) => itemOf(finding, book)));
    return advice ? [element("p", "advice", advice), list] : [list];
  });
  const lookedFor = [
    element("p", "note", "It was checked for:"),
    element("ul", "note", ...checked.map((check) => element("li", "", check))),
  ];
  return [
    ...(findings.length > 0 ? lists : lookedFor),
    ...(findings.length > MOST_SHOWN ? [element("p", "note", `The first ${MOST_SHOWN} are shown.`)] : []),
    ...(stopped ? [element("p", "note", "You stopped it, so the rows below were not checked.")] : []),
  ];
}

/** A finding, with a button that selects its cell. */
function itemOf({ at, address, sentence }: Finding, book: Workbook): HTMLElement {
  const cell = element("button", "cell", address);
  cell.type = "button";
  cell.title = `Select ${address}`;
  cell.addEventListener("click", () => {
    book.select(at).catch((error: unknown) => report(sentenceOf(error), "problem"));
  });
  return element("li", "", cell, ` ${sentence}`);
}
