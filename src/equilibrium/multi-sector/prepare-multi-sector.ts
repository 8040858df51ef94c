/**
 * A world of linked sectors made ready for many solves.
 * @module
 */
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import type { Shock } from "../../contracts/shock.js";
import { numeraireIndex } from "../check-one-sector.js";
import { pairKernelInto } from "../compile-shock.js";
import { checkSectorBaseline, checkTheta } from "./check-sector-baseline.js";
import { checkSolverOptions } from "./check-solver-options.js";
import { type SectorPoint, type SectorSystem, sweepSectors } from "./sector-equations.js";
import { type CompiledSectorShock, compileSectorShock, type ShockedCell } from "./sector-shock.js";
import { type SectorSolver, sectorSolver } from "./sector-solver.js";
import { sectorSystem } from "./sector-system.js";
import { brokenBudget, brokenPayments, brokenSector, sectorWhyNot } from "./sector-why-not.js";

export interface MultiSectorDraw {
  /** (S) Trade elasticities; default the world's. */
  readonly theta?: Float64Array | undefined;
  /** "none" shuts all deficits along with the shock. */
  readonly deficits: "additive" | "multiplicative-rescaled" | "none";
  /** "world-output" (world value added keeps its value) or an economy whose wage stays at 1. */
  readonly numeraire?: string | undefined;
  readonly tolerance?: number | undefined;
  readonly maxIterations?: number | undefined;
  /** `state` of another solution of the same world, copied. */
  readonly start?: Float64Array | undefined;
}

/**
 * What a solve found. All of it belongs to the prepared world and is overwritten by its next solve: copy what must last.
 * Money in million dollars at numeraire prices.
 */
export interface MultiSectorSolution {
  readonly converged: boolean;
  readonly because: string | null;
  readonly residual: number;
  /** Sweeps through all equations. */
  readonly iterations: number;
  /** (n) After over before: wage; price index of final use; real income (final spending over it). */
  readonly wage: Float64Array;
  readonly priceIndex: Float64Array;
  readonly realIncome: Float64Array;
  /** (n) Final spending: value added, revenue and deficit. */
  readonly incomeBefore: Float64Array;
  readonly income: Float64Array;
  readonly revenueBefore: Float64Array;
  readonly revenue: Float64Array;
  readonly valueAddedBefore: Float64Array;
  /** [sector][economy] After over before: price of the sector's goods to buyers, unit cost of its producers. */
  readonly sectorPrice: Float64Array;
  readonly unitCost: Float64Array;
  /** [sector][economy] Gross output, and gross spending tariffs included. */
  readonly outputBefore: Float64Array;
  readonly output: Float64Array;
  readonly spendingBefore: Float64Array;
  readonly spending: Float64Array;
  /** Log wages, prices and spending, to start another solve from. */
  readonly state: Float64Array;
  /** Value before tariff after the shock. */
  flow(sector: number, exporter: number, importer: number): number;
  /** All flows and tariffs after, [sector][exporter][importer]. */
  flowsInto(out: Float64Array): void;
  tariffsInto(out: Float64Array): void;
}

export interface PreparedMultiSector {
  readonly world: SectorBaseline;
  /**
   * How far the world is from rest: the largest relative gap between what is spent on a sector's goods and what final use
   * and inputs demand of them. Zero, but for rounding, where the shares reproduce the flows.
   */
  readonly restGap: number;
  compile(shock: Shock): CompiledSectorShock;
  solve(shock: CompiledSectorShock, draw: MultiSectorDraw): MultiSectorSolution;
}

/**
 * Takes a world's sums once and holds the solver's buffers: theta and the sizes of shocks may change from solve to solve.
 *
 * @throws {DataError} {InputError} see checkSectorBaseline
 * Memory: about 2 n² numbers a traded sector with tariffs, S² n for the inputs, 26 n S for the accelerator.
 */
export function prepareMultiSector(world: SectorBaseline): PreparedMultiSector {
  checkSectorBaseline(world);
  return new MultiSectorWorld(world);
}

