import type { TextInput } from "@fluentui/web-components";
import type { Band } from "../core/band";
import { explain, isReason, type Outcome } from "../core/reason";
import {
  calculate,
  FIELDS,
  percentage,
  waterfall,
  type Amounts,
  type Calculation,
  type Field,
  type Step,
} from "./calculation";
import { locale, numberStyle } from "./locale";
import { byId, whenFirstSeen } from "./page";

/** So long after the last key a screen reader hears the results, and none of those on the way. */
const ANNOUNCE_AFTER_MS = 700;

const money = new Intl.NumberFormat(locale, {
  numberingSystem: "latn",
  maximumSignificantDigits: 15,
});
const picture = byId("waterfall");

let calculation: Calculation;
/** Comes with the charts, when the picture is first seen. */
let drawSteps: typeof import("./charts").drawWaterfall | undefined;
let removeSteps: (() => void) | undefined;
let announcing: ReturnType<typeof setTimeout> | undefined;

/** Makes the calculator show its results, now and whenever something is typed. */
export function startCalculator(): void {
  for (const field of FIELDS) input(field).value = money.format(Number(input(field).value));
  recalculate();
  const follow = () => {
    recalculate();
    clearTimeout(announcing);
    announcing = setTimeout(announce, ANNOUNCE_AFTER_MS);
  };
  byId("amounts").addEventListener("input", follow);
  byId("period").addEventListener("change", follow);
  whenFirstSeen(picture, () => {
    loadCharts().catch(() => (byId("waterfall-note").textContent = "The picture could not be loaded."));
  });
}

/** The four amounts as they stand, if there is a rate of them. */
export function calculatorAmounts(): Amounts | undefined {
  return calculation.amounts;
}

function recalculate(): void {
  calculation = calculate(texts(), numberStyle, periodsPerYear());
  show(calculation);
}

function texts(): Record<Field, string> {
  return Object.fromEntries(FIELDS.map((field) => [field, input(field).value])) as Record<Field, string>;
}

function periodsPerYear(): number {
  return Number(document.querySelector<HTMLInputElement>("#period :checked")!.value);
}

function input(field: Field): TextInput {
  return document.querySelector<TextInput>(`#amounts [name=${field}]`)!;
}

function show({ fields, nrr, grr, yearly, band }: Calculation): void {
  for (const field of FIELDS) {
    const { problem, readAs } = fields[field];
    const note = byId(`${field}-note`);
    note.textContent = problem ?? readAs ?? "";
    note.classList.toggle("problem", problem !== undefined);
    markInvalid(input(field), note, problem !== undefined);
  }

  byId("nrr-result").textContent = shown(nrr);
  byId("grr-result").textContent = shown(grr);
  byId("year-label").textContent =
    periodsPerYear() === 1 ? "Over this year" : "Over a year, if it goes on like this";
  byId("year-result").textContent = shown(yearly);
  const badge = byId("band-result");
  badge.textContent = isReason(band) ? "" : band;
  badge.className = isReason(band) ? "band" : `band ${band.toLowerCase()}`;
  byId("result-note").textContent = sentenceOfResults(calculation);
  showWaterfall();
}

/** The control that people are in is inside the component, so that is what must name its note. */
function markInvalid(field: TextInput, note: HTMLElement, isInvalid: boolean): void {
  field.toggleAttribute("data-invalid", isInvalid);
  const { control } = field;
  control.setAttribute("aria-invalid", String(isInvalid));
  control.ariaDescribedByElements = [note];
}

function shown(rate: Outcome<number>): string {
  return isReason(rate) ? "–" : percentage(rate, locale);
}

/** What is wrong with a result although each field is right. */
function sentenceOfResults({ fields, grr, yearly, band }: Calculation): string {
  if (FIELDS.some((field) => fields[field].problem !== undefined)) return "";
  if (isReason(grr)) return `GRR: ${explain(grr)}`;
  // What a cell says of a rate that somebody typed would not help whoever typed amounts.
  return isReason(yearly) || isReason(band)
    ? "A rate of 1,000% and more has no band. Is the start right?"
    : "";
}

function announce(): void {
  const { nrr, grr, yearly, band, fields } = calculation;
  const problems = FIELDS.map((field) => fields[field].problem).filter(Boolean);
  byId("result-announcement").textContent =
    problems.join(" ") ||
    sentenceOfResults(calculation) ||
    `NRR ${shown(nrr)}. GRR ${shown(grr)}. Over a year ${shown(yearly)}, ${band as Band}.`;
}

async function loadCharts(): Promise<void> {
  ({ drawWaterfall: drawSteps } = await import(/* webpackChunkName: "charts" */ "./charts"));
  showWaterfall();
}

function showWaterfall(): void {
  // In a pane that is folded away there is nothing to draw on.
  if (!drawSteps || picture.clientWidth === 0) return;
  const { amounts } = calculation;
  const note = byId("waterfall-note");
  picture.classList.toggle("empty", !amounts);
  if (!amounts) {
    removeSteps?.();
    picture.ariaLabel = note.textContent = "The picture comes back when the four amounts make sense.";
    return;
  }

  const steps = waterfall(amounts);
  const { begin, remove } = drawSteps(picture, steps, (step) => `${step.name} ${change(step)}`);
  removeSteps = remove;
  picture.ariaLabel = `${steps.map((step) => `${step.name} ${change(step)}`).join(", ")}.`;
  note.textContent =
    begin > 0 ? `The bars begin at ${money.format(begin)}, or the changes would be too small to see.` : "";
}

/** What a step adds or takes away, or the level that it is. */
function change({ kind, amount }: Step): string {
  const shown = money.format(amount);
  return kind === "level" ? shown : `${kind === "gain" ? "+" : "−"}${shown}`;
}
