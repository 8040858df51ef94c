/**
 * The embedded world against data that had no part in it: manufacturing trade of 69 economies in 2006 (the panel of
 * Yotov, Piermartini, Monteiro and Larch 2016), and the tables of tariffs and agreements that ours were taken from.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { CellOrigin } from "../../src/contracts/baseline.js";
import { tariffBasis, world2014 } from "../../src/worlds/index.js";
import { readTable } from "./ge-cases.js";

const shared = process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared");
const panel = join(shared, "reference", "estimate", "data", "agtpa_applications.csv.gz");
const facts = join(shared, "facts");

function conformance(name: string, needs: string, check: () => void): void {
  it(name, (context) => {
    if (!existsSync(needs)) context.skip("the reference folder is absent (set GRAVITAS_SHARED)");
    check();
  });
}

const rowsOf = (file: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(join(facts, file), "utf8").trim(), { header: true }).data;

const world = world2014();
const n = world.economies.length;
const at = new Map(world.economies.map((code, k) => [code, k]));

/** Flows of 2006 with a cell in the world: [cell, million dollars]. The panel writes ROM for Romania. */
function observed(): [number, number][] {
  return readTable(panel)
    .filter(({ year }) => year === "2006")
    .flatMap(({ exporter, importer, trade }): [number, number][] => {
      const i = at.get(exporter === "ROM" ? "ROU" : exporter);
      const j = at.get(importer === "ROM" ? "ROU" : importer);
      return i === undefined || j === undefined ? [] : [[i * n + j, Number(trade)]];
    });
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

describe("world-2014 against manufacturing trade of 2006", () => {
  conformance("imputed cells: correlation in logs above 0.78", panel, () => {
    const pairs = observed()
      .filter(([c, trade]) => trade > 0 && world.origin[c] === CellOrigin.imputed)
      .map(([c, trade]) => [Math.log(trade), Math.log(world.flows[c])] as const);
    expect(pairs.length).toBeGreaterThan(3500);
    expect(correlation(pairs)).toBeGreaterThan(0.78);
  });

  conformance("all cells between economies: correlation in logs above 0.83", panel, () => {
    const pairs = observed()
      .filter(([c, trade]) => trade > 0 && c % (n + 1) !== 0)
      .map(([c, trade]) => [Math.log(trade), Math.log(world.flows[c])] as const);
    expect(correlation(pairs)).toBeGreaterThan(0.83);
  });

  conformance("the floor of home sales is just below the least home share observed", panel, () => {
    const home = new Map<number, number>();
    const all = new Map<number, number>();
    for (const [c, trade] of observed()) {
      const i = Math.floor(c / n);
      all.set(i, (all.get(i) ?? 0) + trade);
      if (c === i * n + i) home.set(i, trade);
    }
    const least = Math.min(...[...home].map(([i, sales]) => sales / all.get(i)!));
    expect(least).toBeGreaterThan(0.3);
    expect(least).toBeLessThan(0.35);
  });
});

describe("tariffs and agreements against their sources", () => {
  conformance("MFN rates are those of the table", facts, () => {
    let checked = 0;
    for (const row of rowsOf("mfn-tariffs.csv")) {
      if (!at.has(row.economy)) continue;
      const { mfn } = tariffBasis(row.economy === "USA" ? "CHN" : "USA", row.economy);
      expect(mfn.rate * 100, row.economy).toBeCloseTo(Number(row.simple_mfn_applied_all), 9);
      checked++;
    }
    expect(checked).toBeGreaterThan(180);
  });

  conformance("bilateral agreements in force on the day are zero, those that are not are not", facts, () => {
    const day = "2014-12-18";
    let zero = 0;
    for (const row of rowsOf("agreements.csv")) {
      const [a, b, ...more] = row.members.split(";");
      if (more.length > 0 || !at.has(a) || !at.has(b)) continue;
      const inForce = row.in_force !== "" && row.in_force <= day && (row.ended === "" || row.ended > day);
      if (row.type === "FTA" && inForce && row.id !== "chn-twn") {
        expect(tariffBasis(a, b).rate, row.id).toBe(0);
        expect(tariffBasis(b, a).rate, row.id).toBe(0);
        zero++;
      } else if (["jpn-aus", "kor-can", "chl-ind", "usa-vnm-bta", "chn-twn", "tur-syr"].includes(row.id)) {
        expect(tariffBasis(a, b).basis, row.id).toBe("mfn");
      }
    }
    expect(zero).toBeGreaterThan(100);
  });
});
