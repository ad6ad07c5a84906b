import { expose } from "comlink";
import { WORKBOOK_OFFERED, WORKBOOK_WANTED } from "../taskpane/sheet/channel";
import type { Workbook } from "../taskpane/sheet/workbook";

/**
 * Lets the pane use the workbook. The port to it goes to the pane's frame alone, and only while that shows
 * a page of our own origin; whoever else sends a message here gets nothing.
 *
 * @param pane the window of the frame, which stays the same when the frame loads again
 */
export function offerWorkbook(workbook: Workbook, pane: Window): void {
  const { origin } = window.location;
  const offer = () => {
    const { port1, port2 } = new MessageChannel();
    expose(workbook, port1);
    pane.postMessage(WORKBOOK_OFFERED, origin, [port2]);
  };
  window.addEventListener("message", (message) => {
    const isFromPane = message.origin === origin && message.source === pane;
    if (isFromPane && message.data === WORKBOOK_WANTED) offer();
  });
  // The pane may have asked before anybody listened.
  offer();
}
