import type { Step } from "./calculation";
import { element, whenFirstSeen } from "./page";

/**
 * Draws the guide's pictures from the tables that stand in their places, each when it is first seen. The
 * table stays for screen readers, and for everyone if the drawing cannot be loaded.
 */
export function startPictures(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure.picture")) {
    // Without a drawing the table remains.
    whenFirstSeen(figure, () => void draw(figure).catch(() => undefined));
  }
}

async function draw(figure: HTMLElement): Promise<void> {
  const { drawWaterfall, drawYear } = await import(/* webpackChunkName: "charts" */ "./charts");
  const table = figure.querySelector("table")!;
  const rows = Array.from(table.rows, ({ cells }) => ({
    name: cells[0]!.textContent,
    shown: cells[1]!.textContent,
  }));
  const picture = element("div", "chart");
  picture.ariaHidden = "true";
  const heard = element("div", "for-screen-readers");
  table.replaceWith(picture, heard);
  heard.append(table);

  if (figure.dataset["picture"] === "year") {
    drawYear(
      picture,
      rows.map(({ name }) => name),
      rows.map(({ shown }) => numberIn(shown) / 100),
    );
  } else {
    const shown = new Map(rows.map((row) => [row.name, row.shown]));
    drawWaterfall(picture, stepsOf(rows), ({ name }) => `${name} ${shown.get(name)!}`);
  }
}

function stepsOf(rows: readonly { name: string; shown: string }[]): Step[] {
  let level = 0;
  return rows.map(({ name, shown }, index) => {
    const amount = numberIn(shown);
    if (index === 0 || index === rows.length - 1) {
      level = amount;
      return { name, kind: "level", from: 0, to: amount, amount };
    }
    const from = level;
    level += amount;
    return { name, kind: amount < 0 ? "loss" : "gain", from, to: level, amount: Math.abs(amount) };
  });
}

/** The guide writes numbers in English: "−1,000", "101.2%". */
function numberIn(text: string): number {
  return Number(text.replace("−", "-").replace(/[^\d.-]/g, ""));
}
