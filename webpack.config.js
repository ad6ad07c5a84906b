const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const CompressionPlugin = require("compression-webpack-plugin");
const CopyPlugin = require("copy-webpack-plugin");
const CssMinimizerPlugin = require("css-minimizer-webpack-plugin");
const CustomFunctionsMetadataPlugin = require("custom-functions-metadata-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const markdown = require("markdown-it")();
const MiniCssExtractPlugin = require("mini-css-extract-plugin");
const TerserPlugin = require("terser-webpack-plugin");
const { Compilation, sources } = require("webpack");
const { renderGuide } = require("./src/taskpane/guide/render.js");
const LicencePlugin = require("webpack-license-plugin");

/** The address in manifest.xml and in the functions' JSDoc, which a build replaces by its own. */
const DEVELOPMENT_URL = "https://localhost:3000/";

/** What the guide says, in Markdown. */
const GUIDE = path.resolve(__dirname, "src/guide");

/** Where the pages find Microsoft's scripts; the value of --env officejs. */
const OFFICE_JS = {
  cdn: "https://appsforoffice.microsoft.com/lib/1/hosted/",
  local: "office/",
  // For the local workbook, since Office.js asks for a telemetry page where there is no Office around it.
  none: "",
};

const FUNCTIONS = /^functions\.js$/;

/** Plain pages beside the add-in, written in Markdown: stores and IT departments ask for them. */
const PAGES = ["support", "privacy", "it"];

/** Who helps, as the pages have it; --env support puts an address in its place. */
const WHOEVER_GAVE_IT = "whoever gave you the add-in: your IT department, or the place where you got it";

/**
 * Builds the add-in into dist/.
 *
 * --env url=https://host/path/   where it will be hosted; the development server if left out
 * --env officejs=local           serve Microsoft's scripts with the add-in instead of from their CDN
 * --env support=ADDRESS          who helps with it, for the support page: mailto:… or https://…
 *
 * @param {{ url?: string, officejs?: string, support?: string, WEBPACK_SERVE?: boolean }} env
 * @param {{ mode?: "production" | "development" }} options
 * @returns {Promise<import("webpack").Configuration>}
 */
module.exports = async (env = {}, { mode = "production" } = {}) => {
  const url = hostingUrl(env.url ?? DEVELOPMENT_URL);
  const officeJs = officeJsUrl(env.officejs ?? "cdn");
  const contact = env.support === undefined ? WHOEVER_GAVE_IT : `<${supportAddress(env.support)}>`;

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
      chunkFilename: "[name].[contenthash:8].js",
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
        { test: /\.css\.js$/, use: [MiniCssExtractPlugin.loader, "css-loader", "val-loader"] },
      ],
    },
    optimization: {
      // Each part that is loaded later is one file.
      splitChunks: false,
      minimizer: [
        new TerserPlugin({
          test: FUNCTIONS,
          extractComments: false,
          terserOptions: {
            ecma: 2017,
            // Functions stay where they are written: said once they pack better than inlined twice.
            compress: { passes: 3, unsafe_arrows: true, reduce_funcs: false, inline: 1 },
            // Excel loads functions.js without a page that would say how its letters are written.
            format: { ascii_only: true },
          },
        }),
        // Of the pane there is far more, and whoever runs npm start waits for it.
        new TerserPlugin({ exclude: FUNCTIONS, minify: TerserPlugin.swcMinify, extractComments: false }),
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
        templateParameters(compilation) {
          compilation.contextDependencies.add(GUIDE);
          return { officeJs, sections: renderGuide(GUIDE) };
        },
        chunks: ["taskpane"],
        // The minifier would take the space before an <output> away.
        minify: false,
      }),
      ...PAGES.map((name) => plainPage(name, contact)),
      new ContentSecurityPolicy(officeJs),
      new MiniCssExtractPlugin({ filename: "[name].[contenthash:8].css" }),
      new CopyPlugin({
        patterns: [
          { from: "assets/*.png" },
          { from: "manifest.xml", transform: (xml) => withUrl(xml.toString(), xmlText(url)) },
          { from: "src/pages/pages.css", to: "[name].[contenthash:8][ext]" },
          // The one host that reads its settings from the folder itself; nginx's are no part of the site.
          { from: "assets/hosting/staticwebapp.config.json", transform: (json) => withPath(json, url) },
          ...(env.officejs === "local" ? [microsoftScripts, microsoftLicence] : []),
        ],
      }),
      ...(mode === "production" && env.officejs !== "none" ? forHosting() : []),
    ],
    ...(env.WEBPACK_SERVE && { devServer: await developmentServer() }),
    performance: { hints: false },
  };
};

