/**
 * Follows the theme of Office where it says one, and the system's otherwise, which the style sheet does by
 * itself.
 */
export function followOfficeTheme(): void {
  apply();
  // Excel tells of no change of theme, but the user must leave the pane to make one.
  window.addEventListener("focus", apply);
}

function apply(): void {
  // Excel on some platforms has none.
  const theme = Office.context.officeTheme as Office.OfficeTheme | undefined;
  const isDark =
    theme?.isDarkTheme ?? (theme?.bodyBackgroundColor ? isDarkColour(theme.bodyBackgroundColor) : undefined);
  if (isDark !== undefined) document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}

/** @param colour "#rrggbb" */
function isDarkColour(colour: string): boolean {
  const [red, green, blue] = (colour.match(/[\da-f]{2}/gi) ?? ["ff", "ff", "ff"]).map((part) =>
    parseInt(part, 16),
  );
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! < 128;
}
