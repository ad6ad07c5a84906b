import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { WORKBOOK_OFFERED, WORKBOOK_WANTED } from "../../src/taskpane/sheet/channel";
import type { Area, LineChart } from "../../src/taskpane/sheet/workbook";
import { launchBrowser } from "../support/browser";
import { LocalServer, WorkbookPage } from "../support/local-workbook";
import { PaneClient } from "../support/pane-client";

let server: LocalServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [server, browser] = await Promise.all([LocalServer.start(), launchBrowser()]);
});
afterAll(() => Promise.all([server.stop(), browser.close()]));
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  await PaneClient.serveIn(context);
});
afterEach(() => context.close());

/** Rows and columns as Excel names them: "F2:G3". */
function area(sheet: string, range: string): Area {
  const [, left, top, right = left, bottom = top] = /^([A-Z])(\d+)(?::([A-Z])(\d+))?$/.exec(range)!;
  const [row, column] = [Number(top) - 1, left!.charCodeAt(0) - 65];
  return { sheet, row, column, rows: Number(bottom) - row, columns: right!.charCodeAt(0) - 64 - column };
}

function frameOf(page: Page): Frame {
  return page.frames().find((frame) => frame.url().endsWith("taskpane.html"))!;
}

describe("beside the local workbook the pane", () => {
  let workbook: WorkbookPage;
  let pane: PaneClient;

  beforeEach(async () => {
    workbook = await WorkbookPage.open(context, server.url);
    pane = await PaneClient.start(frameOf(workbook.page));
  });
  afterEach(() => expect(workbook.complaints).toEqual([]));

  const sheet = "Monthly NRR";

  async function undo(): Promise<void> {
    await workbook.click("I1");
    await workbook.page.keyboard.press("ControlOrMeta+z");
  }

  async function untilSheetsAre(...names: string[]): Promise<void> {
    await workbook.page.waitForFunction((names) => {
      const sheets = window.univerAPI.getActiveWorkbook()!.getSheets();
      return sheets.map((sheet) => sheet.getSheetName()).join() === names;
    }, names.join());
  }

  /** The letter above a cell of the first row. */
  async function clickColumnHeading(address: string): Promise<void> {
    const { x, y } = await workbook.page.evaluate((address) => {
      const cell = window.univerAPI.getActiveWorkbook()!.getActiveSheet().getRange(address).getCellRect();
      const canvas = document.querySelector("canvas[id^=univer-sheet-main-canvas]")!.getBoundingClientRect();
      return { x: canvas.x + cell.x + cell.width / 2, y: canvas.y + cell.y / 2 };
    }, address);
    await workbook.page.mouse.click(x, y);
  }

  test("hears which cells are selected, and how far they are filled", async () => {
    await workbook.click("F3");
    expect(await pane.call("selection")).toEqual({
      area: area(sheet, "F3"),
      used: area(sheet, "F3"),
      activeCell: area(sheet, "F3"),
    });
    await workbook.click("I20");
    expect((await pane.call("selection")).used).toBeUndefined();

    await clickColumnHeading("F1");
    expect(await pane.call("selection")).toEqual({
      area: area(sheet, "F1:F1000"),
      used: area(sheet, "F1:F13"),
      activeCell: area(sheet, "F1"),
    });
  });

  test("reads values, formulas and the number formats that are shown", async () => {
    const general = { isError: false, formula: "", numberFormat: "General" };
    expect(await pane.call("read", area(sheet, "A2:B2"))).toEqual([
      [
        { ...general, value: "Jan 2025" },
        { ...general, value: 84_000, numberFormat: "#,##0" },
      ],
    ]);
    expect(await pane.call("read", area(sheet, "F3:H3"))).toEqual([
      [
        // (87200 + 1600 − 900 − 2600) ÷ 87200 = 85300 ÷ 87200.
        { isError: false, formula: "=NRR(B3,C3,D3,E3)", numberFormat: "0.0%", value: 85_300 / 87_200 },
        { ...general, formula: "=NRR_BAND(F3)", value: "Warning" },
        { ...general, value: "" },
      ],
    ]);
  });

  test("reads what is spilled, truth values and errors", async () => {
    await workbook.enter("H2", "=NRR(B2:B3,C2:C3,D2:D3,E2:E3)");
    await workbook.enter("I2", "=B2>B3");
    await workbook.enter("I3", "=1/0");
    await workbook.shows("I3", "#DIV/0!");
    const cells = (await pane.call("read", area(sheet, "H3:I3")))[0]!;
    expect(cells).toEqual([
      { isError: false, formula: "", numberFormat: "0.0%", value: 85_300 / 87_200 },
      { isError: true, formula: "=1/0", numberFormat: "General", value: "#DIV/0!" },
    ]);
    expect((await pane.call("read", area(sheet, "I2")))[0]![0]!.value).toBe(false);
  });

  test("writes headings, texts, numbers in their formats and formulas that calculate", async () => {
    await pane.call("write", area(sheet, "A16"), [
      [
        { value: "Month", isHeading: true },
        { value: "Start", isHeading: true },
        { value: "NRR", isHeading: true },
      ],
      [
        { value: "Jan 2025" },
        { value: 1234.5, numberFormat: "#,##0" },
        { value: "=NRR(B2,C2,D2,E2)", numberFormat: "0.00%" },
      ],
      [{ value: "0012" }, { value: "" }, { value: "=A17&A18" }],
    ]);
    expect(await workbook.shown("A16:C18")).toEqual([
      ["Month", "Start", "NRR"],
      ["Jan 2025", "1,235", "100.48%"],
      ["0012", "", "Jan 20250012"],
    ]);
    expect(await stylesOf("A16", "B16", "B17")).toEqual(["bold, LEFT", "bold, RIGHT", "plain"]);
    await undo();
    await workbook.shows("A16:C18", [
      ["", "", ""],
      ["", "", ""],
      ["", "", ""],
    ]);
  });

  function stylesOf(...addresses: string[]): Promise<string[]> {
    return workbook.page.evaluate((addresses) => {
      const sheet = window.univerAPI.getActiveWorkbook()!.getActiveSheet();
      return addresses.map((address) => {
        const { bl, ht } = sheet.getRange(address).getCellStyleData() ?? {};
        return bl ? `bold, ${window.univerAPI.Enum.HorizontalAlign[ht!]}` : "plain";
      });
    }, addresses);
  }

  test("writes over formulas, keeps the formats of cells, and leaves alone what it has nothing for", async () => {
    await pane.call("write", area(sheet, "B2"), [[{ value: 90_000 }, null, null, null, { value: 5 }]]);
    // The band of a rate of 5, which is 500%.
    await workbook.shows("B2:G2", [["90,000", "2,900", "700", "1,800", "5", "Exceptional"]]);
    expect((await pane.call("read", area(sheet, "F2")))[0]![0]!.formula).toBe("");

    await pane.call("write", area(sheet, "A3"), [[{ value: "" }]]);
    expect((await pane.call("read", area(sheet, "A3")))[0]![0]!.value).toBe("");
  });

  test("makes room for what it writes at the end of a sheet", async () => {
    await pane.call("write", area(sheet, "Z1003"), [[{ value: 5 }, { value: "=Z1003*2" }]]);
    expect(await workbook.shown("Z1003:AA1003")).toEqual([["5", "10"]]);
    await undo();
    await workbook.page.waitForFunction(
      () => window.univerAPI.getActiveWorkbook()!.getActiveSheet().getMaxRows() === 1_000,
    );
  });

  test("adds a sheet under a free name, with columns as wide as their contents", async () => {
    const contents = [
      [{ value: "What the customers of last year paid", isHeading: true }],
      [{ value: "=NRR_TABLE(Customers!B2:N201,12,Customers!B1:N1)" }],
    ];
    expect(await pane.call("addSheet", "Example", contents)).toEqual(area("Example", "A1:A2"));
    expect(await workbook.shown("A1:B2")).toEqual([
      ["What the customers of last year paid", ""],
      ["Period", "Start"],
    ]);
    const [first, second] = await workbook.page.evaluate(() => {
      const sheet = window.univerAPI.getActiveWorkbook()!.getActiveSheet();
      return [sheet.getColumnWidth(0), sheet.getColumnWidth(1)];
    });
    expect(first).toBeGreaterThan(2 * second);

    expect((await pane.call("addSheet", "example", [])).sheet).toBe("example 2");
    await untilSheetsAre("Monthly NRR", "Customers", "Renewals", "Example", "example 2");
  });

  test("adds a sheet that one undo takes away and one redo brings back", async () => {
    await pane.call("addSheet", "Example", [[{ value: "Start" }, { value: "=1+1" }]]);
    await undo();
    await untilSheetsAre("Monthly NRR", "Customers", "Renewals");
    await workbook.page.keyboard.press("ControlOrMeta+y");
    await untilSheetsAre("Monthly NRR", "Customers", "Renewals", "Example");
    await workbook.openSheet("Example");
    await workbook.shows("A1:B1", [["Start", "2"]]);
  });

  const rates = area(sheet, "F2:F13");
  const exceptional = { condition: "=AND(ISNUMBER(F2),F2>1.2,F2<10)", fill: "#c8e6c9", text: "#1b5e20" };
  const warning = { condition: "=AND(ISNUMBER(F2),F2<1)", fill: "#ffcdd2", text: "#b71c1c" };

  /** Waits until cells have these fills; the grid colours them a moment after it was told to. */
  async function untilFillsAre(fills: Readonly<Record<string, string | undefined>>): Promise<void> {
    await workbook.page.waitForFunction((fills) => {
      const sheet = window.univerAPI.getActiveWorkbook()!.getActiveSheet();
      return Object.entries(fills).every(
        ([address, fill]) => (sheet.getRange(address).getCellStyleData()?.bg?.rgb ?? undefined) === fill,
      );
    }, fills);
  }

  function ruleCount(): Promise<number> {
    return workbook.page.evaluate(
      () => window.univerAPI.getActiveWorkbook()!.getActiveSheet().getConditionalFormattingRules().length,
    );
  }

  test("colours cells by their values, and the colours follow them", async () => {
    await pane.call("colour", rates, [exceptional, warning]);
    const [green, red] = ["rgb(200,230,201)", "rgb(255,205,210)"];
    await untilFillsAre({ F2: undefined, F3: red, F7: green, F13: red });

    await workbook.enter("C2", "30000");
    // (84000 + 30000 − 700 − 1800) ÷ 84000 = 132.7…%
    await untilFillsAre({ F2: green });
    await workbook.enter("B3", "0");
    await workbook.shows("F3", "#DIV/0!");
    await untilFillsAre({ F3: undefined });
  });

  test("replaces the colours of the same condition and leaves others alone", async () => {
    await pane.call("colour", rates, [exceptional]);
    await pane.call("colour", area(sheet, "F2:F6"), [exceptional]);
    await pane.call("colour", rates, [{ ...exceptional, fill: "#0000ff" }, warning]);
    expect(await ruleCount()).toBe(3);
    await untilFillsAre({ F3: "rgb(255,205,210)", F7: "rgb(0,0,255)" });

    await undo();
    await untilFillsAre({ F3: undefined, F7: "rgb(200,230,201)" });
    expect(await ruleCount()).toBe(2);
  });

  test("shows cells of another sheet and selects them", async () => {
    const far = area("Customers", "P180:W185");
    await pane.call("select", far);
    expect(await pane.call("selection")).toEqual({
      area: far,
      used: undefined,
      activeCell: area("Customers", "P180"),
    });
    await workbook.page.waitForFunction(() => {
      const { startRow, endRow } = window.univerAPI.getActiveWorkbook()!.getActiveSheet().getVisibleRange()!;
      return startRow <= 179 && 184 <= endRow;
    });
  });

  const chart: LineChart = { title: "NRR", at: area(sheet, "I1"), labels: undefined, lines: [] };

  test("is told that there are no charts here", async () => {
    await expect(pane.call("addLineChart", chart)).rejects.toThrow("The problem: no charts here.");
  });

  test("changes nothing while a cell is being edited", async () => {
    await workbook.click("I2");
    await workbook.page.keyboard.type("12");
    const refused = "The problem: editing a cell.";
    await expect(pane.call("write", area(sheet, "A2"), [[{ value: 1 }]])).rejects.toThrow(refused);
    await expect(pane.call("addSheet", "Example", [])).rejects.toThrow(refused);
    await expect(pane.call("colour", rates, [warning])).rejects.toThrow(refused);
    await expect(pane.call("select", area(sheet, "A2"))).rejects.toThrow(refused);
    await workbook.submit();
    await workbook.shows("I2", "12");
    await workbook.shows("A2", "Jan 2025");
    expect(await ruleCount()).toBe(0);
    await untilSheetsAre("Monthly NRR", "Customers", "Renewals");
  });

  test("is told that several areas are selected", async () => {
    await workbook.click("B3");
    await workbook.page.keyboard.down("Control");
    await workbook.click("C5");
    await workbook.page.keyboard.up("Control");
    await expect(pane.call("selection")).rejects.toThrow("The problem: several areas.");
  });

  test("is told that a sheet is gone", async () => {
    const gone = await pane.call("addSheet", "Example", [[{ value: 1 }]]);
    await workbook.page.evaluate(() => window.univerAPI.getActiveWorkbook()!.deleteActiveSheet());
    const refused = "The problem: sheet is gone.";
    await expect(pane.call("read", gone)).rejects.toThrow(refused);
    await expect(pane.call("write", gone, [[{ value: 1 }]])).rejects.toThrow(refused);
    await expect(pane.call("colour", gone, [warning])).rejects.toThrow(refused);
    await expect(pane.call("select", gone)).rejects.toThrow(refused);
  });

  test("connects anew when its frame has loaded again", async () => {
    const frame = frameOf(workbook.page);
    await frame.goto(frame.url());
    const again = await PaneClient.start(frame);
    await again.call("write", area(sheet, "I2"), [[{ value: "again" }]]);
    await workbook.shows("I2", "again");
  });
});