/** What goes along where the files are copied to a server. */
function forHosting() {
  return [
    new LicencePlugin({
      unacceptableLicenseTest: (licence) => !isPermissive(licence),
      outputFilename: LICENCES,
      additionalFiles: { [LICENCES]: licencesText },
    }),
    // For hosts that send the smaller file as it lies there, as nginx does, instead of packing each answer.
    new CompressionPlugin(packed),
  ];
}

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
    compiler.hooks.compilation.tap("FunctionsMetadata", (compilation) => {
      // Microsoft's plugin puts it beside each page's template, too, which on a rebuild would hand it over as it
      // was before it was completed: two files of one name.
      if (compilation.compiler.isChild()) {
        compilation.deleteAsset("functions.json");
        return;
      }
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

/**
 * Tells the browser, in each page, what the page may load and do: the add-in's own files and Office.js, and
 * nothing else. No script in it, Microsoft's included, may open a connection of its own.
 *
 * The policy is as strict as Office.js allows. It loads scripts that lie beside it, and it puts a page that
 * lies there into a frame to ask the user about a host for Excel that it does not know. Outside Excel it also
 * asks for a page to report to Microsoft through, which this stops. The pages for reading have no script.
 *
 * Who may frame a page cannot be said in the page, and Excel on the web does, from hosts that only Microsoft
 * knows; so nothing is said of it.
 */
class ContentSecurityPolicy {
  constructor(officeJs) {
    const cdn = officeJs === OFFICE_JS.cdn ? officeJs : "";
    const reading = {
      "default-src": "'none'",
      "style-src": "'self'",
      "img-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
    };
    const office = { ...reading, "script-src": `'self' ${cdn}`.trim(), "frame-src": cdn || "'none'" };
    const styles = ["'self'", "'unsafe-hashes'", ...CHARTIST_STYLES.map(sourceHash)].join(" ");
    this.forReading = policy(reading);
    this.forOffice = {
      "functions.html": policy(office),
      "taskpane.html": policy({ ...office, "style-src": styles }),
    };
  }

  apply(compiler) {
    compiler.hooks.compilation.tap("ContentSecurityPolicy", (compilation) => {
      HtmlPlugin.getCompilationHooks(compilation).beforeEmit.tap("ContentSecurityPolicy", (page) => {
        const content = this.forOffice[page.outputName] ?? this.forReading;
        // A policy counts only for what follows it.
        page.html = page.html.replace(
          /<meta charset="?utf-8"? ?\/?>/,
          `$&<meta http-equiv="Content-Security-Policy" content="${content}">`,
        );
        if (!page.html.includes(content))
          throw new Error(`${page.outputName} does not begin with its charset.`);
        return page;
      });
    });
  }
}

/** The two style attributes that Chartist writes into the pane: a chart fills its element, and its labels may stick out. */
const CHARTIST_STYLES = ["width: 100%; height: 100%;", "overflow: visible;"];

function sourceHash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function policy(directives) {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}

/** A page of src/pages, with its first heading as its title. */
function plainPage(name, contact) {
  const file = path.resolve(__dirname, "src/pages", `${name}.md`);
  return new HtmlPlugin({
    filename: `${name}.html`,
    template: "./src/pages/page.html",
    inject: false,
    templateParameters(compilation) {
      compilation.fileDependencies.add(file);
      const text = readFileSync(file, "utf8").replaceAll(WHOEVER_GAVE_IT, () => contact);
      return {
        title: /^# (.+)$/m.exec(text)[1],
        content: markdown.render(text),
        style: Object.keys(compilation.assets).find((asset) => /^pages\..+\.css$/.test(asset)),
      };
    },
  });
}

/** Which files get a smaller one beside them, and how. */
const packed = {
  test: /\.(css|html|js|json|xml)$/,
  exclude: /^staticwebapp/,
  compressionOptions: { level: 9 },
};

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

function supportAddress(address) {
  if (!/^(https:\/\/|mailto:)[^\s<>]+$/.test(address)) {
    stop(`--env support is an address such as mailto:help@example.com or https://…, and not "${address}".`);
  }
  return address;
}

function officeJsUrl(source) {
  if (!Object.hasOwn(OFFICE_JS, source)) {
    stop(`--env officejs is cdn or local, and not "${source}".`);
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

/** Azure's routes begin at the host, wherever the settings lie, and a wildcard takes all that no route before it has. */
function withPath(settings, url) {
  const { routes, ...others } = JSON.parse(settings);
  const { pathname } = new URL(url);
  const moved = routes.map(({ route, ...rest }) => ({ route: pathname + route.slice(1), ...rest }));
  return JSON.stringify({ ...others, routes: moved }, null, 2);
}

function xmlText(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
