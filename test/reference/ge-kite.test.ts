import { describe, expect } from "vitest";
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { restGap, solveMultiSector } from "../../src/equilibrium/index.js";
import { conformance, economyColumn, geFile, largestGap, readTable, shockOf } from "./ge-cases.js";

/** KITE's residual is 1e-13 and its files have 15 digits. */
const tolerance = 1e-9;

const open = (name: string) => readTable(geFile("kite", `k5x3_${name}.csv`));

function kiteWorld(): SectorBaseline {
  const sectors = open("trade_elasticity").map((row) => row.sector!);
  const economies = open("value_added").map((row) => row.country!);
  const n = economies.length;
  const place = (row: Record<string, string>, sector = "sector", country = "country") =>
    sectors.indexOf(row[sector]!) * n + economies.indexOf(row[country]!);
  const bySector = (name: string) => {
    const out = new Float64Array(sectors.length * n);
    for (const row of open(name)) out[place(row)] = Number(row.value);
    return out;
  };
  const factors = cells("tariff", sectors, economies);
  const shares = cells("trade_share", sectors, economies);
  const spending = bySector("expenditure");
  const flows = shares.map(
    (share, k) => (share * spending[Math.floor(k / (n * n)) * n + (k % n)]!) / factors[k]!,
  );
  const inputShare = new Float64Array(sectors.length ** 2 * n);
  for (const row of open("intermediate_share")) {
    const using = sectors.indexOf(row.output!);
    inputShare[using * sectors.length * n + place(row, "input")] = Number(row.value);
  }
  return {
    id: "kite",
    title: "KITE, 5 × 3",
    year: 2000,
    economies,
    sectors,
    flows,
    tariffs: factors.map((factor) => factor - 1),
    origin: new Uint8Array(flows.length).fill(6),
    moved: new Float64Array(flows.length).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
    traded: sectors.map((sector) => sector !== "s03"),
    // Theirs is the inverse.
    theta: Float64Array.from(open("trade_elasticity"), (row) => 1 / Number(row.value)),
    valueAddedShare: bySector("factor_share"),
    inputShare,
    finalShare: bySector("consumption_share"),
  };
}

/** A long table as [sector][exporter][importer]. */
function cells(name: string, sectors: readonly string[], economies: readonly string[]): Float64Array {
  const n = economies.length;
  const out = new Float64Array(sectors.length * n * n).fill(Number.NaN);
  for (const row of open(name)) {
    const pair = economies.indexOf(row.origin!) * n + economies.indexOf(row.destination!);
    out[sectors.indexOf(row.sector!) * n * n + pair] = Number(row.value);
  }
  if (out.some(Number.isNaN)) throw new Error(`${name} is not complete`);
  return out;
}

function cellsOf(world: SectorBaseline, name: string, kind: "tariff" | "iceberg"): ShockCell[] {
  const n = world.economies.length;
  const after = cells(name, world.sectors, world.economies);
  return Array.from(after).flatMap((factor, k) => {
    const before = kind === "tariff" ? world.tariffs[k]! : 1;
    const now = kind === "tariff" ? factor - 1 : factor;
    if (before === now) return [];
    return [
      {
        exporter: world.economies[Math.floor(k / n) % n]!,
        importer: world.economies[k % n]!,
        sector: world.sectors[Math.floor(k / (n * n))]!,
        kind,
        before,
        after: now,
      },
    ];
  });
}

describe("KITE, 5 economies and 3 sectors, one of them not traded", () => {
  conformance("its world is at rest", () => {
    expect(restGap(kiteWorld())).toBeLessThan(1e-12);
  });

  for (const [name, table, kind] of [
    ["war", "tariff_new_war", "tariff"],
    ["fta", "tariff_new_fta", "tariff"],
    ["ntb10", "ntb_new_plus10", "iceberg"],
  ] as const) {
    conformance(`${name}: wages, prices, costs, incomes, spending, revenue and every flow`, () => {
      const world = kiteWorld();
      const { economies, sectors } = world;
      const shock = cellsOf(world, table, kind);
      expect(shock.length).toBeGreaterThan(3);
      const outcome = solveMultiSector(world, shockOf(shock), { deficits: "additive" });
      expect(outcome.converged).toBe(true);
      expect(outcome.residual).toBeLessThanOrEqual(1e-12);
      expect(outcome.warnings).toEqual([]);
      for (const rows of [open(`${name}_numpy`), open(`${name}_out_country`)]) {
        const column = (key: string) => economyColumn(rows, "country", economies, key);
        expect(largestGap(outcome.wage, column("wage_change"))).toBeLessThan(tolerance);
        expect(largestGap(outcome.realIncome, column("welfare_change"))).toBeLessThan(tolerance);
        expect(largestGap(outcome.expenditureBefore, column("income"))).toBeLessThan(tolerance);
        expect(largestGap(outcome.expenditure, column("income_new"))).toBeLessThan(tolerance);
        expect(largestGap(outcome.tariffRevenue, column("tariff_revenue_new"))).toBeLessThan(tolerance);
        const prices = "price_index_change" in rows[0]! ? column("price_index_change") : [];
        expect(largestGap(outcome.priceIndex, prices)).toBeLessThan(tolerance);
      }
      const bySector = (file: string) => {
        const rows = open(`${name}_out_${file}`);
        return sectors.flatMap((sector) =>
          economyColumn(
            rows.filter((row) => row.sector === sector),
            "country",
            economies,
            "value",
          ),
        );
      };
      expect(largestGap(outcome.sectorPrice, bySector("price_change"))).toBeLessThan(tolerance);
      expect(largestGap(outcome.unitCost, bySector("input_cost_change"))).toBeLessThan(tolerance);
      expect(largestGap(outcome.sectorSpending, bySector("expenditure_new"))).toBeLessThan(tolerance);
      const flow = (file: string) => cells(`${name}_out_${file}`, sectors, economies);
      expect(largestGap(outcome.flows, flow("trade_flow_fob_new"))).toBeLessThan(tolerance);
      const gross = outcome.flows.map((x, k) => x * (1 + outcome.tariffs[k]!));
      expect(largestGap(gross, flow("trade_flow_new"))).toBeLessThan(tolerance);
    });
  }
});
