import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";

/** `npm start` in a process of its own, on a port that was free a moment ago. */
export class LocalServer {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<LocalServer> {
    const port = await freePort();
    const { process, output } = startWith("--port", String(port));
    await new Promise<void>((resolve, reject) => {
      process.stdout!.on("data", () => output.text.includes("Ready after") && resolve());
      process.stderr!.on("data", () => {
        if (!output.text.includes("The build failed")) return;
        process.kill();
        reject(new Error(output.text));
      });
      process.once("exit", () => reject(new Error(`npm start ended: ${output.text}`)));
    });
    return new LocalServer(process, `http://localhost:${port}/`);
  }

  async stop(): Promise<void> {
    this.process.kill();
    await once(this.process, "exit");
  }
}

/** Runs what `npm start -- …` runs. */
export function startWith(...settings: string[]): { process: ChildProcess; output: { text: string } } {
  const script = path.resolve("src/workbook/start.js");
  const child = spawn(process.execPath, [script, ...settings]);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (output.text += data.toString()));
  return { process: child, output };
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

const GRID = "canvas[id^=univer-sheet-main-canvas]";

/** Two presses within this time would open the cell for editing. */
const LONGEST_DOUBLE_CLICK_MS = 500;

/** So much later than the typing Univer's completion list follows. */
const COMPLETION_DELAY_MS = 350;

/** The local workbook in a browser, with a user's hands: mouse and keyboard. */
export class WorkbookPage {
  readonly requests: string[] = [];
  readonly complaints: string[] = [];
  private lastClicked = "";

  private constructor(readonly page: Page) {
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
  }

  static async open(context: BrowserContext, url: string): Promise<WorkbookPage> {
    const workbook = new WorkbookPage(await context.newPage());
    await workbook.page.goto(url);
    await workbook.page.locator("#status").waitFor({ state: "hidden" });
    return workbook;
  }

  /** Waits until cells show this, row by row, and fails with what they show instead. */
  async shows(range: string, expected: string | string[][]): Promise<void> {
    const rows = typeof expected === "string" ? [[expected]] : expected;
    const deadline = Date.now() + 10_000;
    let shown = await this.shown(range);
    while (JSON.stringify(shown) !== JSON.stringify(rows) && Date.now() < deadline) {
      await this.page.waitForTimeout(50);
      shown = await this.shown(range);
    }
    expect(shown).toEqual(rows);
  }

  async openSheet(name: string): Promise<void> {
    await this.page.getByText(name, { exact: true }).click();
  }

  shown(range: string): Promise<string[][]> {
    return this.page.evaluate(
      (range) => window.univerAPI.getActiveWorkbook()!.getActiveSheet().getRange(range).getDisplayValues(),
      range,
    );
  }

  async click(address: string): Promise<void> {
    const { x, y, width, height } = await this.rectangle(address);
    if (address === this.lastClicked) await this.page.waitForTimeout(LONGEST_DOUBLE_CLICK_MS);
    this.lastClicked = address;
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  async hover(address: string): Promise<void> {
    const { x, y, width, height } = await this.rectangle(address);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
  }

  /** Clicks a cell, types, and presses Enter, each once the one before has been seen. */
  async enter(address: string, text: string): Promise<void> {
    await this.click(address);
    await this.page.waitForFunction(
      (address) => window.univerAPI.getActiveWorkbook()!.getActiveRange()?.getA1Notation() === address,
      address,
    );
    await this.page.keyboard.type(text);
    await this.submit();
  }

  /** Presses Enter, once it would no longer take something from the completion list of a moment ago. */
  async submit(): Promise<void> {
    await this.page.waitForTimeout(COMPLETION_DELAY_MS);
    await this.page.keyboard.press("Enter");
  }

  /** Copies a cell, whose text then comes to the clipboard. */
  async copy(address: string, text: string): Promise<void> {
    await this.click(address);
    await this.page.keyboard.press("ControlOrMeta+c");
    await this.page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, text);
  }

  /** Selects a cell and drags the small square at its corner. */
  async fill(from: string, to: string): Promise<void> {
    const [start, end] = [await this.rectangle(from), await this.rectangle(to)];
    const { mouse } = this.page;
    await this.click(from);
    await this.page.waitForTimeout(LONGEST_DOUBLE_CLICK_MS);
    await mouse.move(start.x + start.width - 1, start.y + start.height - 1);
    await this.page.waitForFunction(
      (grid) => document.querySelector<HTMLElement>(grid)!.style.cursor === "crosshair",
      GRID,
    );
    await mouse.down();
    await this.drawn();
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await mouse.move(
        start.x + start.width + share * (end.x - start.x - end.width / 2),
        start.y + start.height + share * (end.y - start.y - end.height / 2),
      );
      await this.drawn();
    }
    await mouse.up();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** The grid follows the mouse a frame later, which a hand never outruns. */
  private async drawn(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  private rectangle(address: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const of = { address, grid: GRID };
    return this.page.evaluate(({ address, grid }) => {
      const cell = window.univerAPI.getActiveWorkbook()!.getActiveSheet().getRange(address).getCellRect();
      const canvas = document.querySelector(grid)!.getBoundingClientRect();
      return { x: canvas.x + cell.x, y: canvas.y + cell.y, width: cell.width, height: cell.height };
    }, of);
  }
}
