/**
 * The world of 36 economies of 2001 on which optimal and Nash tariffs are known; free of the test runner, so that the
 * bench can read it too.
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { oneSectorWorld, type TariffWorld } from "../../src/bargain/index.js";
import type { Baseline } from "../../src/contracts/baseline.js";
import { removeDeficits } from "../../src/equilibrium/index.js";

const folder = join(
  process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"),
  "reference",
  "ge",
  "econ36",
);

export const theta = 2.059;

export function hasEcon36(): boolean {
  return existsSync(folder);
}

/** Rows of a file of the case, as named text. */
export function econ36Rows(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(folder, name), "utf8").trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, k) => [names[k]!, cell])));
}

export function econ36Summary(): Record<"opt_CHN" | "opt_USA" | "nash", Record<string, number>> {
  return JSON.parse(readFileSync(join(folder, "opt_nash_summary.json"), "utf8"));
}

/**
 * The balanced world. The data tax China's own goods at 4 %; where China moves, the reference sets that tax to zero with
 * the rest: see econ36Table.
 */
export function econ36(): Baseline {
  const trade = econ36Rows("input_xtr2001.csv");
  const rates = econ36Rows("input_tariff2001.csv");
  const economies = trade.map((row) => row.iso_o!);
  const n = economies.length;
  const cells = (rows: Record<string, string>[], prefix: string) =>
    Float64Array.from(rows.flatMap((row) => economies.map((code) => Number(row[prefix + code]))));
  const tariffs = cells(rates, "tariff");
  // Trade is stated with the importer's tariff in it.
  const flows = cells(trade, "xtr2001").map((gross, k) => gross / (1 + tariffs[k]!));
  const world: Baseline = {
    id: "econ36",
    title: "36 economies of 2001",
    year: 2001,
    economies,
    sectors: ["goods"],
    flows,
    tariffs,
    origin: new Uint8Array(n * n).fill(6),
    moved: new Float64Array(n * n).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
  };
  return removeDeficits(world, { theta }).baseline!;
}

/** The world as a table to play on, China's tax on its own goods kept or taken away. */
export function econ36Table(base: Baseline, china: "kept" | "zero"): TariffWorld {
  const world = oneSectorWorld(base, theta);
  const place = base.economies.indexOf("CHN");
  if (china === "zero") world.tariffs[place * world.n + place] = 0;
  world.solve();
  return world;
}
