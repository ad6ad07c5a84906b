/** What stands between the digits of a number. */
interface Separators {
  readonly decimal: string;
  readonly group: string;
}

/** How a locale writes numbers. */
export interface NumberStyle extends Separators {
  readonly locale: string;
  /** In Austria and in the French of Switzerland they are others beside a currency. */
  readonly besideCurrency: Separators;
}

/** @param locale a language tag, such as "en-US" */
export function numberStyleOf(locale: string): NumberStyle {
  return {
    locale,
    ...separatorsOf(new Intl.NumberFormat(locale, { numberingSystem: "latn" })),
    besideCurrency: separatorsOf(
      new Intl.NumberFormat(locale, { numberingSystem: "latn", style: "currency", currency: "USD" }),
    ),
  };
}

function separatorsOf(format: Intl.NumberFormat): Separators {
  const parts = format.formatToParts(1_234_567.8);
  const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  const decimal = sign("decimal") ?? ".";
  return { decimal, group: sign("group") ?? (decimal === "." ? "," : ".") };
}

/**
 * Reads an amount as people type and paste it: with a currency sign or code, with the locale's thousands
 * separators or with spaces, with a minus sign or, as accountants write it, in parentheses.
 *
 * @returns the number, 0 for a blank text; or nothing if the text is no amount in this style
 * @example readAmount("$200,000", numberStyleOf("en-US")) // 200000
 */
export function readAmount(text: string, style: NumberStyle): number | undefined {
  const bare = text.replace(UNSEEN, "").trim();
  if (bare === "") return 0;
  if (bare.length > LONGEST_AMOUNT) return undefined;

  const [, parenthesis, inner] = /^(\()(.+)\)$/.exec(bare) ?? [undefined, undefined, bare];
  const unsigned = withoutSigns(inner, parenthesis === undefined);
  if (unsigned === undefined) return undefined;

  const digits = asDigits(unsigned.text, style) ?? asDigits(unsigned.text, style.besideCurrency);
  const amount = Number(digits);
  if (!Number.isFinite(amount)) return undefined;
  // A difference, since -0 would show its sign.
  return parenthesis !== undefined || unsigned.isNegative ? 0 - amount : amount;
}

/** No amount is longer, and to look for a currency at the end of thousands of spaces takes seconds. */
const LONGEST_AMOUNT = 100;
/** Marks of writing direction, which come along when amounts are copied, and have no width. */
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const MINUS = /^[-−–]\s*/u;
/** Safari has the list of currencies since 15.4. */
const CODES = (Intl as Partial<typeof Intl>).supportedValuesOf?.("currency").join("|") ?? "[A-Z]{3}";
/** A sign, which letters may tell from others of its kind; a code; or what a country writes for its own. */
const CURRENCY = [
  String.raw`(?:[A-Z]{0,3}\s?\p{Sc}\s?[A-Z]{0,3}|${CODES}`,
  String.raw`[DIN]?kr\.?|zł|Kč|Ft|Fr\.?|lei|лв\.?|щ\.д\.|руб\.?|Rs\.?|RM|Rp\.?|R|Ksh|NIS|元|円|원`,
  String.raw`\p{Script=Arabic}\.\p{Script=Arabic}\.)`,
].join("|");
const CURRENCY_BEFORE = new RegExp(`^${CURRENCY}\\s*`, "u");
const CURRENCY_AFTER = new RegExp(`\\s*${CURRENCY}$`, "u");

/** Takes the currency and the sign away, which may stand in either order: −$5, $−5, −5 €. */
function withoutSigns(text: string, maySign: boolean): { text: string; isNegative: boolean } | undefined {
  const signless = text.replace(MINUS, "");
  const before = signless.replace(CURRENCY_BEFORE, "");
  const currencyless = before === signless ? signless.replace(CURRENCY_AFTER, "") : before;
  const bare = signless === text ? currencyless.replace(MINUS, "") : currencyless;
  const isNegative = signless !== text || bare !== currencyless;
  return isNegative && !maySign ? undefined : { text: bare, isNegative };
}

/** Spells a number in this style as JavaScript does, if it is one. */
function asDigits(text: string, { decimal, group }: Separators): string | undefined {
  const separators = `[${escaped(group)}\\s'’]`;
  const pattern = new RegExp(
    // The groups must all be cut by the same separator, and the last has three digits, in India too.
    `^(\\d+|\\d{1,3}(${separators})(?:\\d{2,3}\\2)*\\d{3})?(?:${escaped(decimal)}(\\d*))?(e[-+]?\\d+)?$`,
    "iu",
  );
  const [, whole = "", , fraction = "", exponent = ""] = pattern.exec(text) ?? [];
  if (whole + fraction === "") return undefined;
  return `${whole.replace(/\D/g, "") || "0"}.${fraction || "0"}${exponent}`;
}

function escaped(sign: string): string {
  return sign.replace(/[.^$*+?()[\]{}|\\/-]/gu, "\\$&");
}
