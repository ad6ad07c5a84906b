/** Excel's own limit. */
const LONGEST_NAME = 31;

/**
 * A sheet's name that is not taken yet, whatever its case: the wanted one, or with a number behind it.
 *
 * @example freeName("Example", ["example"]) // "Example 2"
 */
export function freeName(wanted: string, taken: readonly string[]): string {
  const lowered = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : ` ${number}`;
    const name = allowed(wanted).slice(0, LONGEST_NAME - suffix.length) + suffix;
    if (!lowered.has(name.toLowerCase())) return name;
  }
}

/** Without the characters that Excel refuses in the name of a sheet. */
function allowed(name: string): string {
  const bare = name
    .replace(/[:\\/?*[\]]+/g, " ")
    .trim()
    .replace(/^'+|'+$/g, "");
  return bare || "Sheet";
}
