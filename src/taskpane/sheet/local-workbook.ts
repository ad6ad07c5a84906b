import { wrap, type Remote } from "comlink";
import { WORKBOOK_OFFERED, WORKBOOK_WANTED } from "./channel";
import { WorkbookError, type Workbook, type WorkbookProblem } from "./workbook";

/** Opening the local workbook takes seconds; a page that says nothing for so long is another one. */
const LONGEST_OPENING_MS = 30_000;

/**
 * Connects the pane to the local workbook around it.
 *
 * @returns the workbook, as soon as it has opened; or nothing where the pane stands elsewhere, which is
 *   known at once in a tab of its own and in Excel
 */
export async function connectToLocalWorkbook(): Promise<Workbook | undefined> {
  // There is none either if the page around this one is of another origin, as Excel's on the web is.
  if (!window.frameElement) return undefined;

  const port = await offeredPort();
  if (!port) return undefined;
  return withWorkbookErrors(wrap<Workbook>(port));
}

function offeredPort(): Promise<MessagePort | undefined> {
  return new Promise((resolve) => {
    const settle = (port?: MessagePort) => {
      clearTimeout(timeout);
      window.removeEventListener("message", hear);
      resolve(port);
    };
    const hear = ({ origin, source, data, ports }: MessageEvent<unknown>) => {
      const isFromPage = origin === window.location.origin && source === window.parent;
      if (isFromPage && data === WORKBOOK_OFFERED) settle(ports[0]);
    };
    const timeout = setTimeout(settle, LONGEST_OPENING_MS);
    window.addEventListener("message", hear);
    window.parent.postMessage(WORKBOOK_WANTED, window.location.origin);
  });
}

/** Of an error the channel carries the name and the message. */
function withWorkbookErrors(remote: Remote<Workbook>): Workbook {
  const answerTo = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question;
    } catch (error) {
      const { name, message } = error as Error;
      throw name === "WorkbookError"
        ? new WorkbookError(message as WorkbookProblem)
        : new WorkbookError("unknown", message);
    }
  };
  return {
    hasCharts: false,
    selection: () => answerTo(remote.selection()),
    read: (area) => answerTo(remote.read(area)),
    write: (at, contents) => answerTo(remote.write(at, contents)),
    addSheet: (name, contents) => answerTo(remote.addSheet(name, contents)),
    colour: (area, rules) => answerTo(remote.colour(area, rules)),
    addLineChart: (chart) => answerTo(remote.addLineChart(chart)),
    select: (area) => answerTo(remote.select(area)),
  };
}
