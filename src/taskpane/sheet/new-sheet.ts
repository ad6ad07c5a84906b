import type { Contents, Workbook } from "./workbook";

/**
 * Puts contents on a new sheet and shows it.
 *
 * @param name is followed by a number if there is such a sheet already
 * @returns what was done, in a sentence
 */
export async function putOnNewSheet(workbook: Workbook, name: string, contents: Contents): Promise<string> {
  const { sheet } = await workbook.addSheet(name, contents);
  return `It is on the new sheet "${sheet}".`;
}
