import fc from "fast-check";
import { numberStyleOf, readAmount } from "../../src/taskpane/amounts";

/*
 * What holds for every amount that people paste, in whatever language their computer writes it.
 */
const LOCALES = [
  ...["en-US", "en-GB", "en-CA", "en-AU", "en-IE", "en-IN", "en-ZA", "fr-FR", "fr-CA", "fr-CH", "fr-BE"],
  ...["de-DE", "de-AT", "de-CH", "it-IT", "it-CH", "es-ES", "es-MX", "es-AR", "pt-BR", "pt-PT", "nl-NL"],
  ...["nl-BE", "sv-SE", "nb-NO", "da-DK", "fi-FI", "is-IS", "et-EE", "lv-LV", "lt-LT", "pl-PL", "cs-CZ"],
  ...["sk-SK", "hu-HU", "ro-RO", "bg-BG", "hr-HR", "sr-RS", "sl-SI", "el-GR", "tr-TR", "ru-RU", "uk-UA"],
  ...["he-IL", "ar-EG", "ar-SA", "ar-AE", "fa-IR", "hi-IN", "bn-BD", "ja-JP", "zh-CN", "zh-TW", "ko-KR"],
  ...["th-TH", "vi-VN", "id-ID", "ms-MY", "fil-PH", "sw-KE", "af-ZA", "ca-ES", "eu-ES", "ga-IE", "mt-MT"],
];
const CURRENCIES = [
  ...["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "CNY", "HKD", "SGD", "INR", "BRL", "MXN"],
  ...["SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB", "UAH", "ILS", "AED"],
  ...["SAR", "EGP", "ZAR", "KES", "KRW", "TWD", "THB", "VND", "IDR", "MYR", "PHP", "PKR", "BDT", "ARS"],
];

const locale = fc.constantFrom(...LOCALES);
const cents = fc.integer({ min: -1e13, max: 1e13 }).map((amount) => amount / 100);
const currency = fc.record({
  currency: fc.constantFrom(...CURRENCIES),
  currencyDisplay: fc.constantFrom("symbol", "code"),
  currencySign: fc.constantFrom("standard", "accounting"),
});

const latin = { numberingSystem: "latn", maximumFractionDigits: 2 } as const;

function expectToReadBack(locale: string, amount: number, options: Intl.NumberFormatOptions): void {
  const written = new Intl.NumberFormat(locale, { ...latin, ...options }).format(amount);
  expect([written, readAmount(written, numberStyleOf(locale))]).toEqual([written, amount]);
}

test("an amount reads back as the same number from how any language writes it", () => {
  fc.assert(
    fc.property(locale, cents, fc.boolean(), (locale, amount, useGrouping) => {
      expectToReadBack(locale, amount, { useGrouping });
    }),
    { numRuns: 1_000 },
  );
});

test("an amount reads back as the same number from how any language writes it in any currency", () => {
  fc.assert(
    fc.property(locale, cents, currency, (locale, amount, currency) => {
      expectToReadBack(locale, amount, {
        ...latin,
        style: "currency",
        minimumFractionDigits: 2,
        ...currency,
      });
    }),
    { numRuns: 2_000 },
  );
});

test("every language writes every currency so that it is read", () => {
  for (const locale of LOCALES)
    for (const currency of CURRENCIES)
      expectToReadBack(locale, -1_234_567.5, { style: "currency", currency, minimumFractionDigits: 2 });
});

test("no text makes it fail or give anything but a finite number or nothing", () => {
  const sign = fc.constantFrom(...Array.from("0123456789.,'’ \u00a0\u202f()-−–+eE$€£kr\u200e\u061c"));
  const text = fc.oneof(
    fc.string({ unit: sign, maxLength: 30 }),
    fc.string({ unit: "binary" }),
    fc.double().map(String),
  );
  fc.assert(
    fc.property(text, locale, (text, locale) => {
      const amount = readAmount(text, numberStyleOf(locale));
      expect(amount === undefined || Number.isFinite(amount)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test("space and marks of writing direction around an amount change nothing", () => {
  const unseen = fc.string({ unit: fc.constantFrom(" ", "\t", "\u00a0", "\u200e", "\u200f", "\ufeff") });
  fc.assert(
    fc.property(unseen, cents, unseen, (before, amount, after) => {
      const written = new Intl.NumberFormat("en-US", latin).format(amount);
      expect(readAmount(before + written + after, numberStyleOf("en-US"))).toBe(amount);
    }),
  );
});

test("an amount in parentheses is the negative one", () => {
  fc.assert(
    fc.property(locale, cents, (locale, amount) => {
      const positive = new Intl.NumberFormat(locale, latin).format(Math.abs(amount));
      expect(readAmount(`(${positive})`, numberStyleOf(locale))).toBe(0 - Math.abs(amount));
    }),
  );
});

test.each([
  "May 2025",
  "MAY 2025",
  "FY 2024",
  "Q1 2025",
  "1st",
  "12 months",
  "5%",
  "n/a",
  "2025-01-31",
  "1e999",
])("%s is no amount", (text) => {
  for (const locale of LOCALES) expect(readAmount(text, numberStyleOf(locale))).toBeUndefined();
});
