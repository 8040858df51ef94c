import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { GravitasError } from "../../src/contracts/errors.js";
import { Reading } from "../../src/contracts/reading.js";
import { ReportDocument } from "../../src/contracts/report-document.js";
import { readDocument } from "../../src/documents/index.js";
import { read } from "../../src/read/index.js";
import { makePdf, pdfOf } from "./make-pdf.js";

const htmlParser = async () => (html: string) => parseHTML(html).document;
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

/** Reads a file to the end: a document with spans inside its text, or an error that says what is wrong. */
async function survive(content: string | Uint8Array, name: string): Promise<Reading | GravitasError> {
  let report: ReportDocument;
  try {
    report = ReportDocument.parse(await readDocument(bytesOf(content), { name, htmlParser }));
  } catch (error) {
    if (error instanceof GravitasError) return error;
    throw error;
  }
  const reading = Reading.parse(read(report.text, report));
  const { text } = reading.document;
  const spans = [
    ...reading.statements.map((statement) => statement.span),
    ...[...reading.moves, ...reading.events, ...reading.claims].flatMap((item) => item.evidence),
    ...[...reading.statements, ...reading.moves, ...reading.events, ...reading.claims].flatMap((item) =>
      Object.values(item.spans!).flat(),
    ),
  ];
  for (const [start, end] of spans) expect(0 <= start && start < end && end <= text.length).toBe(true);
  for (const { quote, span } of reading.statements)
    if (quote !== null) expect(text.slice(...span)).toBe(quote);
  return reading;
}

const said =
  "MOSCOW, May 3 (Wire) – Russia will lift its ban on Georgian wine, its minister said on Tuesday.";
const page = `<!doctype html><html><head><meta property="article:published_time" content="2013-05-03"></head><body><article><h1>Wine</h1><p>${said}</p></article></body></html>`;
const pdf = makePdf([[{ text: said, x: 50, y: 700, size: 10 }]], { Title: "Russia lifts ban on wine" });

describe("a report as PDF", () => {
  const lines = [
    ["Russia lifts ban on wine", 800, 18],
    ["MOSCOW – Russia will lift its ban on Georgian wine, its min-", 770, 10],
    ["ister of farming said on Tuesday, and open its market to Geor-", 758, 10],
    ["gian water as well.", 746, 10],
    ["“We are ready,” he told reporters.", 722, 10],
    ["1", 30, 10],
  ].map(([text, y, size]) => ({ text: String(text), x: 60, y: Number(y), size: Number(size) }));
  it("joins lines to paragraphs and makes broken words whole", async () => {
    const bytes = makePdf([lines], { Title: "doc1.pdf", CreationDate: "D:20130504101500Z" });
    const report = await readDocument(bytes, { name: "a.pdf", htmlParser });
    expect(report.text).toBe(
      "Russia lifts ban on wine\n\nMOSCOW – Russia will lift its ban on Georgian wine, its minister of farming said on Tuesday, and open its market to Georgian water as well.\n\n“We are ready,” he told reporters.",
    );
    expect(report.title).toBe("Russia lifts ban on wine");
    const { document } = read(report.text, report);
    expect(document).toMatchObject({
      date: "2013-05-04",
      dateBecause: expect.stringContaining("PDF was made"),
    });
  });
  it("leaves out what heads and foots its pages", async () => {
    const pages = [1, 2, 3, 4].map((n) => [
      { text: "The Daily Wire", x: 60, y: 820, size: 9 },
      { text: `Paragraph number ${"abcd"[n - 1]} stands on a page of its own.`, x: 60, y: 700, size: 10 },
      { text: `Page ${n} of 4`, x: 60, y: 30, size: 9 },
    ]);
    const { text } = await readDocument(makePdf(pages), { name: "-", htmlParser });
    expect(text).not.toMatch(/Daily Wire|Page \d/);
    expect(text.match(/Paragraph/g)).toHaveLength(4);
  });
});

