import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { testBuild } from "../support/excel-runtime";
import { Nginx, type Answer } from "./nginx";

/* The build on a real nginx, with the settings that ship. */
const folder = testBuild();
const files = readdirSync(folder);
const named = (pattern: RegExp) => files.filter((file) => pattern.test(file));
const PACKED = /\.(css|html|js|json|xml)$/;

let nginx: Nginx;
beforeAll(async () => {
  nginx = await Nginx.serve(folder);
});
afterAll(() => nginx.stop());

const keptFor = ({ headers }: Answer) => headers["cache-control"];

test.each(named(PACKED).filter((file) => file !== "staticwebapp.config.json"))(
  "%s comes packed, and is the built file when unpacked",
  async (file) => {
    const { status, headers, body } = await nginx.get(file);
    const built = readFileSync(path.join(folder, file));
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe("gzip");
    expect(headers.vary).toBe("Accept-Encoding");
    expect(gunzipSync(body)).toEqual(built);
    expect(body.length).toBeLessThan(built.length);
  },
);

test("a browser that cannot unpack gets the file as it is", async () => {
  const { headers, body } = await nginx.get("functions.js", { "Accept-Encoding": "identity" });
  expect(headers["content-encoding"]).toBeUndefined();
  expect(body).toEqual(readFileSync(path.join(folder, "functions.js")));
});

describe.each(["/nrr/", "/office/nrr/"])("in %s", (place) => {
  test("a file with a hash in its name is kept for a year", async () => {
    const hashed = named(/\.[0-9a-f]{8}\.(css|js)$/);
    expect(hashed.length).toBeGreaterThanOrEqual(3);
    for (const file of hashed) expect(keptFor(await nginx.get(place + file))).toBe("max-age=31536000");
  });

  test("what keeps its name is kept for five minutes, so soon does everyone have the new one", async () => {
    const short = ["functions.js", "functions.json", "manifest.xml", ...named(/\.html$/)];
    expect(short).toHaveLength(8);
    for (const file of short) expect(keptFor(await nginx.get(place + file))).toBe("max-age=300");
  });

  test("icons and Microsoft's scripts are kept for a day", async () => {
    const scripts = ["office.js", "excel-web-16.00.js", "en-us/office_strings.js"];
    for (const file of ["assets/icon-32.png", ...scripts.map((script) => `office/${script}`)])
      expect(keptFor(await nginx.get(place + file))).toBe("max-age=86400");
  });

  test("the bare folder shows the page for support", async () => {
    const { status, headers, body } = await nginx.get(place);
    expect(status).toBe(200);
    expect(keptFor({ status, headers, body })).toBe("max-age=300");
    expect(gunzipSync(body)).toEqual(readFileSync(path.join(folder, "support.html")));
  });
});

test.each([".htpasswd", ".git/config.js"])(
  "%s stays hidden, should it lie there by mistake",
  async (file) => {
    const mistake = path.join(folder, file);
    mkdirSync(path.dirname(mistake), { recursive: true });
    writeFileSync(mistake, "secret");
    const { status, body } = await nginx.get(file);
    rmSync(path.join(folder, file.split("/")[0]!), { recursive: true });
    expect(status).toBe(404);
    expect(body.toString()).not.toContain("secret");
  },
);

test("what has not changed is not sent again", async () => {
  const { headers } = await nginx.get("functions.js");
  const again = await nginx.get("functions.js", { "If-None-Match": headers.etag! });
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
});

test.each([
  "functions.js",
  "functions.json",
  "functions.html",
  "taskpane.html",
  "assets/icon-32.png",
  "none",
])("any origin may fetch and frame %s, and none guesses its type", async (file) => {
  const { headers } = await nginx.get(file);
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-frame-options"]).toBeUndefined();
  expect(headers["content-security-policy"]).toBeUndefined();
  expect(headers["set-cookie"]).toBeUndefined();
});

test.each([
  ["functions.js", /^(application|text)\/javascript; charset=utf-8$/],
  ["functions.json", /^application\/json; charset=utf-8$/],
  ["functions.html", /^text\/html; charset=utf-8$/],
  ["manifest.xml", /^text\/xml; charset=utf-8$/],
  ["licences.txt", /^text\/plain; charset=utf-8$/],
  [named(/^pages.*css$/)[0]!, /^text\/css; charset=utf-8$/],
  ["assets/icon-32.png", /^image\/png$/],
])("%s says what it is, and in which letters", async (file, type) => {
  expect((await nginx.get(file)).headers["content-type"]).toMatch(type);
});

test("what is not there is said not to be there", async () => {
  expect((await nginx.get("nothing.js")).status).toBe(404);
});

describe("in a frame of Excel on the web's origin", () => {
  const EXCEL = "https://excel.officeapps.live.com/";
  let browser: Browser;
  let excel: Page;
  const violations: string[] = [];
  const failures: string[] = [];
  const asked: string[] = [];

  /* Excel names the frame so that Office.js knows where it is, and whom to ask. */
  const frameName = JSON.stringify({
    hostInfo: "Excel$Web$16.00$en-US$$$$0",
    xdmInfo: `conversation|pane|${EXCEL}`,
  });

  beforeAll(async () => {
    browser = await launchBrowser();
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    excel = await context.newPage();
    excel.on("console", (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    excel.on("pageerror", (error) => failures.push(error.message));
    excel.on("request", (request) => asked.push(request.url()));
    await excel.route(EXCEL, (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<script>
          window.heard = [];
          addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
        </script>
        <iframe width="350" height="700" name='${frameName}' src="${nginx.url}taskpane.html"></iframe>`,
      }),
    );
    await excel.goto(EXCEL);
  });
  afterAll(() => browser.close());

  test("the pane shows", async () => {
    const pane = excel.frameLocator("iframe");
    await pane.locator("h1").first().waitFor();
    expect((await pane.locator("body").innerText()).length).toBeGreaterThan(100);
  });

  test("Office.js, from beside the pane, asks Excel for its context", async () => {
    await excel.waitForFunction(() =>
      (window as unknown as { heard: { data: string }[] }).heard.some(({ data }) =>
        data.includes("ContextActivationManager_getAppContextAsync"),
      ),
    );
    expect(asked).toContain(`${nginx.url}office/excel-web-16.00.js`);
  });

  test("the whole pane can be used", async () => {
    const pane = excel.frameLocator("iframe");
    await pane.getByRole("textbox", { name: "− Churn" }).fill("22,000");
    // (200000 + 4000 - 1000 - 22000) / 200000
    await pane.locator("#nrr-result").getByText("90.5%").waitFor();
    await pane.locator("#waterfall svg").waitFor();
    await pane.getByRole("searchbox").fill("loyalty");
    await pane.locator("#search-results a").first().click();
    await pane.getByRole("link", { name: "The bands" }).click();
    await pane.locator("[data-picture=year]").scrollIntoViewIfNeeded();
    await pane.locator("[data-picture=year] svg").waitFor();
    await pane.locator("fluent-button").getByText("Example", { exact: true }).click();
    await pane.locator("#report").getByText("answer").waitFor();
  });

  test("nothing offends the pane's policy, nothing fails, and no third party is asked", async () => {
    await excel.waitForLoadState("networkidle");
    expect(violations).toEqual([]);
    expect(failures).toEqual([]);
    const thirdParties = asked.filter((url) => ![EXCEL, nginx.url].some((own) => url.startsWith(own)));
    expect(thirdParties).toEqual([]);
    expect(await excel.context().cookies()).toEqual([]);
  });
});
