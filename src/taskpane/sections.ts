import { byId } from "./page";

/**
 * Shows the guide one section at a time, so that the page stays short. Every link to something inside a
 * section opens it, and so does the browser's own search for a word on the page.
 */
export function startSections(): void {
  for (const section of sections()) {
    section.addEventListener("beforematch", () => show(section));
  }
  // Before the browser follows the link, since it cannot scroll to what is hidden.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href^='#']") : null;
    if (link) reveal(link.hash.slice(1));
  });
  addEventListener("hashchange", openAddress);
  show(sections()[0]!);
  openAddress();
}

/** Shows the section that this heading is in, if it is in one. */
export function reveal(id: string): void {
  const section = document.getElementById(id)?.closest<HTMLElement>("#sections > section");
  if (section) show(section);
}

/** Excel's help links and the browser's history name a heading in the address. */
function openAddress(): void {
  const id = location.hash.slice(1);
  reveal(id);
  document.getElementById(id)?.scrollIntoView({ behavior: "instant" });
}

function show(shown: HTMLElement): void {
  for (const section of sections()) {
    if (section === shown) section.removeAttribute("hidden");
    else section.setAttribute("hidden", "until-found");
    const link = document.querySelector(`.contents [href="#${section.id}"]`)!;
    link.ariaCurrent = section === shown ? "true" : null;
  }
}

/** The id of the section that is shown. */
export function shownSection(): string {
  return sections().find((section) => !section.hidden)!.id;
}

function sections(): HTMLElement[] {
  return [...byId("sections").children] as HTMLElement[];
}
