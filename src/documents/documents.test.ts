import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { ReportDocument } from "../contracts/report-document.js";
import { readDocument, sniffKind } from "./index.js";
import { writtenDay } from "./written-day.js";

const htmlParser = async () => (html: string) => parseHTML(html).document;
const from = (content: string | Uint8Array, name = "-"): Promise<ReportDocument> =>
  readDocument(typeof content === "string" ? new TextEncoder().encode(content) : content, {
    name,
    htmlParser,
  });

const first =
  "LIMA – Peru will cut its tariff on Chilean grapes from 9 to 4 per cent, its trade minister said on Tuesday.";
const second = "“We are ready to go further if Santiago does,” she added. Chile has made no such promise.";
const page = (head: string, body: string): string =>
  `<!doctype html><html><head>${head}</head><body><nav>Home Trade World</nav>${body}<footer>Cookies</footer></body></html>`;
const article = `<article><h1>Peru to cut tariff on grapes</h1><p>LIMA &ndash; Peru will cut its <b>tariff</b> on Chilean grapes from 9&nbsp;to 4 per cent, its trade\n minister said on Tuesday.</p><div><p>${second}</p></div></article>`;
const jsonLd = (value: string): string => `<script type="application/ld+json">${value}</script>`;

describe("a page", () => {
  it("gives its paragraphs under its title, without what stands around them", async () => {
    const report = await from(page("<title>Peru to cut tariff on grapes | Andes Wire</title>", article));
    expect(report.text).toBe(`Peru to cut tariff on grapes\n\n${first}\n\n${second}`);
    expect(report).toMatchObject({ kind: "html", title: "Peru to cut tariff on grapes", date: null });
  });
  it("runs nothing", async () => {
    const ran = globalThis as { stolen?: boolean };
    const image = '<img src=x onerror="globalThis.stolen=true">';
    await from(page("<script>globalThis.stolen = true</script>", article + image));
    expect(ran.stolen).toBeUndefined();
  });
  it.each([
    [
      `${jsonLd('{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Grapes","datePublished":"2021-03-02T23:30:00-05:00","publisher":{"name":"Andes Wire"}}]}')}<meta property="article:published_time" content="2021-03-05">`,
      {
        title: "Grapes",
        outlet: "Andes Wire",
        date: "2021-03-02",
        dateBecause: "the page's JSON-LD gives it (datePublished)",
      },
    ],
    [
      '<meta property="og:site_name" content="Andes Wire"><meta property="article:published_time" content="2021-03-02T10:00:00Z">',
      {
        outlet: "Andes Wire",
        date: "2021-03-02",
        dateBecause: "the page's metadata gives it (article:published_time)",
      },
    ],
    ['<meta name="DC.date" content="2 March 2021">', { date: "2021-03-02" }],
    ['<meta name="date" content="2021-02-30">', { date: null, dateBecause: null }],
    [jsonLd('{"@type": broken'), { title: "Peru to cut tariff on grapes" }],
  ])("tells title, outlet and day: %s", async (head, expected) => {
    expect(await from(page(head, article))).toMatchObject(expected);
  });
  it("takes the day of a <time> element last", async () => {
    const timed = article.replace("<p>", "<time datetime='2021-03-02'>2 March</time><p>");
    expect(await from(page("", timed))).toMatchObject({
      date: "2021-03-02",
      dateBecause: "the page's <time> element gives it",
    });
  });
  it("may be a fragment, or hold no words at all", async () => {
    expect((await from(`<p>${first}</p><p>${second}`, "a.html")).text).toBe(`${first}\n\n${second}`);
    const filled = "<!doctype html><html><body><script>fill()</script></body></html>";
    await expect(from(filled)).rejects.toMatchObject({ code: "empty-file" });
  });
});

