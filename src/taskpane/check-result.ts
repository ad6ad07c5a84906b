import { locale, numberStyle } from "./locale";
import { byId, element } from "./page";
import { report } from "./report";
import type { checkData, DataCheck } from "./sheet/check-data";
import type { Finding } from "./sheet/finding";
import { sentenceOf } from "./sheet/problems";
import type { Workbook } from "./sheet/workbook";

/** More findings than this say nothing new, and a pane of them would be slow. */
const MOST_SHOWN = 200;

/** Checks the selection, with progress and a way to stop, and lists what it finds. */
export async function showCheck(check: typeof checkData, book: Workbook): Promise<void> {
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
    const checked = await check(book, {
      style: numberStyle,
      signal: stopping.signal,
      onProgress: (done, total) => {
        progress.setAttribute("max", String(total));
        progress.setAttribute("value", String(done));
      },
    });
    summary.textContent = summaryOf(checked);
    // Whoever pressed Stop would be nowhere once it is gone.
    if (place.contains(document.activeElement)) summary.focus();
    place.replaceChildren(...(checked.rows > 0 ? detailsOf(checked, book) : []));
  } catch (error) {
    place.replaceChildren();
    throw error;
  }
}

/** Counts what is wrong apart from what only asks for a look. */
function summaryOf({ findings, rows, address }: DataCheck): string {
  if (rows === 0) return "You stopped it before any row was read.";
  const problems = findings.filter(({ severity }) => severity === "problem").length;
  const notes = findings.length - problems;
  const found = [
    ...(problems > 0 || notes === 0 ? [counted(problems, "problem")] : []),
    ...(notes > 0 ? [counted(notes, "note")] : []),
  ].join(" and ");
  return `${found} in ${counted(rows, "row")} of ${address}.`;
}

/** @example counted(1200, "row") // "1,200 rows" */
function counted(count: number, thing: string): string {
  return `${count === 0 ? "No" : count.toLocaleString(locale)} ${thing}${count === 1 ? "" : "s"}`;
}

/** What was found, or else what was looked for. */
function detailsOf({ findings, checked, stopped }: DataCheck, book: Workbook): HTMLElement[] {
  const problemsFirst = [...findings].sort((one, other) => rank(one) - rank(other));
  const shown = problemsFirst.slice(0, MOST_SHOWN);
  // What is said of itself alone comes first, or it would seem to stand under another's advice.
  const advices = new Set([undefined, ...shown.map(({ advice }) => advice)]);
  const lists = [...advices].flatMap((advice) => {
    const items = shown.filter((finding) => finding.advice === advice);
    if (items.length === 0) return [];
    const list = element("ul", "findings", ...items.map((finding) => itemOf(finding, book)));
    return advice === undefined ? [list] : [element("p", "advice", advice), list];
  });
  const lookedFor = [
    element("p", "note", "Looked for:"),
    element("ul", "note", ...checked.map((check) => element("li", "", check))),
  ];
  return [
    ...(findings.length > 0 ? lists : lookedFor),
    ...(findings.length > MOST_SHOWN ? [element("p", "note", `The first ${MOST_SHOWN} are shown.`)] : []),
    ...(stopped ? [element("p", "note", "You stopped it, so the rows after these were not checked.")] : []),
  ];
}

function rank({ severity }: Finding): number {
  return severity === "problem" ? 0 : 1;
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
