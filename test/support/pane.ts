import { readFile } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { WORKBOOK_OFFERED, WORKBOOK_WANTED } from "../../src/taskpane/sheet/channel";
import type { Workbook } from "../../src/taskpane/sheet/workbook";
import { addCoverageOf } from "./coverage/page";
import { testBuild } from "./excel-runtime";

/** Where the built pane seems to be served from. */
const BASE = "https://example.com/nrr/";

export const THEMES = ["light", "dark", "forced colours"] as const;
export const WIDTHS = [320, 800] as const;

interface PaneOptions<Given> {
  readonly hash?: string;
  readonly width?: number;
  readonly theme?: (typeof THEMES)[number];
  readonly locale?: string;
  /** Runs in the page before its own scripts. */
  readonly before?: (given: Given) => void;
  /** What it is given there. */
  readonly with?: Given;
  /** Answers what the page asks of Office.js; beside a workbook of a test the page asks for nothing. */
  readonly officeJs?: "as shipped" | "never answers" | "missing";
  readonly reducedMotion?: "reduce" | "no-preference";
  /** Puts the pane into a frame of a page that offers it this workbook, as the local workbook's page does. */
  readonly workbook?: Workbook;
}

/** The built pane, with Office.js beside it as --env officejs=local makes it, in a browser tab. */
export class Pane {
  /** What was asked for beyond the add-in's own files. */
  readonly foreignRequests: string[] = [];
  readonly complaints: string[] = [];
  /** What the page's security policy forbade. */
  readonly violations: string[] = [];

  private constructor(readonly page: Page) {}

  static async open<Given>(browser: Browser, options: PaneOptions<Given> = {}): Promise<Pane> {
    const { hash = "", width = 320, theme = "light", locale = "en-US", reducedMotion = "reduce" } = options;
    const context = await browser.newContext({
      viewport: { width, height: 700 },
      colorScheme: theme === "dark" ? "dark" : "light",
      forcedColors: theme === "forced colours" ? "active" : "none",
      reducedMotion,
      locale,
    });
    const pane = new Pane(await context.newPage());
    await pane.serve(options.officeJs ?? "as shipped");
    if (options.workbook) await pane.serveAround(options.workbook);
    if (options.before)
      await pane.page.addInitScript(options.before as (given: unknown) => void, options.with);
    if (options.workbook) await pane.gotoAround();
    else await pane.goto(hash);
    await pane.usable();
    return pane;
  }

  /** The pane's own document, wherever it is. */
  get frame(): Frame {
    return this.page.frame("pane") ?? this.page.mainFrame();
  }

  async goto(hash = ""): Promise<void> {
    await addCoverageOf(this.page);
    await this.page.goto(`${BASE}taskpane.html${hash}`, { waitUntil: "domcontentloaded" });
    await this.usable();
  }

  async close(): Promise<void> {
    await addCoverageOf(this.page);
    await this.page.context().close();
  }

  /** A field of the calculator, by what a screen reader calls it. */
  field(name: string): Locator {
    return this.frame.getByRole("textbox", { name });
  }

  /** A button of Fluent UI's, whose role Playwright cannot see in the element's internals. */
  button(name: string): Locator {
    return this.frame.locator("fluent-button").getByText(name, { exact: true });
  }

  searchBox(): Locator {
    return this.page.getByRole("searchbox", { name: "Find in the guide" });
  }

  /** The guide shows one section at a time, which would hide the others from a check. */
  async showAllSections(): Promise<void> {
    await this.page.locator("#sections > section").evaluateAll((sections) => {
      for (const section of sections) section.removeAttribute("hidden");
    });
  }

  /** What axe finds wrong with the page as it stands. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<import("axe-core").AxeResults> } }
      ).axe.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ""}`),
      );
    });
  }

  /** How much wider the page is than the pane. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  private async gotoAround(): Promise<void> {
    await this.page.goto(`${BASE}around.html`);
    await this.usable();
  }

  private async usable(): Promise<void> {
    await this.frame.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
  }

  /** The workbook stays with the test, which can thus look at it, hold it up and break it. */
  private async serveAround(workbook: Workbook): Promise<void> {
    const { page } = this;
    await page.exposeFunction("askWorkbook", (method: Exclude<keyof Workbook, "hasCharts">, args: never[]) =>
      (workbook[method] as (...args: never[]) => Promise<unknown>)(...args),
    );
    // As --env officejs=none builds it for the local workbook.
    const html = await readFile(path.join(testBuild(), "taskpane.html"), "utf8");
    const body = html.replace(/<script async id="office-js".*?<\/script>/, "");
    await page.route(`${BASE}taskpane.html`, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.route(`${BASE}comlink.js`, (route) =>
      route.fulfill({ path: "node_modules/comlink/dist/umd/comlink.js" }),
    );
    await page.route(`${BASE}around.html`, (route) =>
      route.fulfill({ contentType: "text/html", body: AROUND }),
    );
  }

  private async serve(officeJs: NonNullable<PaneOptions<unknown>["officeJs"]>): Promise<void> {
    const { page } = this;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) this.violations.push(message.text());
    });
    // Office.js asks for a telemetry page of Microsoft's where there is no Office around it.
    await page.route("**", (route) => {
      this.foreignRequests.push(route.request().url());
      return route.abort();
    });
    await page.route(`${BASE}**`, async (route) => {
      const file = path.join(testBuild(), new URL(route.request().url()).pathname.slice("/nrr/".length));
      await route.fulfill({ path: file, body: await readFile(file) });
    });
    if (officeJs === "never answers") await page.route(`${BASE}office/office.js`, () => undefined);
    if (officeJs === "missing") await page.route(`${BASE}office/office.js`, (route) => route.abort());
  }
}

const AROUND = `<!doctype html>
  <script src="comlink.js"></script>
  <script>
    const workbook = new Proxy({}, { get: (_, method) => (...args) => askWorkbook(method, args) });
    addEventListener("message", ({ data, source, origin }) => {
      if (data !== ${JSON.stringify(WORKBOOK_WANTED)}) return;
      const { port1, port2 } = new MessageChannel();
      Comlink.expose(workbook, port1);
      source.postMessage(${JSON.stringify(WORKBOOK_OFFERED)}, origin, [port2]);
    });
  </script>
  <iframe name="pane" src="taskpane.html" width="320" height="680"></iframe>`;
