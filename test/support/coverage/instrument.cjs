const { createInstrumenter } = require("istanbul-lib-instrument");

/**
 * Puts Istanbul's counters into a source as it is written, before anything compiles it. What runs it then,
 * Node or a browser, counts the same branches by the same numbers, so that the counts can be added.
 *
 * @param {string} source TypeScript
 * @param {string} file where it is
 * @returns {string} TypeScript, its lines where they were
 */
module.exports = (source, file) => instrumenter.instrumentSync(source, file);

const instrumenter = createInstrumenter({
  esModules: true,
  parserPlugins: ["typescript"],
  // Webpack takes the names of what is loaded later from comments.
  preserveComments: true,
  compact: false,
  generatorOpts: { retainLines: true },
  // The usual way to the global object is to evaluate a text, which the pane's security policy forbids.
  coverageGlobalScope: "globalThis",
  coverageGlobalScopeFunc: false,
});
