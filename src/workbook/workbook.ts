import type { FUniver } from "@univerjs/core/facade";
import { customers } from "./customers";
import { openFunctions } from "./functions-host";
import { createGrid } from "./grid";
import { GridWorkbook } from "./grid-workbook";
import { monthlyNrr } from "./monthly-nrr";
import { renewals } from "./renewals";
import { offerWorkbook } from "./workbook-channel";
import "./workbook.css";

declare global {
  interface Window {
    /** Univer's facade, for people who want to script the workbook: https://docs.univer.ai */
    univerAPI: FUniver;
  }
}

const status = document.getElementById("status")!;
const guide = document.getElementById("guide")!;
const guideButton = document.getElementById("guide-button")!;
const guideFrame = guide.querySelector("iframe")!;
const cellMessage = document.getElementById("cell-message")!;

const NARROW = "(max-width: 800px)";
showGuide(!window.matchMedia(NARROW).matches);
guideButton.addEventListener("click", () => showGuide(Boolean(guide.hidden)));

// The frame may have loaded already, or may yet load and have a new window then.
listenForF6(window);
listenForF6(guideFrame.contentWindow!);
guideFrame.addEventListener("load", () => listenForF6(guideFrame.contentWindow!));

open().catch((error: unknown) => {
  say(
    `The workbook could not open: ${error instanceof Error ? error.message : String(error)}.`,
    "Look into the terminal in which npm start runs, fix what it reports, and load this page again.",
  );
});

async function open(): Promise<void> {
  say("Loading the functions …");
  const host = await openFunctions();

  say("Opening the workbook …");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  window.univerAPI = createGrid({
    container: document.getElementById("grid")!,
    sheets: [monthlyNrr(), customers(), renewals()],
    host,
    darkMode: dark.matches,
    onMessage: (error) => (cellMessage.textContent = error ? `${error.error}: ${error.message ?? ""}` : ""),
  });
  dark.addEventListener("change", () => window.univerAPI.toggleDarkMode(dark.matches));

  await window.univerAPI.getFormula().onCalculationResultApplied();
  status.hidden = true;
  offerWorkbook(new GridWorkbook(window.univerAPI), guideFrame.contentWindow!);
}

function say(...sentences: string[]): void {
  status.hidden = false;
  status.textContent = sentences.join("\n");
}

function showGuide(visible: boolean): void {
  guide.hidden = !visible;
  guideButton.setAttribute("aria-expanded", String(visible));
}

function listenForF6(target: Window): void {
  target.addEventListener("keydown", moveFocus);
}

/** F6 goes round the parts of the window as in Excel; Tab stays in the grid, where it goes to the next cell. */
function moveFocus(event: KeyboardEvent): void {
  if (event.key !== "F6") return;
  event.preventDefault();
  const grid = document.querySelector<HTMLElement>("#grid [contenteditable]");
  const parts = [guideButton, ...(guide.hidden ? [] : [guideFrame]), grid];
  const current = parts.findIndex((part) => part === document.activeElement);
  parts[(current + 1) % parts.length]?.focus();
}
