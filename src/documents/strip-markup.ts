const dropped = /^(?:script|style|noscript|template|svg|nav|footer|head|iframe|select)$/;
const inline =
  /^(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)$/;
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  laquo: "«",
  raquo: "»",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  euro: "€",
  pound: "£",
};

/** How many elements markup opens and how deep they nest at most, without building anything. */
export function measureMarkup(html: string): { elements: number; depth: number } {
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/g)) {
    if (
      /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|tr|option)$/i.test(
        match[2]!,
      )
    ) {
      elements += match[1] === "" ? 1 : 0;
      continue;
    }
    if (match[1] === "") {
      elements++;
      deepest = Math.max(deepest, ++depth);
    } else depth = Math.max(0, depth - 1);
  }
  return { elements, depth: deepest };
}

/**
 * The paragraphs of markup that no parser should be given: tags taken out in one pass, the content of scripts, styles
 * and navigation with them. Time linear in the length.
 */
export function stripMarkup(html: string): string[] {
  let text = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    text += html.slice(at, open);
    const { name, end, closing } = tagAt(html, open);
    if (name === null) {
      text += end === open + 1 ? "<" : "";
      at = end;
      continue;
    }
    at = !closing && dropped.test(name) ? pastClosing(html, name, end) : end;
    text += inline.test(name) ? "" : "\n";
  }
  return text
    .replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, entity)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

function tagAt(html: string, open: number): { name: string | null; end: number; closing: boolean } {
  if (html.startsWith("<!--", open)) {
    const end = html.indexOf("-->", open + 4);
    return { name: null, end: end < 0 ? html.length : end + 3, closing: false };
  }
  const match = /^<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,30})|^<[!?]/.exec(html.slice(open, open + 40));
  if (match === null) return { name: null, end: open + 1, closing: false };
  const close = html.indexOf(">", open);
  const end = close < 0 ? html.length : close + 1;
  return { name: match[2]?.toLowerCase() ?? null, end, closing: match[1] === "/" };
}

/** As browsers have it, content that is never closed runs to the end. */
function pastClosing(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^>]{0,200}>`, "gi");
  closing.lastIndex = from;
  return closing.exec(html) === null ? html.length : closing.lastIndex;
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole;
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : " ";
}
