/*
 * npm start: builds the add-in, serves it with the local workbook around it, to this machine alone.
 */
const net = require("node:net");
const { parseArgs } = require("node:util");
const webpack = require("webpack");
const WebpackDevServer = require("webpack-dev-server");
const addIn = require("../../webpack.config.js");
const workbook = require("./webpack.config.js");

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

async function main() {
  const port = askedPort();
  await Promise.all(["127.0.0.1", "::1"].map((host) => assertFree(host, port)));

  let started = Date.now();
  console.log("NRR for Excel: building the functions, the guide and the local workbook …");

  const quiet = { infrastructureLogging: { level: "warn" } };
  const compiler = webpack([
    { ...(await addIn({ officejs: "none" })), ...quiet },
    { ...workbook, ...quiet },
  ]);
  let ready = (seconds) =>
    `Ready after ${seconds} s. Open http://localhost:${port} in a browser; stop with Ctrl+C.`;
  compiler.hooks.invalid.tap("start", () => {
    started = Date.now();
  });
  compiler.hooks.done.tap("start", (stats) => {
    if (stats.hasErrors()) {
      console.error(stats.toString("errors-only"));
      console.error(
        "The build failed, so the workbook will not work. Fix the errors above, save, and reload the page.",
      );
      return;
    }
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    console.log(ready(seconds));
    ready = (seconds) => `Ready again after ${seconds} s. Reload the page.`;
  });

  await new WebpackDevServer(
    {
      host: "127.0.0.1",
      port,
      static: { directory: "node_modules/@univerjs", publicPath: "/univer", watch: false },
      // The scripts stay as they are built: no client for reloading is put into functions.js.
      client: false,
      hot: false,
      liveReload: false,
      headers: { "Content-Security-Policy": OWN_MACHINE_ONLY },
      devMiddleware: { stats: "none" },
      setupExitSignals: true,
    },
    compiler,
  ).start();
}

/** Univer writes styles into the page and reads its pictures from data; nothing comes from elsewhere. */
const OWN_MACHINE_ONLY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
].join("; ");

function askedPort() {
  let asked;
  try {
    asked = parseArgs({ options: { port: { type: "string", default: "3000" } } }).values.port;
  } catch {
    throw new Error("npm start takes a port and nothing else: npm start -- --port 3001");
  }
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port must be a number from 1 to 65535, and not "${asked}".`);
  }
  return port;
}

/** A port can be taken on either of this machine's own addresses, and a browser may try either. */
function assertFree(host, port) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", ({ code }) => {
      if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") resolve();
      else if (code === "EADDRINUSE") reject(new Error(portTaken(port)));
      else
        reject(
          new Error(`Port ${port} cannot be used here (${code}). Choose another: npm start -- --port 3001`),
        );
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}

function portTaken(port) {
  return `Port ${port} is taken by another program, perhaps by another npm start. Stop that one, or choose another port: npm start -- --port ${port + 1}`;
}
