/**
 * A world of linked sectors whose tariffs may be set.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { SectorBaseline } from "../contracts/sector-baseline.js";
import { prepareMultiSector, settleSectors } from "../equilibrium/multi-sector/index.js";
import type { SectorSystem } from "../equilibrium/multi-sector/sector-equations.js";
import { type SectorSolver, sectorSolver } from "../equilibrium/multi-sector/sector-solver.js";
import { sectorSystem } from "../equilibrium/multi-sector/sector-system.js";
import { type Gmres, gmres } from "./gmres.js";
import { fillSectorCells, reverseSectors, sectorCells, sectorReverse } from "./sector-adjoint.js";
import type { Slopes, TariffWorld } from "./tariff-world.js";

export interface MultiSectorWorldOptions {
  /** "held" in units of world value added (default) or "removed" before anything is played. */
  readonly deficits?: "held" | "removed" | undefined;
  /**
   * [sector][economy] What a government counts a dollar of a sector's value added for, 1 where it is worth what it buys.
   * Its objective is (Σ weight · value added + revenue + deficit) / P.
   */
  readonly lobby?: Float64Array | undefined;
  /** Largest relative gap of any equation; default 1e-13. */
  readonly tolerance?: number | undefined;
}

/** A world further than this from rest is solved without shock first. */
const atRest = 1e-9;
const adjointTolerance = 1e-12;

/**
 * The equilibrium of solveMultiSector with tariffs as arguments, and its derivatives by one transposed linear solve.
 *
 * With X' value before tariff, λ share in gross spending E, and the weights that the adjoint gives to ln N (price sums),
 * sales and revenue R: d/d ln(1 + t) = −θ λ (N̄ + R̄ E) + (1 + θ) X' (R̄ − X̄).
 * Method: sectorSolver from the last state; GMRES on the transposed equations, each product one reverse sweep, from the
 * last adjoint of the same player.
 *
 * @throws {InputError} lobby weights that do not fit; {DataError} a world that does not add up
 */
export function multiSectorWorld(world: SectorBaseline, options: MultiSectorWorldOptions = {}): TariffWorld {
  const { deficits = "held", lobby } = options;
  const size = world.sectors.length * world.economies.length;
  if (lobby !== undefined && (lobby.length !== size || !lobby.every((w) => w >= 0 && Number.isFinite(w)))) {
    throw new InputError(
      "lobby",
      `Lobby weights must be ${size} numbers of at least 0; received ${lobby.length}.`,
      {
        place: { field: "lobby" },
        received: lobby.length,
        hint: "One a sector and economy; 1 is no weight of its own.",
      },
    );
  }
  const given = prepareMultiSector(world);
  if (deficits === "held" && given.restGap <= atRest) return new MultiSectorWorld(world, options);
  const settled = settleSectors(given, { deficits });
  if (!settled.world) {
    throw new InputError("not-at-rest", `The world could not be brought to rest. ${settled.because}`, {
      hint: "Play on a world whose shares reproduce its flows.",
    });
  }
  return new MultiSectorWorld(settled.world, options);
}

class MultiSectorWorld implements TariffWorld {
  readonly baseline: SectorBaseline;
  readonly n: number;
  readonly sectors: number;
  readonly theta: Float64Array;
  readonly tariffs: Float64Array;
  readonly costs: Float64Array;
  readonly realIncome: Float64Array;
  readonly objective: Float64Array;
  readonly spendingBefore: Float64Array;
  readonly logWage: Float64Array;
  residual = Number.POSITIVE_INFINITY;
  because: string | null = null;
  private readonly options: MultiSectorWorldOptions;
  private readonly system: SectorSystem;
  private readonly solver: SectorSolver;
  private readonly start: Float64Array;
  private readonly setTariffs: Float64Array;
  private readonly setCosts: Float64Array;
  private readonly lobby: Float64Array | null;
  private readonly lobbyBefore: Float64Array;
  private readonly cells;
  private readonly reverse;
  private readonly bars;
  private readonly nothing;
  private readonly target: Float64Array;
  private readonly krylov: Gmres;
  private readonly adjoints = new Map<string, Float64Array>();
  private measured = false;

