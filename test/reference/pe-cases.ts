/**
 * Markets and shocks for the tests of partial models.
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import type { Market } from "../../src/contracts/market.js";
import type { Shock, ShockCell } from "../../src/contracts/shock.js";

const facts = join(
  process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"),
  "facts",
  "worked-examples.md",
);

/** The worked examples' own text; null where the folder is absent. */
export function workedExamples(): string | null {
  return existsSync(facts) ? readFileSync(facts, "utf8") : null;
}

/** A test against the worked examples; skipped, with the reason, where these are absent. */
export function workedExample(name: string, check: (text: string) => void): void {
  it(name, (context) => {
    const text = workedExamples();
    if (text === null) context.skip("the reference folder is absent (set GRAVITAS_SHARED)");
    else check(text);
  });
}

/** All numbers of the first match of a pattern in a text. */
export function numbersAfter(text: string, pattern: RegExp): number[] {
  const found = pattern.exec(text);
  if (!found) throw new Error(`the worked examples have nothing like ${pattern}`);
  return [...found[0].slice(0).matchAll(/[+-]?\d+(?:\.\d+)?/g)].map((m) => Number(m[0]));
}

export function marketFrom(
  exporters: readonly string[],
  importers: readonly string[],
  flows: readonly number[],
  tariffs: readonly number[],
  lines: readonly string[] = ["goods"],
): Market {
  return {
    id: "case",
    title: "A case",
    year: 2000,
    exporters,
    importers,
    lines,
    flows: Float64Array.from(flows),
    tariffs: Float64Array.from(tariffs),
    notes: [],
  };
}

export function shockFrom(...cells: readonly ShockCell[]): Shock {
  return { title: "test", cells: [...cells], assumptions: [], notCosted: [] };
}

export function tariffCell(exporter: string, importer: string, before: number, after: number): ShockCell {
  return { exporter, importer, kind: "tariff", before, after };
}
