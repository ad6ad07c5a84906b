/* npm run picture: the local workbook at work, for the README. */
import { launchBrowser } from "./browser";
import { LocalServer, WorkbookPage } from "./local-workbook";

async function main(): Promise<void> {
  const [server, browser] = await Promise.all([LocalServer.start(), launchBrowser()]);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 640 },
    deviceScaleFactor: 1.5,
  });
  const workbook = await WorkbookPage.open(context, server.url);

  await workbook.enter("E10", "-2100");
  await workbook.click("F10");
  await workbook.page
    .getByText(/Amounts cannot be negative/)
    .last()
    .waitFor();
  await workbook.page.screenshot({ path: "assets/readme/local-workbook.png" });

  await browser.close();
  await server.stop();
}

void main();
