import { readFile } from "node:fs/promises";
import path from "node:path";
import { JSDOM, ResourceLoader, VirtualConsole, type DOMWindow } from "jsdom";
import { RuntimeHost, type FunctionMetadata } from "../../src/workbook/runtime-host";

/** The built functions in Microsoft's runtime, and Excel's end of the bridge to it. */
export interface ExcelRuntime {
  readonly call: RuntimeHost["call"];
  readonly window: DOMWindow;
}

/**
 * Opens the built functions.html as Excel does on the web and on the Mac.
 *
 * Tools that watch the sources at work, for coverage and for mutants, set NRR_TEST_SOURCES: there the sources
 * stand in for functions.js, as the build makes another text of them.
 *
 * @param folder a build made with `officejs: "local"`
 */
export async function openRuntime(folder = testBuild()): Promise<ExcelRuntime> {
  const { functions } = JSON.parse(await readFile(path.join(folder, "functions.json"), "utf8")) as {
    functions: FunctionMetadata[];
  };
  const host = new RuntimeHost(functions);
  const { window } = new JSDOM(await readFile(path.join(folder, "functions.html"), "utf8"), {
    url: "https://localhost/functions.html",
    runScripts: "dangerously",
    resources: new FilesOf(folder),
    // The runtime warns that this is not Excel; only what breaks is worth hearing.
    virtualConsole: new VirtualConsole().on("jsdomError", (error) => console.error(error)),
    beforeParse: (window) => host.attachTo(window as unknown as typeof globalThis),
  });
  await new Promise((resolve) => window.addEventListener("load", resolve));
  if (usesSources()) await associateSources(window, functions);
  return { call: host.call.bind(host), window };
}

/** The build that every test run makes once; see global-setup.ts. */
export function testBuild(): string {
  return process.env["NRR_TEST_BUILD"]!;
}

function usesSources(): boolean {
  return process.env["NRR_TEST_SOURCES"] !== undefined;
}

type Source = (...ranges: never[]) => unknown;

/** Does what the end of functions.js does: the function of the id NRR_BAND is nrrBand. */
async function associateSources(window: DOMWindow, functions: readonly FunctionMetadata[]): Promise<void> {
  const sources = Object.entries(await import("../../src/functions/functions")) as [string, Source][];
  const { CustomFunctions } = window as unknown as typeof globalThis;
  const named = new Map(sources.map(([name, source]) => [name.toUpperCase(), source]));

  for (const { id } of functions) {
    const source = named.get(id.replace("_", ""))!;
    CustomFunctions.associate(id, (...ranges: never[]) => {
      // A test may have several hosts open, and the sources see the globals of the one that calls.
      Object.assign(globalThis, { CustomFunctions, Office: window["Office"] });
      return source(...ranges);
    });
  }
}

class FilesOf extends ResourceLoader {
  constructor(private readonly folder: string) {
    super();
  }

  override fetch(url: string) {
    const { host, pathname } = new URL(url);
    if (host !== "localhost") return null;
    const isReplaced = usesSources() && pathname === "/functions.js";
    const content = isReplaced ? Promise.resolve(Buffer.of()) : readFile(path.join(this.folder, pathname));
    return Object.assign(content, { abort() {} });
  }
}
