/**
 * An equilibrium solver written to be obvious: levels, not hats; Newton on prices with a numeric Jacobian.
 * @module
 */
import type { Baseline } from "../../src/contracts/baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";

export interface SlowWorld {
  /** Factory-gate price of each economy over its base price. */
  readonly wage: number[];
  readonly priceIndex: number[];
  readonly expenditure: number[];
  readonly revenue: number[];
  readonly flows: number[][];
}

/** A good of one exporter in one market: its CES weight, cost and tariff. One cell of a shock splits goods in two. */
interface Good {
  readonly exporter: number;
  weight: number;
  cost: number;
  tariff: number;
  /** A tax at the border, on top of the exporter's price and under the tariff, whose revenue is wasted. */
  waste: number;
}

/**
 * Armington demand: buyers in j choose among goods g with spending shares weight·(price·cost·(1 + tariff))^(−θ) / Σ.
 * Weights are set so that the base is an equilibrium at unit prices and costs.
 *
 * @param icebergs "wasted-tariff": a cost τ is a tax τ − 1 at the border; its revenue buys the exporter's good, which is thrown
 *   away: it adds to the exporter's sales and to nobody's income
 * @param closure spending power of an economy from its wage bill and its base deficit; tariff revenue comes on top
 */
export function slowEquilibrium(
  base: Baseline,
  cells: readonly ShockCell[],
  theta: number,
  closure: "additive" | "multiplicative-rescaled",
  icebergs: "melt" | "wasted-tariff" = "melt",
): SlowWorld {
  const n = base.economies.length;
  const X = (i: number, j: number) => base.flows[i * n + j]!;
  const t = (i: number, j: number) => base.tariffs[i * n + j]!;
  const all = base.economies.map((_, k) => k);
  const sum = (f: (k: number) => number) => all.reduce((total, k) => total + f(k), 0);
  const Y = all.map((i) => sum((j) => X(i, j)));
  const D = all.map((j) => sum((i) => X(i, j)) - Y[j]!);
  const goods: Good[][] = all.map((j) =>
    all.map((i) => ({
      exporter: i,
      weight: X(i, j) * (1 + t(i, j)) ** (1 + theta),
      cost: 1,
      tariff: t(i, j),
      waste: 0,
    })),
  );
  for (const cell of cells) applyCell(base, goods, cell, theta, icebergs);

  const at = (wage: readonly number[]): SlowWorld & { excess: number[] } => {
    const price = (g: Good) => wage[g.exporter]! * g.cost * (1 + g.waste) * (1 + g.tariff);
    const worldIncome = sum((i) => wage[i]! * Y[i]!);
    const unit = worldIncome / sum((i) => Y[i]!);
    const wanted = all.map((j) =>
      closure === "additive" ? wage[j]! * Y[j]! + unit * D[j]! : wage[j]! * (Y[j]! + D[j]!),
    );
    const scale = closure === "additive" ? 1 : worldIncome / wanted.reduce((a, b) => a + b, 0);
    const flows = all.map(() => all.map(() => 0));
    const priceIndex: number[] = [];
    const revenue: number[] = [];
    const expenditure: number[] = [];
    for (const j of all) {
      const share = goods[j]!.map((g) => g.weight * price(g) ** -theta);
      const total = share.reduce((a, b) => a + b, 0);
      const baseTotal = sum((i) => X(i, j) * (1 + t(i, j)));
      priceIndex[j] = (total / baseTotal) ** (-1 / theta);
      // E = V + revenue, revenue = E Σ share t/(1 + t).
      const duty = goods[j]!.reduce((a, g, k) => a + (share[k]! / total) * (g.tariff / (1 + g.tariff)), 0);
      expenditure[j] = (wanted[j]! * scale) / (1 - duty);
      revenue[j] = expenditure[j]! * duty;
      goods[j]!.forEach((g, k) => {
        const sold = ((share[k]! / total) * expenditure[j]!) / ((1 + g.tariff) * (1 + g.waste));
        const thrownAway = sold * g.waste;
        flows[g.exporter]![j]! += sold + thrownAway;
      });
    }
    const excess = all.map((i) => sum((j) => flows[i]![j]!) / (wage[i]! * Y[i]!) - 1);
    return { wage: [...wage], priceIndex, expenditure, revenue, flows, excess };
  };

  let wage = all.map(() => 1);
  for (let step = 0; step < 200; step++) {
    const here = at(wage);
    const size = Math.max(...here.excess.map(Math.abs));
    if (size < 1e-13) break;
    const delta = newtonDirection(wage, (w) => at(w).excess, here.excess);
    let damping = 1;
    const moved = () => wage.map((w, i) => w * Math.exp(damping * delta[i]!));
    while (damping > 1e-4 && !(Math.max(...at(moved()).excess.map(Math.abs)) < size)) damping /= 2;
    // Stuck: some price adjustment in the direction of excess demand instead.
    const unnormalised = damping > 1e-4 ? moved() : wage.map((w, i) => w * Math.exp(0.2 * here.excess[i]!));
    const level = sum((i) => unnormalised[i]! * Y[i]!) / sum((i) => Y[i]!);
    wage = unnormalised.map((w) => w / level);
  }
  return at(wage);
}

function applyCell(
  base: Baseline,
  goods: Good[][],
  cell: ShockCell,
  theta: number,
  icebergs: "melt" | "wasted-tariff",
): void {
  const i = base.economies.indexOf(cell.exporter);
  const market = goods[base.economies.indexOf(cell.importer)]!;
  const n = base.economies.length;
  const prior = cell.priorFlow ?? 0;
  if (cell.kind === "unban") {
    const tariff = base.tariffs[i * n + base.economies.indexOf(cell.importer)]!;
    market.push({ exporter: i, weight: prior * (1 + tariff) ** (1 + theta), cost: 1, tariff, waste: 0 });
    return;
  }
  const share = cell.share ?? 1;
  for (const good of market.filter((g) => g.exporter === i)) {
    const hit = { ...good, weight: good.weight * share };
    good.weight *= 1 - share;
    if (cell.kind === "ban") hit.weight = 0;
    if (cell.kind === "iceberg") {
      const factor = cell.after / cell.before;
      if (icebergs === "melt") hit.cost *= factor;
      else hit.waste = (1 + hit.waste) * factor - 1;
    }
    if (cell.kind === "tariff") hit.tariff = cell.after;
    market.push(hit);
  }
}

/** Solves J δ = −f for log wages, J by central differences, the last equation replaced by δ_0 = 0 (level is free). */
function newtonDirection(
  wage: readonly number[],
  f: (w: number[]) => number[],
  here: readonly number[],
): number[] {
  const n = wage.length;
  const h = 1e-6;
  const columns = wage.map((_, k) => {
    const up = f(wage.map((w, i) => (i === k ? w * Math.exp(h) : w)));
    const down = f(wage.map((w, i) => (i === k ? w * Math.exp(-h) : w)));
    return up.map((u, i) => (u - down[i]!) / (2 * h));
  });
  const rows = wage.map((_, i) => [...columns.map((column) => column[i]!), -here[i]!]);
  rows[n - 1] = [1, ...wage.slice(1).map(() => 0), 0];
  for (let k = 0; k < n; k++) {
    const pivot = rows
      .slice(k)
      .reduce((b, row, i) => (Math.abs(row[k]!) > Math.abs(rows[b]![k]!) ? k + i : b), k);
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / rows[k]![k]!;
      rows[i] = rows[i]!.map((x, j) => x - factor * rows[k]![j]!);
    }
  }
  return rows.map((row, k) => row[n]! / row[k]!);
}
