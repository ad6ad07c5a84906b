import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import webpack from "webpack";
import addIn from "../webpack.config.js";
import { build } from "./support/build";
import { testBuild } from "./support/excel-runtime";

const PAGES_IN_OFFICE = ["functions.html", "taskpane.html"];
const PAGES_FOR_READING = ["it.html", "privacy.html", "support.html"];

/** The scripts, styles and pictures that a page asks for. */
function references(page: string): string[] {
  return [...page.matchAll(/<(?:script|link|img)[^>]*? (?:src|href)="?([^" >]+)/g)].map(
    ([, address]) => address!,
  );
}

function policyOf(page: string): Record<string, string> {
  const [, content] =
    /^[^]*?<head>\s*<meta charset="utf-8" ?\/><meta http-equiv="Content-Security-Policy" content="(.+?)"/.exec(
      page,
    )!;
  return Object.fromEntries(
    content!.split("; ").map((directive) => {
      const [name, ...sources] = directive.split(" ");
      return [name!, sources.join(" ")];
    }),
  );
}

/** What Azure Static Web Apps would send with each file of a build: the first route that fits counts. */
function expectAzureToKeepWhatHasAHash(folder: string, place: string): void {
  const { routes, globalHeaders } = JSON.parse(
    readFileSync(path.join(folder, "staticwebapp.config.json"), "utf8"),
  ) as {
    routes: { route: string; headers: Record<string, string> }[];
    globalHeaders: Record<string, string>;
  };
  expect(globalHeaders).toMatchObject({ "Access-Control-Allow-Origin": "*" });

  const fits = (route: string, address: string) => {
    const [start, ending] = route.split("*");
    if (ending === undefined) return address === route;
    const extensions = /^\.\{(.+)\}$/.exec(ending)?.[1]!.split(",") ?? [""];
    return address.startsWith(start!) && extensions.some((extension) => address.endsWith(extension));
  };
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const address = place + file.replaceAll(path.sep, "/");
    const headers = routes.find(({ route }) => fits(route, address))?.headers ?? globalHeaders;
    const seconds = /\.[0-9a-f]{8}\.(css|js)$/.test(file)
      ? "31536000, immutable"
      : /^(assets|office)./.test(file)
        ? "86400"
        : "300";
    expect([file, headers["Cache-Control"]]).toEqual([file, `public, max-age=${seconds}`]);
  }
}

describe("a production build", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await build({});
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");

  test("holds the add-in and nothing else", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.[0-9a-f]{8}\./, ".[hash]."));
    const packed = files.filter((file) => file.endsWith(".gz"));
    expect(files.filter((file) => !packed.includes(file)).sort()).toEqual([
      "assets",
      "charts.[hash].js",
      "excel.[hash].js",
      "functions.html",
      "functions.js",
      "functions.json",
      "it.html",
      "licences.txt",
      "local.[hash].js",
      "manifest.xml",
      "pages.[hash].css",
      "privacy.html",
      "search.[hash].js",
      "sheet-tools.[hash].js",
      "staticwebapp.config.json",
      "support.html",
      "taskpane.[hash].css",
      "taskpane.[hash].js",
      "taskpane.html",
    ]);
    for (const file of packed) expect(files).toContain(file.slice(0, -".gz".length));
  });

  test("takes nothing but its own files and Office.js into its pages, and lets them connect nowhere", () => {
    const cdn = "https://appsforoffice.microsoft.com/lib/1/hosted/";
    const reading = {
      "default-src": "'none'",
      "style-src": "'self'",
      "img-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
    };
    for (const page of PAGES_FOR_READING) expect(policyOf(read(page))).toEqual(reading);
    const office = { ...reading, "script-src": `'self' ${cdn}`, "frame-src": cdn };
    expect(policyOf(read("functions.html"))).toEqual(office);
    // The pane alone has charts, whose library writes two style attributes.
    expect(policyOf(read("taskpane.html"))).toEqual({
      ...office,
      "style-src": expect.stringMatching(/^'self' 'unsafe-hashes'( 'sha256-.{44}'){2}$/),
    });
  });

  test("has no script and no style within a page", () => {
    for (const page of [...PAGES_IN_OFFICE, ...PAGES_FOR_READING]) {
      expect(read(page)).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:/);
    }
  });

  test("has pages for reading that ask for nothing but what is there", () => {
    for (const page of PAGES_FOR_READING) {
      const asked = references(read(page));
      expect(asked).toEqual(expect.arrayContaining([expect.stringMatching(/^pages\..{8}\.css$/)]));
      for (const address of asked) expect(existsSync(path.join(folder, address))).toBe(true);
    }
  });

  test("sends those who need help to whoever gave them the add-in", () => {
    expect(read("support.html")).toContain("Ask whoever gave you the add-in: your IT department");
  });

  test("tells Azure Static Web Apps to keep for long only what has a hash in its name", () => {
    expectAzureToKeepWhatHasAHash(folder, "/");
  });

  test("is for the development server unless it is told another address", () => {
    expect(read("manifest.xml")).toContain('"https://localhost:3000/functions.js"');
    expect(read("functions.json")).toContain('"https://localhost:3000/taskpane.html#nrr"');
  });

  test("takes Microsoft's scripts from their CDN and everything else from itself", () => {
    const cdn = "https://appsforoffice.microsoft.com/lib/1/hosted/";
    const asked = [...references(read("taskpane.html")), ...references(read("functions.html"))];
    expect(asked).toContain(`${cdn}office.js`);
    expect(asked).toContain(`${cdn}custom-functions-runtime.js`);
    for (const address of asked.filter((address) => !address.startsWith(cdn)))
      expect(existsSync(path.join(folder, address))).toBe(true);
  });
});

