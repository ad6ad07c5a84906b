import { addressOf, cellOf } from "./addresses";
import { isBlank } from "./cells";
import type { Area, Cell, Content, Workbook } from "./workbook";

/** Asks the user, who may say no. */
export type Ask = (question: string) => Promise<boolean>;

export const NOTHING_CHANGED = "Nothing was changed.";

const MOST_NAMED = 2;

/**
 * Writes into cells, and asks first if that would replace anything.
 *
 * @returns whether it was done
 */
export async function writeWithConsent(
  workbook: Workbook,
  at: Area,
  contents: readonly (readonly (Content | null)[])[],
  ask: Ask,
): Promise<boolean> {
  const cells = await workbook.read(at);
  const replaced = cells.flatMap((row, down) =>
    row.flatMap((cell, across) => {
      const content = contents[down]![across];
      return content && !isBlankOrSame(cell, content) ? [{ cell, at: cellOf(at, down, across) }] : [];
    }),
  );
  if (replaced.length > 0 && !(await ask(questionAbout(replaced)))) return false;
  await workbook.write(at, contents);
  return true;
}

function isBlankOrSame(cell: Cell, { value }: Content): boolean {
  if (cell.formula !== "") return typeof value === "string" && bare(cell.formula) === bare(value);
  return isBlank(cell) || cell.value === value;
}

function bare(formula: string): string {
  return formula.replace(/\s/g, "").toUpperCase();
}

function questionAbout(replaced: readonly { readonly cell: Cell; readonly at: Area }[]): string {
  const named = replaced
    .slice(0, replaced.length === MOST_NAMED + 1 ? MOST_NAMED + 1 : MOST_NAMED)
    .map(({ cell, at }) => `${addressOf(at)} (${shortened(cell.formula || String(cell.value))})`);
  const more = replaced.length - named.length;
  if (more > 0) named.push(`${more} more cells`);
  const verb = replaced.length === 1 ? "holds" : "hold";
  const what = replaced.length === 1 ? "it" : "them";
  return `${listed(named)} already ${verb} something else. Replace ${what}?`;
}

const LONGEST_QUOTE = 24;

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_QUOTE ? text : `${characters.slice(0, LONGEST_QUOTE).join("")}…`;
}

/** @example listed(["F2", "F3", "9 more cells"]) // "F2, F3 and 9 more cells" */
function listed(items: readonly string[]): string {
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}
