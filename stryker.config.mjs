import path from "node:path";

/*
 * Which changes of the sources no test notices. The functions run as sources in Microsoft's runtime, as they do
 * for coverage, since only there can Stryker switch its mutants; of the build that `npm run mutation` makes
 * first, their page and their metadata are used.
 */
process.env.NRR_TEST_BUILD = path.resolve("coverage/build");
process.env.NRR_TEST_SOURCES = "1";

export default {
  mutate: ["src/core/**/*.ts", "src/functions/**/*.ts"],
  testRunner: "jest",
  coverageAnalysis: "perTest",
  jest: {
    // All of them are, and to find that out takes longer than to run them.
    enableFindRelatedTests: false,
    config: {
      testMatch: ["<rootDir>/test/{core,functions}/**/*.test.ts"],
      // What reads the built files alone, and what takes long to find what the others find too.
      testPathIgnorePatterns: ["bundle", "metadata", "million", "random-calls"],
      testEnvironment: path.resolve("test/support/mutation-environment.cjs"),
      moduleNameMapper: { "^jsdom$": "<rootDir>/test/support/jsdom-of-environment.cjs" },
      globalSetup: null,
      globalTeardown: null,
    },
  },
  concurrency: 2,
  timeoutMS: 60_000,
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  htmlReporter: { fileName: "coverage/mutation.html" },
  jsonReporter: { fileName: "coverage/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 100, low: 95, break: 95 },
  tempDirName: "coverage/.stryker",
  cleanTempDir: "always",
};
