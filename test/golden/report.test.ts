/**
 * The brief's text forms against the files beside this one. Set UPDATE_GOLDEN=1 to write them anew, and read the diff.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Brief } from "../../src/contracts/brief.js";
import { briefToMarkdown } from "../../src/report/markdown.js";
import { briefToTerminal } from "../../src/report/terminal.js";
import { textWidth } from "../../src/report/text-layout.js";
import { briefFixture } from "./brief-fixture.js";
import { attacks, hostileBrief } from "./hostile-brief.js";

function golden(name: string, text: string): void {
  const file = new URL(`./report-${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}

const terminal = (brief: Brief, width: number): string => briefToTerminal(brief, { colour: false, width });

/** A brief of a text in which no move can be costed. */
function emptyBrief(): Brief {
  const nothing = {
    said: [],
    moves: [],
    principal: null,
    regime: null,
    findings: [],
    scenarios: [],
    trust: null,
  };
  return {
    ...briefFixture(),
    ...nothing,
    on: null,
    onBecause: null,
    entries: {},
    notes: ["The text holds no move."],
  };
}

test("the fixture obeys its contract", () => {
  expect(() => Brief.parse(briefFixture())).not.toThrow();
  expect(() => Brief.parse(emptyBrief())).not.toThrow();
});

test("terminal, 80 and 120 columns", () => {
  golden("terminal-80.txt", terminal(briefFixture(), 80));
  golden("terminal-120.txt", terminal(briefFixture(), 120));
});

test("terminal without a move says so", () => golden("terminal-empty.txt", terminal(emptyBrief(), 80)));

test("Markdown", () => {
  golden("markdown.txt", briefToMarkdown(briefFixture()));
  golden("markdown-empty.txt", briefToMarkdown(emptyBrief()));
});

test.each([60, 80, 100, 120])("no line of text is wider than %i columns, addresses aside", (width) => {
  const lines = terminal(briefFixture(), width).split("\n");
  expect(lines.filter((line) => textWidth(line) > width && !line.includes("://"))).toEqual([]);
});

test("colour adds styles and nothing else", () => {
  const colour = briefToTerminal(briefFixture(), { colour: true, width: 80 });
  const esc = String.fromCharCode(27);
  expect(colour).toContain(`${esc}[1m`);
  expect(colour.split(new RegExp(`${esc}\\[\\d+m`)).join("")).toBe(terminal(briefFixture(), 80));
});

test("a hostile report reaches no terminal and makes no Markdown", () => {
  const text = terminal(hostileBrief(), 100);
  const control = (c: string): boolean =>
    (c < " " && c !== "\n") || (c >= "\u007f" && c <= "\u009f") || c === "\u202e";
  expect([...text].filter(control)).toEqual([]);
  const md = briefToMarkdown(hostileBrief());
  expect(md).not.toMatch(/<(?!br>|https:\/\/)/);
  expect(md).not.toMatch(/(?<!\\)\[[^\]]*(?<!\\)\]\((?!<https)/);
  expect(md).not.toMatch(/(?<!\\)!\[|evil\.example\/c(?<!https\\:.*)|javascript:a/);
  expect(
    md.split("\n").filter((line) => /^#+ /.test(line) && line.includes("heading") && !line.includes("\\#")),
  ).toEqual([]);
  expect(attacks).toContain("<script>");
});

test("a scenario without a solution shows its reason and no figure", () => {
  const brief = briefFixture();
  brief.scenarios[0] = {
    ...brief.scenarios[0]!,
    converged: false,
    because: "the tariff shuts all trade",
    figures: [],
    effects: [],
  };
  expect(terminal(brief, 80)).toContain("No answer: the tariff shuts all trade.");
  expect(briefToMarkdown(brief)).toContain("not solved");
});

test("nothing ever reads NaN, Infinity, undefined or null", () => {
  for (const brief of [briefFixture(), emptyBrief()])
    for (const text of [terminal(brief, 80), briefToMarkdown(brief)])
      expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b|\[object/);
});
