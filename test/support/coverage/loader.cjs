const instrument = require("./instrument.cjs");

/** Instruments a source for a build, as transform.cjs does for jest. */
module.exports = function instrumented(source) {
  return instrument(source, this.resourcePath);
};
