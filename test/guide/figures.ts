/** Printed by one of the two reference pages on the metric, or a definition: 12 months are a year. */
export const given = "given";

/** An amount that the guide sets itself, as it stands in a cell of one of the section's sheets. */
export const chosen = "chosen";

/**
 * How every figure in the text of the guide comes about, by section: given, chosen, or worked by hand here.
 * The results of equations are not in it, since an equation says itself how.
 */
export const FIGURES: Readonly<
  Record<string, Readonly<Record<string, number | typeof given | typeof chosen>>>
> = {
  "what-it-is": {
    "100%": given,
    "200,000": given,
    "201,000": 200_000 + 4_000 - 1_000 - 2_000,
    "5": given,
    "25": given,
    "9": chosen,
    "10": chosen,
    "150,000": chosen,
    "100,000": 1_000_000 * (1 - 0.9),
  },
  formula: {
    "100": given,
    "2,000": given,
    "4,000": given,
    "500": given,
    "1.005": (200_000 + 4_000 - 1_000 - 2_000) / 200_000,
    "100.5%": (200_000 + 4_000 - 1_000 - 2_000) / 200_000,
    "230": 100 + 80 + 50,
    "180": 120 + 60,
    "24,000": chosen,
    "12": given,
  },
  bands: {
    "100%": given,
    "120%": given,
    "99%": given,
    "88.6%": 0.99 ** 12,
    "101.6%": chosen,
    "110.8%": chosen,
    "12": given,
    "13": 12 + 1,
  },
  benchmarks: {
    "100%": given,
    "90%": given,
    "125%": given,
    "3": given,
    "20": given,
    "2023": given,
    "2025": given,
  },
  pitfalls: {
    "12": given,
    "9": (0.99 - 0.9) * 100,
    "1.4": (0.9 - 0.99 ** 12) * 100,
    "95": given,
    "95%": given,
    "9,500%": 95,
    "1,000%": 10,
    "0": chosen,
    "0%": 0 / 200_000,
    "5,000": chosen,
    "43,000": chosen,
    "200,000": chosen,
    "5": given,
    "25": given,
    "94.0%": (200_000 - 8_000 - 4_000) / 200_000,
    "98.0%": (200_000 - 4_000) / 200_000,
    "104%": chosen,
    "21": (1.25 - 1.04) * 100,
  },
  examples: {
    "100": given,
    "2,000": given,
    "4,000": given,
    "500": given,
    "2": given,
    "200,000": 100 * 2_000,
    "1,000": 2 * 500,
    "201,000": 200_000 + 4_000 - 1_000 - 2_000,
    "106.2%": 1.005 ** 12,
    "20,000": given,
    "10": given,
    "9": given,
    "5,000": given,
    "95.0%": given,
    "180,000": 9 * 20_000,
    "181,000": 180_000 + 5_000 - 4_000,
    "12": given,
    "18,000": chosen,
  },
  "raising-it": { "95%": given, "110%": given, "12": given },
  questions: { "100%": given, "80%": chosen, "120%": chosen },
  functions: {
    "0": given,
    "100%": given,
    "95": given,
    "95%": given,
    "0.95": 95 / 100,
    "10,000": given,
    "1": given,
    "12": given,
    "4": given,
  },
};
