/**
 * The transposed derivatives of a world of linked sectors: one sweep against the direction of sweepSectors.
 * @module
 */
import type { SectorPoint, SectorSystem } from "../equilibrium/multi-sector/sector-equations.js";

/**
 * What the equations of a solved point weigh in a sum: factors of its payments gaps (n), and of its log price and log
 * spending equations [sector][economy]; in the order of the point's state.
 */
export interface SectorBars {
  readonly state: Float64Array;
  /** Weight of I_j (n), of gross output and of ln P [sector][economy], put in from outside: the objective's own. */
  readonly income: Float64Array;
  readonly output: Float64Array;
  readonly price: Float64Array;
}

/** Intermediate sums of a sweep: needed again for the derivatives by tariffs. [sector][economy] unless said. */
export interface SectorReverse {
  /** (n) Weight of a payments gap, of revenue. */
  readonly balance: Float64Array;
  readonly revenue: Float64Array;
  readonly output: Float64Array;
  /** Of ln N. */
  readonly priceSum: Float64Array;
  readonly nextSpent: Float64Array;
  readonly power: Float64Array;
}

/** Trade of a solved point, cell by cell of the traded sectors: X', revenue, share in gross spending. */
export interface SectorCells {
  readonly value: Float64Array;
  readonly duty: Float64Array;
  readonly share: Float64Array;
  /** (n) exports + imports. */
  readonly scale: Float64Array;
}

export function sectorCells(system: SectorSystem): SectorCells {
  const { net, n } = system;
  return {
    value: new Float64Array(net.length),
    duty: new Float64Array(net.length),
    share: new Float64Array(net.length),
    scale: new Float64Array(n),
  };
}

export function fillSectorCells(system: SectorSystem, point: SectorPoint, cells: SectorCells): void {
  const { n, sectors, matrixOf, net, duty } = system;
  const { power, ratio, priceSum, exports, imports } = point;
  for (let s = 0; s < sectors; s++) {
    if (matrixOf[s] < 0) continue;
    const at = matrixOf[s] * n * n;
    for (let i = 0; i < n; i++) {
      const x = power[s * n + i];
      for (let j = 0; j < n; j++) {
        const k = at + i * n + j;
        const c = s * n + j;
        cells.value[k] = net[k] * x * ratio[c];
        cells.duty[k] = duty[k] * x * ratio[c];
        cells.share[k] = priceSum[c] > 0 ? ((net[k] + duty[k]) * x) / priceSum[c] : 0;
      }
    }
  }
  for (let i = 0; i < n; i++) cells.scale[i] = exports[i] + imports[i];
}

export function sectorReverse(n: number, sectors: number): SectorReverse {
  const cells = () => new Float64Array(n * sectors);
  return {
    balance: new Float64Array(n),
    revenue: new Float64Array(n),
    output: cells(),
    priceSum: cells(),
    nextSpent: cells(),
    power: cells(),
  };
}

/**
 * Derivative by the state (log wages, prices, spending) of
 *   Σ z · equations + Σ income·I + Σ output·Y + Σ price·ln P,
 * where the equations are payments gaps over trade less ln of the unit, −ln(N/E)/θ − ln P, and ln of demand over spending.
 *
 * @param bars    z in `state`, and the weights from outside
 * @param out     as long as the state; written
 */