test("--env url tells Azure Static Web Apps which folder its routes are in", () => {
  expectAzureToKeepWhatHasAHash(testBuild(), "/nrr/");
});

test("a watcher that finds nothing changed builds the same files again", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "nrr-for-excel-"));
  const config = await addIn({ officejs: "none" }, { mode: "development" });
  const compiler = webpack({ ...config, output: { ...config.output, path: folder } });
  const builds: webpack.Stats[] = [];
  await new Promise<void>((resolve, reject) => {
    const watching = compiler.watch({}, (error, stats) => {
      if (error) {
        reject(error);
        return;
      }
      builds.push(stats!);
      if (builds.length === 1) watching!.invalidate();
      else watching!.close(() => resolve());
    });
  });
  const metadata = readFileSync(path.join(folder, "functions.json"), "utf8");
  await rm(folder, { recursive: true });

  const [first, second] = builds.map((stats) => Object.keys(stats.compilation.assets).sort());
  for (const stats of builds) expect(stats.toString("errors-only")).toBe("");
  expect(second).toEqual(first);
  expect(JSON.parse(metadata)).toMatchObject({ allowErrorForDataTypeAny: true });
});

test("--env officejs=local puts Microsoft's scripts for Excel beside the add-in", () => {
  const folder = testBuild();
  for (const page of PAGES_IN_OFFICE) {
    const html = readFileSync(path.join(folder, page), "utf8");
    for (const address of references(html)) {
      expect(address).not.toContain("//");
      expect(existsSync(path.join(folder, address))).toBe(true);
    }
    expect(policyOf(html)).toMatchObject({ "script-src": "'self'", "frame-src": "'none'" });
  }
  const scripts = readdirSync(path.join(folder, "office"));
  expect(scripts).toEqual(expect.arrayContaining(["excel-web-16.00.js", "excel-mac-16.00.js", "en-us"]));
  expect(scripts).toContain("LICENSE.md");
  expect(scripts.filter((script) => /word|outlook|debug/.test(script))).toEqual([]);
});

test("--env url takes a folder with or without its slash, and says it in manifest and help links", async () => {
  const folder = await build({ url: "https://example.com:8443/a&b$&$$" });
  const manifest = readFileSync(path.join(folder, "manifest.xml"), "utf8");
  const metadata = readFileSync(path.join(folder, "functions.json"), "utf8");
  await rm(folder, { recursive: true });
  expect(manifest).toContain('"https://example.com:8443/a&amp;b$&amp;$$/taskpane.html"');
  expect(metadata).toContain('"https://example.com:8443/a&b$&$$/taskpane.html#nrr"');
});

test("--env support names who helps", async () => {
  const folder = await build({ support: "https://example.com/help?a=1$&b=2" });
  const pages = ["support.html", "privacy.html"].map((page) => readFileSync(path.join(folder, page), "utf8"));
  await rm(folder, { recursive: true });
  for (const page of pages) expect(page).toContain('Ask <a href="https://example.com/help?a=1$&amp;b=2">');
});

test.each([
  ["support=help@example.com", /mailto:help@example\.com or https/],
  ["support=javascript:alert", /mailto:help@example\.com or https/],
  ["url=http://example.com/", /https address with a host.*"http:\/\/example\.com\/"/],
  ["url=https:///nrr/", /https address with a host/],
  ["url=example.com", /https address with a host/],
  ["url", /https address with a host/],
  ["url=https://example.com/?v=1", /takes no "\?v=1"/],
  ["officejs=toString", /is cdn or local, and not "toString"/],
  ["officejs=npm", /is cdn or local, and not "npm"/],
])("--env %s stops the build with one clear sentence", async (setting, sentence) => {
  const webpack = path.resolve("node_modules/webpack/bin/webpack.js");
  const stopped = promisify(execFile)(process.execPath, [webpack, "--env", setting], {
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  const { code, stderr } = await stopped.then(
    () => ({ code: 0, stderr: "" }),
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toMatch(sentence);
});
