/**
 * What the lists of leading partners say of the world, and what became of it.
 * @module
 */
import { CellOrigin } from "../contracts/baseline.js";
import type { MoveReason, ReportedCell } from "../contracts/world.js";
import type { BalanceProblem } from "./balance.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { decodedProblem, world2014 } from "./world-2014.js";
import type { WorldProblem } from "./world-problem.js";

/** Beyond this a cell counts as moved. */
const MOVED = 0.01;

/** Every cell of world-2014 that a list names, by exporter and importer. */
export function reportedCells(): ReportedCell[] {
  const problem = decodedProblem();
  const flows = world2014().flows;
  const pulls = linePulls(problem, flows, packedWorld2014.solution.alpha, packedWorld2014.solution.beta);
  const cells: ReportedCell[] = [];
  const { n, origin, target, figure } = problem;
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      const by = origin[c];
      if (by !== CellOrigin.exporter && by !== CellOrigin.importer && by !== CellOrigin.both) continue;
      const byExporter = Number.isNaN(problem.byExporter[c]) ? null : problem.byExporter[c];
      const byImporter = Number.isNaN(problem.byImporter[c]) ? null : problem.byImporter[c];
      const moved = flows[c] / figure[c];
      cells.push({
        exporter: packedWorld2014.economies[i].code,
        importer: packedWorld2014.economies[j].code,
        reportedBy: by === CellOrigin.both ? "both" : by === CellOrigin.exporter ? "exporter" : "importer",
        byExporter,
        byImporter,
        reported: figure[c],
        target: target[c],
        value: flows[c],
        moved,
        because: Math.abs(moved - 1) > MOVED ? (boundReason(problem, c) ?? pulls(i, j)) : null,
      });
    }
  }
  return cells;
}

/** Whether a bound, rather than balancing, moved the target of a cell; null where none did. */
function boundReason(problem: WorldProblem, c: number): MoveReason | null {
  const { n, figure, target, rows, columns, byExporter, byImporter } = problem;
  if (target[c] >= figure[c] * (1 - 1e-9)) return null;
  const whole = Math.min(rows[Math.floor(c / n)], columns[c % n]);
  return byExporter[c] > whole || byImporter[c] > whole ? "beyond_partner_total" : "partner_silent";
}

/** Says which line pulled a cell most, and why. */
function linePulls(
  problem: WorldProblem,
  flows: Float64Array,
  alpha: ArrayLike<number>,
  beta: ArrayLike<number>,
): (i: number, j: number) => MoveReason {
  const row = lineLoads(problem, flows, true);
  const column = lineLoads(problem, flows, false);
  // α and β are known up to a constant: it is chosen so that rows and columns pull alike in the mean
  const shift = (weightedMean(beta, problem.columns) - weightedMean(alpha, problem.rows)) / 2;
  return (i, j) => {
    const a = alpha[i] + shift;
    const b = beta[j] - shift;
    const total = a + b;
    const byRow = total > 0 ? a > b : a < b;
    const load = byRow ? row[i] : column[j];
    const side = byRow ? "exporter" : "importer";
    if (total < 0 && load.reported > 1) return `${side}_over_full`;
    if (total > 0 && load.capped > 0.5) return `${side}_under_full`;
    return `${side}_crowded`;
  };
}

interface LineLoad {
  /** Sum of reported targets over the margin. */
  readonly reported: number;
  /** Part of the rest that stands at its bound. */
  readonly capped: number;
}

function lineLoads(problem: WorldProblem, flows: Float64Array, rows: boolean): LineLoad[] {
  const { n, origin, target, cap } = problem;
  const margins = rows ? problem.rows : problem.columns;
  return Array.from({ length: n }, (_, k) => {
    let reported = 0;
    let rest = 0;
    let atCap = 0;
    for (let m = 0; m < n; m++) {
      const c = rows ? k * n + m : m * n + k;
      if (origin[c] === CellOrigin.imputed) {
        rest += flows[c];
        if (flows[c] >= cap[c] * (1 - 1e-9)) atCap += flows[c];
      } else if (origin[c] !== CellOrigin.domestic) reported += target[c];
    }
    return { reported: reported / margins[k], capped: rest > 0 ? atCap / rest : 0 };
  });
}

function weightedMean(values: ArrayLike<number>, weights: BalanceProblem["rows"]): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += values[k] * weights[k];
    total += weights[k];
  }
  return sum / total;
}
