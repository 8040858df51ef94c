/**
 * The system of equations of a world at rest.
 * @module
 */
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import { type SectorSystem, sectorPoint, sweepSectors } from "./sector-equations.js";

/**
 * Kernels, sums and shares of a world without shock. Shares are divided by their sums, so that budgets add up to the last
 * digit where a table has six.
 */
export function sectorSystem(world: SectorBaseline): SectorSystem {
  const n = world.economies.length;
  const sectors = world.sectors.length;
  const matrixOf = new Int32Array(sectors).fill(-1);
  let matrices = 0;
  for (let s = 0; s < sectors; s++) if (world.traded[s]) matrixOf[s] = matrices++;
  const system: SectorSystem = {
    n,
    sectors,
    matrixOf,
    net: new Float64Array(matrices * n * n),
    duty: new Float64Array(0),
    dutiable: new Uint8Array(sectors),
    own: new Float64Array(sectors * n),
    ownDuty: new Float64Array(sectors * n),
    theta: world.theta.slice(),
    labour: new Float64Array(sectors * n),
    final: new Float64Array(sectors * n),
    inputs: new Float64Array(sectors * sectors * n),
    spentBefore: new Float64Array(sectors * n),
    valueAdded: new Float64Array(n),
    deficit: new Float64Array(n),
    additive: true,
    numeraire: -1,
  };
  fillKernels(world, system);
  fillSums(world, system);
  fillShares(world, system);
  return system;
}

function fillKernels({ flows, tariffs }: SectorBaseline, system: SectorSystem): void {
  const { n, sectors, matrixOf, net, own, ownDuty, dutiable } = system;
  for (let s = 0; s < sectors; s++) {
    const base = s * n * n;
    const at = matrixOf[s] * n * n;
    for (let i = 0; i < n; i++) {
      const k = base + i * n + i;
      own[s * n + i] = flows[k];
      ownDuty[s * n + i] = flows[k] * tariffs[k];
    }
    if (at < 0) continue;
    net.set(flows.subarray(base, base + n * n), at);
    for (let i = 0; i < n; i++) net[at + i * n + i] = 0;
    for (let k = 0; k < n * n; k++) {
      if (net[at + k] * tariffs[base + k] === 0) continue;
      if (system.duty.length === 0) system.duty = new Float64Array(net.length);
      system.duty[at + k] = net[at + k] * tariffs[base + k];
      dutiable[s] = 1;
    }
  }
}

/** Spending, value added and deficits of the base, added in the order in which the sweep adds. */
function fillSums(world: SectorBaseline, system: SectorSystem): void {
  const { n, sectors, spentBefore, valueAdded, deficit } = system;
  // At base prices and with spending of 1 everywhere, price sums are base spending; and then sales are base sales.
  const point = sectorPoint(n, sectors);
  spentBefore.fill(1);
  sweepSectors(system, point);
  spentBefore.set(point.priceSum);
  sweepSectors(system, point);
  for (let c = 0; c < sectors * n; c++) {
    if (point.output[c] > 0) valueAdded[c % n] += world.valueAddedShare[c] * point.output[c];
  }
  for (let j = 0; j < n; j++) deficit[j] = point.imports[j] - point.exports[j];
}

function fillShares(world: SectorBaseline, system: SectorSystem): void {
  const { n, sectors, labour, inputs, final } = system;
  const { valueAddedShare, inputShare, finalShare, flows } = world;
  for (let c = 0; c < sectors * n; c++) {
    const k = Math.floor(c / n);
    const i = c % n;
    const makes = flows.subarray(c * n, c * n + n).some((x) => x > 0);
    labour[c] = makes ? valueAddedShare[c] : 1;
    if (labour[c] === 1) continue;
    let sum = 0;
    for (let s = 0; s < sectors; s++) sum += inputShare[(k * sectors + s) * n + i];
    for (let s = 0; s < sectors; s++) {
      const at = (k * sectors + s) * n + i;
      inputs[at] = ((1 - labour[c]) * inputShare[at]) / sum;
    }
  }
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let s = 0; s < sectors; s++) sum += finalShare[s * n + j];
    for (let s = 0; s < sectors; s++) final[s * n + j] = finalShare[s * n + j] / sum;
  }
}