test("a pane that opens before the workbook connects once that has opened", async () => {
  const page = await context.newPage();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/functions.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.url);
  const pane = await PaneClient.start(frameOf(page));
  letGo();
  expect((await pane.call("selection")).area).toEqual(area("Monthly NRR", "A1"));
});

test("a pane in a tab of its own has no workbook, and does not load what would connect it", async () => {
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}taskpane.html`);
  const pane = await PaneClient.start(page.mainFrame());
  expect(await pane.hasWorkbook()).toBe(false);
  expect(requests.filter((path) => path.startsWith("/pane-client/"))).toEqual(["/pane-client/client.js"]);
});

describe("pages of another origin", () => {
  let elsewhere: Page;

  /** The same server under its other name, with a page that our server does not have. */
  beforeEach(async () => {
    elsewhere = await context.newPage();
    const url = server.url.replace("localhost", "127.0.0.1");
    const framed = `<iframe src="${server.url}taskpane.html"></iframe>`;
    await context.route("**/framing.html", (route) =>
      route.fulfill({ contentType: "text/html", body: framed }),
    );
    await elsewhere.goto(`${url}framing.html`);
  });

  test("get no answer from the workbook, and change nothing in it", async () => {
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      elsewhere.evaluate((url) => {
        const heard: unknown[] = [];
        window.addEventListener("message", ({ data }) => heard.push(data));
        Object.assign(window, { heard, opened: window.open(url) });
      }, server.url),
    ]);
    await opened.locator("#status").waitFor({ state: "hidden" });

    await elsewhere.evaluate(
      ({ wanted, at }) => {
        const { opened } = window as unknown as { opened: Window };
        const argumentList = [at, [[{ value: "from elsewhere" }]]].map((value) => ({ type: "RAW", value }));
        opened.postMessage(wanted, "*");
        opened.postMessage({ id: "1", type: "APPLY", path: ["write"], argumentList }, "*");
      },
      { wanted: WORKBOOK_WANTED, at: area("Monthly NRR", "A2") },
    );
    const pane = await PaneClient.start(frameOf(opened));
    expect((await pane.call("read", area("Monthly NRR", "A2")))[0]![0]!.value).toBe("Jan 2025");
    expect(await elsewhere.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });

  test("cannot pass for the workbook around the pane", async () => {
    const pane = await PaneClient.start(frameOf(elsewhere));
    expect(await pane.hasWorkbook()).toBe(false);
  });

  test("cannot answer in place of a page of our own, which the pane does not wait for for ever", async () => {
    const [own] = await Promise.all([
      context.waitForEvent("page"),
      elsewhere.evaluate((url) => {
        Object.assign(window, { opened: window.open(url) });
      }, `${server.url}framing.html`),
    ]);
    await own.waitForLoadState();
    await own.clock.install();
    const pane = await PaneClient.start(frameOf(own));
    await elsewhere.evaluate((offered) => {
      const { opened } = window as unknown as { opened: Window };
      const { port1, port2 } = new MessageChannel();
      opened.frames[0]!.postMessage(offered, "*", [port1]);
      Object.assign(window, { port2 });
    }, WORKBOOK_OFFERED);
    await own.clock.fastForward(30_000);
    expect(await pane.hasWorkbook()).toBe(false);
  });
});
