const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const MarkdownIt = require("markdown-it");

/**
 * One cell of a little sheet in the guide.
 *
 * @typedef {object} SheetCell
 * @property {"text" | "number" | "formula" | "spilled"} kind
 *   a spilled cell shows what the formula of another cell puts there
 * @property {string} shown what the cell shows, in English spelling
 * @property {string | number} [value] what is put into it: a text, a number, or a formula with its equals
 *   sign; a spilled cell has none
 * @property {string} [numberFormat] as Excel spells it, where the cell shows a number with % or separators
 */

/** @typedef {readonly (SheetCell | null)[]} SheetRow `null` is a blank cell */

/** @typedef {{ id: string, title: string, html: string }} GuideSection */

/**
 * Renders the guide, so that the page has it without a script.
 *
 * @param {string} folder holds the sections and nothing else, each as `1-section-id.md`, numbered in their order
 * @returns {GuideSection[]}
 * @throws {Error} a sentence with the file, the line and what is wrong there
 */
function renderGuide(folder) {
  /** @type {Set<string>} */
  const ids = new Set();
  return readdirSync(folder)
    .map((file) => {
      const [, number, id] = /^(\d+)-([a-z-]+)\.md$/.exec(file) ?? [];
      if (!id) throw new Error(`${file}: a section is called like 1-section-id.md`);
      return { file, number: Number(number), id };
    })
    .sort((one, other) => one.number - other.number)
    .map(({ file, id }) => {
      const env = { file, id, ids, title: "" };
      claim(id, env, 0);
      const body = markdown.render(readFileSync(path.join(folder, file), "utf8"), env);
      return { id, title: env.title, body };
    })
    .map(({ id, title, body }, index, sections) => {
      const next = nextLink(sections[index + 1]);
      return {
        id,
        title,
        html: `<section id="${id}" aria-labelledby="${titleId(id)}">\n${body}${next}</section>\n`,
      };
    });
}

/** Leads whoever reads on to the next section. */
function nextLink(next) {
  return next ? `<p><a href="#${next.id}">Next: ${escape(next.title)}</a></p>\n` : "";
}

/**
 * What a section's file means while it is rendered.
 *
 * @typedef {{ readonly file: string, readonly id: string, readonly ids: Set<string>, title: string }} Env
 */

const markdown = new MarkdownIt({ html: false });

markdown.core.ruler.after("block", "headings", ({ tokens, env }) => {
  if (tokens[0]?.tag !== "h1") fail(env, 0, "a section begins with its # Title");

  tokens.forEach((opening, index) => {
    if (opening.type !== "heading_open") return;
    const isTitle = index === 0;
    const line = opening.map[0];
    if (!isTitle && opening.tag !== "h2") fail(env, line, "after the # Title there are ## Sub-headings only");

    const inline = tokens[index + 1];
    const [, text, ownId] = /^(.*?)(?: \{#([\w-]+)\})?$/.exec(inline.content);
    inline.content = text;
    if (isTitle) env.title = text;
    const id = isTitle ? titleId(env.id) : (ownId ?? slug(text));
    claim(id, env, line);
    opening.attrSet("id", id);
    // The pane's own title is the h1.
    opening.tag = tokens[index + 2].tag = isTitle ? "h2" : "h3";
  });
});

Object.assign(markdown.renderer.rules, {
  fence: (tokens, index, _options, env) => {
    const { info, content, map } = tokens[index];
    try {
      return fence(info, content);
    } catch (error) {
      return fail(env, map[0], error.message);
    }
  },
  th_open: cellOpening,
  td_open: cellOpening,
});

/** A cell of a Markdown table; its alignment comes as a style, which the page's security policy would not have. */
function cellOpening(tokens, index, options, _env, renderer) {
  const token = tokens[index];
  const isRight = token.attrGet("style") === "text-align:right";
  token.attrs = [
    ...(token.tag === "th" ? [["scope", "col"]] : []),
    ...(isRight ? [["class", "number"]] : []),
  ];
  return renderer.renderToken(tokens, index, options);
}

const PICTURES = ["waterfall", "year"];

/** @returns {string} the HTML of a fenced block */
function fence(info, content) {
  const [, type, rest = ""] = /^(\S*)(?: +(.+))?$/.exec(info.trim());
  if (type === "sheet") {
    if (!rest) throw new Error("a sheet needs a name, as in ```sheet Example A");
    return sheet(rest, parseSheet(content));
  }
  if (type === "picture") {
    const [, kind, caption] = /^(\S*)(?: +(.+))?$/.exec(rest);
    if (!PICTURES.includes(kind) || !caption) {
      throw new Error(`a picture is one of ${PICTURES.join(", ")}, followed by its caption`);
    }
    return picture(kind, caption, parseSheet(content));
  }
  throw new Error(`a fenced block is a sheet or a picture, and not "${type}"`);
}

/**
 * Reads a little sheet: a line a row, cells between `|`.
 *
 *     Start | 200,000                         a text, and a number with its format
 *     Rate  | 99%                             0.99
 *     NRR   | =NRR(B1:C1,0,0,0) → 100.0%      a formula, and what it shows
 *           | → 100.0%                        what a formula spills into this cell
 *
 * @param {string} text
 * @returns {SheetRow[]} all rows equally long
 * @throws {Error} that names the row
 */
function parseSheet(text) {
  const rows = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, index) => {
      if (line.trim() === "") throw new Error(`row ${index + 1} is empty`);
      try {
        return line.split("|").map((cell) => parseCell(cell.trim()));
      } catch (error) {
        throw new Error(`row ${index + 1}: ${error.message}`, { cause: error });
      }
    });
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill(null)]);
}

