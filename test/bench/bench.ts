/*
 * npm run bench: what the add-in costs, as one table; with --write also in the README. Every figure is a ratio
 * of two things measured in this run, since a machine's own speed says nothing of ours.
 */
import { rm } from "node:fs/promises";
import { build } from "../support/build";
import { markdownTable, report, whereAndWhen } from "../support/report";
import { measureFunctions } from "./functions";
import { measureGuide } from "./guide";
import { measureSizes } from "./sizes";
import { measureStart } from "./start";

async function main(): Promise<void> {
  const folder = await build({ officejs: "local" });
  const rows = [
    ...(await measureFunctions(folder)),
    ...(await measureSizes(folder)),
    ...(await measureGuide()),
    ...(await measureStart()),
  ];
  await rm(folder, { recursive: true });

  const table = markdownTable(
    ["Measured ÷ compared with", "Ratio", "Goal", "Reached"],
    rows.map(({ what, ratio, goal, reached }) => [what, ratio, goal, reached]),
  );
  await report(
    "bench",
    `${table}\n\nMeasured on one machine: ${whereAndWhen()}. \`npm run bench\` repeats it.`,
  );
}

void main();