interface TouchedCell {
  readonly cell: ShockedCell;
  /** What the pair trades at base prices under the shock, and the revenue on it. */
  readonly net: number;
  readonly duty: number;
}

class MultiSectorWorld implements PreparedMultiSector {
  readonly world: SectorBaseline;
  readonly restGap: number;
  private readonly n: number;
  private readonly system: SectorSystem;
  private readonly solver: SectorSolver;
  private readonly deficit: Float64Array;
  private readonly partDeficit: Float64Array;
  private readonly index: ReadonlyMap<string, number>;
  private readonly columns;
  private readonly baseDutiable: Uint8Array;
  private touched: readonly TouchedCell[] = [];
  private readonly solution: MultiSectorSolution;

  constructor(world: SectorBaseline) {
    const n = world.economies.length;
    const sectors = world.sectors.length;
    this.world = world;
    this.n = n;
    this.index = new Map(world.economies.map((code, k) => [code, k]));
    this.system = sectorSystem(world);
    this.baseDutiable = this.system.dutiable.slice();
    this.deficit = this.system.deficit;
    this.partDeficit = new Float64Array(n);
    this.solver = sectorSolver(n, sectors);
    const { point } = this.solver;
    sweepSectors(this.system, point);
    this.restGap = point.residual;
    this.columns = {
      priceIndex: new Float64Array(n),
      realIncome: new Float64Array(n),
      incomeBefore: Float64Array.from(
        this.system.valueAdded,
        (va, j) => va + point.revenue[j] + this.deficit[j],
      ),
      revenueBefore: point.revenue.slice(),
      valueAddedBefore: this.system.valueAdded,
      sectorPrice: new Float64Array(n * sectors),
      unitCost: new Float64Array(n * sectors),
      outputBefore: point.output.slice(),
      spendingBefore: this.system.spentBefore,
    };
    this.solution = this.view(point);
  }

  compile(shock: Shock): CompiledSectorShock {
    return compileSectorShock(this.world, shock);
  }

  solve(shock: CompiledSectorShock, draw: MultiSectorDraw): MultiSectorSolution {
    const { system, solver, world } = this;
    const theta = draw.theta ?? world.theta;
    checkTheta(theta, world.sectors);
    checkSolverOptions(draw, solver.point.state.length);
    system.theta.set(theta);
    system.additive = draw.deficits !== "multiplicative-rescaled";
    system.deficit = draw.deficits === "none" ? this.partDeficit : this.deficit;
    system.numeraire = numeraireIndex(draw.numeraire ?? "world-output", this.index, system.valueAdded);
    let because = this.applyShock(shock) ?? brokenSector(system, world) ?? brokenPayments(system, world);
    if (draw.deficits !== "none") because ??= brokenBudget(system, world, this.columns.incomeBefore);
    let converged = false;
    if (because === null) {
      converged = solver.solve(system, {
        tolerance: draw.tolerance ?? 1e-12,
        maxIterations: draw.maxIterations ?? 20000,
        start: draw.start ?? null,
        deform: (part) => this.deform(part),
      });
      if (converged) this.report();
      else because = sectorWhyNot(system, world, solver.point, solver.iterations);
    }
    const { residual } = solver.point;
    return Object.assign(this.solution, {
      converged,
      because,
      residual: Number.isFinite(residual) ? residual : 1,
      iterations: solver.iterations,
    });
  }

  /** Puts the base back where the last shock was, and takes in the next; a reason where its powers leave the numbers. */
  private applyShock(shock: CompiledSectorShock): string | null {
    const { world, n, system } = this;
    this.deform(0);
    this.touched = [];
    const touched: TouchedCell[] = [];
    const out = { net: 0, gross: 0 };
    for (const cell of shock.cells) {
      if (system.matrixOf[cell.sector] < 0) continue;
      const k = cell.sector * n * n + cell.at;
      pairKernelInto(cell, world.flows[k], world.tariffs[k], system.theta[cell.sector], out);
      if (!Number.isFinite(out.gross) || !Number.isFinite(out.net))
        return "The shock is too deep to compute: a trade cost to the power of theta leaves the range of numbers.";
      const duty = out.gross - out.net;
      touched.push({ cell, net: out.net, duty });
      if (duty !== 0 && system.duty.length === 0) system.duty = new Float64Array(system.net.length);
    }
    this.touched = touched;
    this.deform(1);
    return null;
  }