  constructor(baseline: SectorBaseline, options: MultiSectorWorldOptions) {
    const n = baseline.economies.length;
    const S = baseline.sectors.length;
    const size = n * (1 + 2 * S);
    this.baseline = baseline;
    this.options = options;
    this.n = n;
    this.sectors = S;
    this.theta = baseline.theta;
    this.system = sectorSystem(baseline);
    const { system } = this;
    if (system.duty.length === 0) system.duty = new Float64Array(system.net.length);
    for (let s = 0; s < S; s++) system.dutiable[s] = system.matrixOf[s] >= 0 ? 1 : 0;
    this.solver = sectorSolver(n, S);
    this.start = new Float64Array(size);
    this.tariffs = baseline.tariffs.slice();
    this.costs = new Float64Array(baseline.tariffs.length).fill(1);
    this.setTariffs = baseline.tariffs.slice();
    this.setCosts = this.costs.slice();
    this.lobby = options.lobby ?? null;
    this.realIncome = new Float64Array(n);
    this.objective = this.lobby ? new Float64Array(n) : this.realIncome;
    this.logWage = this.start.subarray(0, n);
    this.cells = sectorCells(system);
    this.reverse = sectorReverse(n, S);
    const bars = () => ({
      state: new Float64Array(size),
      income: new Float64Array(n),
      output: new Float64Array(n * S),
      price: new Float64Array(n * S),
    });
    this.bars = bars();
    this.nothing = bars();
    this.target = new Float64Array(size);
    this.krylov = gmres(size, { depth: 80, tolerance: adjointTolerance, restarts: 8 });
    this.spendingBefore = new Float64Array(n);
    this.lobbyBefore = new Float64Array(n);
    this.solve();
    this.spendingBefore.set(this.solver.point.income);
    for (let j = 0; j < n; j++) this.lobbyBefore[j] = this.countedIncome(j);
    this.refuseNegative();
    this.measure();
  }

  flow(s: number, i: number, j: number): number {
    const { n, system } = this;
    const { power, ratio } = this.solver.point;
    const at = system.matrixOf[s];
    const kernel = i === j ? system.own[s * n + i] : at < 0 ? 0 : system.net[at * n * n + i * n + j];
    return kernel * power[s * n + i] * ratio[s * n + j];
  }

  price(s: number, i: number): number {
    return Math.exp(this.solver.point.logCost[s * this.n + i]);
  }

  forget(): void {
    this.start.fill(0);
  }

  clone(): TariffWorld {
    const copy = new MultiSectorWorld(this.baseline, this.options);
    copy.tariffs.set(this.tariffs);
    copy.costs.set(this.costs);
    copy.start.set(this.start);
    copy.solve();
    return copy;
  }

  solve(): boolean {
    const { solver, system, start } = this;
    this.setKernels(1);
    this.measured = false;
    const solved = solver.solve(system, {
      tolerance: this.options.tolerance ?? 1e-13,
      maxIterations: 20000,
      start,
      deform: (part) => this.setKernels(part),
    });
    const { point } = solver;
    this.residual = point.residual;
    this.because = solved
      ? null
      : point.overspent >= 0
        ? `${this.baseline.economies[point.overspent]} is left nothing to spend at these tariffs`
        : `no wages and prices clear all markets at these tariffs (largest gap ${point.residual.toExponential(1)})`;
    if (!solved) return false;
    start.set(point.state);
    this.measure();
    return true;
  }

  /** Kernels at a part of the way from the base to the tariffs and costs, in logs. */
  private setKernels(part: number): void {
    const { n, system, baseline, tariffs, costs, setTariffs, setCosts } = this;
    for (let s = 0; s < this.sectors; s++) {
      if (system.matrixOf[s] < 0) continue;
      const shift = system.matrixOf[s] * n * n - s * n * n;
      for (let k = s * n * n; k < (s + 1) * n * n; k++) {
        if (isDiagonal(k, n)) continue;
        const before = baseline.tariffs[k];
        const rate = part === 1 ? tariffs[k] : (1 + before) * ((1 + tariffs[k]) / (1 + before)) ** part - 1;
        const cost = part === 1 ? costs[k] : costs[k] ** part;
        if (rate === setTariffs[k] && cost === setCosts[k]) continue;
        const same = rate === before && cost === 1;
        const factor = same ? 1 : (((1 + rate) / (1 + before)) * cost) ** -system.theta[s];
        const gross = baseline.flows[k] * (1 + before) * factor;
        system.net[k + shift] = gross / (1 + rate);
        system.duty[k + shift] = gross - gross / (1 + rate);
        setTariffs[k] = rate;
        setCosts[k] = cost;
      }
    }
  }

