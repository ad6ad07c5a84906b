import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { testBuild } from "../support/excel-runtime";

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
  const says = async (text: string) => {
    const pane = (await page.locator("main").innerText()).replace(/\s+/g, " ");
    expect(pane).toContain(text);
  };
  // (200000 + 4000 - 1000 - 2000) / 200000 = 201000 / 200000 = 1.005
  await says("NRR 100.5% Band: Healthy");
  await says("Above 120% Exceptional 100% to 120% Healthy Below 100% Warning");
  await says("=NRR(200000, 4000, 1000, 2000) 100.5%");
  await says("=NRR_BAND(NRR(200000, 4000, 1000, 2000)) Healthy");
  // 197000 / 200000, 181000 / 200000, and 1.005^12 = 1.0616…, 0.99^12 = 0.8863…
  await says("=GRR(200000, 1000, 2000) 98.5%");
  await says("=NRR_RENEWAL(181000, 200000) 90.5%");
  await says("=NRR_ANNUALIZED(100.5%) 106.2%");
  await says("twelve such months leave 88.6% of the revenue, which is a Warning.");
  await says('=NRR_BENCHMARK("All") 100% =NRR_BENCHMARK("SMB") 90% =NRR_BENCHMARK("Enterprise") 125%');
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

test.each([
  "nrr",
  "nrr_band",
  "grr",
  "nrr_table",
  "nrr_cohort",
  "nrr_renewal",
  "nrr_annualized",
  "nrr_benchmark",
])("the help link #%s opens its section", async (id) => {
  const { page } = await openPane(`#${id}`);
  const top = await page.locator(`#${id}`).evaluate((section) => section.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(700);
});
