import { shortened } from "../../core/words";
import { addressOf, cellOf } from "./addresses";
import { isBlank } from "./cells";
import { isSameFormula } from "./same-formula";
import type { Area, Cell, Content, Contents, Workbook } from "./workbook";

/** Asks the user, who may say no. */
export type Ask = (question: string) => Promise<boolean>;

export const NOTHING_CHANGED = "Nothing was changed.";

const MOST_NAMED = 2;

/**
 * Writes into cells, and asks first if that would replace anything; again if by then it would replace more.
 *
 * @returns whether it was done
 */
export async function writeWithConsent(
  workbook: Workbook,
  at: Area,
  contents: Contents,
  ask: Ask,
): Promise<boolean> {
  const agreed = new Set<string>();
  for (;;) {
    const replaced = replacedBy(contents, at, await workbook.read(at));
    if (replaced.every((one) => agreed.has(asShown(one)))) break;
    if (!(await ask(questionAbout(replaced)))) return false;
    for (const one of replaced) agreed.add(asShown(one));
  }
  await workbook.write(at, contents);
  return true;
}

/** A cell that would hold something else afterwards. */
interface Replaced {
  readonly cell: Cell;
  readonly at: Area;
}

function replacedBy(contents: Contents, at: Area, cells: readonly (readonly Cell[])[]): Replaced[] {
  return cells.flatMap((row, down) =>
    row.flatMap((cell, across) => {
      const content = contents[down]![across];
      return content && !isBlankOrSame(cell, content) ? [{ cell, at: cellOf(at, down, across) }] : [];
    }),
  );
}

function asShown({ cell, at }: Replaced): string {
  return `${addressOf(at)} ${cell.formula || String(cell.value)}`;
}

/**
 * Where cells are, for what is said after writing into them: with the sheet if the user has gone to another
 * one while a question was open.
 */
export async function placeOf(workbook: Workbook, at: Area): Promise<string> {
  const isSeen = await workbook.selection().then(
    ({ area }) => area.sheet === at.sheet,
    // A chart may be selected by now, on whichever sheet.
    () => false,
  );
  return isSeen ? addressOf(at) : `${addressOf(at)} on "${at.sheet}"`;
}

function isBlankOrSame(cell: Cell, { value }: Content): boolean {
  if (cell.formula !== "") return typeof value === "string" && isSameFormula(cell.formula, value);
  return isBlank(cell) || cell.value === value;
}

function questionAbout(replaced: readonly Replaced[]): string {
  const named = replaced
    .slice(0, replaced.length === MOST_NAMED + 1 ? MOST_NAMED + 1 : MOST_NAMED)
    .map(
      ({ cell, at }) => `${addressOf(at)} (${shortened(cell.formula || String(cell.value), LONGEST_QUOTE)})`,
    );
  const more = replaced.length - named.length;
  if (more > 0) named.push(`${more} more cells`);
  const verb = replaced.length === 1 ? "holds" : "hold";
  const what = replaced.length === 1 ? "it" : "them";
  return `${listed(named)} already ${verb} something else. Replace ${what}?`;
}

const LONGEST_QUOTE = 24;

/** @example listed(["F2", "F3", "9 more cells"]) // "F2, F3 and 9 more cells" */
export function listed(items: readonly string[]): string {
  return items.length === 1 ? items[0]! : `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}
