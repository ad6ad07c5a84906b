import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { testBuild } from "../support/excel-runtime";
import { LocalServer, WorkbookPage } from "../support/local-workbook";

let server: LocalServer;
let browser: Browser;
let context: BrowserContext;
let workbook: WorkbookPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([LocalServer.start(), launchBrowser()]);
  context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
});
afterAll(() => Promise.all([server.stop(), browser.close()]));
beforeEach(async () => {
  workbook = await WorkbookPage.open(context, server.url);
});
afterEach(() => workbook.close());

test("opens on a year of a company, with all three bands in it", async () => {
  await workbook.shows("A1:G13", [
    ["Month", "Start", "Expansion", "Downgrade", "Churn", "NRR", "Band"],
    // (84000 + 2900 - 700 - 1800) / 84000 = 84400 / 84000 = 100.476…%, and so on.
    ["Jan 2025", "84,000", "2,900", "700", "1,800", "100.5%", "Healthy"],
    ["Feb 2025", "87,200", "1,600", "900", "2,600", "97.8%", "Warning"],
    ["Mar 2025", "88,900", "3,400", "500", "1,300", "101.8%", "Healthy"],
    ["Apr 2025", "93,100", "2,200", "1,100", "3,000", "98.0%", "Warning"],
    ["May 2025", "95,400", "4,800", "600", "1,200", "103.1%", "Healthy"],
    ["Jun 2025", "101,300", "24,500", "400", "1,900", "121.9%", "Exceptional"],
    ["Jul 2025", "126,000", "3,100", "2,300", "4,200", "97.3%", "Warning"],
    ["Aug 2025", "124,700", "2,700", "1,500", "3,600", "98.1%", "Warning"],
    ["Sep 2025", "125,900", "5,200", "800", "2,100", "101.8%", "Healthy"],
    ["Oct 2025", "131,400", "6,100", "900", "1,700", "102.7%", "Healthy"],
    ["Nov 2025", "138,000", "4,400", "1,200", "2,500", "100.5%", "Healthy"],
    ["Dec 2025", "141,600", "3,900", "1,600", "4,900", "98.2%", "Warning"],
  ]);
});

test("a formula typed in a cell shows its rate as per cent", async () => {
  await workbook.enter("H2", "=NRR(200000,4000,1000,2000)");
  await workbook.shows("H2", "100.5%");
});

test("formulas chain inside one cell", async () => {
  await workbook.enter("H2", "=NRR_BAND(NRR(B7,C7,D7,E7))");
  await workbook.shows("H2", "Exceptional");
});

test("a formula fills down by dragging the corner of its cell", async () => {
  await workbook.enter("H2", "=NRR(B2,C2,D2,E2)");
  await workbook.shows("H2", "100.5%");
  await workbook.fill("H2", "H13");
  await workbook.shows("H2:H13", await workbook.shown("F2:F13"));
});

test("a formula is built by clicking cells", async () => {
  await workbook.click("H2");
  await workbook.page.keyboard.type("=NRR(");
  for (const [index, address] of ["B3", "C3", "D3", "E3"].entries()) {
    if (index > 0) await workbook.page.keyboard.type(",");
    await workbook.click(address);
  }
  await workbook.page.keyboard.type(")");
  await workbook.submit();
  await workbook.shows("H2", "97.8%");
});

test("one formula over columns spills a rate for every row", async () => {
  await workbook.enter("H2", "=NRR(B2:B13,C2:C13,D2:D13,E2:E13)");
  await workbook.shows("H2:H13", await workbook.shown("F2:F13"));
});

test("changing an input recalculates everything below it, and undo takes it back", async () => {
  await workbook.enter("E2", "20000");
  // (84000 + 2900 - 700 - 20000) / 84000 = 66200 / 84000 = 78.809…%
  await workbook.shows("F2:G2", [["78.8%", "Warning"]]);
  await workbook.page.keyboard.press("ControlOrMeta+z");
  await workbook.shows("E2:G2", [["1,800", "100.5%", "Healthy"]]);
});

test("formulas copy and paste", async () => {
  await workbook.copy("F2", "100.5%");
  await workbook.click("F15");
  await workbook.page.keyboard.press("ControlOrMeta+v");
  await workbook.shows("F15", "#DIV/0!");
});

test("the per cent format belongs to the result, and is gone with it", async () => {
  await workbook.enter("F5", "5");
  await workbook.shows("F5", "5");
  await workbook.enter("F6", "=1+1");
  await workbook.shows("F6", "2");
  await workbook.click("F7");
  await workbook.page.keyboard.press("Delete");
  await workbook.enter("F7", "42");
  await workbook.shows("F7", "42");

  await workbook.enter("H2", "=IF(B2>0,NRR(B2,C2,D2,E2),7)");
  await workbook.shows("H2", "100.5%");
  await workbook.enter("B2", "0");
  await workbook.shows("H2", "7");

  await workbook.enter("I2", "=NRR(B3:B6,C3:C6,D3:D6,E3:E6)");
  await workbook.shows("I2:I5", [["97.8%"], ["101.8%"], ["98.0%"], ["103.1%"]]);
  await workbook.enter("I2", "={1;2;3;4}");
  await workbook.shows("I2:I5", [["1"], ["2"], ["3"], ["4"]]);
});

