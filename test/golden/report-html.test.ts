/** The page's structure: well formed, self-contained, no script, nothing of a hostile report at work. */
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { Brief } from "../../src/contracts/brief.js";
import { briefToHtml } from "../../src/report/html.js";
import { briefFixture } from "./brief-fixture.js";
import { hostileBrief } from "./hostile-brief.js";

type Dom = ReturnType<typeof parseHTML>["document"];

/** As much of an element as the tests ask for. */
interface Node {
  readonly id: string;
  readonly tagName: string;
  readonly textContent: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  remove(): void;
}

const parse = (html: string): Dom => parseHTML(html).document;
const all = (dom: Dom, selector: string): Node[] => [...dom.querySelectorAll(selector)] as unknown as Node[];

const VOID = new Set("br col img meta link input hr".split(" "));

/** Elements that are closed in another order than they were opened, or not at all. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const inside = html.replace(/<style>.*?<\/style>/s, "");
  for (const [, slash, name = "", rest = ""] of inside.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/gi,
  )) {
    if (slash === "/") {
      if (open.pop() !== name) wrong.push(name);
    } else if (!rest.endsWith("/") && !VOID.has(name)) open.push(name);
  }
  return [...wrong, ...open];
}

function offences(dom: Dom): string[] {
  const found: string[] = [];
  for (const element of all(dom, "*")) {
    if (
      /^(script|iframe|object|embed|img|image|form|link|base|audio|video|foreignobject)$/i.test(
        element.tagName,
      )
    )
      found.push(element.tagName);
    for (const { name, value } of [...element.attributes]) {
      if (/^on/i.test(name) || name === "src" || name === "srcset" || name === "srcdoc")
        found.push(`${name}=${value}`);
      const local = value.startsWith("#");
      const link = element.tagName === "A" && /^https?:\/\//.test(value);
      if (/href$/i.test(name) && !local && !link) found.push(`${name}=${value}`);
      if (name === "style" && !/^[-a-z0-9:%.();,+ *]*$/i.test(value)) found.push(`style=${value}`);
    }
  }
  return found;
}

const briefs: [string, () => Brief][] = [
  ["the fixture", briefFixture],
  ["a hostile brief", hostileBrief],
];

test.each(briefs)("%s: well formed, no script, no handler, no address but links", (_, make) => {
  const html = briefToHtml(make());
  expect(unbalanced(html)).toEqual([]);
  expect(offences(parse(html))).toEqual([]);
  expect(html.match(/<style>.*<\/style>/s)![0]).not.toMatch(/url\((?!#)|@import|expression/);
});

test.each(briefs)("%s: landmarks, one main heading, ids unique, every reference answered", (_, make) => {
  const dom = parse(briefToHtml(make()));
  expect(dom.documentElement.getAttribute("lang")).toBe("en");
  for (const landmark of ["header", "nav", "main", "footer"])
    expect(all(dom, landmark), landmark).toHaveLength(1);
  expect(all(dom, "h1")).toHaveLength(1);
  const ids = all(dom, "[id]").map((e) => e.id);
  expect(new Set(ids).size).toBe(ids.length);
  const wanted = all(dom, "a[href^='#'], use").map((e) => e.getAttribute("href")!.slice(1));
  expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  for (const table of all(dom, "table")) expect(table.querySelector("caption")).not.toBeNull();
  for (const svg of all(dom, "svg[role=img]")) expect(svg.getAttribute("aria-label")).toMatch(/\S/);
});

test("the policy forbids everything but its own style", () => {
  const dom = parse(briefToHtml(briefFixture()));
  const policy = dom.querySelector("meta[http-equiv]")!.getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("script-src");
});

test("the report is shown whole and verbatim, its marks in place", () => {
  const brief = briefFixture();
  const dom = parse(briefToHtml(brief));
  const labels = all(dom, "article a.ref").map((e) => e.textContent);
  for (const ref of all(dom, "article a.ref")) ref.remove();
  const paragraphs = all(dom, "article p").map((p) => p.textContent);
  expect(paragraphs).toEqual(brief.reading.document.text.split("\n"));
  expect(labels).toEqual(["s1", "m1", "s2", "m2", "m1", "m3", "s3"]);
  const marked = all(dom, "article mark").map((e) => e.textContent);
  expect(marked).toContain("Russia stands ready to open its market wider to goods from Georgia");
  expect(all(dom, "article mark")[0]!.getAttribute("title")).toContain("ready, not decided");
});

test("a hostile text is shown, not obeyed", () => {
  const dom = parse(briefToHtml(hostileBrief()));
  for (const ref of all(dom, "article a.ref")) ref.remove();
  const text = all(dom, "article")[0]!.textContent;
  expect(text).toContain("<script>alert(1)</script>");
  expect(text).toContain("onerror=alert(1)");
});

test("maps show small economies and what is contested; origins are named", () => {
  const html = briefToHtml(briefFixture());
  for (const name of ["Singapore", "Malta"])
    expect(html).toMatch(new RegExp(`class="point [a-z0-9]+"[^>]*><title>${name}: `));
  for (const words of [
    "not an opinion on any boundary",
    "schematic",
    "No viewpoint was asked for",
    "Natural Earth",
  ])
    expect(html).toContain(words);
  expect(html).toContain("estimated");
  expect(html).toContain("reported by the exporter");
});

test("a viewpoint colours what it claims", () => {
  const brief = briefFixture();
  brief.regime!.view = "GEO";
  const html = briefToHtml(brief);
  expect(html).toContain("as Georgia sees them");
  expect(html).toMatch(/href="#w-c-XAB" class="g\d dashed"/);
  expect(html).toMatch(/href="#w-c-crimea" class="contested dashed"/);
});

test("a brief without scenarios is a page that says so", () => {
  const brief = {
    ...briefFixture(),
    said: [],
    moves: [],
    principal: null,
    regime: null,
    scenarios: [],
    trust: null,
  };
  const html = briefToHtml({ ...brief, findings: [], notes: ["The text is not in English."] });
  expect(unbalanced(html)).toEqual([]);
  expect(html).toContain("no move in the text can be costed");
  expect(html).toContain("The text is not in English.");
});

test("the same brief gives the same bytes", () => {
  expect(briefToHtml(briefFixture())).toBe(briefToHtml(briefFixture()));
});
