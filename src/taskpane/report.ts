import { byId, element } from "./page";

/*
 * The bar at the foot of the pane, where everything that happens on the sheet is said and asked.
 */
const bar = byId("report");
let answer: ((agreed: boolean) => void) | undefined;

/** Says something until it is dismissed or something else is said. */
export function report(sentence: string, kind: "done" | "problem"): void {
  dismiss();
  const close = button("Close", dismiss);
  show(kind, sentence, close);
}

/** Asks whether to go on. Escape and every other answer than the agreement mean no. */
export function ask(question: string): Promise<boolean> {
  dismiss();
  const before = document.activeElement;
  return new Promise((resolve) => {
    answer = (agreed) => {
      answer = undefined;
      dismiss();
      if (before instanceof HTMLElement) before.focus();
      resolve(agreed);
    };
    const yes = button("Replace", () => answer?.(true));
    const no = button("Cancel", () => answer?.(false));
    show("question", question, yes, no);
    // Whoever presses Enter twice must not replace anything.
    no.focus();
  });
}

/** Takes away what the bar says; an open question is answered with no. */
export function dismiss(): void {
  answer?.(false);
  bar.replaceChildren();
}

bar.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") dismiss();
});

function show(kind: "done" | "problem" | "question", sentence: string, ...buttons: HTMLElement[]): void {
  const actions = element("div", "actions", ...buttons);
  bar.replaceChildren(element("div", `message ${kind}`, element("p", "", sentence), actions));
}

function button(name: string, act: () => void): HTMLElement {
  const made = document.createElement("fluent-button");
  made.setAttribute("size", "small");
  made.textContent = name;
  made.addEventListener("click", act);
  return made;
}
