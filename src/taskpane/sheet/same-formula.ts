/** Whether two formulas say the same, whatever their case and their spaces. */
export function isSameFormula(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(formula: string): string {
  return formula.replace(/\s/g, "").toUpperCase();
}