describe("Markdown", () => {
  it("loses its marks, joins the lines of a paragraph, and gives its front matter", async () => {
    const report = await from(
      `---\ntitle: "Peru: grapes"\nsource: Andes Wire\ndate: 2021-03-02T10:00\n---\n# Peru: grapes\n\nLIMA – **Peru** will cut its [tariff](https://a.b/c_(d) "t")\non *Chilean* grapes.\n\n> - first\n> - second\n\n\`\`\`\ncode\n\`\`\`\n![a picture](x.png)\nsnake_case stays, 2 * 3 * 4 too, a < b\n`,
      "a.md",
    );
    expect(report.text).toBe(
      "Peru: grapes\n\nLIMA – Peru will cut its tariff on Chilean grapes.\n\nfirst\n\nsecond\n\nsnake_case stays, 2 * 3 * 4 too, a < b",
    );
    expect(report).toMatchObject({
      title: "Peru: grapes",
      outlet: "Andes Wire",
      date: "2021-03-02",
      dateBecause: "the front matter gives it (date)",
    });
  });
  it("may have broken front matter", async () => {
    expect(await from(`---\n{: [\n---\n# T\n\n${first}`, "a.md")).toMatchObject({ title: "T", date: null });
    expect(await from(`---\n${first}`, "a.md")).toMatchObject({ date: null });
  });
});

describe("what a file is", () => {
  it.each([
    ["%PDF-1.7", "-", "pdf"],
    ["<!DOCTYPE html><p>", "-", "html"],
    ["\ufeff  <html>", "a.txt", "html"],
    ["<p>a", "a.HTM.gz", "html"],
    ["a < b", "-", "text"],
    ["---\ntitle: a\n---\nb", "-", "markdown"],
    ["---\nno field\n---\nb", "-", "text"],
    ["{\\rtf1", "a.txt", "rtf"],
    ["PK\u0003\u0004", "a.txt", "zip"],
  ])("%j named %s is %s", (content, name, kind) => {
    expect(sniffKind(new TextEncoder().encode(content), name)).toBe(kind);
  });
  it("refuses what is no report with a sentence", async () => {
    await expect(from("PK\u0003\u0004…", "a.docx")).rejects.toMatchObject({ code: "not-a-report" });
    await expect(from(Uint8Array.of(1, 0, 0, 7, 3, 0, 200), "a")).rejects.toMatchObject({
      code: "binary-file",
    });
    await expect(from(" \n", "a")).rejects.toMatchObject({ code: "empty-file" });
    await expect(from("%PDF-1.4\nbroken", "a.pdf")).rejects.toMatchObject({ code: "pdf-broken" });
  });
});

describe("encodings", () => {
  const wide = (text: string, mark: boolean, big: boolean): Uint8Array => {
    const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
    return new Uint8Array(big ? bytes.swap16() : bytes);
  };
  it.each([
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${first}`)],
    ["UTF-16, little end first", wide(first, true, false)],
    ["UTF-16, big end first", wide(first, true, true)],
    ["UTF-16 without a mark", wide(first, false, false)],
    ["Windows-1252", Uint8Array.from([...first].map((c) => (c === "–" ? 0x96 : c.charCodeAt(0))))],
  ])("%s", async (_name, bytes) => {
    expect((await from(bytes)).text).toBe(first);
  });
  it("Windows-1251, declared or told by its letters", async () => {
    const letters = [0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0, 0x20, 0xe7, 0xe0, 0xff, 0xe2, 0xe8, 0xeb, 0xe0];
    expect((await from(Uint8Array.from(letters))).text).toBe("Москва заявила");
    const head = new TextEncoder().encode('<html><meta charset="windows-1251"><p>The minister of trade in ');
    expect((await from(Uint8Array.from([...head, ...letters]))).text).toContain("in Москва заявила");
  });
});

it("days in metadata", () => {
  const same = [
    "20141218",
    "D:20141218120000+03'00'",
    "18 Dec 2014",
    "Thu, 18 December 2014 10:00 GMT",
    "Dec. 18, 2014",
    "2014-12-18 10:00",
  ];
  expect(same.map(writtenDay)).toEqual(same.map(() => "2014-12-18"));
  const none = ["", "2014", "31 Feb 2014", "18/12/2014", "1418860800000"];
  expect(none.map(writtenDay)).toEqual(none.map(() => null));
});
