import { readFileSync } from "node:fs";
import type { CellRange, CellValue } from "../src/workbook/runtime-host";
import { openRuntime, type ExcelRuntime } from "./support/excel-runtime";

/* Every formula that the README prints with its result, in Microsoft's runtime. */
const readme = readFileSync("README.md", "utf8");
const rows = [...readme.matchAll(/^\| `=(.+?)`\s+\| `(.+?)`\s+\| (.*?)\s*\|$/gm)].map(
  ([, formula, shown, why]) => ({ formula: formula!, shown: shown!, why: why! }),
);

let excel: ExcelRuntime;
beforeAll(async () => {
  excel = await openRuntime();
});
afterAll(() => excel.window.close());

test("the README shows formulas with their results", () => {
  expect(rows.length).toBeGreaterThanOrEqual(10);
});

test.each(rows)("=$formula shows $shown", async ({ formula, shown, why }) => {
  const [[cell]] = (await evaluate(formula)) as [[CellValue]];
  expect(asShown(cell)).toBe(shown);
  if (typeof cell === "object" && cell !== null && "message" in cell) expect(why).toBe(cell.message);
});

/** Works out a formula of constants and calls, innermost first. */
async function evaluate(formula: string): Promise<CellRange> {
  const call = /^([A-Z_]+)\((.*)\)$/.exec(formula.trim());
  if (!call) return [[constant(formula.trim())]];
  const [, name, list] = call;
  const args = await Promise.all(splitArguments(list!).map(evaluate));
  return excel.call(name!, args);
}

/** Commas inside brackets and quotes do not separate. */
function splitArguments(list: string): string[] {
  return list.match(/(?:"[^"]*"|\([^()]*\)|[^,"()])+/g) ?? [];
}

function constant(text: string): CellValue {
  if (text.startsWith('"')) return text.slice(1, -1);
  return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
}

function asShown(cell: CellValue): string {
  if (typeof cell !== "object" || cell === null) return String(cell);
  return "error" in cell ? cell.error : `${(Number(cell.basicValue) * 100).toFixed(1)}%`;
}
