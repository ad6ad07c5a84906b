import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isError, type CellRange, type CellValue } from "../src/workbook/runtime-host";
import { openRuntime, testBuild, type ExcelRuntime } from "./support/excel-runtime";

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
  expect(rows).toHaveLength(18);
});

test.each(rows)("=$formula shows $shown", async ({ formula, shown, why }) => {
  const [[cell]] = (await evaluate(formula)) as [[CellValue]];
  expect(asShown(cell)).toBe(shown);
  if (/#(VALUE!|N\/A)/.test(shown)) expect(cell).toMatchObject({ message: why });
});

describe("what the README says was measured", () => {
  const between = (name: string) => readme.split(`<!-- ${name} -->`)[1]!.split(`<!-- /${name} -->`)[0]!;

  test.each([
    ["the guide's script", /^taskpane\.\w+\.js\.gz$/],
    ["`functions.js`", /^functions\.js\.gz$/],
  ])("%s has about the size that it says", (name, pattern) => {
    const folder = testBuild();
    const file = readdirSync(folder).find((file) => pattern.test(file))!;
    const line = between("load")
      .split("\n")
      .find((line) => line.startsWith(`| ${name} `))!;
    const [, said] = /\| ([\d.]+) kB/.exec(line)!;
    // The printed size is that of an answer, whose headers take a few hundred bytes.
    const size = statSync(path.join(folder, file)).size + 400;
    expect(Math.abs(Number(said) * 1_000 - size)).toBeLessThan(size / 10);
  });

  test("every goal is reached", () => {
    const reached = [...between("bench").matchAll(/\| (yes|no)\s*\|$/gm)].map(([, word]) => word);
    expect(reached.length).toBeGreaterThan(10);
    expect(reached).not.toContain("no");
  });
});

/** Works out a formula of constants and calls, innermost first. */
async function evaluate(formula: string): Promise<CellRange> {
  const call = /^([A-Z_]+)\((.*)\)$/.exec(formula);
  if (!call) return constants(formula);
  const [, name, list] = call;
  const args = await Promise.all(splitArguments(list!).map(evaluate));
  return excel.call(name!, args);
}

/** Commas inside brackets and quotes do not separate. */
function splitArguments(list: string): string[] {
  return (list.match(/(?:"[^"]*"|\([^()]*\)|[^,"()])+/g) ?? []).map((argument) => argument.trim());
}

/** A constant, or a column of them as {1;2;3}. */
function constants(text: string): CellRange {
  return text.startsWith("{")
    ? text
        .slice(1, -1)
        .split(";")
        .map((part) => [constant(part)])
    : [[constant(text)]];
}

function constant(text: string): CellValue {
  if (text.startsWith('"')) return text.slice(1, -1);
  return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
}

function asShown(cell: CellValue): string {
  if (typeof cell !== "object" || cell === null) return String(cell);
  if (isError(cell)) return cell.error;
  return `${(Number(cell.basicValue) * 100).toFixed(cell.numberFormat === "0%" ? 0 : 1)}%`;
}
