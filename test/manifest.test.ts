import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";
import { version } from "../package.json";
import { testBuild } from "./support/excel-runtime";

const BASE = "https://example.com/nrr/";
const folder = testBuild();
const xml = readFileSync(path.join(folder, "manifest.xml"), "utf8");
const manifest = new JSDOM(xml, { contentType: "text/xml" }).window.document;

const all = (name: string): Element[] => [...manifest.getElementsByTagNameNS("*", name)];
const resources = new Map(
  ["Image", "Url", "String"].flatMap(all).flatMap((element) => {
    const id = element.getAttribute("id");
    return id === null ? [] : [[id, element.getAttribute("DefaultValue")!] as const];
  }),
);

test("every resource that is named exists, and every one that exists is named", () => {
  const named = [...manifest.querySelectorAll("[resid]")].map((element) => element.getAttribute("resid"));
  expect(new Set(named)).toEqual(new Set(resources.keys()));
});

test("names and texts are as short as Excel wants them", () => {
  for (const id of resources.keys()) expect(id.length).toBeLessThanOrEqual(32);
  for (const text of all("ShortStrings")[0]!.children)
    expect(text.getAttribute("DefaultValue")!.length).toBeLessThanOrEqual(125);
  for (const text of all("LongStrings")[0]!.children)
    expect(text.getAttribute("DefaultValue")!.length).toBeLessThanOrEqual(250);
});

test("every address is in the folder that was built for, and has its file", () => {
  const addresses = [...manifest.querySelectorAll("[DefaultValue]")]
    .map((element) => element.getAttribute("DefaultValue")!)
    .filter((value) => value.includes("://"));
  expect(addresses.length).toBeGreaterThanOrEqual(10);
  for (const address of addresses) {
    expect(address.startsWith(BASE)).toBe(true);
    expect(existsSync(path.join(folder, address.slice(BASE.length)))).toBe(true);
  }
  expect(xml).not.toContain("localhost");
});

test("every icon has the size that its name and the manifest say", () => {
  const icons = readdirSync(path.join(folder, "assets"));
  expect(icons).toHaveLength(5);
  for (const icon of icons) {
    const size = Number(/^icon-(\d+)\.png$/.exec(icon)![1]);
    const header = readFileSync(path.join(folder, "assets", icon));
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([size, size]);
  }
  for (const image of manifest.querySelectorAll("[size]"))
    expect(resources.get(image.getAttribute("resid")!)).toBe(
      `${BASE}assets/icon-${image.getAttribute("size")!}.png`,
    );
  expect(all("IconUrl")[0]!.getAttribute("DefaultValue")).toMatch(/icon-32\.png$/);
  expect(all("HighResolutionIconUrl")[0]!.getAttribute("DefaultValue")).toMatch(/icon-64\.png$/);
});

test("who asks for support is sent to the page for it", () => {
  expect(all("SupportUrl")[0]!.getAttribute("DefaultValue")).toBe(`${BASE}support.html`);
});

test("the version is the package's", () => {
  expect(all("Version")[0]!.textContent).toBe(`${version}.0`);
});

test("the functions have bare names and a runtime of their own", () => {
  expect(all("Namespace")).toEqual([]);
  expect(all("Runtimes")).toEqual([]);
  expect(all("Set").map((set) => [set.getAttribute("Name"), set.getAttribute("MinVersion")])).toEqual([
    ["CustomFunctionsRuntime", "1.3"],
  ]);
});

test("a button in its own group on the Home tab opens the guide", () => {
  expect(all("OfficeTab")[0]!.getAttribute("id")).toBe("TabHome");
  expect(all("Action")[0]!.getAttribute("xsi:type")).toBe("ShowTaskpane");
  expect(all("GetStarted")).toHaveLength(1);
});
