import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { Pane } from "../support/pane";

/* How a person finds the way in the guide, and back to where they were. */
let browser: Browser;
let pane: Pane;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(pane.complaints).toEqual([]);
  await pane.close();
});

const KEY = "nrr-guide-place";
const shown = () => pane.page.locator("#sections > section:not([hidden])").getAttribute("id");
const untilShown = (id: string) => pane.page.locator(`#sections > #${id}:not([hidden])`).waitFor();
const count = (text: string | RegExp) => pane.page.locator("#search-count").getByText(text).waitFor();
const results = () => pane.page.locator("#search-results a");

describe("the search", () => {
  beforeEach(async () => {
    pane = await Pane.open(browser);
  });

  test("shows the best eight of many places", async () => {
    await pane.searchBox().fill("churn");
    await count("The best 8 places");
    expect(await results().count()).toBe(8);
  });

  test("speaks of one place as one, and marks the word there", async () => {
    await pane.searchBox().fill("bootstrapped");
    await count(/^1 place$/);
    expect(await pane.page.locator("#search-results mark").innerText()).toMatch(/^bootstrapped$/i);
  });

  test("finds a heading by itself, and then shows how its text begins", async () => {
    const title = await pane.page.locator("#pitfalls h3, h3#mixed").first().textContent();
    await pane.searchBox().fill(title!);
    await results().first().waitFor();
    expect(await results().first().innerText()).toBe(title);
  });

  test("is emptied by Escape, and by no other key", async () => {
    await pane.searchBox().fill("bootstrapped");
    await count("1 place");
    await pane.searchBox().press("Shift");
    expect(await results().count()).toBe(1);
    await pane.searchBox().press("Escape");
    await pane.page.waitForFunction(() => document.getElementById("search-count")!.textContent === "");
    expect(await pane.searchBox().inputValue()).toBe("");
    expect(await results().count()).toBe(0);
  });

  test("Enter with nothing found stays where one is", async () => {
    await pane.searchBox().fill("zebra");
    await count(/^Nothing in the guide has/);
    await pane.searchBox().press("Enter");
    expect(await pane.page.evaluate(() => location.hash)).toBe("");
  });
});

describe("the sections", () => {
  test("the browser's Back returns to the section before", async () => {
    pane = await Pane.open(browser);
    const links = pane.page.getByRole("navigation", { name: "Contents" }).getByRole("link");
    await links.nth(1).click();
    const first = await shown();
    await links.nth(2).click();
    expect(await shown()).not.toBe(first);
    await pane.page.goBack();
    await untilShown(first!);
  });

  test("the browser's own search opens the section that has the word", async () => {
    pane = await Pane.open(browser);
    const hidden = pane.page.locator("#pitfalls");
    expect(await hidden.getAttribute("hidden")).toBe("until-found");
    // What the browser does before it shows what it has found.
    await hidden.dispatchEvent("beforematch");
    await untilShown("pitfalls");
    expect(await shown()).toBe("pitfalls");
  });
});

describe("the place that is kept", () => {
  test.each(["{", "null", "[]", '{"id":1}', '{"id":"mixed","section":"pitfalls","below":"far"}'])(
    "is none where %s is kept",
    async (kept) => {
      pane = await Pane.open(browser, { before: keep, with: [KEY, kept] });
      expect(await pane.page.evaluate(() => scrollY)).toBe(0);
    },
  );

  test("is the top of the section where its heading is no longer in the guide", async () => {
    const kept = JSON.stringify({ id: "taken-out", section: "pitfalls", below: 100 });
    pane = await Pane.open(browser, { before: keep, with: [KEY, kept] });
    expect(await shown()).toBe("pitfalls");
    expect(await pane.page.evaluate(() => scrollY)).toBe(0);
  });

  test("is forgotten at the top of the pane", async () => {
    pane = await Pane.open(browser);
    await pane.page.mouse.wheel(0, 2_000);
    await pane.page.waitForFunction((key) => localStorage.getItem(key) !== null, KEY);
    await pane.page.mouse.wheel(0, -20_000);
    await pane.page.waitForFunction((key) => localStorage.getItem(key) === null, KEY);
  });
});

/** Runs in the page. */
function keep([key, value]: readonly [string, string]): void {
  localStorage.setItem(key, value);
}
