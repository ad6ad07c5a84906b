/* The Fluent UI components that the page uses, each of which registers its element. */
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/progress-bar.js";
import "@fluentui/web-components/text-input.js";

const NAMES = ["button", "progress-bar", "text-input"];

/** Fluent UI registers its elements a moment after it has loaded. */
export const componentsReady = Promise.all(NAMES.map((name) => customElements.whenDefined(`fluent-${name}`)));
