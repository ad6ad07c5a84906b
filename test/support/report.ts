import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import prettier from "prettier";

/** Where and when something was measured, for figures that mean little without it. */
export function whereAndWhen(): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${os.cpus().length} × ${cpu!.model.trim()}, ${memory} GB, ${os.type()}, Node ${process.version}`;
}

export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Prints Markdown, and with --write puts it into the README as well, between the comments <!-- name --> and
 * <!-- /name -->.
 */
export async function report(name: string, markdown: string): Promise<void> {
  console.log(markdown);
  if (!process.argv.includes("--write")) return;

  const readme = await readFile("README.md", "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = readme.split(start);
  const [, after] = rest?.split(end) ?? [];
  if (after === undefined) throw new Error(`README.md has no place for it: ${start} … ${end}`);
  const written = `${before!}${start}\n\n${markdown}\n\n${end}${after}`;
  const options = await prettier.resolveConfig("README.md");
  await writeFile("README.md", await prettier.format(written, { ...options, parser: "markdown" }));
}
