import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { testBuild } from "../support/excel-runtime";

jest.setTimeout(30_000);

/* The built pane with Office.js beside it, as --env officejs=local makes it, in a browser tab. */
const BASE = "https://example.com/nrr/";
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Pane {
  readonly page: Page;
  readonly complaints: string[];
}

async function openPane(hash = "", width = 320, colorScheme: "light" | "dark" = "light"): Promise<Pane> {
  const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  // Office.js asks for a telemetry page of Microsoft's where there is no Office around it.
  await page.route("**", (route) => route.abort());
  await page.route(`${BASE}**`, async (route) => {
    const file = path.join(testBuild(), new URL(route.request().url()).pathname.slice("/nrr/".length));
    await route.fulfill({ path: file, body: await readFile(file) });
  });
  await page.goto(`${BASE}taskpane.html${hash}`);
  await page.locator("output").first().waitFor();
  return { page, complaints };
}

test("every figure is computed", async () => {
  const { page, complaints } = await openPane();
  // (200000 + 4000 - 1000 - 2000) / 200000 = 201000 / 200000 = 1.005
  expect(await page.locator("output").allTextContents()).toEqual([
    "100.5%",
    "Healthy",
    "120%",
    "100%",
    "120%",
    "100%",
    "100.5%",
    "Healthy",
  ]);
  expect(complaints).toEqual([]);
});

test.each([
  [320, "light"],
  [320, "dark"],
  [800, "light"],
  [800, "dark"],
] as const)("nothing is wider than a pane of %d px, in %s", async (width, scheme) => {
  const { page } = await openPane("", width, scheme);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

test.each(["nrr", "nrr_band"])("the help link #%s opens its section", async (id) => {
  const { page } = await openPane(`#${id}`);
  const top = await page.locator(`#${id}`).evaluate((section) => section.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(700);
});