  private countedIncome(j: number): number {
    const { n, lobby, system } = this;
    const { income, output } = this.solver.point;
    let sum = income[j];
    if (lobby) {
      for (let c = j; c < output.length; c += n) sum += (lobby[c] - 1) * system.labour[c] * output[c];
    }
    return sum;
  }

  /** Weights under 1 may count an economy's income for less than nothing, of which there is no logarithm. */
  private refuseNegative(): void {
    if (!this.lobby) return;
    for (let j = 0; j < this.n; j++) {
      if (!(this.spendingBefore[j] > 0) || this.lobbyBefore[j] > 0) continue;
      throw new InputError(
        "lobby",
        `Lobby weights must leave income worth more than nothing; for ${this.baseline.economies[j]} it would count ${this.lobbyBefore[j].toPrecision(3)} million dollars.`,
        { place: { field: "lobby" }, hint: "Weights of 1 and more are always possible." },
      );
    }
  }

  private measure(): void {
    const { n, system, realIncome, objective, lobby, spendingBefore } = this;
    const { logPrice, income } = this.solver.point;
    for (let j = 0; j < n; j++) {
      let price = 0;
      for (let c = j; c < logPrice.length; c += n)
        if (system.spentBefore[c] > 0) price += system.final[c] * logPrice[c];
      const before = spendingBefore[j];
      realIncome[j] = before > 0 ? Math.log(income[j] / before) - price : 0;
      if (!lobby) continue;
      const counted = this.lobbyBefore[j];
      objective[j] = counted > 0 ? Math.log(this.countedIncome(j) / counted) - price : 0;
    }
  }

  slopesInto(weights: Float64Array, importers: readonly number[], out: Slopes): boolean {
    const { n, system, cells, reverse, bars, target } = this;
    const { point } = this.solver;
    if (!this.measured) {
      fillSectorCells(system, point, cells);
      this.measured = true;
    }
    this.weigh(weights);
    bars.state.fill(0);
    reverseSectors(system, point, cells, bars, reverse, target);
    for (let c = 0; c < target.length; c++) target[c] = -target[c];
    const z = this.adjointOf(weights);
    const apply = (v: Float64Array, into: Float64Array): void => {
      this.nothing.state.set(v);
      reverseSectors(system, point, cells, this.nothing, reverse, into);
    };
    if (!(this.krylov.solve(apply, target, z) < 1e-9)) return false;
    bars.state.set(z);
    reverseSectors(system, point, cells, bars, reverse, target);
    for (let s = 0; s < this.sectors; s++) {
      if (system.matrixOf[s] < 0) continue;
      const at = system.matrixOf[s] * n * n;
      const theta = system.theta[s];
      for (const j of importers) {
        const c = s * n + j;
        const spent = point.spent[c];
        const { priceSum, revenue, output, balance } = reverse;
        for (let i = 0; i < n; i++) {
          const k = at + i * n + j;
          const cell = (s * n + i) * n + j;
          const sold = output[s * n + i] + balance[i] - balance[j];
          out.pull[cell] = -theta * cells.share[k] * (priceSum[c] + revenue[j] * spent);
          out.push[cell] = -(1 + theta) * cells.share[k] * spent * (revenue[j] - sold);
        }
      }
    }
    return true;
  }

  /** The objective's own weights on incomes, output and prices. */
  private weigh(weights: Float64Array): void {
    const { n, system, bars, lobby } = this;
    for (let j = 0; j < n; j++) bars.income[j] = weights[j] === 0 ? 0 : weights[j] / this.countedIncome(j);
    for (let c = 0; c < bars.price.length; c++) {
      const j = c % n;
      bars.price[c] = system.spentBefore[c] > 0 ? -weights[j] * system.final[c] : 0;
      bars.output[c] = lobby ? (lobby[c] - 1) * system.labour[c] * bars.income[j] : 0;
    }
  }

  /** Where the linear solve starts: the last adjoint for weights on the same economies. */
  private adjointOf(weights: Float64Array): Float64Array {
    const key = [...weights.keys()].filter((j) => weights[j] !== 0).join();
    const known = this.adjoints.get(key);
    if (known) return known;
    const fresh = new Float64Array(this.target.length);
    this.adjoints.set(key, fresh);
    return fresh;
  }
}

function isDiagonal(k: number, n: number): boolean {
  const cell = k % (n * n);
  return Math.floor(cell / n) === cell % n;
}
