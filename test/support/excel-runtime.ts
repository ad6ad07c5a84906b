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
  return { call: host.call.bind(host), window };
}

/** The build that every test run makes once; see global-setup.ts. */
export function testBuild(): string {
  return process.env["NRR_TEST_BUILD"]!;
}

class FilesOf extends ResourceLoader {
  constructor(private readonly folder: string) {
    super();
  }

  override fetch(url: string) {
    const { host, pathname } = new URL(url);
    if (host !== "localhost") return null;
    return Object.assign(readFile(path.join(this.folder, pathname)), { abort() {} });
  }
}
