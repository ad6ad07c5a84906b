import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { build } from "../support/build";
import { atMost, median, milliseconds, row, type Row } from "./rows";

const ROUNDS = 7;
/** For what might still move after the guide has said that it can be used. */
const SETTLING_MS = 500;

interface Opening {
  /** From the start of the navigation, in milliseconds. */
  readonly usable: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

/** How soon the guide can be used in a Chromium that has nothing of it yet, and whether it stands still. */
export async function measureGuide(): Promise<Row[]> {
  const folder = await build({ officejs: "none" });
  const server = await serve(folder);
  const browser = await launchBrowser();
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;

  const guides: Opening[] = [];
  const empties: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const empty = await loadEmpty(browser, `${address}/empty.html`);
    const guide = await openGuide(browser, `${address}/taskpane.html`);
    // The first round starts the browser's own processes.
    if (round > 0) {
      empties.push(empty);
      guides.push(guide);
    }
  }
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });

  const usable = median(guides.map((guide) => guide.usable));
  const empty = median(empties);
  return [
    row(
      `the guide until it can be used, ${milliseconds(usable)} ÷ loading an empty page, ${milliseconds(empty)}`,
      usable / empty,
      atMost(20),
    ),
    row(
      "how far the guide moves while it loads (cumulative layout shift) ÷ what counts as good, 0.1",
      Math.max(...guides.map(({ shift }) => shift)) / 0.1,
      atMost(0),
    ),
  ];
}

async function openGuide(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 350, height: 700 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
  const opening = await page.evaluate(
    (settling) =>
      new Promise<Opening>((resolve) => {
        let shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        const usable = performance.getEntriesByName("usable")[0]!.startTime;
        setTimeout(() => resolve({ usable, shift }), settling);
      }),
    SETTLING_MS,
  );
  await context.close();
  return opening;
}

async function loadEmpty(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const loaded = await page.evaluate(
    () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).domComplete,
  );
  await context.close();
  return loaded;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
};

async function serve(folder: string): Promise<http.Server> {
  const answer = async (name: string) =>
    name === "/empty.html"
      ? Buffer.from("<!doctype html><title>Empty</title>")
      : readFile(path.join(folder, name));
  const server = http.createServer(({ url }, response) => {
    const { pathname } = new URL(url!, "http://localhost");
    answer(pathname).then(
      (body) =>
        response.setHeader("Content-Type", TYPES[path.extname(pathname)] ?? "application/json").end(body),
      () => response.writeHead(404).end(),
    );
  });
  await once(server.listen(0), "listening");
  return server;
}
