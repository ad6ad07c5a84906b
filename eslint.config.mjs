import js from "@eslint/js";
import office from "eslint-plugin-office-addins";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Microsoft's own rules; the rest of its preset comes with another version of typescript-eslint. */
const officeRules = Object.fromEntries(
  office.configs.recommended
    .flatMap(({ rules = {} }) => Object.entries(rules))
    .filter(([rule]) => rule.startsWith("office-addins/")),
);

export default tseslint.config(
  { ignores: ["dist/", "coverage/"] },
  {
    files: ["**/*.js", "**/*.mjs"],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.node, window: "readonly" } },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { "office-addins": office },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      ...officeRules,
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // noUncheckedIndexedAccess asks for it after every index, also one that a loop has just bounded.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["src/workbook/**/*.ts"],
    rules: {
      // Univer hands out its services and values by their base classes, and its codes by enums.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // jest's own matchers, and what a page under test has in it, are of type any.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
