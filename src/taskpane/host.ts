import { followOfficeTheme } from "./theme";
import { WorkbookError, type Workbook } from "./sheet/workbook";

/** So long a click waits for Excel before the pane says that there is no answer. */
const PATIENCE_MS = 8_000;

let opening: Promise<Workbook> | undefined;

/** Finds out what is around the pane: Excel, the local workbook, or nothing but a browser tab. */
export function connect(): void {
  opening = open();
  // Whoever needs the workbook hears what went wrong, then.
  opening.catch(() => undefined);
}

/**
 * The workbook beside the pane.
 *
 * @throws WorkbookError if there is none, or if Office does not answer; a later call may find it after all
 */
export async function workbook(): Promise<Workbook> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new WorkbookError("not answering"));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([opening!, patience]);
  } finally {
    clearTimeout(timer);
  }
}

async function open(): Promise<Workbook> {
  if (await officeLoaded()) {
    const { host } = await Office.onReady();
    // What Office's own sample pages compare with is an enum that is not there outside of Office.
    if ((host as unknown) === "Excel") {
      followOfficeTheme();
      const { ExcelWorkbook } = await import(/* webpackChunkName: "excel" */ "./sheet/excel-workbook");
      return new ExcelWorkbook();
    }
  }
  const { connectToLocalWorkbook } = await import(/* webpackChunkName: "local" */ "./sheet/local-workbook");
  const local = await connectToLocalWorkbook();
  if (!local) throw new WorkbookError("no workbook");
  return local;
}

/** Waits for Office.js, which the page does not wait for. */
async function officeLoaded(): Promise<boolean> {
  const script = document.getElementById("office-js");
  if (script && typeof Office === "undefined") {
    await new Promise((resolve) => {
      script.addEventListener("load", resolve);
      // It may have failed before this runs; the page itself has loaded only when it has come or failed.
      window.addEventListener("load", resolve);
    });
  }
  return typeof Office !== "undefined";
}
