/* What the buttons do on the sheet: one bundle, loaded with the first click on any of them. */
export { addExample } from "./add-example";
export { chartRates } from "./chart-rates";
export { checkData } from "./check-data";
export { colourByBand } from "./colour-by-band";
export { fillNrr } from "./fill-nrr";
export { insertFormula } from "./insert-formula";
export { putOnNewSheet } from "./new-sheet";
