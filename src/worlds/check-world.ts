/**
 * Checks that anyone can run on the embedded world.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { FoldResult, MoveReason, ReportedCell, WorldCheck } from "../contracts/world.js";
import { holdOut } from "./hold-out.js";
import { reportedCells } from "./reported-cells.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { decodedProblem, world2014 } from "./world-2014.js";
import type { WorldProblem } from "./world-problem.js";

const MARGIN_TOLERANCE = 1e-9;
/** The day of the first report that the world was made for. */
const SEED = 20141218;

/**
 * Computes what `gravitas world --check` prints: totals met, shares reported, cells moved and why, and how well
 * withheld reports are foretold.
 * Time: about a second, for ten balancings.
 */
export function checkWorld(): WorldCheck {
  const world = world2014();
  const problem = decodedProblem();
  const reported = reportedCells();
  const moved = reported
    .filter(({ because }) => because !== null)
    .sort((a, b) => Math.abs(Math.log(b.moved)) - Math.abs(Math.log(a.moved)));
  const folds = holdOut(packedWorld2014, { folds: 10, seed: SEED });
  const mean = (pick: (fold: FoldResult) => number): number =>
    folds.reduce((sum, fold) => sum + pick(fold), 0) / folds.length;
  const known = cellShares(world);
  return {
    id: world.id,
    economies: world.economies.length,
    ...known,
    importScale: problem.importScale,
    margins: marginGap(world, problem),
    twoSides: twoSides(reported),
    moved,
    movedBecause: countReasons(moved),
    movedBeyondTenPercent: moved.filter((cell) => Math.abs(cell.moved - 1) > 0.1).length,
    holdOut: {
      seed: SEED,
      folds,
      logCorrelation: mean((fold) => fold.logCorrelation),
      levelCorrelation: mean((fold) => fold.levelCorrelation),
      medianError: mean((fold) => fold.medianError),
      medianLogError: mean((fold) => fold.medianLogError),
      logSpread: mean((fold) => fold.logSpread),
    },
  };
}

function marginGap(world: Baseline, problem: WorldProblem): WorldCheck["margins"] {
  const n = problem.n;
  let largestGap = 0;
  let at = "";
  for (let k = 0; k < n; k++) {
    let exports = 0;
    let imports = 0;
    for (let m = 0; m < n; m++) {
      if (m === k) continue;
      exports += world.flows[k * n + m];
      imports += world.flows[m * n + k];
    }
    const gaps = { exports: exports / problem.rows[k] - 1, imports: imports / problem.columns[k] - 1 };
    for (const [side, gap] of Object.entries(gaps)) {
      if (Math.abs(gap) > largestGap) {
        largestGap = Math.abs(gap);
        at = `${side} of ${world.economies[k]}`;
      }
    }
  }
  return { tolerance: MARGIN_TOLERANCE, largestGap, at, met: largestGap <= MARGIN_TOLERANCE };
}

function cellShares(
  world: Baseline,
): Pick<WorldCheck, "cells" | "reportedShare" | "trade" | "domesticSales"> {
  const names = ["imputed", "exporter", "importer", "both"] as const;
  const count = [0, 0, 0, 0];
  const value = [0, 0, 0, 0];
  let domesticSales = 0;
  world.flows.forEach((flow, c) => {
    const origin = world.origin[c];
    if (origin > 3) {
      domesticSales += flow;
      return;
    }
    count[origin]++;
    value[origin] += flow;
  });
  const trade = value.reduce((a, b) => a + b, 0);
  const cells = Object.fromEntries(
    names.map((name, origin) => [name, { cells: count[origin], share: value[origin] / trade }]),
  ) as WorldCheck["cells"];
  return { cells, reportedShare: 1 - value[0] / trade, trade, domesticSales };
}

function twoSides(reported: readonly ReportedCell[]): WorldCheck["twoSides"] {
  const gaps = reported
    .flatMap(({ byExporter, byImporter }) =>
      byExporter === null || byImporter === null ? [] : [Math.abs(Math.log(byExporter / byImporter))],
    )
    .sort((a, b) => a - b);
  return {
    cells: gaps.length,
    medianGap: gaps[gaps.length >> 1],
    rootMeanSquare: Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length),
    beyondTenPercent: gaps.filter((gap) => gap > Math.log(1.1)).length,
    beyondFactorTwo: gaps.filter((gap) => gap > Math.LN2).length,
  };
}

function countReasons(moved: readonly ReportedCell[]): Record<MoveReason, number> {
  const counts: Record<MoveReason, number> = {
    partner_silent: 0,
    beyond_partner_total: 0,
    exporter_over_full: 0,
    importer_over_full: 0,
    exporter_under_full: 0,
    importer_under_full: 0,
    exporter_crowded: 0,
    importer_crowded: 0,
  };
  for (const { because } of moved) if (because !== null) counts[because]++;
  return counts;
}
