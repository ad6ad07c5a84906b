import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import webpack from "webpack";
import addIn from "../../webpack.config.js";

/**
 * Builds the add-in as `npm run build` does, into a folder of its own, so that no test depends on what a
 * developer has in dist/.
 *
 * @param env what would follow --env on the command line
 * @param options `instrumented` makes the pane count which of its branches are reached
 * @returns the folder
 */
export async function build(
  env: Record<string, string>,
  { instrumented = false }: { readonly instrumented?: boolean } = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "nrr-for-excel-"));
  const config = await addIn(env);
  if (instrumented) config.module!.rules!.push(INSTRUMENTED);
  const compiler = webpack({ ...config, output: { ...config.output, path: folder } });

  const stats = await new Promise<webpack.Stats>((resolve, reject) => {
    compiler.run((error, stats) => (stats ? resolve(stats) : reject(error ?? new Error("no build"))));
  });
  await new Promise((resolve) => {
    compiler.close(resolve);
  });
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  return folder;
}

const INSTRUMENTED: webpack.RuleSetRule = {
  test: /\.ts$/,
  include: path.resolve("src/taskpane"),
  enforce: "pre",
  loader: path.resolve("test/support/coverage/loader.cjs"),
};
