/**
 * What makes a stranger's text harmless in a terminal, in HTML, in Markdown and in CSV.
 * Everything that comes from a report, a file or an address goes through one of these before it is shown.
 * @module
 */

const ESCAPE = 0x1b;
const BELL = 0x07;

/** Control characters of C0 and C1, but for tab and line feed. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f);
}

/** Characters that reorder, hide or break the text around them: bidi controls, zero width, tags, separators. */
function isDeceptive(code: number): boolean {
  return (
    code === 0x061c ||
    code === 0x00ad ||
    code === 0x180e ||
    code === 0xfeff ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

/** Index after a CSI sequence whose parameters start at `at`: parameters, intermediates, one final byte. */
function afterControlSequence(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) <= 0x3f) i++;
  const final = text.charCodeAt(i);
  return final >= 0x40 && final <= 0x7e ? i + 1 : i;
}

/** Index after an OSC, DCS, SOS, PM or APC string; an unterminated one hides no more than its introducer. */
function afterControlString(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BELL || code === 0x9c) return i + 1;
    if (code === ESCAPE && text[i + 1] === "\\") return i + 2;
    if (code === 0x0a) break;
  }
  return at;
}

/** Index after the escape sequence that starts at `at` (ESC or a C1 introducer). */
function afterEscape(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x9b) return afterControlSequence(text, at + 1);
  if (code === 0x90 || code === 0x98 || (code >= 0x9d && code <= 0x9f))
    return afterControlString(text, at + 1);
  if (code !== ESCAPE) return at + 1;
  const next = text[at + 1];
  if (next === "[") return afterControlSequence(text, at + 2);
  if (next !== undefined && "]PX^_".includes(next)) return afterControlString(text, at + 2);
  return at + 1;
}

/**
 * The text with nothing left that a terminal obeys: escape sequences, C0 and C1 controls (tab and line feed stay),
 * bidirectional overrides and invisible characters go; lone surrogates become U+FFFD.
 */
export function plainText(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i)!;
    if (code === 0x2028 || code === 0x2029) {
      out += "\n";
      i++;
    } else if (isControl(code)) {
      i = afterEscape(text, i);
    } else {
      const character = String.fromCodePoint(code);
      if (code >= 0xd800 && code <= 0xdfff) out += "\ufffd";
      else if (!isDeceptive(code)) out += character;
      i += character.length;
    }
  }
  return out;
}

/** `plainText` on one line: all white space collapsed, for table cells and list items. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe as HTML text and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (c) => HTML[c]!);
}

/** The address when it is an absolute http or https one without credentials, else null. */
export function safeUrl(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || plainText(url) !== url) return null;
  try {
    const parsed = new URL(url);
    return parsed.username === "" && parsed.password === "" ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * One line of GitHub Markdown that shows the text as it is: no link (bare addresses and @names included), image,
 * HTML, heading, list, table cell border, emphasis, code or formula can come of it.
 */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_{}[\]#|~$!^]/g, "\\$&")
      .replace(/[&<>]/g, (c) => HTML[c]!)
      .replace(/:(?=\S)/g, "\\:")
      .replace(/(www)\./gi, "$1\\.")
      // A word joiner after @ keeps mail addresses and names from being linked after the escapes are read.
      .replace(/@/g, "@\u2060")
      .replace(/^[-+=]/, "\\$&")
      .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
  );
}

/** A web address for the inside of `<…>` in a Markdown link, or null when it is not one. */
export function markdownUrl(url: string | null): string | null {
  const safe = safeUrl(url);
  return safe === null ? null : safe.replace(/[<>()\\|`*_~\s]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * One cell of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula (= + - @, tab, and their
 * full-width forms) is led by an apostrophe; numbers stay numbers; null and what is not finite is an empty cell.
 */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value === 0 ? 0 : value) : "";
  if (PLAIN_NUMBER.test(value)) return value;
  const clean = plainText(value);
  const guarded = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(clean) ? `'${clean}` : clean;
  return /[",\n\t']|^\s|\s$/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}
