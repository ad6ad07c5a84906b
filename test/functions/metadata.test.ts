import { readFileSync } from "node:fs";
import path from "node:path";
import { testBuild } from "../support/excel-runtime";

/* The help that Excel shows while someone types, as functions.json hands it over. */
interface Metadata {
  readonly allowErrorForDataTypeAny: boolean;
  readonly allowCustomDataForDataTypeAny: boolean;
  readonly functions: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly helpUrl: string;
    readonly parameters: readonly {
      readonly name: string;
      readonly description: string;
      readonly type: string;
      readonly dimensionality: string;
      readonly optional?: boolean;
      readonly customEnumId?: string;
    }[];
    readonly result: { readonly dimensionality: string };
  }[];
  readonly enums: readonly {
    readonly id: string;
    readonly values: readonly { readonly stringValue: string }[];
  }[];
}

const metadata = JSON.parse(readFileSync(path.join(testBuild(), "functions.json"), "utf8")) as Metadata;

test("Excel hands in errors and rich values instead of failing on them", () => {
  expect(metadata.allowErrorForDataTypeAny).toBe(true);
  expect(metadata.allowCustomDataForDataTypeAny).toBe(true);
});

test("each function is typed by its bare name, with its arguments in the contract's order", () => {
  const signatures = metadata.functions.map(({ name, parameters }) => {
    const list = parameters.map((parameter) => (parameter.optional ? `[${parameter.name}]` : parameter.name));
    return `${name}(${list.join(", ")})`;
  });
  expect(signatures).toEqual([
    "NRR(start, expansion, downgrade, churn)",
    "NRR_BAND(value)",
    "GRR(start, downgrade, churn)",
    "NRR_RENEWAL(renewed, due)",
    "NRR_ANNUALIZED(values, [periods_per_year])",
    "NRR_BENCHMARK([segment])",
    "NRR_COHORT(opening, closing)",
    "NRR_TABLE(revenue, [lag], [labels])",
  ]);
});

test.each(metadata.functions)(
  "$name explains itself and each of its arguments",
  ({ description, parameters }) => {
    for (const text of [description, ...parameters.map((parameter) => parameter.description)]) {
      expect(text).toMatch(/^[A-Z].{20,}\.$/);
    }
  },
);

test("the help of NRR teaches what expansion is, and that losses are positive", () => {
  const [, expansion, downgrade, churn] = metadata.functions[0]!.parameters;
  expect(expansion!.description).toMatch(/upgrades.*No new customers/);
  expect(downgrade!.description).toMatch(/positive amount/);
  expect(churn!.description).toMatch(/positive amount/);
});

test.each(metadata.functions)("$name takes and gives ranges of anything", ({ parameters, result }) => {
  for (const parameter of parameters.filter(({ customEnumId }) => customEnumId === undefined)) {
    expect(parameter).toMatchObject({ type: "any", dimensionality: "matrix" });
  }
  expect(result.dimensionality).toBe("matrix");
});

test("NRR_BENCHMARK offers its segments to choose from", () => {
  const [segment] = metadata.functions.find(({ name }) => name === "NRR_BENCHMARK")!.parameters;
  const choice = metadata.enums.find(({ id }) => id === segment!.customEnumId)!;
  expect(choice.values.map(({ stringValue }) => stringValue)).toEqual(["All", "SMB", "Enterprise"]);
});

test.each(metadata.functions)("the help link of $name opens a section that the guide has", ({ helpUrl }) => {
  const { origin, pathname, hash } = new URL(helpUrl);
  expect(origin + pathname).toBe("https://example.com/nrr/taskpane.html");
  const guide = readFileSync(path.join(testBuild(), "taskpane.html"), "utf8");
  expect(guide).toMatch(new RegExp(`id="?${hash.slice(1)}["> ]`));
});