export function reverseSectors(
  system: SectorSystem,
  point: SectorPoint,
  cells: SectorCells,
  bars: SectorBars,
  work: SectorReverse,
  out: Float64Array,
): void {
  const { n, sectors, theta, labour, final, inputs, spentBefore, valueAdded, deficit } = system;
  const { wage, nextSpent, ownValue, ownDuty, ownShare } = withOwn(system, point);
  const z = bars.state;
  const prices = n;
  const spending = n + n * sectors;
  const { balance, revenue, output, priceSum, power } = work;
  out.fill(0);
  let world = 0;
  let unit = 0;
  for (let i = 0; i < n; i++) world += valueAdded[i] * wage[i];
  for (let i = 0; i < n; i++) {
    const idle = !(cells.scale[i] > 0) || valueAdded[i] === 0;
    balance[i] = idle ? 0 : z[i] / cells.scale[i];
    unit -= idle ? 0 : z[i];
    if (idle) out[i] -= z[i];
    unit += deficit[i] * balance[i];
    revenue[i] = bars.income[i];
  }
  // Demand: final use of incomes and inputs of what is sold.
  output.set(bars.output);
  for (let c = 0; c < n * sectors; c++) {
    work.nextSpent[c] = spentBefore[c] > 0 && nextSpent[c] > 0 ? z[spending + c] / nextSpent[c] : 0;
    out[spending + c] = -z[spending + c];
    out[prices + c] = bars.price[c] - z[prices + c];
    revenue[c % n] += final[c] * work.nextSpent[c];
  }
  for (let k = 0; k < sectors; k++) {
    for (let s = 0; s < sectors; s++) {
      const block = (k * sectors + s) * n;
      for (let j = 0; j < n; j++) output[k * n + j] += inputs[block + j] * work.nextSpent[s * n + j];
    }
  }
  for (let j = 0; j < n; j++) {
    out[j] += wage[j] * valueAdded[j] * revenue[j];
    unit += deficit[j] * revenue[j];
  }
  // Trade.
  power.fill(0);
  for (let s = 0; s < sectors; s++) {
    for (let j = 0; j < n; j++) {
      const c = s * n + j;
      const own = ownValue(c) * output[c] + ownDuty(c) * revenue[j];
      out[spending + c] += own;
      priceSum[c] = -z[prices + c] / theta[s] - own;
      power[c] += own;
    }
    tradeSums(system, cells, s, work, out.subarray(spending));
    for (let j = 0; j < n; j++) power[s * n + j] += priceSum[s * n + j] * ownShare(s * n + j);
    addShares(system, cells, s, work);
  }
  // Unit costs.
  for (let s = 0; s < sectors; s++) {
    for (let i = 0; i < n; i++) {
      const cost = -theta[s] * power[s * n + i];
      out[i] += labour[s * n + i] * cost;
      power[s * n + i] = cost;
    }
    for (let k = 0; k < sectors; k++) {
      const block = (s * sectors + k) * n;
      for (let i = 0; i < n; i++) out[prices + k * n + i] += inputs[block + i] * power[s * n + i];
    }
  }
  for (let k = 0; k < n; k++) out[k] += (unit * wage[k] * valueAdded[k]) / world;
  // Unknowns of markets that do not exist stay where they are.
  for (let c = 0; c < n * sectors; c++) {
    if (spentBefore[c] > 0) continue;
    out[prices + c] = -z[prices + c];
    out[spending + c] = -z[spending + c];
  }
}

/** Sales to oneself, kept apart in the system. */
function withOwn(system: SectorSystem, point: SectorPoint) {
  const { own, ownDuty: tax } = system;
  const { power, ratio, priceSum, wage, nextSpent } = point;
  return {
    wage,
    nextSpent,
    ownValue: (c: number) => own[c] * power[c] * ratio[c],
    ownDuty: (c: number) => tax[c] * power[c] * ratio[c],
    ownShare: (c: number) => (priceSum[c] > 0 ? ((own[c] + tax[c]) * power[c]) / priceSum[c] : 0),
  };
}

/** Weights of ln x and of spending from every sale across a border. */
function tradeSums(
  { n, matrixOf }: SectorSystem,
  { value, duty }: SectorCells,
  s: number,
  { output, balance, revenue, priceSum, power }: SectorReverse,
  spending: Float64Array,
): void {
  if (matrixOf[s] < 0) return;
  const at = matrixOf[s] * n * n;
  for (let i = 0; i < n; i++) {
    const sold = output[s * n + i] + balance[i];
    let sum = 0;
    for (let j = 0, k = at + i * n; j < n; j++, k++) {
      const w = value[k] * (sold - balance[j]) + duty[k] * revenue[j];
      sum += w;
      spending[s * n + j] += w;
      priceSum[s * n + j] -= w;
    }
    power[s * n + i] += sum;
  }
}

function addShares(
  { n, matrixOf }: SectorSystem,
  { share }: SectorCells,
  s: number,
  { priceSum, power }: SectorReverse,
): void {
  if (matrixOf[s] < 0) return;
  const at = matrixOf[s] * n * n;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0, k = at + i * n; j < n; j++, k++) sum += share[k] * priceSum[s * n + j];
    power[s * n + i] += sum;
  }
}
