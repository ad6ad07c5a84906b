import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { Pane, THEMES, WIDTHS } from "../support/pane";

let browser: Browser;
let pane: Pane;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => pane.close());

const text = (id: string) => pane.page.locator(`#${id}`).innerText();
const report = () => pane.page.locator("#report p").innerText();

describe("the calculator", () => {
  test("opens on an example and follows what is typed", async () => {
    pane = await Pane.open(browser);
    // (200000 + 4000 - 1000 - 2000) / 200000 = 1.005, 197000 / 200000 = 0.985, 1.005 ** 12 = 1.0617
    expect(await text("nrr-result")).toBe("100.5%");
    expect(await text("grr-result")).toBe("98.5%");
    expect(await text("year-result")).toBe("106.2%");
    expect(await text("band-result")).toBe("Healthy");

    await pane.field("− Churn").fill("$22,000");
    // 181000 / 200000 = 0.905, 177000 / 200000 = 0.885, 0.905 ** 12 = 0.3018
    expect(await text("nrr-result")).toBe("90.5%");
    expect(await text("grr-result")).toBe("88.5%");
    expect(await text("band-result")).toBe("Warning");
    expect(await text("year-result")).toBe("30.2%");
    expect(await text("churn-note")).toBe("Churn is read as 22,000.");
  });

  test("says at its field what a cell would say, and recovers", async () => {
    pane = await Pane.open(browser);
    const churn = pane.field("− Churn");
    await churn.fill("-2000");
    expect(await text("churn-note")).toBe(
      "Churn is -2000. Amounts cannot be negative: enter losses as positive amounts.",
    );
    expect(await text("nrr-result")).toBe("–");
    expect(await churn.getAttribute("aria-invalid")).toBe("true");
    expect(await text("start-note")).toBe("");
    await churn.fill("2000");
    expect(await text("churn-note")).toBe("");
    expect(await text("nrr-result")).toBe("100.5%");
    expect(await churn.getAttribute("aria-invalid")).toBe("false");
  });

  test.each([
    ["a quarter", "102.0%"], // 1.005 ** 4 = 1.02015
    ["a year", "100.5%"],
  ])("amounts that cover %s come to %s over a year", async (period, rate) => {
    pane = await Pane.open(browser);
    await pane.page.getByText(period, { exact: true }).click();
    expect(await text("year-result")).toBe(rate);
  });

  test("a screen reader hears the result once typing pauses", async () => {
    pane = await Pane.open(browser);
    await pane.field("+ Expansion").fill("50000");
    // 247000 / 200000 = 1.235, 1.235 ** 12 = 12.59, which no band is for
    await pane.page
      .locator("#result-announcement")
      .filter({ hasText: "1,000% and more has no band" })
      .waitFor({ state: "attached" });
    await pane.field("+ Expansion").fill("0");
    // 197000 / 200000 = 0.985, 0.985 ** 12 = 0.8341
    await pane.page
      .getByText("NRR 98.5%. GRR 98.5%. Over a year 83.4%, Warning.")
      .waitFor({ state: "attached" });
  });

  test("draws the way from the start to the end", async () => {
    pane = await Pane.open(browser);
    const picture = pane.page.getByRole("img", { name: "Start 200,000" });
    expect(await picture.getAttribute("aria-label")).toBe(
      "Start 200,000, Expansion +4,000, Downgrade −1,000, Churn −2,000, End 201,000.",
    );
    // From the bottom: the end, churn, downgrade, expansion and the start, each with a bar of some length.
    const lengths = await picture
      .locator(".level line, .gain line, .loss line")
      .evaluateAll((bars) =>
        bars.map((bar) => Number(bar.getAttribute("x2")) - Number(bar.getAttribute("x1"))).filter(Boolean),
      );
    expect(lengths).toHaveLength(5);
    // Above 198,000: 3,000 and 2,000 of levels, 4,000 of gains, 2,000 and 1,000 of losses.
    const unit = lengths[2]! / 4_000;
    expect(lengths.map((length) => Math.round(length / unit))).toEqual([3_000, 2_000, 4_000, 2_000, 1_000]);
    expect(await text("waterfall-note")).toContain("begin at 198,000");
  });

  test("the bars of large movements begin at 0, and impossible amounts have none", async () => {
    pane = await Pane.open(browser);
    await pane.page.locator("#waterfall svg").waitFor();
    await pane.field("− Churn").fill("150,000");
    expect(await text("waterfall-note")).toBe("");
    await pane.field("− Churn").fill("300,000");
    expect(await pane.page.locator("#waterfall svg").count()).toBe(0);
    expect(await text("waterfall-note")).toContain("comes back");
  });

  test.each([
    ["near the largest number", "1e308", "7e307", "170.0%"],
    ["near the smallest number", "1e-323", "5e-324", "150.0%"],
  ])("amounts %s are drawn as well", async (_, start, expansion, rate) => {
    pane = await Pane.open(browser);
    await pane.page.locator("#waterfall svg").waitFor();
    await pane.field("− Downgrade").fill("0");
    await pane.field("− Churn").fill("0");
    await pane.field("Start").fill(start);
    await pane.field("+ Expansion").fill(expansion);
    expect(await text("nrr-result")).toBe(rate);
    expect(await pane.page.locator("#waterfall").innerHTML()).not.toContain("NaN");
  });

  test("reads and writes numbers as the user's country does", async () => {
    pane = await Pane.open(browser, { locale: "de-DE" });
    expect(await pane.field("Start").inputValue()).toBe("200.000");
    expect(await text("start-note")).toBe("");
    await pane.field("Start").fill("200.000 €");
    expect(await text("start-note")).toBe("Start is read as 200.000.");
    await pane.field("+ Expansion").fill("4.000,00");
    await pane.field("− Downgrade").fill("1000");
    await pane.field("− Churn").fill("2000");
    expect(await text("nrr-result")).toMatch(/^100,5\s%$/);
  });

  test("a language that the browser cannot spell does not stop it", async () => {
    pane = await Pane.open(browser, {
      before: () => Object.defineProperty(navigator, "languages", { value: ["en-US@posix"] }),
    });
    expect(await text("nrr-result")).toBe("100.5%");
  });

  test("what is pasted stays text, and never becomes markup", async () => {
    pane = await Pane.open(browser);
    await pane.field("Start").fill('<img src=x onerror="window.broken = true">');
    expect(await text("start-note")).toContain("<img src=x");
    expect(await pane.page.locator("#calculator img").count()).toBe(0);
    expect(await pane.page.evaluate(() => "broken" in window)).toBe(false);
  });
});

