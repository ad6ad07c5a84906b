import { numberStyleOf, readAmount } from "../../src/taskpane/amounts";

describe.each<[string, [string, number][]]>([
  [
    "en-US",
    [
      ["200000", 200_000],
      ["200,000", 200_000],
      ["$200,000", 200_000],
      ["$ 200,000.50", 200_000.5],
      ["US$5", 5],
      ["USD 1,000", 1_000],
      ["1,000 EUR", 1_000],
      ["200 000", 200_000],
      ["1.234", 1.234],
      [".5", 0.5],
      ["5.", 5],
      ["1E+05", 100_000],
      ["  42  ", 42],
      ["\u200e42\u200f", 42],
    ],
  ],
  [
    "de-DE",
    [
      ["200.000 €", 200_000],
      ["1.234,56", 1_234.56],
      ["1.234", 1_234],
      ["1,5", 1.5],
    ],
  ],
  [
    "fr-FR",
    [
      ["200\u202f000,5 €", 200_000.5],
      ["200\u00a0000", 200_000],
    ],
  ],
  [
    "de-CH",
    [
      ["CHF 200’000.50", 200_000.5],
      ["200'000", 200_000],
    ],
  ],
  [
    "en-IN",
    [
      ["₹1,00,000", 100_000],
      ["12,34,567.8", 1_234_567.8],
    ],
  ],
  ["es-ES", [["1.234,5", 1_234.5]]],
])("in %s", (locale, amounts) => {
  test.each(amounts)("%j is read as %d", (text, amount) => {
    expect(readAmount(text, numberStyleOf(locale))).toBe(amount);
  });
});

test.each<[string, number | undefined]>([
  ["(1,000)", -1_000],
  ["($1,000)", -1_000],
  ["-5", -5],
  ["−2,000", -2_000],
  ["– 5", -5],
  ["-$5", -5],
  ["$-5", -5],
  ["$5-", undefined],
  ["(-5)", undefined],
  ["--5", undefined],
])("a loss pasted as %j is read as %d", (text, amount) => {
  expect(readAmount(text, numberStyleOf("en-US"))).toBe(amount);
});

test.each(["", "   ", "\u00a0"])("a blank text, %j, counts as 0, as a blank cell does", (text) => {
  expect(readAmount(text, numberStyleOf("en-US"))).toBe(0);
});

test.each([
  "abc",
  "200k",
  "95%",
  "=1+1",
  "NaN",
  "Infinity",
  "0x10",
  "$",
  "1,5",
  "200,00",
  "1.234,56",
  "1,234,56",
  "1 234,567",
  "5 5",
  "1..5",
  "1e",
  "12:30",
])("%j is no amount in the United States", (text) => {
  expect(readAmount(text, numberStyleOf("en-US"))).toBeUndefined();
});

test("a text of very many spaces is no amount, and is not searched for one", () => {
  expect(readAmount(`1${" ".repeat(1_000_000)}x`, numberStyleOf("en-US"))).toBeUndefined();
});

test("1,234.56 is no amount in Germany, where it would be another number by half", () => {
  expect(readAmount("1,234.56", numberStyleOf("de-DE"))).toBeUndefined();
});
