/*
 * The functions that people type in cells. The JSDoc of each becomes its metadata: the help that Excel
 * shows in the completion list, in the argument tooltips and in the Insert Function dialog.
 *
 * Every argument and result is `any[][]`, which the metadata make a range of anything: it takes a cell, a
 * constant or a range, in every host and every version.
 */
/* eslint-disable @typescript-eslint/no-explicit-any */
import { bandOf } from "../core/band";
import { netRetention } from "../core/retention";
import { cellByCell } from "./ranges";

/**
 * Net revenue retention: the share of a period's opening revenue that the same customers still pay at its end. 100.5% means they pay 0.5% more. New customers stay out.
 * @customfunction NRR
 * @helpurl https://localhost:3000/taskpane.html#nrr
 * @param start Recurring revenue of the customers you had at the start of the period, above 0. Keep all four amounts monthly or all four yearly.
 * @param expansion What those same customers added: upgrades, extra seats, price rises. No new customers.
 * @param downgrade What customers who stayed cut back, as a positive amount: 1000, not -1000.
 * @param churn What customers who left had paid, as a positive amount: 2000, not -2000.
 * @returns A rate such as 100.5%, or one for each row of the ranges
 */
export function nrr(start: any[][], expansion: any[][], downgrade: any[][], churn: any[][]): any[][] {
  return cellByCell(netRetention, [start, expansion, downgrade, churn]);
}

/**
 * The band of a yearly net revenue retention: Exceptional above 120%, Healthy from 100% to 120%, Warning below 100%.
 * @customfunction NRR_BAND
 * @helpurl https://localhost:3000/taskpane.html#nrr_band
 * @param value A retention rate such as 105% or 1.05, or the cell of an =NRR formula. Type 95% or 0.95, not 95.
 * @returns Exceptional, Healthy or Warning, or one for each row of the range
 */
export function nrrBand(value: any[][]): any[][] {
  return cellByCell(bandOf, [value]);
}
