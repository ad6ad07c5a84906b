/*
 * Who may use whom. The metric stands alone; cells and the pane carry values to it; and the local workbook hosts
 * what is built, so nothing that ships knows of it.
 */
const forbid = (name, from, to) => ({ name, severity: "error", from: { path: from }, to });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    forbid("core uses nothing", "^src/core/", { pathNot: "^src/core/" }),
    forbid("functions use core", "^src/functions/", { pathNot: "^src/(functions|core)/" }),
    forbid("the guide uses nothing", "^src/guide/", { pathNot: "^src/guide/" }),
    forbid("the pane uses core and guide", "^src/taskpane/", {
      path: "^src/",
      pathNot: "^src/(taskpane|core|guide)/",
    }),
    forbid("the local workbook uses what the pane can ask of it", "^src/workbook/", {
      path: "^src/",
      pathNot: "^src/(workbook/|core/|taskpane/sheet/(workbook|channel|sheet-names)\\.ts$)",
    }),
    // The built functions do that.
    forbid("the local workbook computes no metric", "^src/workbook/", {
      path: "^src/core/",
      dependencyTypesNot: ["type-only"],
    }),
    forbid("nothing in src uses tests", "^src/", { path: "^test/" }),
    forbid("no circles", "", { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
