import { parse } from "yaml";
import type { ReportDocument } from "../contracts/report-document.js";
import { stripMarkup } from "./strip-markup.js";
import { withTitle } from "./with-title.js";
import { writtenDay } from "./written-day.js";

/** Longer front matter is no front matter. */
const longestMatter = 20_000;

/**
 * The report in a Markdown file: marks of headings, lists, links and emphasis taken out, lines of a paragraph joined;
 * title, outlet (`outlet`, `source`, `publication`, `site`), place (`place`, `dateline`) and date from YAML front
 * matter, the title else from the first heading of the first rank.
 */
export function readMarkdown(text: string): ReportDocument {
  const { matter, body } = split(text.replace(/\r\n?/g, "\n"));
  const fields = fieldsOf(matter);
  const field = (...names: string[]): string | null => {
    for (const name of names) {
      const value = fields.get(name);
      if (value !== undefined && value.trim() !== "") return value.replace(/\s+/g, " ").trim().slice(0, 300);
    }
    return null;
  };
  const heading = /^#[ \t]+(.+)$/m.exec(body)?.[1];
  const title = field("title", "headline") ?? (heading === undefined ? null : inlineText(heading) || null);
  const dated = ["date", "published", "publishdate", "datepublished"].find(
    (name) => writtenDay(fields.get(name) ?? "") !== null,
  );
  return {
    kind: "markdown",
    text: withTitle(title, paragraphs(body)),
    title,
    outlet: field("outlet", "source", "publication", "publisher", "site"),
    place: field("place", "dateline", "location"),
    date: dated === undefined ? null : writtenDay(fields.get(dated)!),
    dateBecause: dated === undefined ? null : `the front matter gives it (${dated})`,
    madeOn: null,
  };
}

function split(text: string): { matter: string; body: string } {
  const start = text.replace(/^\ufeff/, "");
  if (!start.startsWith("---\n")) return { matter: "", body: start };
  const end = start.indexOf("\n---", 3);
  if (end < 0 || end > longestMatter) return { matter: "", body: start };
  const next = start.indexOf("\n", end + 1);
  return { matter: start.slice(4, end), body: next < 0 ? "" : start.slice(next + 1) };
}

/** Texts and numbers of the front matter by name in lower case; what is no YAML gives none. */
function fieldsOf(matter: string): ReadonlyMap<string, string> {
  let read: unknown;
  try {
    read = parse(matter, { schema: "failsafe", maxAliasCount: 0, logLevel: "silent" });
  } catch {
    return new Map();
  }
  if (typeof read !== "object" || read === null) return new Map();
  return new Map(
    Object.entries(read)
      .filter((entry): entry is [string, string] => typeof entry[1] === "string")
      .map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Blocks of Markdown as lines of text. Code and pictures are left out. */
function paragraphs(body: string): string[] {
  const out: string[] = [];
  let open = "";
  let fence: string | null = null;
  const close = (): void => {
    const text = inlineText(open);
    if (text !== "") out.push(text);
    open = "";
  };
  for (const line of body.split("\n")) {
    const bar = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (fence !== null) {
      if (bar === fence) fence = null;
      continue;
    }
    const bare = line.replace(/^(?: {0,3}> ?)+/, "").trim();
    if (bar !== undefined) {
      close();
      fence = bar;
    } else if (bare === "" || /^(?:[-*_] ?){3,}$/.test(bare) || /^\|?[\s:|-]+\|[\s:|-]*$/.test(bare)) close();
    else if (/^=+$/.test(bare)) close();
    else if (/^\[[^\]]{1,100}\]:\s/.test(bare)) close();
    else if (/^#{1,6}(?:\s|$)/.test(bare)) {
      close();
      open = bare.replace(/^#{1,6}\s*/, "").replace(/\s#+$/, "");
      close();
    } else if (/^(?:[-*+]|\d{1,3}[.)])\s+/.test(bare)) {
      close();
      open = bare.replace(/^(?:[-*+]|\d{1,3}[.)])\s+/, "");
    } else if (bare.startsWith("|")) {
      close();
      open = bare.split("|").join(" ");
      close();
    } else open += open === "" ? bare : ` ${bare}`;
  }
  close();
  return out;
}

/** Links by their words, emphasis and code without marks, tags and entities as text. */
function inlineText(text: string): string {
  const plain = text
    .replace(/!\[[^\][]{0,300}\](?:\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\[[^\][]{0,100}\])/g, " ")
    .replace(/\[([^\][]{1,500})\](?:\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\[[^\][]{0,100}\])/g, "$1")
    .replace(/<(https?:[^\s<>]{1,2000})>/g, " ")
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]{1,2000}?\S?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*_\\])([*_])(?=\S)([^*_]{1,2000}?)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/`([^`]{1,500})`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, "$1");
  const tagless = /[<&]/.test(plain) ? stripMarkup(plain).join(" ") : plain;
  return tagless.replace(/\s+/g, " ").trim();
}
