import type { Browser } from "playwright-core";
import { WorkbookError, type Area, type Cell, type Workbook } from "../../src/taskpane/sheet/workbook";
import { launchBrowser } from "../support/browser";
import { Pane } from "../support/pane";

/* What a person sees of the sheet's tools when the workbook is large, slow or in trouble. */
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

const open = (workbook: Workbook) => Pane.open(browser, { workbook });
const press = (name: string) => pane.button(name).click();
const says = (sentence: string | RegExp) => pane.frame.locator("#report p").getByText(sentence).waitFor();
const findings = () => pane.frame.locator(".findings li");

const HEADINGS = ["Start", "Expansion", "Downgrade", "Churn"];

describe("Check my data", () => {
  test("counts everything that it finds, and lists the first 200", async () => {
    pane = await open(selected([HEADINGS, ...rows(1_250, ["none", 0, 0, 0])]));
    await press("Check my data");
    await pane.frame.getByText("1,250 problems in 1,250 rows of A1:D1251.").waitFor();
    await pane.frame.getByText("The first 200 are shown.").waitFor();
    expect(await findings().count()).toBe(200);
    expect(await findings().last().innerText()).toContain("A201");
  });

  test("speaks of one problem in one row as such", async () => {
    pane = await open(selected([HEADINGS, [100, 0, -5, 0]]));
    await press("Check my data");
    await pane.frame.getByText("1 problem in 1 row of A1:D2.").waitFor();
    expect(await findings().count()).toBe(1);
  });

  test("shows how far it is, and checks what it has read when it is stopped", async () => {
    const held = new Gate();
    const book = selected([HEADINGS, ...rows(6_000, [100, 0, 0, 0])]);
    const read = async (area: Area) => {
      if (area.row === 2_000) await held.opened;
      return book.read(area);
    };
    pane = await open({ ...book, read });
    await press("Check my data");
    const progress = pane.frame.locator("fluent-progress-bar[value='2000']");
    await progress.waitFor();
    expect(await progress.getAttribute("max")).toBe("6001");
    await press("Stop");
    held.open();
    await pane.frame.getByText("No problems in 3,999 rows of A1:D6001.").waitFor();
    await pane.frame.getByText("You stopped it, so the rows after these were not checked.").waitFor();
    expect(await pane.button("Stop").count()).toBe(0);
  });

  test("says so when the sheet of a finding is gone by the time of the click", async () => {
    const book = selected([HEADINGS, [100, 0, -5, 0]]);
    book.select = () => Promise.reject(new WorkbookError("sheet is gone"));
    pane = await open(book);
    await press("Check my data");
    await pane.frame.getByRole("button", { name: "C2" }).click();
    await says("The sheet or its cells are no longer there.");
  });

  test("leaves no progress behind when there is nothing to check", async () => {
    pane = await open(selected([["Some"], ["words"]]));
    await press("Check my data");
    await says(/^Select the columns start, expansion/);
    expect(await pane.frame.locator("#check-result > *").count()).toBe(0);
  });
});

describe("a question", () => {
  let written: Area[];
  let book: Workbook;
  beforeEach(async () => {
    written = [];
    book = selected([["by hand"]]);
    book.write = (at) => {
      written.push(at);
      return Promise.resolve();
    };
    pane = await open(book);
    await press("Insert formula");
    await says("A1 (by hand) already holds something else. Replace it?");
  });

  test("is answered with no by Escape, and gives the focus back", async () => {
    await pane.page.keyboard.press("Escape");
    await says("Nothing was changed.");
    expect(written).toEqual([]);
    expect(await pane.frame.locator("#insert-formula:focus").count()).toBe(1);
  });

  test("stays when another key is pressed", async () => {
    await pane.page.keyboard.press("a");
    await says(/Replace it\?/);
    await press("Replace");
    await says(/is in A1\.$/);
    expect(written).toHaveLength(1);
  });

  test("is answered with no when another button is pressed, and can be asked again", async () => {
    await press("Colour by band");
    await says(/^There are no rates/);
    expect(written).toEqual([]);
    await press("Insert formula");
    await says(/Replace it\?/);
  });
});

test("a second click while the first is under way does nothing but say so", async () => {
  const held = new Gate();
  const names: string[] = [];
  const book = selected([[""]]);
  book.addSheet = async (name) => {
    names.push(name);
    await held.opened;
    return { ...AT_A1, sheet: name };
  };
  pane = await open(book);
  await press("Example");
  await press("Example");
  await says("The tool before is still at work. Try again when it is done.");
  held.open();
  await says(/NRR example/);
  expect(names).toEqual(["NRR example"]);
});

test("Insert formula asks for amounts that have a rate", async () => {
  pane = await open(selected([[""]]));
  await pane.field("− Churn").fill("lots");
  await press("Insert formula");
  await says("These amounts have no rate yet. Correct the marked field first.");
});

test("what a workbook says of a trouble of its own is passed on", async () => {
  const book = selected([[""]]);
  book.selection = () => Promise.reject(new Error("The grid is out of breath."));
  pane = await open(book);
  await press("Insert formula");
  await says("It says: The grid is out of breath. Try again");
});

test("if a tool cannot be loaded, the pane says so, and a later click tries again", async () => {
  pane = await open(selected([["by hand"]]));
  await pane.page.route("**/sheet-tools.*.js", (route) => route.abort(), { times: 1 });
  await press("Insert formula");
  await says("A part of the pane could not be loaded. Check the connection, then try again.");
  await press("Insert formula");
  await says(/Replace it\?/);
});

const AT_A1: Area = { sheet: "Sheet1", row: 0, column: 0, rows: 1, columns: 1 };

/** A workbook whose only contents are selected, and which can be read. */
function selected(contents: readonly (readonly (string | number)[])[]): Workbook {
  const area = { ...AT_A1, rows: contents.length, columns: contents[0]!.length };
  const cannot = () => Promise.reject(new WorkbookError("unknown"));
  return {
    hasCharts: false,
    selection: () => Promise.resolve({ area, used: area, activeCell: AT_A1 }),
    read: ({ row, column, rows, columns }) =>
      Promise.resolve(
        Array.from({ length: rows }, (_, down) =>
          Array.from({ length: columns }, (_, across) => cell(contents[row + down]?.[column + across] ?? "")),
        ),
      ),
    select: () => Promise.resolve(),
    write: cannot,
    addSheet: cannot,
    colour: () => Promise.resolve(),
    addLineChart: cannot,
  };
}

function cell(value: string | number): Cell {
  return { value, isError: false, formula: "", numberFormat: "General" };
}

function rows(count: number, row: readonly (string | number)[]): (readonly (string | number)[])[] {
  return Array.from({ length: count }, () => row);
}

class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}
