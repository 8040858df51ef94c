/**
 * The page in a browser: from a file, without network, quiet, harmless, legible at every width in light and dark.
 * GRAVITAS_SCREENSHOTS names a folder that keeps the pictures.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { briefToHtml } from "../../src/report/html.js";
import { briefFixture } from "../golden/brief-fixture.js";
import { hostileBrief } from "../golden/hostile-brief.js";
import { chromiumArguments, findChromium } from "./find-chromium.js";
import { lowContrast, overflow } from "./inspect-page.js";

const executablePath = findChromium();
const why = "no Chromium found: set CHROMIUM_PATH, or install the package chromium";
if (executablePath === null) console.log(`test/web skipped: ${why}`);

test("there is a browser to look with, where it is required", () => {
  if (process.env.CI) expect(executablePath, why).not.toBeNull();
});

const schemes = ["light", "dark"] as const;
const widths = [360, 1280, 2560];

interface Visit {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

describe.skipIf(executablePath === null)("in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "gravitas-page-"));
  const pictures = process.env.GRAVITAS_SCREENSHOTS ?? folder;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(folder, "fixture.html"), briefToHtml(briefFixture()));
    writeFileSync(join(folder, "hostile.html"), briefToHtml(hostileBrief()));
    browser = await chromium.launch({
      executablePath: executablePath!,
      headless: true,
      args: chromiumArguments,
    });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function visit(name: string, width: number, colorScheme: "light" | "dark"): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, requests, complaints };
  }

  test.each(["fixture", "hostile"])(
    "%s: one request, for itself, and not a word on the console",
    async (name) => {
      const { page, requests, complaints } = await visit(name, 1280, "light");
      await page.mouse.move(640, 450);
      await page.waitForTimeout(100);
      expect(requests).toHaveLength(1);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  for (const scheme of schemes) {
    test.each(widths)(`${scheme}, %i pixels: nothing overflows, everything is legible`, async (width) => {
      const { page } = await visit("fixture", width, scheme);
      const {
        width: wide,
        window,
        out,
      } = await page.evaluate<{ width: number; window: number; out: string[] }>(overflow);
      expect(out).toEqual([]);
      expect(wide).toBeLessThanOrEqual(window);
      expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
      const path = join(pictures, `brief-${scheme}-${width}.png`);
      await page.screenshot({ path, fullPage: process.env.GRAVITAS_SCREENSHOTS !== undefined });
      expect(statSync(path).size).toBeGreaterThan(20_000);
      await page.context().close();
    });
  }

  test("a hostile report does not widen a small screen", async () => {
    const { page } = await visit("hostile", 360, "light");
    const { width, window } = await page.evaluate<{ width: number; window: number }>(overflow);
    expect(width).toBeLessThanOrEqual(window);
    await page.context().close();
  });

  test("on paper it keeps its figures and shows addresses", async () => {
    const { page } = await visit("fixture", 1280, "dark");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate<string>("getComputedStyle(document.querySelector('nav')).display")).toBe(
      "none",
    );
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.byteLength).toBeGreaterThan(20_000);
    if (process.env.GRAVITAS_SCREENSHOTS) writeFileSync(join(pictures, "brief.pdf"), pdf);
    await page.context().close();
  });
});
