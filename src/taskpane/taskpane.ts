import { bandOf, EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../core/band";
import { benchmarkOf } from "../core/benchmarks";
import { explain, isReason, type Outcome } from "../core/reason";
import { annualRate, grossRetention, netRetention, renewalRetention } from "../core/retention";
import "./taskpane.css";

/*
 * The page names what goes into its figures in data attributes, and this script works them out with the
 * metric's own core, as a cell does.
 */
const percent = new Intl.NumberFormat("en-US", { style: "percent", minimumFractionDigits: 1 });
const wholePercent = new Intl.NumberFormat("en-US", { style: "percent" });

const bounds: Readonly<Record<string, number>> = {
  exceptional: EXCEPTIONAL_ABOVE,
  healthy: HEALTHY_FROM,
};

fill("nrr", ([start, expansion, downgrade, churn]) => netRetention(start!, expansion!, downgrade!, churn!));
fill("nrr-band", ([start, expansion, downgrade, churn]) =>
  bandOfOutcome(netRetention(start!, expansion!, downgrade!, churn!)),
);
fill("grr", ([start, downgrade, churn]) => grossRetention(start!, downgrade!, churn!));
fill("renewal", ([renewed, due]) => renewalRetention([renewed!], [due!]));
fill("annual", ([rate, periods]) => annualRate([rate!], periods!));
fill("annual-band", ([rate, periods]) => bandOfOutcome(annualRate([rate!], periods!)));
fill("bound", (_, name) => wholePercent.format(bounds[name]!));
fill("benchmark", (_, segment) => inWholePercent(benchmarkOf(segment)));

if (typeof Office !== "undefined") {
  // Excel reports an add-in as failed unless its pane says that it is ready.
  void Office.onReady();
}

/** Sets the text of every output with this data attribute, from the figures, or the word, in it. */
function fill(
  attribute: string,
  outcomeOf: (figures: number[], word: string) => Outcome<number | string>,
): void {
  for (const output of document.querySelectorAll(`output[data-${attribute}]`)) {
    const text = output.getAttribute(`data-${attribute}`)!;
    const outcome = outcomeOf(text.split(" ").map(Number), text);
    output.textContent = isReason(outcome) ? explain(outcome) : asText(outcome);
  }
}

function bandOfOutcome(rate: Outcome<number>): Outcome<string> {
  return isReason(rate) ? rate : bandOf(rate);
}

function inWholePercent(rate: Outcome<number>): Outcome<string> {
  return isReason(rate) ? rate : wholePercent.format(rate);
}

function asText(result: number | string): string {
  return typeof result === "number" ? percent.format(result) : result;
}
