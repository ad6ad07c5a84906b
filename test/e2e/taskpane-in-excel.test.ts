import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { Pane } from "../support/pane";

/* What the pane takes from the Office around it. */
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

interface Around {
  readonly host: string;
  readonly theme?: { readonly isDarkTheme?: boolean; readonly bodyBackgroundColor?: string };
  readonly isOld?: boolean;
  /** The code of the error that every request of Excel ends with. */
  readonly fault?: string;
}

/** Opens the pane where an Office is there before it, which knows no more than this. */
async function open(around: Around, system: "light" | "dark" = "light"): Promise<void> {
  pane = await Pane.open(browser, { officeJs: "missing", theme: system, before: officeOf, with: around });
}

/** Runs in the page. */
function officeOf({ host, theme, isOld, fault }: Around): void {
  const context = { officeTheme: theme, requirements: { isSetSupported: () => !isOld }, document: {} };
  const run = () => Promise.reject(Object.assign(new Error("Excel says no."), { code: fault }));
  Object.assign(window, { Office: { context, onReady: () => Promise.resolve({ host }) }, Excel: { run } });
}

const isDark = () =>
  pane.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme === "dark");
const untilTheme = (theme: string) => pane.page.locator(`html[data-theme=${theme}]`).waitFor();

async function says(sentence: RegExp): Promise<void> {
  await pane.page.locator("#report p").getByText(sentence).waitFor();
}

test.each([
  ["dark", { isDarkTheme: true }, "light"],
  ["light", { isDarkTheme: false }, "dark"],
  // Before it said which they are, Office told a theme's colours alone.
  ["dark", { bodyBackgroundColor: "#262626" }, "light"],
  ["light", { bodyBackgroundColor: "#FFFFFF" }, "dark"],
  ["light", { bodyBackgroundColor: "none" }, "dark"],
] as const)(
  "is %s where Office's theme is %j, whatever the system is",
  async (theme, officeTheme, system) => {
    await open({ host: "Excel", theme: officeTheme }, system);
    await untilTheme(theme);
    expect(await isDark()).toBe(theme === "dark");
  },
);

test.each([undefined, {}])("follows the system where Office's theme is %j", async (theme) => {
  await open({ host: "Excel", ...(theme && { theme }), isOld: true }, "dark");
  await pane.button("Example").click();
  await says(/version of Excel/);
  expect(await isDark()).toBe(true);
  expect(await pane.page.locator("html[data-theme]").count()).toBe(0);
});

test("takes Office's new theme when the user comes back", async () => {
  await open({ host: "Excel", theme: { isDarkTheme: false } });
  await untilTheme("light");
  await pane.page.evaluate(() => {
    Object.assign(Office.context, { officeTheme: { isDarkTheme: true } });
    window.dispatchEvent(new Event("focus"));
  });
  await untilTheme("dark");
  expect(await isDark()).toBe(true);
});

test("asks for an update where Excel is too old", async () => {
  await open({ host: "Excel", isOld: true });
  await pane.button("Example").click();
  await says(/^This version of Excel cannot do that\. Update it/);
});

test.each([
  ["InvalidOperationInCellEditMode", /^You are editing a cell\. Press Enter or Esc/],
  ["AccessDenied", /^The sheet or the workbook is protected\./],
  ["SomethingNew", /It says: Excel says no\. Try again/],
])("says what to do when Excel refuses with %s", async (fault, sentence) => {
  await open({ host: "Excel", fault });
  await pane.button("Fill NRR").click();
  await says(sentence);
});

test("has no workbook in an Office that is not Excel", async () => {
  await open({ host: "Word" });
  await pane.button("Fill NRR").click();
  await says(/^There is no workbook beside this pane\./);
});

test("says at once that there is no way to the workbook where Office.js cannot be loaded", async () => {
  // It fails before the pane's own script runs.
  pane = await Pane.open(browser, { officeJs: "missing" });
  await pane.button("Fill NRR").click();
  await says(/^Microsoft.s script for Excel could not be loaded/);
});
