import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, escapeHtml, escapeMarkdown, markdownUrl, oneLine, plainText, safeUrl } from "./escape.js";

/** Strings built from what attackers use, mixed with anything. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\u001b[31m",
        "\u001b]0;title\u0007",
        "\u001b]8;;https://example.org\u001b\\",
        "\u009b2J",
        "\u009d0;x\u009c",
        "\u001b",
        "\u202e",
        "\u2066",
        "\u200f",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[a](https://example.org)",
        "![a](x)",
        "https://example.org",
        "www.example.org",
        "a@example.org",
        "# heading",
        "| cell |",
        "\n- item",
        "\n\n    code",
        "```",
        "$$x$$",
        "<!--",
        "&lt;",
        "=1+1",
        "@SUM(A1)",
        "\t=1",
        "\ud800",
        "\r\n",
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const forbidden = (text: string): boolean =>
  [...text].some((c) => {
    const code = c.codePointAt(0)!;
    const control = (code < 0x20 && c !== "\n" && c !== "\t") || (code >= 0x7f && code <= 0x9f);
    const bidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return control || bidi || code === 0x200f || code === 0x061c || (code >= 0xd800 && code <= 0xdfff);
  });

test("a terminal obeys nothing in plain text, whatever came", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(forbidden(plainText(text))).toBe(false);
    }),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      expect(plainText(plainText(text))).toBe(plainText(text));
    }),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      expect(oneLine(text)).not.toMatch(/[\n\t]/);
    }),
  );
});

test("plain text keeps what people write", () => {
  const text = "“Кахетия”, naïve — 20 %\n\tჯორჯია 漢字 🍷";
  expect(plainText(text)).toBe(text);
  expect(plainText("a\u001b[1;31mb\u001b]0;t\u0007c\u009b3Jd\u001b]unterminated")).toBe("abcdunterminated");
});

test("HTML shows the text and nothing of it becomes markup", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const html = escapeHtml(text);
      expect(html).not.toMatch(/[<>"']/);
      expect(html.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
    }),
  );
});

test("Markdown: every special character is escaped and no address stands bare", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const md = escapeMarkdown(text);
      expect(md).not.toMatch(/[<>\n]/);
      const bare = md.replace(/\\[^\sa-z0-9]/gi, "");
      expect(bare).not.toMatch(/[`*_[\]|#~$]/);
      expect(bare).not.toMatch(/:\/\/|www\.|@[^\u2060]/i);
      expect(md).not.toMatch(/^([-+=]|\d+[.)](\s|$))/);
    }),
  );
});

test("CSV: no formula, and the cell reads back as one cell", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const cell = csvCell(text);
      const raw = cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell;
      if (!/^-?\d/.test(raw)) expect(raw).not.toMatch(/^\s*[=+\-@]/);
      if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\n]/);
      else expect(cell.slice(1, -1).replace(/""/g, "")).not.toContain('"');
    }),
  );
  expect([csvCell(-1.5), csvCell("-1.5"), csvCell(-0), csvCell(Number.NaN), csvCell(null)]).toEqual([
    "-1.5",
    "-1.5",
    "0",
    "",
    "",
  ]);
  expect(csvCell("=cmd()")).toBe(`"'=cmd()"`);
  expect(csvCell("-1+cmd()")).toBe(`"'-1+cmd()"`);
  expect(csvCell('Korea, "South"')).toBe('"Korea, ""South"""');
});

test("only plain web addresses are linked", () => {
  for (const bad of [
    null,
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org",
    "https://u:p@example.org",
    "https://a b",
  ])
    expect(safeUrl(bad)).toBeNull();
  expect(safeUrl("https://example.org/a?b=1&c=2")).toBe("https://example.org/a?b=1&c=2");
  expect(markdownUrl("https://example.org/a_(b)")).toBe("https://example.org/a%5f%28b%29");
});