describe("nothing that a file can hold breaks the reader", () => {
  it("random bytes under any name", async () => {
    const names = fc.constantFrom("a.txt", "a.html", "a.md", "a.pdf", "-");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), names, async (bytes, name) => {
        await survive(bytes, name);
      }),
      { numRuns: 150 },
    );
  });
  it("files cut off and with bytes changed", async () => {
    const whole = fc.constantFrom(bytesOf(page), pdf, bytesOf(`---\ntitle: a\n---\n# B\n\n${said}`));
    await fc.assert(
      fc.asyncProperty(whole, fc.nat(), fc.nat(), fc.nat(255), async (bytes, cut, at, value) => {
        const some = Uint8Array.from(bytes.subarray(0, 1 + (cut % bytes.length)));
        some[at % some.length] = value;
        await survive(some, "-");
      }),
      { numRuns: 150 },
    );
  });
  it("any text as page and as Markdown", async () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</p>",
      "<p>",
      "&#x1F600;",
      "&amp",
      "![",
      "](",
      "**",
      "_",
      "`",
      "```\n",
      "# ",
      "|",
      "\n",
      '"',
      said,
      "<!--",
      "-->",
      "<script>",
      "\ud83d",
      "\u202e",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom("a.html", "a.md", "a.txt"),
        async (list, name) => {
          await survive(list.join(""), name);
        },
      ),
      { numRuns: 250 },
    );
  });
  it.each([
    ["tags nested a hundred thousand deep", `<html><body>${"<div>".repeat(100_000)}${said}`, "html"],
    ["tags never closed", `<html><body>${"<b><i>".repeat(40_000)}${said}`, "html"],
    ["scripts never closed", `<html><body><p>${said}</p>${"<script>".repeat(50_000)}`, "html"],
    ["comments never closed", `<html><body><p>${said}</p>${"<!--".repeat(50_000)}`, "html"],
    ["huge entities", `<html><body><p>${said} ${"&#x110000;&#99999999999;&lt;".repeat(20_000)}</p>`, "html"],
    [
      "entities of its own",
      `<!DOCTYPE html [<!ENTITY a "${"b".repeat(1000)}"><!ENTITY c "${"&a;".repeat(1000)}">]><html><body><p>${said} ${"&c;".repeat(1000)}</p>`,
      "html",
    ],
    ["attributes without end", `<html><body><p ${"a=b ".repeat(100_000)}>${said}</p>`, "html"],
    ["many paragraphs", `<html><body>${`<p>${said}</p>`.repeat(2000)}`, "html"],
    ["a line of a megabyte", `${"word ".repeat(200_000)}`, "md"],
    ["links never closed", "[a](".repeat(50_000), "md"],
    ["emphasis never closed", "*a **b _c ".repeat(30_000), "md"],
    [
      "aliases of YAML",
      `---\na: &a [1]\n${Array.from({ length: 40 }, (_, n) => `b${n}: [*a,*a]`).join("\n")}\n---\n${said}`,
      "md",
    ],
    ["a hundred thousand parentheses", `${said} ${"(".repeat(100_000)}`, "txt"],
    ["right to left and combining marks", `${said} ${"\u202eوقال e\u0301\u0302 ".repeat(5000)}`, "txt"],
    ["halves of surrogates", `${said} ${"\ud83d x\ude00 ".repeat(5000)}`, "txt"],
    ["a megabyte without a space", `${said} ${"a".repeat(1_000_000)}`, "txt"],
  ])(
    "%s",
    async (_name, content, ending) => {
      const result = await survive(content, `bomb.${ending}`);
      expect(result).not.toBeInstanceOf(GravitasError);
    },
    60_000,
  );
  it("a page that breaks off in a tag still gives its words", async () => {
    for (let end = page.length - 1; end > page.indexOf(said) + said.length; end--)
      expect(await survive(page.slice(0, end), "cut.html")).not.toBeInstanceOf(GravitasError);
  });
  it("five megabytes of text", async () => {
    const result = await survive(`${said}\n\n`.repeat(Math.ceil(5e6 / (said.length + 2))), "long.txt");
    expect(result).not.toBeInstanceOf(GravitasError);
  }, 120_000);
  it("a PDF that unpacks to hundreds of megabytes is refused", async () => {
    const bomb = pdfOf([Buffer.alloc(300_000_000, "BT (a) Tj ET\n")]);
    expect(bomb.length).toBeLessThan(3_000_000);
    expect(await survive(bomb, "bomb.pdf")).toMatchObject({ code: "pdf-too-large" });
  }, 60_000);
  it("gzip within is no text", async () => {
    expect(await survive(gzipSync(said), "a.txt")).toBeInstanceOf(GravitasError);
  });
});
