const { TestEnvironment } = require("jest-environment-node");
const jsdom = require("jsdom");

/*
 * Where Stryker runs the tests, hundreds of times over: jsdom is loaded once for all of them, and a file
 * whose first test has failed is left, as one is enough to find a mutant.
 */
module.exports = class MutationEnvironment extends TestEnvironment {
  hasFailed = false;

  constructor(config, context) {
    super(config, context);
    this.global.jsdom = jsdom;
  }

  handleTestEvent({ name, test }) {
    if (name === "test_start" && this.hasFailed) test.mode = "skip";
    if (name === "test_done") this.hasFailed ||= test.errors.length > 0;
  }
};
