/*
 * What the pane and the page of the local workbook say to each other until the pane has a port to the
 * workbook. The page may open before the pane or after it: each speaks once it can.
 */

/** The pane to the page around it. */
export const WORKBOOK_WANTED = "nrr-for-excel: workbook wanted";

/** The page to its pane, with the port. */
export const WORKBOOK_OFFERED = "nrr-for-excel: workbook offered";
