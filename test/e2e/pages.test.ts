import { readFileSync } from "node:fs";
import path from "node:path";
import { source as axe } from "axe-core";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { testBuild } from "../support/excel-runtime";

/* The plain pages that ship beside the add-in. */
const BASE = "https://example.com/nrr/";
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(["support.html", "privacy.html", "it.html"])("%s", (file) => {
  test.each([
    [320, "light"],
    [320, "dark"],
    [1024, "light"],
    [1024, "dark"],
  ] as const)("fits %d px in %s, and anyone can read it", async (width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    await page.route(`${BASE}**`, (route) =>
      route.fulfill({ path: path.join(testBuild(), new URL(route.request().url()).pathname.slice(5)) }),
    );
    await page.goto(`${BASE}${file}`);

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof import("axe-core") }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("links to pages that are there, and to Microsoft's", () => {
    const html = readFileSync(path.join(testBuild(), file), "utf8");
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address!);
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const address of links)
      expect(address).toMatch(/^(support|privacy|it)\.html$|^https:\/\/\w+\.microsoft\.com\//);
  });
});
