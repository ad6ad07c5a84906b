/*
 * The functions that people type in cells. The JSDoc of each becomes its metadata: the help that Excel
 * shows in the completion list, in the argument tooltips and in the Insert Function dialog.
 *
 * Every argument but a choice, and every result, is `any[][]`, which the metadata make a range of anything:
 * it takes a cell, a constant or a range, in every host and every version.
 */
/* eslint-disable @typescript-eslint/no-explicit-any */
import { bandOf } from "../core/band";
import { benchmarkOf } from "../core/benchmarks";
import { cohortRetention } from "../core/cohort";
import { isReason } from "../core/reason";
import { annualRate, grossRetention, netRetention, renewalRetention } from "../core/retention";
import { readText, ResultCells } from "./cells";
import { cellByCell, differingShapes, wholeRanges } from "./ranges";
import { tableCells } from "./table";

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

/**
 * Gross revenue retention: the share of a period's opening revenue that is left after losses, without what customers added. Never above 100%.
 * @customfunction GRR
 * @helpurl https://localhost:3000/taskpane.html#grr
 * @param start Recurring revenue of the customers you had at the start of the period, above 0.
 * @param downgrade What customers who stayed cut back, as a positive amount: 1000, not -1000.
 * @param churn What customers who left had paid, as a positive amount: 2000, not -2000.
 * @returns A rate such as 98.5%, or one for each row of the ranges
 */
export function grr(start: any[][], downgrade: any[][], churn: any[][]): any[][] {
  return cellByCell(grossRetention, [start, downgrade, churn]);
}

/**
 * Retention among the contracts that come up for renewal: what those customers pay after it, against what was due. Use it where contracts renew on different dates.
 * @customfunction NRR_RENEWAL
 * @helpurl https://localhost:3000/taskpane.html#nrr_renewal
 * @param renewed What each customer due now pays after renewing: 0 for one who left. Yearly amounts if those due are yearly.
 * @param due What each of these customers was paying before, on the same basis.
 * @returns A rate such as 90.5%
 */
export function nrrRenewal(renewed: any[][], due: any[][]): any[][] {
  return wholeRanges(renewalRetention, [renewed, due]);
}

/**
 * The yearly rate that a run of period rates compounds to. Use it before you hold a month's rate against yearly bands and benchmarks.
 * @customfunction NRR_ANNUALIZED
 * @helpurl https://localhost:3000/taskpane.html#nrr_annualized
 * @param values Retention rates of one or more periods, such as 100.5% or a column of monthly rates.
 * @param [periods_per_year] How many of these periods make a year: 12 for months, which is the default, 4 for quarters.
 * @returns A yearly rate such as 106.2%
 */
export function nrrAnnualized(values: any[][], periods_per_year?: any[][]): any[][] {
  return wholeRanges(annualRate, [values, periods_per_year ?? [[12]]]);
}

/**
 * The published yearly reference rate for a customer segment: All 100%, the median; SMB 90%; Enterprise 125%.
 * @customfunction NRR_BENCHMARK
 * @helpurl https://localhost:3000/taskpane.html#nrr_benchmark
 * @param [segment] Whom you sell to: All, SMB or Enterprise. All if you leave it out.
 * @returns A yearly rate such as 125%
 */
export function nrrBenchmark(segment?: Segment): any[][] {
  const text = readText(segment, "segment");
  const rate = isReason(text) ? text : benchmarkOf(text);
  return [[new ResultCells(1).show(rate, "0%")]];
}

/**
 * Whom a company sells to; a list to choose from where Excel can show one, and text in any case elsewhere.
 * @customenum {string}
 */
export declare enum Segment {
  /** The median of software companies: 100%. */
  All = "All",
  /** Selling to small and medium businesses: 90% is good. */
  SMB = "SMB",
  /** Selling to enterprises: 125% is good. */
  Enterprise = "Enterprise",
}

/**
 * Net revenue retention straight from a customer list: what the customers of the opening period pay in the closing one. New customers, and those who come back, stay out.
 * @customfunction NRR_COHORT
 * @helpurl https://localhost:3000/taskpane.html#nrr_cohort
 * @param opening What each customer paid in the opening period, one cell each; blank or 0 for those who were not there.
 * @param closing What the same customers, in the same order, pay in the closing period; blank or 0 for those who left.
 * @returns A rate such as 104.2%
 */
export function nrrCohort(opening: any[][], closing: any[][]): any[][] {
  return wholeRanges(cohortRetention, [opening, closing], differingShapes);
}

/**
 * A whole retention table from a customer list with one column a period: start, expansion, downgrade, churn, NRR, GRR and band of each.
 * @customfunction NRR_TABLE
 * @helpurl https://localhost:3000/taskpane.html#nrr_table
 * @param revenue What every customer pays in every period: one customer a row, one period a column, oldest first, without headings.
 * @param [lag] How many periods back to compare with: 1, which is the default, is the one before; 12 over months gives the trailing year.
 * @param [labels] The headings of the periods, as a row or a column.
 * @returns A table with headings and a row for each period from lag + 1 on
 */
export function nrrTable(revenue: any[][], lag?: any[][], labels?: any[][]): any[][] {
  return tableCells(revenue, lag ?? [[1]], labels);
}
