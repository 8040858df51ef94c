import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { Brief } from "../../src/contracts/brief.js";
import { gravitas, root } from "../cli/gravitas.js";
import { chromiumArguments, findChromium } from "./find-chromium.js";

const path = findChromium();
const report = readFileSync(join(root, "examples/georgia-market.txt"), "utf8");
let code: string;

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: 'import { brief } from "gravitas"; globalThis.brief = brief;',
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    logLevel: "silent",
  });
  code = bundle.outputFiles[0]!.text;
}, 60_000);

describe("the pure modules", () => {
  it("bundle for a browser without anything of Node", () => {
    expect(code).not.toMatch(/require\("node:|from "node:/);
  });

  it("give in a browser the figures that they give on the command line", async (context) => {
    if (path === null) context.skip("no Chromium found: set CHROMIUM_PATH or install Debian's chromium");
    let browser: Browser | null = null;
    try {
      browser = await chromium.launch({ executablePath: path!, args: chromiumArguments });
      const page = await browser.newPage();
      await page.addScriptTag({ content: code });
      const json = await page.evaluate(async (text) => {
        const { brief } = globalThis as unknown as { brief: (t: string, o: object) => Promise<unknown> };
        return JSON.stringify(await brief(text, { draws: 20 }));
      }, report);
      const there = Brief.parse(JSON.parse(json));
      const ran = gravitas(["brief", "examples/georgia-market.txt", "--draws", "20", "--json"]);
      const here = Brief.parse(JSON.parse(ran.stdout));
      // Math.exp and Math.pow may differ by an ulp between builds of V8; printed figures may not.
      const printed = (brief: Brief): string[] =>
        brief.scenarios.flatMap((s) => s.figures.map((f) => f.percent.central.toPrecision(6)));
      expect(printed(there)).toEqual(printed(here));
      expect(there.reading).toEqual(here.reading);
      expect(there.regime).toEqual(here.regime);
    } finally {
      await browser?.close();
    }
  }, 120_000);
});
