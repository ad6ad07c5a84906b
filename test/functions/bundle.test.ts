import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import { testBuild } from "../support/excel-runtime";

/*
 * Excel on Windows runs functions.js in a JavaScript engine without a page around it, and sometimes an
 * old one.
 */
const script = readFileSync(path.join(testBuild(), "functions.js"), "utf8");

test("functions.js is ES2017", () => {
  expect(() => parse(script, { ecmaVersion: 2017 })).not.toThrow();
});

test("functions.js is ASCII, so that its sentences are right whichever letters a host takes it for", () => {
  expect(script).not.toMatch(/\P{ASCII}/u);
});

test("functions.js needs nothing around it but CustomFunctions", () => {
  const functions: Record<string, (...ranges: unknown[][][]) => unknown> = {};
  class HostError {
    constructor(
      readonly code: string,
      readonly message?: string,
    ) {}
  }
  vm.runInNewContext(script, {
    CustomFunctions: {
      associate: (id: string, implementation: () => unknown) => (functions[id] = implementation),
      Error: HostError,
    },
  });

  expect(Object.keys(functions)).toEqual([
    "NRR",
    "NRR_BAND",
    "GRR",
    "NRR_RENEWAL",
    "NRR_ANNUALIZED",
    "NRR_BENCHMARK",
    "NRR_COHORT",
    "NRR_TABLE",
  ]);
  const churn = functions["NRR"]!([[200_000], [0]], [[4_000]], [[1_000]], [[2_000]]);
  expect(churn).toEqual([[1.005], [new HostError("#DIV/0!")]]);
  expect(functions["NRR_BAND"]!([[1.005]])).toEqual([["Healthy"]]);
  const table = functions["NRR_TABLE"]!([[100, 110]]) as unknown[][];
  expect(table[1]).toEqual([2, 100, 10, 0, 0, 1.1, 1, "Healthy"]);
});

test("functions.js leaves the host's stack traces as they are", () => {
  const host = { stackTraceLimit: 7 };
  const functions: Record<string, (...ranges: unknown[][][]) => unknown> = {};
  let limitInside: number | undefined;
  vm.runInNewContext(script, {
    Error: host,
    CustomFunctions: {
      associate: (id: string, implementation: () => unknown) => (functions[id] = implementation),
      Error: function () {
        limitInside = host.stackTraceLimit;
      },
    },
  });
  functions["NRR"]!([[0]], [[0]], [[0]], [[0]]);
  expect(limitInside).toBe(0);
  expect(host.stackTraceLimit).toBe(7);
});

test("functions.js is at most 4 KB, compressed", () => {
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(4_096);
});
