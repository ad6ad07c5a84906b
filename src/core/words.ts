/** @example capitalised("churn") // "Churn" */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Orders to write from right to left and back, which would turn round the sentence that quotes the text. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text of the sheet for a sentence, without what follows after so many characters. */
export function shortened(text: string, longest: number): string {
  // By characters, so that none is cut in two.
  const characters = Array.from(text.replace(DIRECTION, ""));
  return characters.slice(0, longest).join("") + (characters.length > longest ? "…" : "");
}