test("a reference passes the per cent format on, and the user's own format counts more", async () => {
  await workbook.enter("H2", "=F2");
  await workbook.enter("H3", "=F3*2");
  await workbook.shows("H2:H3", [["100.5%"], ["1.95642201835"]]);
  await workbook.page.evaluate(() =>
    window.univerAPI.getActiveWorkbook()!.getActiveSheet().getRange("F2").setNumberFormat("0.00%"),
  );
  await workbook.shows("F2:G2", [["100.48%", "Healthy"]]);
});

test("a month is a text, also where a formula reads it", async () => {
  await workbook.enter("H2", "=A2");
  await workbook.shows("H2", "Jan 2025");
});

test("random numbers and the time are drawn once in a recalculation, as in Excel", async () => {
  await workbook.enter("H2", "=RAND()*100");
  await workbook.enter("H3", "=NRR(1000,H2,0,0)");
  await workbook.enter("H4", "=ROUND(H3*1000-1000-H2,6)");
  await workbook.enter("H5", "=RANDBETWEEN(1,900)");
  await workbook.enter("H6", "=ROUND(NRR(1000,NRR(1000,H5,0,0),0,0)*1000-1001-H5/1000,6)");
  await workbook.enter("H7", "=NRR(90000,NOW(),0,0)=NRR(90000,NOW(),0,0)");
  // Rates of 100% to 100.1%, less rates of 180% to 200%: each call has its own argument.
  await workbook.enter("H8", "=ROUND(NRR(1000,RAND(),0,0)-NRR(5,4+RAND(),0,0),0)");
  await workbook.enter("H9", "=RAND()=RAND()");
  await workbook.enter("I2", "=I1");
  for (const recalculation of ["1", "2", "3"]) {
    const before = await workbook.shown("H2");
    await workbook.enter("I1", recalculation);
    await workbook.shows("I2", recalculation);
    await workbook.shows("H4", "0");
    // TRUE is 1 here and FALSE is 0.
    await workbook.shows("H6:H9", [["0"], ["1"], ["-1"], ["0"]]);
    expect(await workbook.shown("H2")).not.toEqual(before);
  }
});

