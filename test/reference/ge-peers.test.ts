import { describe, expect } from "vitest";
import { gravityTerms, solveOneSector } from "../../src/equilibrium/index.js";
import {
  baselineOf,
  bilateralCase,
  conformance,
  economyColumn,
  geFile,
  icebergCells,
  readTable,
  shockOf,
} from "./ge-cases.js";

/** The figures of docs/peers.md: how far gegravity's "full" columns are from the solution of its own equations. */
describe("gegravity's full equilibrium against the solution, 30 economies of 2006, σ = 5", () => {
  const stated = [
    ["CAN_JPN_PTA_s5_DEU", { price: 0.0354, exports: 0.0885, unsold: 0.00184 }],
    ["NAFTA_removed_s5_DEU", { price: 0.4077, exports: 1.0948, unsold: 0.01604 }],
  ] as const;
  for (const [name, far] of stated) {
    conformance(name, () => {
      const theta = 4;
      const exact = bilateralCase(geFile("exact", `${name}_bilateral_exact.csv`));
      const costs = bilateralCase(geFile("gegravity_py", `${name}_bilateral_costs.csv`));
      const peer = bilateralCase(geFile("gegravity_py", `${name}_bilateral.csv`));
      const { economies } = exact;
      const n = economies.length;
      const before = costs.column("baseline trade cost");
      const factor = costs.column("experiment trade cost").map((cost, k) => cost / before[k]!);
      const outcome = solveOneSector(
        baselineOf(economies, exact.column("base")),
        shockOf(icebergCells(economies, factor, theta)),
        { theta, deficits: "multiplicative-rescaled" },
      );
      const { factoryGate } = gravityTerms(outcome, { reference: "DEU" });
      const prices = readTable(geFile("gegravity_py", `${name}_factory_gate_prices.csv`));
      const price = economyColumn(prices, "exporter", economies, "experiment factory gate price");
      const growth = (flows: (column: string) => Float64Array, from: string, to: string, home: boolean) =>
        economies.map((_, i) => {
          const sum = (column: Float64Array) =>
            column
              .subarray(i * n, i * n + n)
              .reduce((total, x, j) => (home || i !== j ? total + x : total), 0);
          return sum(flows(to)) / sum(flows(from));
        });
      const theirs = (home: boolean) =>
        growth((c) => peer.column(c), "baseline modeled trade", "experiment trade", home);
      const solved = exact.column("full");
      const unit = solved[0]! / outcome.flows[0]!;
      const flows = (column: string) =>
        column === "base" ? exact.column("base") : outcome.flows.map((x) => x * unit);
      const ours = growth(flows, "base", "full", false);
      const widest = (a: readonly number[], b: ArrayLike<number>) =>
        Math.max(...a.map((x, k) => Math.abs(x - b[k]!)));
      expect(100 * widest(price, factoryGate)).toBeCloseTo(far.price, 3);
      expect(100 * widest(theirs(false), ours)).toBeCloseTo(far.exports, 3);
      // What it sells in sum is not its output at its own price.
      expect(widest(theirs(true), price)).toBeCloseTo(far.unsold, 4);
    });
  }
});