describe("the guide", () => {
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
    pane = await Pane.open(browser, { hash: `#${id}` });
    const top = await pane.page.locator(`#${id}`).evaluate((heading) => heading.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(40);
    expect(top).toBeLessThan(200);
  });

  test("the contents lead to every section", async () => {
    pane = await Pane.open(browser);
    const links = pane.page.getByRole("navigation", { name: "Contents" }).getByRole("link");
    const titles = await pane.page.locator("#sections h2").allTextContents();
    expect(await links.allInnerTexts()).toEqual(titles);
    await links.last().click();
    await expectInView(await pane.page.locator("#sections h2").last().getAttribute("id"));
  });

  test("the search finds a word in any section and goes there", async () => {
    pane = await Pane.open(browser);
    const box = pane.searchBox();
    for (const [word, section] of [
      ["loyalty", "raising-it"],
      ["NRR_COHORT", "functions"],
      ["annualiz", "bands"],
      ["bencmark", "benchmarks"],
    ] as const) {
      await box.fill(word);
      await pane.page.locator("#search-results a").first().waitFor();
      await expect(
        pane.page
          .locator("#search-results a")
          .evaluateAll((links) =>
            links.map(
              (link) => document.querySelector((link as HTMLAnchorElement).hash)!.closest("section")!.id,
            ),
          ),
      ).resolves.toContain(section);
    }
    await box.press("Enter");
    expect(await pane.page.evaluate(() => location.hash)).not.toBe("");
  });

  test("each section leads to the next", async () => {
    pane = await Pane.open(browser);
    const titles = await pane.page.locator("#sections h2").allTextContents();
    for (const title of titles.slice(1)) {
      await pane.page.getByRole("link", { name: `Next: ${title}` }).click();
      await pane.page.locator("#sections h2").getByText(title, { exact: true }).waitFor();
    }
    expect(await pane.page.getByRole("link", { name: "Next:" }).filter({ visible: true }).count()).toBe(0);
  });

  test("an address that nothing is at, however it is spelled, does no harm", async () => {
    pane = await Pane.open(browser, { hash: "#%E0%A4%A" });
    expect(await pane.page.locator("#sections h2").filter({ visible: true }).count()).toBe(1);
    expect(pane.complaints).toEqual([]);
  });

  test("the search says when there is nothing, in the words that were typed", async () => {
    pane = await Pane.open(browser);
    await pane.searchBox().fill("<b>zebra</b>");
    await pane.page.getByText("Nothing in the guide has “<b>zebra</b>”.").waitFor();
  });

  test("the place is kept when the pane opens again", async () => {
    pane = await Pane.open(browser);
    await pane.page.getByRole("link", { name: "Pitfalls", exact: true }).click();
    await pane.page.mouse.wheel(0, 40);
    await pane.page.waitForFunction(() => localStorage.length > 0);
    const place = () =>
      pane.page.locator("#mixed").evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await place();
    await pane.goto();
    expect(await place()).toBeCloseTo(before, 0);
    expect(await pane.page.evaluate(() => Object.keys(localStorage))).toEqual(["nrr-guide-place"]);
  });

  test("its pictures are drawn, and their figures stay for screen readers", async () => {
    pane = await Pane.open(browser);
    await pane.showAllSections();
    for (const name of ["waterfall", "year"]) {
      const figure = pane.page.locator(`[data-picture=${name}]`);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("svg").waitFor();
      expect(await figure.getByRole("row").count()).toBeGreaterThan(4);
    }
  });
});