test("the completion list finishes a name and the argument help explains it", async () => {
  await workbook.click("H2");
  await workbook.page.keyboard.type("=nr");
  const suggestion = workbook.page.getByText("NRR_BAND", { exact: true });
  await suggestion.waitFor();
  await workbook.page.keyboard.press("Tab");
  await workbook.page
    .getByText(/share of a period's opening revenue/)
    .first()
    .waitFor();
  await workbook.page.keyboard.type("B2,C2,D2,E2)");
  await workbook.submit();
  await workbook.shows("H2", "100.5%");
});

describe("errors", () => {
  const message = "Churn is -1800. Amounts cannot be negative: enter losses as positive amounts.";

  async function messageShows(): Promise<void> {
    await workbook.page.locator("#cell-message", { hasText: `#VALUE!: ${message}` }).waitFor();
    await workbook.page.getByText(message, { exact: true }).waitFor();
  }

  async function messageIsGone(): Promise<void> {
    await workbook.page.getByText(message).first().waitFor({ state: "detached" });
    expect(await workbook.page.locator("#cell-message").textContent()).toBe("");
  }

  test("show as Excel's codes, and spoil the chain with their own code", async () => {
    await workbook.enter("E2", "-1800");
    await workbook.shows("F2:G2", [["#VALUE!", "#VALUE!"]]);
    await workbook.enter("B3", "0");
    await workbook.shows("F3:G3", [["#DIV/0!", "#DIV/0!"]]);
  });

  test("say their message when the cell is selected, also to a screen reader", async () => {
    await workbook.enter("E2", "-1800");
    await workbook.click("F2");
    await messageShows();
  });

  test("say their message when the mouse is over the cell", async () => {
    await workbook.enter("E2", "-1800");
    await workbook.hover("F2");
    await workbook.page.getByText(message, { exact: true }).waitFor();
  });

  test("in a spill say the message of their own row", async () => {
    await workbook.enter("E3", "none");
    await workbook.enter("H2", "=NRR(B2:B13,C2:C13,D2:D13,E2:E13)");
    await workbook.shows("H2:H4", [["100.5%"], ["#VALUE!"], ["101.8%"]]);
    await workbook.click("H3");
    await workbook.page
      .getByText('Churn (row 2, column 1) is the text "none". Enter it as a number.', { exact: true })
      .waitFor();
  });

  test("lose their message with what caused it", async () => {
    await workbook.enter("E2", "-1800");
    await workbook.click("F2");
    await messageShows();
    await workbook.enter("E2", "1800");
    await workbook.click("F2");
    await workbook.shows("F2", "100.5%");
    await messageIsGone();
  });

  test("lose their message while their cell stays selected", async () => {
    const { keyboard } = workbook.page;
    await workbook.enter("E2", "-1800");
    await workbook.click("F2");
    await messageShows();
    await keyboard.press("Delete");
    await messageIsGone();
    await keyboard.press("ControlOrMeta+z");
    await messageShows();

    await workbook.copy("B2", "84,000");
    await workbook.click("F2");
    await messageShows();
    await keyboard.press("ControlOrMeta+v");
    await messageIsGone();
  });

  test("keep no click from the cells beneath their message, and Escape hides it", async () => {
    await workbook.enter("E2", "-1800");
    await workbook.click("F2");
    await messageShows();
    await workbook.enter("G3", "reached");
    await workbook.shows("G3", "reached");

    await workbook.click("F2");
    await messageShows();
    await workbook.page.keyboard.press("Escape");
    await workbook.page.getByText(message, { exact: true }).waitFor({ state: "hidden" });
  });

  test("say how a function is written that got too few or too many arguments", async () => {
    for (const formula of ["=NRR(1,2,3)", "=NRR(1,2,3,4,5)", "=NRR()"]) {
      await workbook.enter("H2", formula);
      await workbook.click("H2");
      await workbook.shows("H2", "#N/A");
      await workbook.page
        .getByText("The number of arguments is wrong. Enter =NRR(start, expansion, downgrade, churn).")
        .first()
        .waitFor();
    }
  });

  test("never show a text from a cell as markup", async () => {
    await workbook.enter("E2", "<img src=x onerror=alert(1)>");
    await workbook.click("F2");
    await workbook.page
      .getByText(/^Churn is the text "<img src=x onerror=alert\(1\)>"/)
      .first()
      .waitFor();
    expect(await workbook.page.locator("img[src=x]").count()).toBe(0);
  });
});

test("the guide is docked at the right, and folds away by keyboard", async () => {
  const guide = workbook.page.frameLocator("#guide iframe");
  await guide.getByRole("heading", { name: "Net revenue retention" }).waitFor();
  const { x, width } = (await workbook.page.locator("#guide").boundingBox())!;
  expect(x + width).toBe(1280);
  expect(Math.abs(width - 350)).toBeLessThan(10);

  const button = workbook.page.getByRole("button", { name: "NRR Guide" });
  await button.focus();
  await workbook.page.keyboard.press("Enter");
  expect(await workbook.page.locator("#guide").isVisible()).toBe(false);
  expect(await button.getAttribute("aria-expanded")).toBe("false");
});

test("F6 goes from the grid to the guide and back", async () => {
  const { page } = workbook;
  await workbook.click("H2");
  const focused = () => page.evaluate(() => document.activeElement!.closest("button, iframe, main")!.tagName);
  expect(await focused()).toBe("MAIN");
  for (const part of ["BUTTON", "IFRAME", "MAIN", "BUTTON"]) {
    await page.keyboard.press("F6");
    expect(await focused()).toBe(part);
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("F6");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await workbook.shows("H2", "7");
});

test("the guide covers the grid where there is no room for both", async () => {
  const { page } = workbook;
  await page.setViewportSize({ width: 320, height: 640 });
  for (const y of [100, 200, 580, 620])
    expect(await page.evaluate((y) => document.elementFromPoint(40, y)!.tagName, y)).toBe("IFRAME");
});

test("the functions are the built file, to the letter", async () => {
  const served = await workbook.page.request.get(`${server.url}functions.js`);
  expect(await served.text()).toBe(readFileSync(path.join(testBuild(), "functions.js"), "utf8"));
});

test("no request leaves the machine, and the page has nothing to complain about", async () => {
  await workbook.enter("H2", "=NRR(B2,C2,D2,E2)");
  // Microsoft's script would open its telemetry page three seconds after it was loaded.
  await workbook.page.waitForTimeout(4_000);
  expect(workbook.requests.filter((url) => !url.startsWith(server.url))).toEqual([]);
  expect(workbook.complaints).toEqual([]);
});

test.each([
  ["functions.json", /functions\.json is missing \(404\)/],
  ["functions.js", /functions\.js is missing/],
  ["custom-functions-runtime.js", /custom-functions-runtime\.js is missing/],
])("says clearly that %s did not load, and where to look", async (file, sentence) => {
  const { page } = workbook;
  await page.route(`**/${file}`, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.getByRole("status").getByText(sentence).waitFor();
  expect(await page.getByRole("status").first().textContent()).toMatch(/terminal in which npm start runs/);
});
