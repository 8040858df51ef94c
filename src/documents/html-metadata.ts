import type { DomDocument, DomElement } from "./dom.js";
import { writtenDay } from "./written-day.js";

export interface HtmlMetadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly date: string | null;
  readonly dateBecause: string | null;
}

const articleType = /(?:Article|BlogPosting|Report|LiveBlogPosting)$/;
/** Longer blocks of JSON-LD are catalogues, and cost time. */
const longestJson = 400_000;

/** Fields of `<meta>` that give the day of publication, the surest first. */
const dateFields = [
  "article:published_time",
  "og:article:published_time",
  "datepublished",
  "parsely-pub-date",
  "sailthru.date",
  "dc.date.issued",
  "dcterms.created",
  "dc.date",
  "dcterms.date",
  "citation_publication_date",
  "pubdate",
  "publish-date",
  "publication_date",
  "date",
];

/**
 * Title, outlet and day of publication as a page declares them: JSON-LD of an article, then OpenGraph and other
 * `<meta>`, then `<time>` and headings.
 */
export function htmlMetadata(document: DomDocument): HtmlMetadata {
  const article = articleOf(document);
  const meta = metaOf(document);
  const heading = textOf(document, "h1");
  const outlet =
    nameOf(article?.publisher) ?? meta.get("og:site_name") ?? meta.get("application-name") ?? null;
  const page = textOf(document, "title");
  const title =
    clean(article?.headline) ??
    meta.get("og:title") ??
    meta.get("twitter:title") ??
    heading ??
    (page === null ? null : withoutOutlet(page, outlet));
  return { title, outlet, ...dateOf(document, article, meta) };
}

function dateOf(
  document: DomDocument,
  article: Record<string, unknown> | null,
  meta: ReadonlyMap<string, string>,
): { date: string | null; dateBecause: string | null } {
  const published = clean(article?.datePublished);
  const inArticle = published === null ? null : writtenDay(published);
  if (inArticle !== null)
    return { date: inArticle, dateBecause: "the page's JSON-LD gives it (datePublished)" };
  for (const field of dateFields) {
    const day = writtenDay(meta.get(field) ?? "");
    if (day !== null) return { date: day, dateBecause: `the page's metadata gives it (${field})` };
  }
  for (const selector of [
    "time[itemprop='datePublished']",
    "time[pubdate]",
    "article time",
    "main time",
    "time",
  ])
    for (const element of document.querySelectorAll(selector)) {
      const day = writtenDay(element.getAttribute("datetime") ?? element.textContent ?? "");
      if (day !== null) return { date: day, dateBecause: "the page's <time> element gives it" };
    }
  return { date: null, dateBecause: null };
}

function metaOf(document: DomDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll("meta")) {
    const key = (
      element.getAttribute("property") ??
      element.getAttribute("name") ??
      element.getAttribute("itemprop") ??
      ""
    ).toLowerCase();
    const value = clean(element.getAttribute("content"));
    if (key !== "" && value !== null && !found.has(key)) found.set(key, value);
  }
  return found;
}

/** The first article among the blocks of JSON-LD, `@graph` and lists opened. */
function articleOf(document: DomDocument): Record<string, unknown> | null {
  for (const element of document.querySelectorAll("script[type='application/ld+json']")) {
    const text = element.textContent ?? "";
    if (text.length > longestJson) continue;
    let open: unknown[];
    try {
      open = [JSON.parse(text)];
    } catch {
      continue;
    }
    for (let n = 0; n < open.length && n < 1000; n++) {
      const node = open[n];
      if (Array.isArray(node)) open.push(...node.slice(0, 1000));
      if (typeof node !== "object" || node === null || Array.isArray(node)) continue;
      const item = node as Record<string, unknown>;
      const types = [item["@type"]].flat().filter((type) => typeof type === "string");
      if (types.some((type) => articleType.test(type))) return item;
      if (Array.isArray(item["@graph"])) open.push(...item["@graph"].slice(0, 1000));
      if (item.mainEntity !== undefined) open.push(item.mainEntity);
    }
  }
  return null;
}

function nameOf(publisher: unknown): string | null {
  const one: unknown = Array.isArray(publisher) ? publisher[0] : publisher;
  if (typeof one === "string") return clean(one);
  return typeof one === "object" && one !== null ? clean((one as { name?: unknown }).name) : null;
}

const textOf = (document: DomDocument, selector: string): string | null => {
  for (const element of document.querySelectorAll(selector) as Iterable<DomElement>) {
    const text = clean(element.textContent);
    if (text !== null) return text;
  }
  return null;
};

/** One line of at most 300 characters; null where nothing is left. */
function clean(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.slice(0, 2000).replace(/\s+/g, " ").trim();
  return text === "" || text.length > 300 ? null : text;
}

/** "Russia lifts ban | Reuters": the outlet's name is no part of the title. */
function withoutOutlet(page: string, outlet: string | null): string {
  const parts = page.split(/ [|–—-] /);
  const last = parts.at(-1)!;
  return parts.length > 1 && (last === outlet || last.split(" ").length <= 3)
    ? page.slice(0, page.length - last.length - 3)
    : page;
}
