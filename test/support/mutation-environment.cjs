const { TestEnvironment } = require("jest-environment-node");
const jsdom = require("jsdom");

const NO_TEST = /(?!)/;

/** The mutant that a test has found, by the number that Stryker gave it. */
let found;

/*
 * Where Stryker runs the tests, hundreds of times over: jsdom is loaded once for all of them, and once a test
 * has found a mutant, no other looks for it.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
  mutant = process.env.__STRYKER_ACTIVE_MUTANT__;

  constructor(config, context) {
    super(config, context);
    this.global.jsdom = jsdom;
  }

  handleTestEvent({ name, test }, state) {
    const isFound = this.mutant !== undefined && this.mutant === found;
    if (name === "run_start" && isFound) state.testNamePattern = NO_TEST;
    if (name === "test_start" && isFound) test.mode = "skip";
    if (name === "test_done" && test.errors.length > 0) found = this.mutant;
  }
};
