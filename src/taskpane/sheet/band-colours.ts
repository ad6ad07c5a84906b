import type { Band } from "../../core/band";

/** Fill and text of each band: readable, and told apart by lightness where colours are not seen. */
export const BAND_COLOURS: Record<Band, { readonly fill: string; readonly text: string }> = {
  Exceptional: { fill: "#0c6b58", text: "#ffffff" },
  Healthy: { fill: "#9cc9f0", text: "#0b2e4f" },
  Warning: { fill: "#fdeceb", text: "#8f1f27" },
};

/** The lines of a chart, on white: the rates, and the two bounds by what lies beyond them. */
export const LINE_COLOURS = { rate: "#115ea3", exceptional: "#0c6b58", warning: "#a4262c" };
