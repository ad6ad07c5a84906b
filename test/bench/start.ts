import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { LocalServer } from "../support/local-workbook";
import { atMost, median, milliseconds, row, type Row } from "./rows";

const ROUNDS = 3;
const webpack = path.resolve("node_modules/webpack/bin/webpack.js");

/** How long `npm start` takes until the local workbook can be opened. */
export async function measureStart(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "nrr-bench-"));
  await writeFile(path.join(folder, "empty.js"), "");
  const starts: number[] = [];
  const empties: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let before = performance.now();
    const server = await LocalServer.start();
    starts.push(performance.now() - before);
    await server.stop();

    before = performance.now();
    await promisify(execFile)(process.execPath, [webpack, "./empty.js", "--mode", "production"], {
      cwd: folder,
    });
    empties.push(performance.now() - before);
  }
  await rm(folder, { recursive: true });

  const [start, empty] = [median(starts), median(empties)];
  return [
    row(
      `the local workbook until it is ready, ${milliseconds(start)} ÷ webpack building an empty file, ${milliseconds(empty)}`,
      start / empty,
      atMost(10),
    ),
  ];
}