  /** Sets the shocked cells to a part of the way: in logs where there is trade at both ends. */
  private deform(part: number): void {
    const { world, n, system } = this;
    system.dutiable.set(this.baseDutiable);
    for (const { cell, net, duty } of this.touched) {
      const { sector, at } = cell;
      const flow = world.flows[sector * n * n + at];
      const rate = world.tariffs[sector * n * n + at];
      let now = part === 1 ? net : part === 0 ? flow : (1 - part) * flow + part * net;
      let tax = part === 1 ? duty : part === 0 ? flow * rate : 0;
      if (part > 0 && part < 1) {
        if (flow > 0 && net > 0) now = flow * (net / flow) ** part;
        tax = now * ((1 - part) * rate + part * (net > 0 ? duty / net : rate));
      }
      const matrix = system.matrixOf[sector] * n * n + at;
      system.net[matrix] = now;
      if (system.duty.length > 0) system.duty[matrix] = tax;
      if (tax !== 0) system.dutiable[sector] = 1;
    }
    const { deficit } = this;
    if (system.deficit === this.partDeficit)
      for (let j = 0; j < n; j++) this.partDeficit[j] = (1 - part) * deficit[j];
  }

  /** Price index and real income at the solved point; logs to levels. */
  private report(): void {
    const { n, system, columns: c } = this;
    const { point } = this.solver;
    c.priceIndex.fill(0);
    for (let k = 0; k < c.sectorPrice.length; k++) {
      const used = system.spentBefore[k] > 0;
      c.sectorPrice[k] = used ? Math.exp(point.logPrice[k]) : 1;
      c.unitCost[k] = Math.exp(point.logCost[k]);
      if (used) c.priceIndex[k % n] += system.final[k] * point.logPrice[k];
    }
    for (let j = 0; j < n; j++) {
      c.priceIndex[j] = Math.exp(c.priceIndex[j]);
      const before = c.incomeBefore[j];
      c.realIncome[j] = before > 0 ? point.income[j] / before / c.priceIndex[j] : 1;
    }
  }

  /** The one solution that every solve fills anew. */
  private view(point: SectorPoint): MultiSectorSolution {
    return {
      ...this.columns,
      wage: point.wage,
      income: point.income,
      revenue: point.revenue,
      output: point.output,
      spending: point.spent,
      state: point.state,
      converged: false,
      because: null,
      residual: 1,
      iterations: 0,
      flow: (s, i, j) => this.flowAt(s, i, j),
      flowsInto: (out) => this.flowsInto(out),
      tariffsInto: (out) => this.tariffsInto(out),
    };
  }

  private flowAt(s: number, i: number, j: number): number {
    const { n, system } = this;
    const { power, ratio } = this.solver.point;
    const at = system.matrixOf[s];
    const kernel = i === j ? system.own[s * n + i] : at < 0 ? 0 : system.net[at * n * n + i * n + j];
    return kernel * power[s * n + i] * ratio[s * n + j];
  }

  private flowsInto(out: Float64Array): void {
    const { n } = this;
    for (let s = 0; s < this.world.sectors.length; s++) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) out[(s * n + i) * n + j] = this.flowAt(s, i, j);
      }
    }
  }

  private tariffsInto(out: Float64Array): void {
    const { n, world, system } = this;
    out.set(world.tariffs);
    for (const { cell } of this.touched) {
      const { sector, at, tariffs } = cell;
      const k = sector * n * n + at;
      if (tariffs.length === 0) continue;
      // Where one rate applies to all goods, state it: effective rates carry rounding, and a closed flow has none.
      if (tariffs.length === 1 && (tariffs[0].share ?? 1) === 1) out[k] = tariffs[0].after;
      else {
        const matrix = system.matrixOf[sector] * n * n + at;
        if (system.net[matrix] > 0) out[k] = system.duty[matrix] / system.net[matrix];
      }
    }
  }
}
