import { readFile } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { addCoverageOf } from "./coverage/page";
import { testBuild } from "./excel-runtime";

/** Where the built pane seems to be served from. */
const BASE = "https://example.com/nrr/";

export const THEMES = ["light", "dark", "forced colours"] as const;
export const WIDTHS = [320, 800] as const;

interface PaneOptions {
  readonly hash?: string;
  readonly width?: number;
  readonly theme?: (typeof THEMES)[number];
  readonly locale?: string;
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
  /** Answers what the page asks of Office.js. */
  readonly officeJs?: "as shipped" | "never answers" | "missing";
  readonly reducedMotion?: "reduce" | "no-preference";
}

/** The built pane, with Office.js beside it as --env officejs=local makes it, in a browser tab. */
export class Pane {
  /** What was asked for beyond the add-in's own files. */
  readonly foreignRequests: string[] = [];
  readonly complaints: string[] = [];
  /** What the page's security policy forbade. */
  readonly violations: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, options: PaneOptions = {}): Promise<Pane> {
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
    if (options.before) await pane.page.addInitScript(options.before);
    await pane.goto(hash);
    return pane;
  }

  async goto(hash = ""): Promise<void> {
    await addCoverageOf(this.page);
    await this.page.goto(`${BASE}taskpane.html${hash}`, { waitUntil: "domcontentloaded" });
    await this.page.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
  }

  async close(): Promise<void> {
    await addCoverageOf(this.page);
    await this.page.context().close();
  }

  /** A field of the calculator, by what a screen reader calls it. */
  field(name: string): Locator {
    return this.page.getByRole("textbox", { name });
  }

  /** A button of Fluent UI's, whose role Playwright cannot see in the element's internals. */
  button(name: string): Locator {
    return this.page.locator("fluent-button").getByText(name, { exact: true });
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

  private async serve(officeJs: NonNullable<PaneOptions["officeJs"]>): Promise<void> {
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
