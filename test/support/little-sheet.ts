import type { parseSheet } from "../../src/taskpane/guide/render";
import { isError, type CellRange, type CellValue } from "../../src/workbook/runtime-host";

export type LittleSheet = ReturnType<typeof parseSheet>;
type Call = (name: string, args: readonly CellRange[]) => Promise<CellRange>;

/**
 * Computes a little sheet of the guide as Excel would.
 *
 * @param call computes a function of the add-in; Excel's own SUM and IFERROR are here
 * @returns what each cell holds, with what formulas spill, `null` where it is blank
 */
export async function compute(sheet: LittleSheet, call: Call): Promise<CellValue[][]> {
  const formulas = new Map<string, Promise<CellRange>>();

  const resultOf = (formula: string): Promise<CellRange> => {
    const known = formulas.get(formula) ?? new Formula(formula, valueAt, call).result();
    formulas.set(formula, known);
    return known;
  };
  const valueAt = async (row: number, column: number): Promise<CellValue> => {
    const cell = sheet[row]?.[column];
    if (!cell) return null;
    if (cell.kind === "spilled") throw new Error("No formula of the guide refers to a spilled cell.");
    return cell.kind === "formula" ? (await resultOf(cell.value as string))[0]![0]! : cell.value!;
  };

  const grid: CellValue[][] = sheet.map((row) => row.map(() => null));
  for (const [row, cells] of sheet.entries())
    for (const [column, cell] of cells.entries()) {
      if (!cell || cell.kind === "spilled") continue;
      const block = cell.kind === "formula" ? await resultOf(cell.value as string) : [[cell.value!]];
      for (const [down, values] of block.entries())
        for (const [across, value] of values.entries()) (grid[row + down] ??= [])[column + across] = value;
    }
  return grid;
}

/**
 * What a cell shows.
 *
 * @param numberFormat the cell's own, for numbers that bring none
 */
export function asShown(value: CellValue, numberFormat = "General"): string {
  if (value === null) return "";
  if (typeof value === "number") return formatted(value, numberFormat);
  if (typeof value !== "object") return String(value);
  return isError(value) ? value.error : formatted(Number(value.basicValue), value.numberFormat!);
}

function formatted(value: number, numberFormat: string): string {
  const [, grouping, decimals = "", percent] = /^(#,##)?0(?:\.(0+))?(%)?$/.exec(numberFormat) ?? [];
  if (numberFormat === "General") return String(value);
  return value.toLocaleString("en-US", {
    style: percent ? "percent" : "decimal",
    useGrouping: Boolean(grouping),
    minimumFractionDigits: decimals.length,
    maximumFractionDigits: decimals.length,
  });
}

const TOKEN = /\s*("[^"]*"|[A-Z_]+(?=\()|[A-Z]\d+(?::[A-Z]\d+)?|\d+(?:\.\d+)?%?|[-+*/(),])/y;

/** A formula of constants, cells, ranges, arithmetic and calls, worked out while it is read. */
class Formula {
  private readonly tokens: string[] = [];
  private next = 0;

  constructor(
    formula: string,
    private readonly valueAt: (row: number, column: number) => Promise<CellValue>,
    private readonly call: Call,
  ) {
    TOKEN.lastIndex = 1;
    while (TOKEN.lastIndex < formula.length) {
      const at = TOKEN.lastIndex;
      const token = TOKEN.exec(formula)?.[1];
      if (token === undefined) throw new Error(`"${formula.slice(at)}" of ${formula} is not understood.`);
      this.tokens.push(token);
    }
  }

  async result(): Promise<CellRange> {
    const result = await this.sum();
    if (this.next < this.tokens.length)
      throw new Error(`The formula ends before ${this.tokens[this.next]!}.`);
    return result;
  }

  private async sum(): Promise<CellRange> {
    let left = await this.product();
    for (;;) {
      if (this.takes("+")) left = [[single(left) + single(await this.product())]];
      else if (this.takes("-")) left = [[single(left) - single(await this.product())]];
      else return left;
    }
  }

  private async product(): Promise<CellRange> {
    let left = await this.factor();
    for (;;) {
      if (this.takes("*")) left = [[single(left) * single(await this.factor())]];
      else if (this.takes("/")) left = [[single(left) / single(await this.factor())]];
      else return left;
    }
  }

  private async factor(): Promise<CellRange> {
    if (this.takes("-")) return [[-single(await this.factor())]];
    if (this.takes("(")) {
      const inner = await this.sum();
      this.expect(")");
      return inner;
    }
    const token = this.tokens[this.next++] ?? "";
    if (token.startsWith('"')) return [[token.slice(1, -1)]];
    if (/^\d/.test(token)) return [[Number(token.endsWith("%") ? `${token.slice(0, -1)}e-2` : token)]];
    return /\d$/.test(token) ? this.range(token) : this.function(token);
  }

  private range(reference: string): Promise<CellRange> {
    const [from, to = from] = reference.split(":").map((cell) => ({
      row: Number(cell.slice(1)) - 1,
      column: cell.charCodeAt(0) - "A".charCodeAt(0),
    })) as [Place, Place?];
    return Promise.all(
      upTo(from.row, to.row).map((row) =>
        Promise.all(upTo(from.column, to.column).map((column) => this.valueAt(row, column))),
      ),
    );
  }

  private async function(name: string): Promise<CellRange> {
    const args: CellRange[] = [];
    this.expect("(");
    while (!this.takes(")")) {
      args.push(await this.sum());
      this.takes(",");
    }
    switch (name) {
      case "SUM":
        // As in Excel, what is not a number is skipped.
        return [[args.flat(2).reduce<number>((sum, cell) => sum + (typeof cell === "number" ? cell : 0), 0)]];
      case "IFERROR":
        return isError(args[0]![0]![0]!) ? args[1]! : args[0]!;
      default:
        return this.call(name, args);
    }
  }

  private takes(token: string): boolean {
    const isNext = this.tokens[this.next] === token;
    if (isNext) this.next++;
    return isNext;
  }

  private expect(token: string): void {
    if (!this.takes(token)) throw new Error(`The formula lacks a ${token}.`);
  }
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function upTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The number of a single cell, for arithmetic, where a blank counts as 0. */
function single(range: CellRange): number {
  const cell = range[0]![0] ?? 0;
  const value = typeof cell === "object" && "basicValue" in cell ? cell.basicValue : cell;
  if (typeof value !== "number") throw new Error(`${JSON.stringify(cell)} is not a number.`);
  return value;
}
