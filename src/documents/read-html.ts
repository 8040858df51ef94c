import { Readability } from "@mozilla/readability";
import { DataError } from "../contracts/errors.js";
import type { ReportDocument } from "../contracts/report-document.js";
import type { DomDocument, DomNode, ParseHtml } from "./dom.js";
import { htmlMetadata } from "./html-metadata.js";
import { htmlParagraphs } from "./html-paragraphs.js";
import { measureMarkup, stripMarkup } from "./strip-markup.js";
import { withTitle } from "./with-title.js";

/** Pages beyond these are bombs rather than reports: their tags are taken out and nothing is built. */
const mostElements = 20_000;
const deepest = 250;
const longest = 4_000_000;

/**
 * The report in a page: what Readability takes for the article, its paragraphs apart by blank lines, with what the
 * page declares of title, outlet and day. Nothing of the page runs.
 *
 * @param parse makes the DOM: `(html) => new DOMParser().parseFromString(html, "text/html")` in a browser
 * @param name for messages
 * @throws {DataError} `empty-file` where the page holds no words
 */
export function readHtml(html: string, parse: ParseHtml, name: string): ReportDocument {
  const size = measureMarkup(html);
  const huge = size.elements > mostElements || size.depth > deepest || html.length > longest;
  const page = huge ? null : parse(inPage(html));
  const metadata =
    page === null ? { title: null, outlet: null, date: null, dateBecause: null } : htmlMetadata(page);
  const paragraphs = page === null ? stripMarkup(html) : articleParagraphs(page);
  if (paragraphs.length === 0) {
    throw new DataError("empty-file", "The page holds no words that a reader would see.", {
      place: { file: name },
      hint: "Pages that a script fills must be saved after it has run, as text or as HTML.",
    });
  }
  return {
    kind: "html",
    text: withTitle(metadata.title, paragraphs),
    ...metadata,
    place: null,
    madeOn: null,
  };
}

/** A fragment gets the page around it that parsers need. */
const inPage = (html: string): string =>
  /<body[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;

function articleParagraphs(page: DomDocument): string[] {
  // Readability rewrites the document that it is given: the whole is read before.
  const all = page.body === null ? [] : htmlParagraphs(page.body);
  const content = articleIn(page);
  const found = content ? htmlParagraphs(content) : [];
  const length = (list: readonly string[]): number => list.reduce((sum, text) => sum + text.length, 0);
  // Short reports look like no article; then the whole page is one.
  return length(found) >= Math.min(250, 0.5 * length(all)) ? found : all;
}

/** What Readability takes for the article; null where it finds none, or falls over a page without an end. */
function articleIn(page: DomDocument): DomNode | null {
  try {
    const article = new Readability<DomNode>(
      page as unknown as ConstructorParameters<typeof Readability>[0],
      {
        serializer: (node) => node as unknown as DomNode,
      },
    ).parse();
    return article?.content ?? null;
  } catch {
    return null;
  }
}
