import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "./support/build";
import { testBuild } from "./support/excel-runtime";

/** The scripts and styles that a page asks for. */
function references(page: string): string[] {
  return [...page.matchAll(/<(?:script|link)[^>]*? (?:src|href)="?([^" >]+)/g)].map(
    ([, address]) => address!,
  );
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
    expect(files.sort()).toEqual([
      "assets",
      "functions.html",
      "functions.js",
      "functions.json",
      "licences.txt",
      "manifest.xml",
      "taskpane.[hash].css",
      "taskpane.[hash].js",
      "taskpane.html",
    ]);
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

test("--env officejs=local puts Microsoft's scripts for Excel beside the add-in", () => {
  const folder = testBuild();
  for (const page of ["taskpane.html", "functions.html"])
    for (const address of references(readFileSync(path.join(folder, page), "utf8"))) {
      expect(address).not.toContain("//");
      expect(existsSync(path.join(folder, address))).toBe(true);
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

test.each([
  ["url=http://example.com/", /https address with a host.*"http:\/\/example\.com\/"/],
  ["url=https:///nrr/", /https address with a host/],
  ["url=example.com", /https address with a host/],
  ["url", /https address with a host/],
  ["url=https://example.com/?v=1", /takes no "\?v=1"/],
  ["officejs=toString", /one of cdn, local, none, and not "toString"/],
  ["officejs=npm", /one of cdn, local, none, and not "npm"/],
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