describe("in a browser tab, without Excel", () => {
  test.each(["Insert formula", "Fill NRR", "Colour by band", "Chart it", "Example", "Check my data"])(
    "%s says that there is no workbook",
    async (name) => {
      pane = await Pane.open(browser);
      await pane.button(name).click();
      await pane.page.locator("#report p").waitFor();
      expect(await report()).toMatch(/no workbook|Excel/);
      await pane.button("Close").click();
      expect(await pane.page.locator("#report p").count()).toBe(0);
      expect(pane.complaints).toEqual([]);
    },
  );

  test("Escape closes a message from anywhere, and what has the focus is not behind one", async () => {
    pane = await Pane.open(browser);
    await pane.button("Fill NRR").press("Enter");
    await pane.page.locator("#report p").waitFor();
    for (const name of ["Colour by band", "Chart it", "Example", "Check my data"]) {
      await pane.page.keyboard.press("Tab");
      const bottom = await pane.button(name).evaluate((button) => button.getBoundingClientRect().bottom);
      const bar = await pane.page.locator("#report").evaluate((bar) => bar.getBoundingClientRect().top);
      expect(bottom).toBeLessThan(bar);
    }
    await pane.page.keyboard.press("Escape");
    expect(await pane.page.locator("#report p").count()).toBe(0);
  });

  test("if Office.js cannot be loaded, the pane reads and calculates", async () => {
    pane = await Pane.open(browser, { officeJs: "missing" });
    expect(await text("nrr-result")).toBe("100.5%");
    await pane.button("Example").click();
    await pane.page.locator("#report p").waitFor();
    expect(await report()).toContain("Microsoft's script for Excel could not be loaded");
  });

  test("if Office.js never answers, the pane reads and calculates, and says so when it is needed", async () => {
    pane = await Pane.open(browser, { officeJs: "never answers" });
    await pane.field("− Churn").fill("1000");
    // 202000 / 200000
    expect(await text("nrr-result")).toBe("101.0%");
    await pane.button("Example").click();
    await pane.page.getByText("Waiting for the workbook …").waitFor();
    await pane.page.getByText("The workbook did not answer.").waitFor();
  });

  test("where storage is forbidden, everything else works", async () => {
    pane = await Pane.open(browser, {
      before: () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("forbidden", "SecurityError");
          },
        }),
    });
    await pane.page.mouse.wheel(0, 2_000);
    await pane.field("− Churn").fill("1000");
    expect(await text("nrr-result")).toBe("101.0%");
    expect(pane.complaints).toEqual([]);
  });

  test("does nothing that its security policy forbids, asks nobody else, and keeps no cookie", async () => {
    // Without Office.js, which outside of Office asks for a page to report to Microsoft through.
    pane = await Pane.open(browser, { officeJs: "missing" });
    await pane.field("− Churn").fill("-1");
    await pane.field("− Churn").fill("1");
    await pane.searchBox().fill("loyalty");
    await pane.page.locator("#search-results a").first().click();
    await pane.showAllSections();
    for (const picture of await pane.page.locator(".picture").all()) await picture.scrollIntoViewIfNeeded();
    await pane.page.locator("[data-picture=year] svg").waitFor();
    await pane.button("Put on a new sheet").first().click();
    await pane.page.locator("#report p").waitFor();
    expect(pane.violations).toEqual([]);
    expect(pane.foreignRequests).toEqual([]);
    expect(await pane.page.context().cookies()).toEqual([]);
  });
});

