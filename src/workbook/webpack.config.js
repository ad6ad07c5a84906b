const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const MiniCssExtractPlugin = require("mini-css-extract-plugin");

/**
 * Univer's own bundles, in the order in which each finds what it builds on. They are served as they come:
 * to have webpack bundle Univer's modules takes twice as long as everything else at the start.
 */
const UNIVER = [
  "themes",
  "protocol",
  "core",
  "rpc",
  "telemetry",
  "engine-render",
  "engine-formula",
  "design",
  "drawing",
  "ui",
  "docs",
  "docs-ui",
  "sheets",
  "sheets-ui",
  "sheets-formula",
  "sheets-formula-ui",
  "sheets-numfmt",
  "sheets-numfmt-ui",
  "sheets-conditional-formatting",
  "sheets-conditional-formatting-ui",
];
const UNIVER_WITH_FACADE = UNIVER.filter((name) =>
  [
    "core",
    "engine-formula",
    "ui",
    "docs-ui",
    "sheets",
    "sheets-ui",
    "sheets-formula",
    "sheets-formula-ui",
    "sheets-numfmt",
    "sheets-conditional-formatting",
  ].includes(name),
);

const univerScripts = [
  ...UNIVER.map((name) => `univer/${name}/lib/umd/index.js`),
  ...UNIVER_WITH_FACADE.map((name) => `univer/${name}/lib/umd/facade.js`),
];

/** The local workbook's page. It is served from memory and never shipped; start.js adds the built add-in. */
module.exports = {
  name: "workbook",
  // React's production build is what makes typing in the grid quick; minimizing would only delay the start.
  mode: "production",
  optimization: { minimize: false },
  context: __dirname,
  target: ["web", "es2022"],
  entry: {
    libraries: "./libraries.js",
    workbook: "./workbook.ts",
    "functions-frame": "./functions-frame.ts",
  },
  output: { path: path.resolve("dist-workbook"), filename: "[name].js" },
  resolve: { extensions: [".ts", ".js"] },
  externals: [univerGlobal],
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: "swc-loader",
        options: { jsc: { parser: { syntax: "typescript" }, target: "es2022" } },
      },
      {
        test: /\.css$/,
        use: [MiniCssExtractPlugin.loader, { loader: "css-loader", options: { url: false } }],
      },
    ],
  },
  plugins: [
    new HtmlPlugin({
      template: "./workbook.html",
      templateParameters: { univerScripts },
      chunks: ["workbook"],
    }),
    new HtmlPlugin({ template: "./functions-frame.html", filename: "functions-frame.html", inject: false }),
    new MiniCssExtractPlugin(),
    // Not the whole folder: beside these two lie Microsoft's telemetry scripts.
    new CopyPlugin({
      patterns: ["custom-functions-runtime.js", "o15apptofilemappingtable.js"].map((script) => ({
        from: require.resolve(`@microsoft/office-js/dist/${script}`),
        to: `office/${script}`,
      })),
    }),
  ],
  performance: { hints: false },
};

/** @univerjs/sheets-ui is the global UniverSheetsUi, and its facade, which only adds to it, is none. */
function univerGlobal({ request }, callback) {
  const [, name, facade] = /^@univerjs\/([a-z-]+)(\/facade)?$/.exec(request) ?? [];
  if (name === undefined) return callback();
  const global = `Univer${name.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase())}`;
  return callback(null, `window.${global}${facade ? "Facade" : ""}`, "var");
}
