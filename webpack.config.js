const { readFileSync } = require("node:fs");
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const CssMinimizerPlugin = require("css-minimizer-webpack-plugin");
const CustomFunctionsMetadataPlugin = require("custom-functions-metadata-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const MiniCssExtractPlugin = require("mini-css-extract-plugin");
const TerserPlugin = require("terser-webpack-plugin");
const { Compilation, sources } = require("webpack");
const LicencePlugin = require("webpack-license-plugin");

/** The address in manifest.xml and in the functions' JSDoc, which a build replaces by its own. */
const DEVELOPMENT_URL = "https://localhost:3000/";

/** Where the pages find Microsoft's scripts; the value of --env officejs. */
const OFFICE_JS = {
  cdn: "https://appsforoffice.microsoft.com/lib/1/hosted/",
  local: "office/",
  // For the local workbook, since Office.js asks for a telemetry page where there is no Office around it.
  none: "",
};

/**
 * Builds the add-in into dist/.
 *
 * --env url=https://host/path/   where it will be hosted; the development server if left out
 * --env officejs=local           serve Microsoft's scripts with the add-in instead of from their CDN
 *
 * @param {{ url?: string, officejs?: string, WEBPACK_SERVE?: boolean }} env
 * @param {{ mode?: "production" | "development" }} options
 * @returns {Promise<import("webpack").Configuration>}
 */
module.exports = async (env = {}, { mode = "production" } = {}) => {
  const url = hostingUrl(env.url ?? DEVELOPMENT_URL);
  const officeJs = officeJsUrl(env.officejs ?? "cdn");

  return {
    name: "add-in",
    mode,
    devtool: mode === "production" ? false : "source-map",
    // Excel on Windows may run the functions in an old engine, so nothing is newer than ES2017.
    target: ["web", "es2017"],
    entry: {
      functions: "./src/functions/functions.ts",
      taskpane: "./src/taskpane/taskpane.ts",
    },
    output: {
      path: path.resolve(__dirname, "dist"),
      // The manifest names functions.js, so its name must stay; the pane's page names its own script.
      filename: ({ chunk }) => (chunk.name === "functions" ? "[name].js" : "[name].[contenthash:8].js"),
      clean: true,
    },
    resolve: { extensions: [".ts", ".js"] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: "ts-loader",
          options: { transpileOnly: true, compilerOptions: { noEmit: false, target: "es2017" } },
        },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] },
      ],
    },
    optimization: {
      minimizer: [
        new TerserPlugin({ extractComments: false, terserOptions: { compress: { passes: 3 } } }),
        new CssMinimizerPlugin(),
      ],
    },
    plugins: [
      new CustomFunctionsMetadataPlugin({ output: "functions.json", input: "./src/functions/functions.ts" }),
      new FunctionsMetadata(url),
      new HtmlPlugin({
        filename: "functions.html",
        template: "./src/functions/functions.html",
        templateParameters: { officeJs },
        inject: false,
      }),
      new HtmlPlugin({
        filename: "taskpane.html",
        template: "./src/taskpane/taskpane.html",
        templateParameters: { officeJs },
        chunks: ["taskpane"],
        // The minifier would take the space before an <output> away.
        minify: false,
      }),
      new MiniCssExtractPlugin({ filename: "[name].[contenthash:8].css" }),
      new CopyPlugin({
        patterns: [
          { from: "assets/*.png" },
          { from: "manifest.xml", transform: (xml) => withUrl(xml.toString(), xmlText(url)) },
          ...(env.officejs === "local" ? [microsoftScripts, microsoftLicence] : []),
        ],
      }),
      new LicencePlugin({
        unacceptableLicenseTest: (licence) => !isPermissive(licence),
        outputFilename: LICENCES,
        additionalFiles: { [LICENCES]: licencesText },
      }),
    ],
    ...(env.WEBPACK_SERVE && { devServer: await developmentServer() }),
    performance: { hints: false },
  };
};

