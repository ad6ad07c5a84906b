import { BarChart, FixedScaleAxis, LineChart } from "chartist";
import { EXCEPTIONAL_ABOVE, HEALTHY_FROM } from "../core/band";
import type { Step } from "./calculation";

/*
 * The two pictures. They are loaded when one is first seen. Sizes, colours and fonts come from the style
 * sheet, so that themes and forced colours reach them, and so that Chartist writes no style that the page's
 * security policy does not know.
 */

/** Room for the longest name and amount beside the bars, in pixels. */
const NAMES_WIDTH = 100;

/** The share of the largest level up to which bars may begin at 0 and movements still show. */
const VISIBLE_SHARE = 0.4;

/**
 * Draws the steps as horizontal bars, from the first at the top to the last.
 *
 * @param nameOf writes a step's name and amount beside its bar
 * @returns where the bars begin, which is 0, or higher where the movements would be too thin to see; and what
 *   takes the drawing away, which would come back by itself when the pane changes its width
 */
export function drawWaterfall(
  container: HTMLElement,
  steps: readonly Step[],
  nameOf: (step: Step) => string,
): { readonly begin: number; readonly remove: () => void } {
  const levels = steps.flatMap(({ kind, from, to }) => (kind === "level" ? [to] : [from, to]));
  const highest = Math.max(...levels);
  const lowest = Math.min(...levels);
  const movement = highest - lowest;
  const begin =
    movement === 0 || movement > VISIBLE_SHARE * highest ? 0 : beginning(lowest - movement / 2, movement);

  // Chartist draws the first bar at the bottom.
  const upwards = [...steps].reverse();
  const series = (className: string, length: (step: Step) => number) => ({
    className,
    data: upwards.map(length),
  });
  // As parts of the longest, since Chartist loops for ever over numbers near the largest that there is.
  const length = highest - begin;
  const ofKind = (kind: Step["kind"]) =>
    series(kind, (step) =>
      step.kind === kind ? Math.abs(step.to - Math.max(step.from, begin)) / length : 0,
    );

  const chart = new BarChart(
    container,
    {
      labels: upwards.map(nameOf),
      series: [
        series("base", ({ from, to }) => Math.max(0, Math.min(from, to) - begin) / length),
        ofKind("level"),
        ofKind("gain"),
        ofKind("loss"),
      ],
    },
    {
      horizontalBars: true,
      stackBars: true,
      low: 0,
      high: 1,
      chartPadding: { top: 0, right: 8, bottom: 0, left: 0 },
      axisX: { showLabel: false, showGrid: false, offset: 0 },
      axisY: { showGrid: false, offset: NAMES_WIDTH },
    },
  );
  const remove = () => {
    chart.detach();
    container.replaceChildren();
  };
  return { begin, remove };
}

/** Rounded down as coarsely as the movements allow, so that the number can be said. */
function beginning(value: number, movement: number): number {
  const unit = 10 ** Math.floor(Math.log10(movement));
  // The very smallest movements have no unit.
  return unit > 0 ? Math.max(0, Math.floor(value / unit) * unit) : 0;
}

/** Draws a year's rates as a line over the three bands, with lines at their bounds. */
export function drawYear(container: HTMLElement, labels: readonly string[], rates: readonly number[]): void {
  const low = Math.min(...rates, HEALTHY_FROM) - 0.05;
  const high = Math.max(...rates, EXCEPTIONAL_ABOVE) + 0.05;
  const chart = new LineChart(
    container,
    { labels: [...labels], series: [[...rates]] },
    {
      fullWidth: true,
      lineSmooth: false,
      chartPadding: { top: 8, right: 16, bottom: 0, left: 0 },
      // Every second label: twelve would run into each other.
      axisX: { showGrid: false, labelInterpolationFnc: (label, index) => (index % 2 === 0 ? label : null) },
      axisY: {
        type: FixedScaleAxis,
        low,
        high,
        ticks: [HEALTHY_FROM, EXCEPTIONAL_ABOVE],
        labelInterpolationFnc: (rate) => `${Math.round(Number(rate) * 100)}%`,
      },
    },
  );

  chart.on("created", ({ svg, chartRect, axisY }) => {
    const heightOf = (rate: number) => chartRect.y1 - axisY.projectValue(rate);
    const bands: [string, number, number][] = [
      ["Exceptional", EXCEPTIONAL_ABOVE, high],
      ["Healthy", HEALTHY_FROM, EXCEPTIONAL_ABOVE],
      ["Warning", low, HEALTHY_FROM],
    ];
    for (const [name, from, to] of bands) {
      const top = heightOf(to);
      const rectangle = { x: chartRect.x1, y: top, width: chartRect.width(), height: heightOf(from) - top };
      const band = name.toLowerCase();
      // First in the drawing, so that the line lies on top.
      svg.elem("rect", rectangle, `band-area ${band}`, true);
      svg.elem("text", { x: chartRect.x1 + 6, y: top + 15 }, `band-name ${band}`).text(name);
    }
  });
}