/** @returns {SheetCell | null} */
function parseCell(text) {
  if (text === "") return null;

  const [content, shown, ...more] = text.split("→").map((part) => part.trim());
  if (content.startsWith("=") ? !shown || more.length > 0 : shown !== undefined && (content || !shown)) {
    throw new Error(`"${text}" is no cell: a formula says what it shows, =A1 → 5, a spilled cell → 5`);
  }
  if (content.startsWith("=")) return { kind: "formula", shown, value: content, ...formatOf(shown) };
  if (shown) return { kind: "spilled", shown };

  const value = numberOf(text);
  if (value !== undefined) return { kind: "number", shown: text, value, ...formatOf(text) };
  if (/^[-+$]?[\d.,]+%?$/.test(text)) throw new Error(`"${text}" is no number: write 1,234.5 or 99%`);
  return { kind: "text", shown: text, value: text };
}

const NUMBER = /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/;

/** @returns {number | undefined} */
function numberOf(text) {
  if (!NUMBER.test(text)) return undefined;
  const digits = text.replaceAll(",", "");
  // By its spelling, since 120.1 / 100 is not the same number as 1.201.
  return Number(digits.endsWith("%") ? `${digits.slice(0, -1)}e-2` : digits);
}

/** The number format that shows a number like this; none where General does. */
function formatOf(shown) {
  if (!NUMBER.test(shown)) return {};
  const decimals = /\.\d+/.exec(shown)?.[0].replace(/\d/g, "0") ?? "";
  if (shown.endsWith("%")) return { numberFormat: `0${decimals}%` };
  return shown.includes(",") ? { numberFormat: `#,##0${decimals}` } : {};
}

/** A little sheet as Excel would show it, and a button with what to put into a new one. */
function sheet(name, rows) {
  const letters = rows[0].map((_, column) => String.fromCharCode("A".charCodeAt(0) + column));
  const heading = `<tr><td></td>${letters.map((letter) => `<th scope="col">${letter}</th>`).join("")}</tr>`;
  const body = rows.map(
    (row, index) => `<tr><th scope="row">${index + 1}</th>${row.map(sheetCell).join("")}</tr>\n`,
  );
  const table = `<table>\n<thead>${heading}</thead>\n<tbody>\n${body.join("")}</tbody>\n</table>\n`;
  const contents = rows.map((row) => row.map(contentOf));
  return (
    `<figure class="sheet"><figcaption>${escape(name)}</figcaption>\n` +
    (letters.length > MOST_COLUMNS ? scrolling(name, table) : table) +
    `<fluent-button class="put" aria-label="${escape(`Put ${name} on a new sheet`)}"` +
    ` data-name="${escape(name)}" data-cells="${escape(JSON.stringify(contents))}">` +
    `Put on a new sheet</fluent-button></figure>\n`
  );
}

/** So many fit into a pane of 320 pixels. */
const MOST_COLUMNS = 4;

/** Lets a wide table scroll by itself, by the keyboard too. */
function scrolling(name, table) {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escape(name)}, scrolls">\n${table}</div>\n`;
}

/** @param {SheetCell | null} cell */
function sheetCell(cell) {
  if (!cell) return "<td></td>";
  const { kind, shown, value } = cell;
  const classes = [
    ...(NUMBER.test(shown) ? ["number"] : []),
    ...(kind === "spilled" ? ["spilled"] : []),
    ...(kind !== "text" && shown.startsWith("#") ? ["error"] : []),
  ];
  const attribute = classes.length > 0 ? ` class="${classes.join(" ")}"` : "";
  const inner =
    kind === "formula" ? `<code>${escape(value)}</code> <samp>${escape(shown)}</samp>` : escape(shown);
  return `<td${attribute}>${inner}</td>`;
}

/** What the pane puts into the workbook: see `Content` of workbook.ts. A spilled cell must stay free. */
function contentOf(cell) {
  if (!cell || cell.kind === "spilled") return null;
  const { value, numberFormat } = cell;
  return { value, numberFormat };
}

/** The figures of a chart, which the pane's script draws above them. */
function picture(kind, caption, rows) {
  const body = rows.map((row, index) => {
    const [label, figure] = row;
    if (row.length !== 2 || label?.kind !== "text" || figure?.kind !== "number") {
      throw new Error(`row ${index + 1}: a picture's row is a label and a number`);
    }
    return `<tr><th scope="row">${escape(label.shown)}</th><td class="number">${figure.shown}</td></tr>\n`;
  });
  return (
    `<figure class="picture" data-picture="${kind}"><figcaption>${escape(caption)}</figcaption>\n` +
    `<table>\n<tbody>\n${body.join("")}</tbody>\n</table></figure>\n`
  );
}

/** Makes sure that an id stands for one place of the guide. */
function claim(id, env, line) {
  if (env.ids.has(id)) fail(env, line, `the id "${id}" is taken`);
  env.ids.add(id);
}

function titleId(sectionId) {
  return `${sectionId}-title`;
}

function slug(text) {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function escape(text) {
  return markdown.utils.escapeHtml(text);
}

/**
 * @param {Env} env
 * @param {number} line counts from 0
 * @param {string} sentence what is wrong there
 * @returns {never}
 */
function fail(env, line, sentence) {
  throw new Error(`${env.file}, line ${line + 1}: ${sentence}`);
}

module.exports = { renderGuide, parseSheet };
