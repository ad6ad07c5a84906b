import { reveal, shownSection } from "./sections";

/*
 * The place in the guide, kept for the next time that the pane opens. It is the only thing that the pane
 * keeps, and where storage is forbidden it keeps nothing.
 */
const KEY = "nrr-guide-place";
const SAVE_AFTER_MS = 300;

/** Shows the place that was kept, unless the address names one, and keeps it from now on. */
export function keepPlace(): void {
  // The address may name something else: older versions of Excel on the web put their own words there.
  if (!document.getElementById(location.hash.slice(1))) restore();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, SAVE_AFTER_MS);
  });
  addEventListener("pagehide", save);
}

/** A heading, and how far below it the top of the pane is: that lasts when the pane's width changes. */
interface Place {
  /** The section of the guide that is shown, which the heading may stand above. */
  readonly section: string;
  readonly id: string;
  readonly below: number;
}

function save(): void {
  // A pane that is folded away is at no place.
  if (innerHeight === 0) return;
  const passed = headings().filter((heading) => heading.getBoundingClientRect().top <= 1);
  const last = passed.at(-1);
  const place: Place | undefined = last && {
    section: shownSection(),
    id: last.id,
    below: -last.getBoundingClientRect().top,
  };
  try {
    if (place) localStorage.setItem(KEY, JSON.stringify(place));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden or full, and a place is not worth a word about it.
  }
}

function restore(): void {
  const place = stored();
  if (!place) return;
  reveal(place.section);
  const heading = document.getElementById(place.id);
  if (!heading) return;
  const top = scrollY + heading.getBoundingClientRect().top + place.below;
  scrollTo({ top, behavior: "instant" });
}

function stored(): Place | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Place> | null;
    const isPlace =
      typeof kept?.id === "string" && typeof kept.section === "string" && Number.isFinite(kept.below);
    return isPlace ? (kept as Place) : undefined;
  } catch {
    return undefined;
  }
}

function headings(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("main :is(h1, h2, h3)[id]")];
  return all.filter((heading) => !heading.closest("[hidden]"));
}
