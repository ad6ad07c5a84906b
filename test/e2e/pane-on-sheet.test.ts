import type { Browser, BrowserContext, FrameLocator } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { LocalServer, WorkbookPage } from "../support/local-workbook";

/* What a person does with the pane's buttons on the sheet beside it, in the local workbook. */
let server: LocalServer;
let browser: Browser;
let context: BrowserContext;
let workbook: WorkbookPage;
let pane: FrameLocator;

beforeAll(async () => {
  [server, browser] = await Promise.all([LocalServer.start(), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
});
afterAll(() => Promise.all([server.stop(), browser.close()]));
beforeEach(async () => {
  workbook = await WorkbookPage.open(context, server.url);
  pane = workbook.page.frameLocator("#guide iframe");
});
afterEach(async () => {
  expect(workbook.complaints).toEqual([]);
  await workbook.close();
});

async function select(range: string): Promise<void> {
  await workbook.page.evaluate((range) => {
    window.univerAPI.getActiveWorkbook()!.getActiveSheet().getRange(range).activate();
  }, range);
}

async function press(name: string): Promise<void> {
  await pane.locator("fluent-button").getByText(name, { exact: true }).click();
}

async function says(sentence: string | RegExp): Promise<void> {
  await pane.locator("#report p").getByText(sentence).waitFor();
}

const RATES = ["100.5%", "97.8%", "101.8%", "98.0%", "103.1%", "121.9%", "97.3%", "98.1%", "101.8%"];

test("Fill NRR writes rates and bands with their headings beside the amounts", async () => {
  await select("F1:G13");
  await workbook.page.keyboard.press("Delete");
  await workbook.shows("F1:G2", [
    ["", ""],
    ["", ""],
  ]);
  await select("B1:E10");
  await press("Fill NRR");
  await says(/NRR and its band are in F1:G10, for 9 rows\./);
  await workbook.shows("F1:F11", [["NRR"], ...RATES.map((rate) => [rate]), [""]]);
  await workbook.shows("G1:G3", [["Band"], ["Healthy"], ["Warning"]]);
});

test("Fill NRR asks before it replaces anything, and Cancel leaves everything", async () => {
  await workbook.enter("F3", "by hand");
  await select("B2:E13");
  await press("Fill NRR");
  await says(/F3 \(by hand\).*Replace/);
  await workbook.shows("F3", "by hand");
  await press("Cancel");
  await says("Nothing was changed.");
  await workbook.shows("F2:F4", [["100.5%"], ["by hand"], ["101.8%"]]);

  await press("Fill NRR");
  await says(/Replace/);
  await press("Replace");
  await says(/NRR and its band are in/);
  await workbook.shows("F2:F4", [["100.5%"], ["97.8%"], ["101.8%"]]);
});

test("another button answers an open question with no, and does its own work", async () => {
  await workbook.enter("F3", "by hand");
  await select("B2:E13");
  await press("Fill NRR");
  await says(/Replace/);
  await press("Example");
  await says(/NRR example/);
  await workbook.openSheet("Monthly NRR");
  await workbook.shows("F3", "by hand");
});

test("a pane that was folded away opens at its place again", async () => {
  await pane.getByRole("link", { name: "Pitfalls", exact: true }).click();
  const place = () => pane.locator("#mixed").evaluate((heading) => heading.getBoundingClientRect().top);
  const before = await place();
  const button = workbook.page.getByRole("button", { name: "NRR Guide" });
  await button.click();
  await button.click();
  expect(await place()).toBe(before);
});

test("Fill NRR says what to select when something else is selected", async () => {
  await select("A1:B3");
  await press("Fill NRR");
  await says(/Select/);
});

test("Insert formula writes the calculator's figures into the selected cell", async () => {
  await pane.getByRole("textbox", { name: "− Churn" }).fill("$22,000");
  await select("H4");
  await press("Insert formula");
  await says("=NRR(200000,4000,1000,22000) is in H4.");
  await workbook.shows("H4", "90.5%");
});

test("Insert formula refers to four selected amounts and goes beside them", async () => {
  await workbook.enter("F5", "");
  await select("F5");
  await workbook.page.keyboard.press("Delete");
  await select("B5:E5");
  await press("Insert formula");
  await says("=NRR(B5,C5,D5,E5) is in F5.");
  // (93100 + 2200 - 1100 - 3000) / 93100 = 91200 / 93100
  await workbook.shows("F5", "98.0%");
});

test("Colour by band gives the rates conditional formats", async () => {
  await select("F2:F13");
  await press("Colour by band");
  await says(/F2:F13 is coloured by band/);
  const rules = () =>
    workbook.page.evaluate(
      () => window.univerAPI.getActiveWorkbook()!.getActiveSheet().getConditionalFormattingRules().length,
    );
  expect(await rules()).toBe(3);
  await press("Colour by band");
  await says(/F2:F13 is coloured by band/);
  expect(await rules()).toBe(3);
});

test("Chart it says that the local workbook has no charts, and adds no sheet", async () => {
  await select("F2:F13");
  await press("Chart it");
  await says(/The local workbook has no charts; Excel does/);
  expect(await sheetNames()).toEqual(["Monthly NRR", "Customers", "Renewals"]);
});

test("Example adds a sheet with twelve months, their rates and their bands", async () => {
  await press("Example");
  await says(/NRR example/);
  expect(await sheetNames()).toContain("NRR example");
  const [headings, ...months] = await workbook.shown("A1:G13");
  expect(headings).toEqual(["Month", "Start", "Expansion", "Downgrade", "Churn", "NRR", "Band"]);
  const amount = (text: string) => Number(text.replaceAll(",", ""));
  for (const [, start, expansion, downgrade, churn, rate] of months) {
    const end = amount(start!) + amount(expansion!) - amount(downgrade!) - amount(churn!);
    expect(rate).toBe(`${((100 * end) / amount(start!)).toFixed(1)}%`);
  }
  expect(new Set(months.map(([, , , , , , band]) => band))).toEqual(
    new Set(["Exceptional", "Healthy", "Warning"]),
  );
});

test("Check my data lists what would mislead, and a click selects its cell", async () => {
  await workbook.enter("C4", "2,000 or so");
  await workbook.enter("E6", "-1200");
  await workbook.enter("B9", "1512000");
  await select("A1:E13");
  await press("Check my data");
  const findings = pane.locator(".findings li");
  await findings.getByText('C4 Expansion is the text "2,000 or so". Enter it as a number.').waitFor();
  await findings.getByText("E6 Churn is -1200. Amounts cannot be negative").waitFor();
  await findings.getByText("B9 Start is 1512000, about 12 times that of the month before, 126000.").waitFor();
  await pane.getByRole("button", { name: "E6" }).click();
  await workbook.page.waitForFunction(() => {
    const range = window.univerAPI.getActiveWorkbook()!.getActiveSheet().getActiveRange();
    return range?.getA1Notation() === "E6";
  });
});

test("Check my data says when there is nothing, and what it looked for", async () => {
  await select("A1:E2");
  await press("Check my data");
  await pane.getByText("No problems in 1 row of A1:E2.").waitFor();
  await pane.getByText("Negative amounts").waitFor();
});

test("a sheet of the guide goes onto a new sheet with its formulas", async () => {
  await pane.getByRole("link", { name: "Worked examples", exact: true }).click();
  await pane.locator("[data-name='Example B, as printed']").click();
  await says(/Example B, as printed/);
  await workbook.shows("A1:B5", [
    ["Due", "20,000"],
    ["Old price", "18,000"],
    ["Added", "5,000"],
    ["Dropped", "4,000"],
    ["Wrong", "95.0%"],
  ]);
});

test("while a cell is being edited the pane says what to do, and goes on", async () => {
  await workbook.click("H8");
  await workbook.page.keyboard.type("12");
  await press("Example");
  await says(/editing a cell.*Enter or Esc/);
  await workbook.click("H9");
  await press("Example");
  await says(/NRR example/);
});

test("what is asked for before the workbook has opened is done once it has", async () => {
  await workbook.page.reload({ waitUntil: "commit" });
  await press("Example");
  await says(/NRR example/);
  expect(await sheetNames()).toContain("NRR example");
});

test("the keyboard alone fills a table and answers the question", async () => {
  const { keyboard } = workbook.page;
  await workbook.enter("F3", "by hand");
  await select("B2:E13");
  await workbook.page.locator("#guide-button").focus();
  await keyboard.press("F6");
  await pane.locator("#fill-nrr").focus();
  await keyboard.press("Enter");
  await says(/Replace/);
  await keyboard.press("Enter");
  await says("Nothing was changed.");
  await workbook.shows("F3", "by hand");

  await keyboard.press("Enter");
  await says(/Replace/);
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  await says(/NRR and its band are in/);
  await workbook.shows("F3", "97.8%");
});

function sheetNames(): Promise<string[]> {
  return workbook.page.evaluate(() =>
    window.univerAPI
      .getActiveWorkbook()!
      .getSheets()
      .map((sheet) => sheet.getSheetName()),
  );
}
