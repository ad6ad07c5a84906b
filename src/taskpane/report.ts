import { byId, element } from "./page";

/*
 * The bar at the foot of the pane, where everything that happens on the sheet is said and asked.
 */
const bar = byId("report");
let answer: ((agreed: boolean) => void) | undefined;
/** Where the focus was before the bar took it. */
let origin: Element | null = null;

/** Says something until it is dismissed or something else is said. */
export function report(sentence: string, kind: "done" | "problem"): void {
  dismiss();
  origin = document.activeElement;
  show(
    kind,
    sentence,
    button("Close", () => dismiss()),
  );
}

/** Asks whether to replace something. Escape, and whatever else is pressed, mean no. */
export function ask(question: string): Promise<boolean> {
  dismiss();
  origin = document.activeElement;
  return new Promise((resolve) => {
    answer = (agreed) => {
      answer = undefined;
      dismiss();
      resolve(agreed);
    };
    const yes = button("Replace", () => answer?.(true));
    const no = button("Cancel", () => answer?.(false));
    show("question", question, yes, no);
    // Whoever presses Enter twice must not replace anything.
    no.focus();
  });
}

/**
 * Takes away what the bar says and gives the focus back; an open question is answered with no.
 *
 * @returns whether there was a question
 */
export function dismiss(): boolean {
  const wasAsking = answer !== undefined;
  answer?.(false);
  const hadFocus = bar.contains(document.activeElement);
  bar.replaceChildren();
  if (hadFocus && origin instanceof HTMLElement) origin.focus();
  return wasAsking;
}

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") dismiss();
});

function show(kind: "done" | "problem" | "question", sentence: string, ...buttons: HTMLElement[]): void {
  const actions = element("div", "actions", ...buttons);
  const text = element("p", "", sentence);
  const message = element("div", `message ${kind}`, text, actions);
  if (kind === "question") {
    text.id = "question";
    message.role = "alertdialog";
    message.setAttribute("aria-labelledby", text.id);
  }
  bar.replaceChildren(message);
}

function button(name: string, act: () => unknown): HTMLElement {
  const made = document.createElement("fluent-button");
  made.setAttribute("size", "small");
  made.textContent = name;
  made.addEventListener("click", act);
  return made;
}
