const swc = require("@swc/jest").createTransformer({ jsc: { target: "es2022" } });
const instrument = require("./instrument.cjs");

/** Compiles TypeScript for jest, which would otherwise count the branches of what comes out. */
module.exports = {
  canInstrument: true,
  getCacheKey: swc.getCacheKey,
  // Without an asynchronous one beside it, this is what instruments a file that no test loads, too.
  process: (source, file, options) =>
    swc.process(options.instrument ? instrument(source, file) : source, file, options),
};