/** What `npm run dev-server` serves to Excel. */
async function developmentServer() {
  const { getHttpsServerOptions } = require("office-addin-dev-certs");
  const options = await getHttpsServerOptions().catch(({ message }) =>
    stop(`Excel wants https, and this system did not accept a certificate for localhost. ${message.trim()}`),
  );
  return {
    host: "localhost",
    port: new URL(DEVELOPMENT_URL).port,
    server: { type: "https", options },
    // Excel on the web fetches the functions from its own origin.
    headers: { "Access-Control-Allow-Origin": "*" },
    // The scripts stay as they are built: a client for reloading would need a page around functions.js.
    client: false,
    hot: false,
    liveReload: false,
  };
}

/** Completes what the metadata plugin takes from the JSDoc with what it has no tag for. */
class FunctionsMetadata {
  constructor(url) {
    this.url = url;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("FunctionsMetadata", (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONS;
      compilation.hooks.processAssets.tap({ name: "FunctionsMetadata", stage }, () => {
        compilation.updateAsset("functions.json", (json) => {
          const metadata = JSON.parse(withUrl(json.source(), this.url));
          // Without it Excel never calls a function on a range that holds an error.
          metadata.allowErrorForDataTypeAny = true;
          return new sources.RawSource(JSON.stringify(metadata, null, 2));
        });
      });
    });
  }
}

/** What Excel loads of Microsoft's scripts: no other application's, no debug builds. */
const microsoftScripts = {
  context: "node_modules/@microsoft/office-js/dist",
  from: "**/*.js",
  to: OFFICE_JS.local,
  info: { minimized: true },
  globOptions: {
    ignore: [
      "**/*.debug.js",
      "**/outlook_strings.js",
      "**/{access,onenote,outlook,powerpoint,project,visio,word}*.js",
      "**/office-vsdoc.js",
    ],
  },
};

/** Those terms let an add-in for Microsoft 365 bring the scripts along as they are. */
const microsoftLicence = {
  from: "node_modules/@microsoft/office-js/LICENSE.md",
  to: `${OFFICE_JS.local}LICENSE.md`,
};

/** The licences of the packages that are in the scripts. The plugin's own list, in JSON, is replaced by a text. */
const LICENCES = "licences.txt";

/** These ask for no more than their notice. Where there are licences to choose from, one of them is enough. */
function isPermissive(licence) {
  const permissive = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];
  return licence.split(/ OR |[()]/).some((choice) => permissive.includes(choice));
}

function licencesText(packages) {
  return packages
    .map(({ name, version, license, licenseText }) => {
      const text =
        licenseText ?? readFileSync(LICENCE_FILES[name] ?? stop(`${name} brings no licence.`), "utf8");
      return `${name} ${version}: ${license}\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** Of the packages that say MIT and bring no text of it: that of another package by the same licensor. */
const LICENCE_FILES = {
  "@fluentui/web-components": "node_modules/@fluentui/tokens/LICENSE",
  "@microsoft/fast-element": "node_modules/@fluentui/tokens/LICENSE",
};

function hostingUrl(url) {
  // The URL parser would take the host of https:///path/ from the path.
  if (!/^https:\/\/[^/?#\\]/i.test(url) || !URL.canParse(url)) {
    stop(
      `--env url must be an https address with a host, such as https://example.com/nrr/, and not "${url}".`,
    );
  }
  const { origin, pathname, search, hash } = new URL(url);
  if (search || hash) {
    stop(`--env url is the folder that the files will be in, so it takes no "${search || hash}".`);
  }
  return origin + pathname.replace(/\/?$/, "/");
}

function officeJsUrl(source) {
  if (!Object.hasOwn(OFFICE_JS, source)) {
    stop(`--env officejs is one of ${Object.keys(OFFICE_JS).join(", ")}, and not "${source}".`);
  }
  return OFFICE_JS[source];
}

/** Ends the build with a sentence: a stack trace would only hide it. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function withUrl(text, url) {
  return text.replaceAll(DEVELOPMENT_URL, () => url);
}

function xmlText(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
