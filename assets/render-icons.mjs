import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";

const svg = readFileSync(new URL("icon.svg", import.meta.url), "utf8");

// The drawings stand side by side at natural size, so a crop keeps each on its own pixel grid.
const drawings = svg.matchAll(/<svg id="icon-(\d+)" x="(\d+)" y="(\d+)"/g);

for (const [, ...numbers] of drawings) {
  const [size, left, top] = numbers.map(Number);
  const crop = { left, top, right: left + size, bottom: top + size };
  const png = new Resvg(svg, { crop, font: { loadSystemFonts: false } }).render().asPng();
  writeFileSync(new URL(`icon-${size}.png`, import.meta.url), png);
}
