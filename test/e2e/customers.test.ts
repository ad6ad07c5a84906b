import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { LocalServer, WorkbookPage } from "../support/local-workbook";

let server: LocalServer;
let browser: Browser;
let workbook: WorkbookPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([LocalServer.start(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  workbook = await WorkbookPage.open(context, server.url);
});
afterAll(() => Promise.all([server.stop(), browser.close()]));

const HEADINGS = ["Period", "Start", "Expansion", "Downgrade", "Churn", "NRR", "GRR", "Band"];

test("one formula makes a table of a customer list, month by month and over the trailing year", async () => {
  await workbook.openSheet("Customers");
  // Worked out from the 200 customers by a program of its own.
  await workbook.shows("P2:W14", [
    HEADINGS,
    ["Feb 2025", "91,976", "719", "0", "1,977", "98.6%", "97.9%", "Warning"],
    ["Mar 2025", "95,367", "903", "361", "2,284", "98.2%", "97.2%", "Warning"],
    ["Apr 2025", "95,548", "421", "20", "202", "100.2%", "99.8%", "Healthy"],
    ["May 2025", "99,781", "1,695", "684", "562", "100.4%", "98.8%", "Healthy"],
    ["Jun 2025", "101,504", "2,923", "526", "2,731", "99.7%", "96.8%", "Warning"],
    ["Jul 2025", "103,280", "3,530", "73", "2,992", "100.5%", "97.0%", "Healthy"],
    ["Aug 2025", "107,382", "3,386", "424", "755", "102.1%", "98.9%", "Healthy"],
    ["Sep 2025", "115,218", "549", "283", "1,671", "98.8%", "98.3%", "Warning"],
    ["Oct 2025", "117,027", "2,020", "520", "728", "100.7%", "98.9%", "Healthy"],
    ["Nov 2025", "121,228", "3,582", "726", "2,482", "100.3%", "97.4%", "Healthy"],
    ["Dec 2025", "123,927", "2,177", "47", "1,724", "100.3%", "98.6%", "Healthy"],
    ["Jan 2026", "127,252", "2,498", "1,213", "2,753", "98.8%", "96.9%", "Warning"],
  ]);
  await workbook.shows("P18:W19", [
    HEADINGS,
    ["Jan 2026", "91,976", "19,059", "1,745", "13,066", "104.6%", "83.9%", "Healthy"],
  ]);
});

test("renewals stand right and wrong side by side", async () => {
  await workbook.openSheet("Renewals");
  // 181000 / 200000 = 90.5 %, and (20000 + 5000 - 4000 - 2000) / 20000 = 95 %
  await workbook.shows("F2", "90.5%");
  await workbook.shows("F12", "95.0%");
});
