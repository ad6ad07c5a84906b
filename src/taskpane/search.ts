import type { TextInput } from "@fluentui/web-components";
import type MiniSearch from "minisearch";
import type { SearchResult } from "minisearch";
import { byId, element } from "./page";

/** A piece of the guide under one heading. */
interface Passage {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly text: string;
}

const SNIPPET_LENGTH = 90;
const MOST_RESULTS = 8;

/** Makes the search box find words in the guide. The index is made when the box is first used. */
export function startSearch(): void {
  const form = byId("search");
  const box = form.querySelector<TextInput>("fluent-text-input")!;
  let loading: Promise<MiniSearch<Passage>> | undefined;
  const load = () => {
    loading ??= indexed(passages()).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const search = () => {
    load().then(
      (index) => show(box.value, index),
      () => (byId("search-count").textContent = "The search could not be loaded. Check the connection."),
    );
  };
  form.addEventListener("focusin", () => void load().catch(() => undefined));
  form.addEventListener("input", search);
  form.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    box.value = "";
    search();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    byId("search-results").querySelector("a")?.click();
  });
}

async function indexed(list: Passage[]): Promise<MiniSearch<Passage>> {
  const { default: Index } = await import(/* webpackChunkName: "search" */ "minisearch");
  const index = new Index<Passage>({
    fields: ["title", "section", "text"],
    storeFields: ["title", "section", "text"],
    searchOptions: {
      boost: { title: 3 },
      prefix: true,
      combineWith: "AND",
    },
  });
  index.addAll(list);
  return index;
}

/** The guide cut at its headings. */
function passages(): Passage[] {
  const headings = [...byId("sections").querySelectorAll<HTMLElement>("h2[id], h3[id]")];
  return headings.map((heading) => {
    const section = heading.closest("section")!;
    const parts: string[] = [];
    for (
      let next = heading.nextElementSibling;
      next && !/^H[23]$/.test(next.tagName);
      next = next.nextElementSibling
    )
      parts.push(textOf(next));
    return {
      id: heading.id,
      title: heading.textContent,
      section: section.querySelector("h2")!.textContent,
      text: parts.join(" ").replace(/\s+/g, " ").trim(),
    };
  });
}

/** Its parts with spaces between them, or cells would run into one word; without the names of a sheet's rows. */
function textOf(block: Element): string {
  const cells = block.querySelectorAll(":not(.sheet *) > th, td, li, p, figcaption");
  return cells.length > 0 ? Array.from(cells, (cell) => cell.textContent).join(" ") : block.textContent;
}

/** Words as they are typed, or else, so that nobody has to spell, words like them. */
function find(words: string, index: MiniSearch<Passage>): SearchResult[] {
  const exact = index.search(words);
  return exact.length > 0 ? exact : index.search(words, { fuzzy: 0.2 });
}

function show(words: string, index: MiniSearch<Passage>): void {
  const found = words.trim() === "" ? [] : find(words, index);
  const results = found.slice(0, MOST_RESULTS);
  byId("search-results").replaceChildren(
    ...results.map((result) => {
      const passage = result as unknown as Passage;
      const link = element("a", "", passage.title);
      link.href = `#${passage.id}`;
      return element("li", "", link, snippet(passage, result.terms));
    }),
  );
  byId("search-count").textContent = words.trim() === "" ? "" : countOf(found, words);
}

function countOf({ length }: readonly SearchResult[], words: string): string {
  if (length === 0) return `Nothing in the guide has “${words.trim()}”. Try another word for it.`;
  if (length > MOST_RESULTS) return `The best ${MOST_RESULTS} places`;
  return length === 1 ? "1 place" : `${length} places`;
}

/** Some words around the first found one, which is marked, after the name of their section. */
function snippet({ title, section, text }: Passage, terms: readonly string[]): HTMLElement {
  const lower = text.toLowerCase();
  const [at, length] = terms
    .map((term) => [lower.indexOf(term), term.length] as const)
    .filter(([position]) => position >= 0)
    .sort(([a], [b]) => a - b)[0] ?? [0, 0];
  const begin = Math.max(0, lower.lastIndexOf(" ", Math.max(0, at - SNIPPET_LENGTH / 3)) + 1);
  const space = text.indexOf(" ", Math.max(begin + SNIPPET_LENGTH, at + length));
  const end = space < 0 ? text.length : space;
  return element(
    "span",
    "note",
    section === title ? "" : `${section}: `,
    (begin > 0 ? "… " : "") + text.slice(begin, at),
    element("mark", "", text.slice(at, at + length)),
    text.slice(at + length, end) + (end < text.length ? " …" : ""),
  );
}
