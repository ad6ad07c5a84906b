import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Frame } from "playwright-core";
import webpack from "webpack";
import type { connectToLocalWorkbook } from "../../src/taskpane/sheet/local-workbook";
import type { Workbook, WorkbookError } from "../../src/taskpane/sheet/workbook";

/** What the script adds to the pane's window. */
interface PaneWindow {
  readonly paneClient: { readonly connectToLocalWorkbook: typeof connectToLocalWorkbook };
  workbook: Promise<Workbook | undefined>;
}

/** The pane's end of the channel to the local workbook, without the pane's page around it. */
export class PaneClient {
  /** Lets the pages of a context load the script, as if it came from their own server. */
  static async serveIn(context: BrowserContext): Promise<void> {
    const scripts = await bundle();
    await context.route(`**${FOLDER}*`, (route) => {
      const name = path.basename(route.request().url());
      return route.fulfill({ contentType: "text/javascript", body: scripts.get(name)! });
    });
  }

  /** Starts to connect, and does not wait for the answer. */
  static async start(frame: Frame): Promise<PaneClient> {
    await frame.waitForLoadState();
    await frame.addScriptTag({ url: `${FOLDER}client.js` });
    await frame.evaluate(() => {
      const pane = window as unknown as PaneWindow;
      pane.workbook = pane.paneClient.connectToLocalWorkbook();
    });
    return new PaneClient(frame);
  }

  private constructor(private readonly frame: Frame) {}

  /** Whether there turned out to be a workbook. */
  hasWorkbook(): Promise<boolean> {
    return this.frame.evaluate(async () => Boolean(await (window as unknown as PaneWindow).workbook));
  }

  /** Calls one of the workbook's methods. It fails with what a `WorkbookError` says of the problem. */
  async call<M extends Exclude<keyof Workbook, "hasCharts">>(
    method: M,
    ...args: Parameters<Workbook[M]>
  ): Promise<Awaited<ReturnType<Workbook[M]>>> {
    const answer = await this.frame.evaluate(
      async ({ method, args }) => {
        const workbook = await (window as unknown as PaneWindow).workbook;
        const called = workbook![method] as (...args: readonly unknown[]) => Promise<unknown>;
        try {
          return await called(...args);
        } catch (error) {
          throw new Error(`The problem: ${(error as WorkbookError).problem}.`);
        }
      },
      { method, args },
    );
    return answer as Awaited<ReturnType<Workbook[M]>>;
  }
}

const FOLDER = "/pane-client/";

/** The module as the pane's own build bundles it: a script, and another that it loads when it needs it. */
async function bundle(): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(path.join(tmpdir(), "nrr-for-excel-"));
  const compiler = webpack({
    mode: "production",
    optimization: { minimize: false },
    entry: { client: "./src/taskpane/sheet/local-workbook.ts" },
    output: { path: folder, publicPath: FOLDER, library: { name: "paneClient", type: "window" } },
    resolve: { extensions: [".ts", ".js"] },
    module: { rules: [{ test: /\.ts$/, loader: "swc-loader", options: SWC }] },
  });
  const stats = await new Promise<webpack.Stats>((resolve, reject) => {
    compiler.run((error, stats) => (stats ? resolve(stats) : reject(error ?? new Error("no build"))));
  });
  await new Promise((resolve) => {
    compiler.close(resolve);
  });
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));

  const names = Object.keys(stats.compilation.assets);
  const scripts = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  await rm(folder, { recursive: true });
  return new Map(names.map((name, index) => [name, scripts[index]!]));
}

const SWC = { jsc: { parser: { syntax: "typescript" }, target: "es2022" } };
