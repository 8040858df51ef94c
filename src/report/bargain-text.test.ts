import { describe, expect, it } from "vitest";
import type { BargainReport } from "../contracts/bargain.js";
import { bargainToHtml } from "./bargain-html.js";
import { bargainToMarkdown } from "./bargain-markdown.js";
import { bargainToText } from "./bargain-text.js";
import { pictureToSvg } from "./plane-svg.js";
import { textWidth } from "./text-layout.js";

const evil = 'A <script>alert(1)</script> "name" \u001b[31m| [x](javascript:1) `y`';

const report: BargainReport = {
  kind: "bargain",
  question: "nash",
  title: evil,
  base: "world-2014",
  model: "one-sector",
  parameters: { theta: 5.03, deficits: "removed" },
  converged: true,
  because: null,
  findings: [`${evil} ends at 12.3 %.`],
  tables: [
    {
      title: "Players",
      columns: [
        { name: "player", unit: "text" },
        { name: "a rate with a long heading", unit: "rate" },
        { name: "real income", unit: "percent" },
        { name: "dollars a year", unit: "usd" },
        { name: "count", unit: "number" },
        { name: "why", unit: "text" },
      ],
      rows: [
        [evil, 0.1234, -0.5, 12.5, 40, "because of a reason that needs more than one line of the page"],
        ["nobody", null, Number.NaN, 0, 1234.5, ""],
      ],
      note: "A note.",
    },
  ],
  pictures: [
    {
      title: evil,
      x: { name: "one", unit: "percent" },
      y: { name: "two", unit: "rate" },
      curves: [
        {
          name: evil,
          points: [
            [-1, 0.2],
            [1, -0.1],
          ],
        },
      ],
      marks: [
        { x: 0, y: 0, label: evil, kind: "threat" },
        { x: 0, y: 0, label: "again", kind: "nash" },
        { x: 0.5, y: 0.1, label: "deal", kind: "deal" },
      ],
    },
  ],
  figures: {},
  assumptions: [{ says: evil, source: evil }],
  notes: [evil],
};

describe("a bargain on paper", () => {
  it.each([60, 80, 100])("fits %d columns, and nothing in it commands the terminal", (width) => {
    const text = bargainToText(report, { width });
    for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(width);
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/NaN|undefined|null/);
    expect(text).toContain("12.34\u00a0%");
    expect(text).toContain("−0.500\u00a0%");
  });

  it("gives marks at one place one letter", () => {
    const text = bargainToText(report, { width: 80 });
    expect(text).toMatch(/ {2}A {2}again \(0.%, 0.%\)/);
    expect(text).toMatch(/ {2}B {2}deal/);
  });

  it("escapes every name in HTML, SVG and Markdown", () => {
    for (const page of [bargainToHtml(report), pictureToSvg(report.pictures[0]!)]) {
      expect(page).not.toContain("<script>");
      expect(page).not.toMatch(/NaN|undefined/);
    }
    const markdown = bargainToMarkdown(report, { pictureFile: () => "p.svg" });
    expect(markdown).not.toContain("<script>");
    expect(markdown).not.toContain("[x](java");
    expect(bargainToMarkdown(report)).not.toContain("<script>");
    expect(bargainToMarkdown(report, { pictureFile: (k) => `p-${k}.svg` })).toContain("](<p-0.svg>)");
  });

  it("draws nothing but its frame where there is nothing", () => {
    const empty = { ...report.pictures[0]!, curves: [], marks: [] };
    expect(pictureToSvg(empty)).not.toMatch(/NaN|Infinity/);
  });

  it("says why there is no answer", () => {
    const failed = { ...report, converged: false, because: "Nothing was found. Tried: much.", findings: [] };
    expect(bargainToText(failed, { width: 80 })).toContain("! Nothing was found. Tried: much.");
    expect(bargainToHtml(failed)).toContain("Nothing was found.");
    expect(bargainToMarkdown(failed)).toContain("Nothing was found.");
  });
});
