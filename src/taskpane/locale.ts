import { numberStyleOf } from "./amounts";

/** The language and country whose numbers the pane reads and writes: the first of the user's that is a valid tag. */
export const locale = navigator.languages.find(isValid) ?? "en-US";

/** How it writes numbers. */
export const numberStyle = numberStyleOf(locale);

/** Some systems hand their own names on, such as en-US@posix, and every formatter would throw. */
function isValid(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