describe("how it looks and feels", () => {
  const looks = THEMES.flatMap((theme) => WIDTHS.map((width) => [theme, width] as const));

  test.each(looks)("in %s at %d px axe finds nothing, in any state", async (theme, width) => {
    pane = await Pane.open(browser, { theme, width });
    await pane.page.locator("#waterfall svg").waitFor();
    expect(await pane.axe()).toEqual([]);

    await pane.field("− Churn").fill("-2000");
    await pane.searchBox().fill("churn");
    await pane.page.locator("#search-results a").first().waitFor();
    await pane.button("Example").click();
    await pane.page.locator("#report p").waitFor();
    await pane.showAllSections();
    for (const picture of await pane.page.locator(".picture").all()) await picture.scrollIntoViewIfNeeded();
    await pane.page.locator("[data-picture=year] svg").waitFor();
    expect(await pane.axe()).toEqual([]);
    expect(await pane.overflow()).toBe(0);
  });

  test("nothing moves while it loads", async () => {
    pane = await Pane.open(browser, {
      before: () => {
        const shifts: unknown[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push(entry.toJSON());
        }).observe({ type: "layout-shift", buffered: true });
      },
    });
    await pane.page.locator("#waterfall svg").waitFor();
    await pane.page.waitForLoadState("networkidle");
    expect(await pane.page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
  });

  test("every design token that a style asks for has a value", async () => {
    pane = await Pane.open(browser);
    const missing = await pane.page.evaluate(() => {
      const roots = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      const sheets = [...document.styleSheets, ...roots.flatMap((root) => [...root.adoptedStyleSheets])];
      const rules = sheets.flatMap((sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText)).join("\n");
      const names = new Set(
        Array.from(rules.matchAll(/var\((--[a-z]+[A-Z][A-Za-z0-9]+)\)/g), ([, name]) => name!),
      );
      const style = getComputedStyle(document.documentElement);
      return [...names].filter((name) => !style.getPropertyValue(name));
    });
    expect(missing).toEqual([]);
  });

  test("the keyboard reaches everything, in the order of reading", async () => {
    pane = await Pane.open(browser);
    const expected = await pane.page
      .locator("a[href], fluent-button, fluent-text-input, input:checked, .scroll")
      .filter({ visible: true })
      .evaluateAll((controls) => controls.map((control) => `${control.localName} ${control.textContent}`));
    const reached: string[] = [];
    for (let press = 0; press < expected.length; press++) {
      await pane.page.keyboard.press("Tab");
      reached.push(
        await pane.page.evaluate(() => {
          const { localName, textContent } = document.activeElement!;
          return `${localName} ${textContent}`;
        }),
      );
    }
    expect(reached).toEqual(expected);
  });

  test("at twice the size nothing is cut off", async () => {
    pane = await Pane.open(browser, { width: 320 });
    // A browser's zoom of 200% leaves half as many pixels of CSS.
    await pane.page.setViewportSize({ width: 160, height: 350 });
    expect(await pane.overflow()).toBeLessThanOrEqual(0);
  });
});

async function expectInView(id: string | null): Promise<void> {
  await pane.page.waitForFunction((id) => {
    const { top } = document.getElementById(id!)!.getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, id);
}
