/*
 * Fluent UI's design tokens as a style sheet, made when the add-in is built: light, dark, and whichever of
 * them Office says. The components only read these, so no script has to set a theme first.
 */
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { createDarkTheme, createLightTheme } = require("@fluentui/tokens");

/** Those that components.ts registers. */
const COMPONENTS = ["button", "progress-bar", "text-input"];

/** The green of the add-in's icon, as the middle of its brand. */
const BRAND = [0x0c, 0x7a, 0x6e];

/** Of our own are the bands, and the bars of a waterfall that are no movement. */
const OWN = {
  light: {
    bandExceptional: "#0c6b58",
    bandExceptionalTint: "#d9f2ec",
    bandHealthy: "#115ea3",
    bandHealthyTint: "#e0eefa",
    bandWarning: "#a4262c",
    bandWarningTint: "#fbe6e4",
    chartLevel: "#6e6e6e",
  },
  dark: {
    bandExceptional: "#5bd1b5",
    bandExceptionalTint: "#103b33",
    bandHealthy: "#7ab8f5",
    bandHealthyTint: "#16324d",
    bandWarning: "#ff9a94",
    bandWarningTint: "#4c1f20",
    chartLevel: "#a3a3a3",
  },
};

module.exports = () => {
  const brand = ramp(BRAND);
  const light = { ...createLightTheme(brand), ...OWN.light };
  const dark = { ...createDarkTheme(brand), ...OWN.dark };

  const used = usedTokens().filter((token) => token in light);
  const always = declarations(used, light);
  const inTheDark = declarations(
    used.filter((token) => light[token] !== dark[token]),
    dark,
  );
  return {
    code: [
      `:root { color-scheme: light; ${always} }`,
      `@media (prefers-color-scheme: dark) {
        :root:not([data-theme="light"]) { color-scheme: dark; ${inTheDark} }
      }`,
      `:root[data-theme="dark"] { color-scheme: dark; ${inTheDark} }`,
    ].join("\n"),
    cacheable: true,
    dependencies: [OWN_STYLES],
  };
};

const OWN_STYLES = path.join(__dirname, "taskpane.css");

/** Of Fluent's 450 tokens, those that its components or the pane's own styles name. */
function usedTokens() {
  const styles = COMPONENTS.map((component) =>
    path.dirname(require.resolve(`@fluentui/web-components/${component}/styles.js`)),
  ).flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".styles.js"))
      .map((file) => path.join(folder, file)),
  );
  const texts = [...styles, OWN_STYLES].map((file) => readFileSync(file, "utf8"));
  return [...new Set(texts.join("\n").match(/\b[a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+\b/g))];
}

function declarations(tokens, theme) {
  return tokens.map((token) => `--${token}: ${theme[token]};`).join(" ");
}

/** The sixteen shades of a Fluent brand: the colour itself is the eighth, between black and white. */
function ramp(colour) {
  const shades = Array.from({ length: 16 }, (_, index) => {
    const toBlack = Math.max(0, (7 - index) / 9);
    // Steeper at first, or links would be too dark on a dark page.
    const toWhite = Math.max(0, (index - 7) / 9) ** 0.7;
    const channels = colour.map((value) => Math.round(value * (1 - toBlack) * (1 - toWhite) + 255 * toWhite));
    return [(index + 1) * 10, `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`];
  });
  return Object.fromEntries(shades);
}
