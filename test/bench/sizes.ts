import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { atMost, row, type Row } from "./rows";

/**
 * The polyfill and the functions that Microsoft's template for custom functions builds (Yeoman's generator for
 * Office add-ins, "excel-functions"), gzipped: what Excel loads of it before a function can run.
 */
const TEMPLATE_BYTES = 79_800;

/** What is loaded, packed as it is sent, against what Microsoft's template begins with. */
export async function measureSizes(folder: string): Promise<Row[]> {
  const files = await readdir(folder);
  const packed = async (pattern: RegExp) => {
    const sizes = files
      .filter((file) => pattern.test(file))
      .map(async (file) => (await stat(path.join(folder, file))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
  const against = (what: string, bytes: number, most: number) =>
    row(
      `${what}, ${kilobytes(bytes)} ÷ the polyfill and functions of Microsoft's template, ${kilobytes(TEMPLATE_BYTES)}, both gzipped`,
      bytes / TEMPLATE_BYTES,
      atMost(most),
    );
  return [
    against("the functions", await packed(/^functions\.js\.gz$/), 0.1),
    against("the guide: page, script and style", await packed(/^taskpane\..*\.gz$/), 1),
  ];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
