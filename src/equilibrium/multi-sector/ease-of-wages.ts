/**
 * How an economy's payments answer to its own wage.
 * @module
 */
import type { SectorPoint, SectorSystem } from "./sector-equations.js";

/** Rounds of domestic inputs that the exposure of costs to the own wage is followed through. */
const rounds = 8;

/**
 * By how much each economy's log of receipts over payments falls per unit of its log wage, the rest of the world standing
 * still: the part of its own wage in its sectors' costs, directly and through domestic inputs, times θ and trade shares. Taken
 * at base prices of the system as it is: it shapes steps, not answers.
 *
 * @param ease (n) written; at least 0.1
 */
export function easeInto(system: SectorSystem, point: SectorPoint, ease: Float64Array): void {
  const { n, sectors, theta, net, matrixOf, valueAdded, deficit } = system;
  const { nextSpent: home, output: exposed, exports, imports, revenue: pull, transfer: draw } = point;
  homeShares(system, home);
  exposureInto(system, home, exposed, point.spent);
  for (const column of [exports, imports, pull, draw]) column.fill(0);
  for (let s = 0; s < sectors; s++) {
    const at = matrixOf[s] * n * n;
    if (at < 0) continue;
    for (let i = 0; i < n; i++) {
      const reach = theta[s] * exposed[s * n + i];
      for (let j = 0; j < n; j++) {
        const flow = net[at + i * n + j];
        exports[i] += flow;
        imports[j] += flow;
        pull[i] += flow * reach;
        draw[j] += flow * theta[s] * exposed[s * n + j] * home[s * n + j];
      }
    }
  }
  for (let i = 0; i < n; i++) {
    const receipts = exports[i] + Math.max(deficit[i], 0);
    const payments = imports[i] + Math.max(-deficit[i], 0);
    const falls = receipts > 0 ? pull[i] / receipts : 0;
    const rises = payments > 0 ? (imports[i] + draw[i]) / payments : 0;
    ease[i] = valueAdded[i] > 0 ? Math.max(0.1, falls + rises) : 1;
  }
}

/** Share of spending that falls on the economy's own goods, [sector][economy]. */
function homeShares({ own, ownDuty, spentBefore }: SectorSystem, out: Float64Array): void {
  for (let c = 0; c < out.length; c++)
    out[c] = spentBefore[c] > 0 ? Math.min(1, (own[c] + ownDuty[c]) / spentBefore[c]) : 0;
}

function exposureInto(
  { n, sectors, labour, inputs }: SectorSystem,
  home: Float64Array,
  out: Float64Array,
  buffer: Float64Array,
): void {
  out.set(labour);
  for (let round = 0; round < rounds; round++) {
    for (let c = 0; c < out.length; c++) buffer[c] = home[c] * out[c];
    out.set(labour);
    for (let k = 0; k < sectors; k++) {
      for (let s = 0; s < sectors; s++) {
        const block = (k * sectors + s) * n;
        for (let i = 0; i < n; i++) out[k * n + i] += inputs[block + i] * buffer[s * n + i];
      }
    }
  }
}
