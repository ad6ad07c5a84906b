import { bandOf, EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../core/band";
import { explain, isReason, type Outcome } from "../core/reason";
import { netRetention } from "../core/retention";
import "./taskpane.css";

/*
 * The page names its figures in data attributes and this script works them out with the metric's own
 * core, so that the guide can never say other than a cell does.
 */
const percent = new Intl.NumberFormat("en-US", { style: "percent", minimumFractionDigits: 1 });
const wholePercent = new Intl.NumberFormat("en-US", { style: "percent" });

const bounds: Record<string, number> = {
  exceptional: EXCEPTIONAL_ABOVE,
  healthy: HEALTHY_FROM,
};

fill("nrr", (amounts) => asText(netRetention(...figures(amounts))));
fill("nrr-band", (amounts) => {
  const rate = netRetention(...figures(amounts));
  return asText(isReason(rate) ? rate : bandOf(rate));
});
fill("bound", (name) => wholePercent.format(bounds[name]!));

if (typeof Office !== "undefined") {
  // Excel reports an add-in as failed unless its pane says that it is ready.
  void Office.onReady();
}

/** Sets the text of every output with this data attribute, from the attribute's value. */
function fill(attribute: string, textOf: (value: string) => string): void {
  for (const output of document.querySelectorAll(`output[data-${attribute}]`)) {
    output.textContent = textOf(output.getAttribute(`data-${attribute}`)!);
  }
}

function figures(amounts: string): [number, number, number, number] {
  return amounts.split(" ").map(Number) as [number, number, number, number];
}

function asText(outcome: Outcome<number | string>): string {
  if (isReason(outcome)) return explain(outcome);
  return typeof outcome === "number" ? percent.format(outcome) : outcome;
}
