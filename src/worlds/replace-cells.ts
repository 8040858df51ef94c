/**
 * Puts figures of another source into the world.
 * @module
 */
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import { DataError, InputError } from "../contracts/errors.js";
import { balance } from "./balance.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { decodedProblem } from "./world-2014.js";
import { worldIndex } from "./world-index.js";

/** A flow by another source. */
export interface ReplacedCell {
  readonly exporter: string;
  readonly importer: string;
  /** Million current dollars, >= 0. */
  readonly usdMillion: number;
  /** Where the figure comes from; goes into the notes of the baseline. */
  readonly source: string;
}

/**
 * `world-2014` with cells fixed at other figures and the rest balanced again: totals of exports and imports stay,
 * the other cells of the row and the column move, the reported ones least.
 * @param world a baseline made by `world2014` or by this function; cells that were replaced stay replaced; unchanged
 * @returns a new Baseline; origin of the cells is `replaced`, `moved` is the figure over what was reported
 * @throws {InputError} economy_not_in_world, replaced_cell (negative, domestic, or more than the totals hold)
 * @throws {DataError} not_world_2014; cannot_rebalance when no table with these totals has these figures
 */
export function replaceCells(world: Baseline, cells: readonly ReplacedCell[]): Baseline {
  const n = packedWorld2014.economies.length;
  if (world.id !== "world-2014" || world.economies.length !== n) {
    throw new DataError("not_world_2014", `cells can be replaced in world-2014 only; received ${world.id}.`, {
      received: world.id,
      hint: "Put the figure into your own file of flows instead.",
    });
  }
  const problem = decodedProblem();
  const fixed = new Map<number, number>();
  world.origin.forEach((origin, c) => {
    if (origin === CellOrigin.replaced) fixed.set(c, world.flows[c]);
  });
  for (const cell of cells) fixed.set(cellOf(cell, n), cell.usdMillion);
  const rows = Float64Array.from(problem.rows);
  const columns = Float64Array.from(problem.columns);
  for (const [c, value] of fixed) {
    problem.target[c] = 0;
    rows[Math.floor(c / n)] -= value;
    columns[c % n] -= value;
  }
  requireRoom(rows, columns, cells, n);
  const { alpha, beta } = packedWorld2014.solution;
  const solved = balance(
    { ...problem, rows, columns },
    { alpha: Float64Array.from(alpha), beta: Float64Array.from(beta) },
  );
  if (!solved.converged) {
    throw new DataError("cannot_rebalance", "no world with the same totals holds these figures.", {
      received: cells,
      hint: "Replace fewer cells, or cells by figures nearer to the world's.",
    });
  }
  const flows = solved.flows;
  const origin = Uint8Array.from(problem.origin);
  const moved = new Float64Array(n * n).fill(1);
  for (let c = 0; c < n * n; c++) {
    const value = fixed.get(c);
    if (value !== undefined) {
      flows[c] = value;
      origin[c] = CellOrigin.replaced;
    }
    if (c % (n + 1) === 0) flows[c] = world.flows[c];
    else moved[c] = flows[c] / problem.figure[c];
  }
  const notes = cells.map(
    ({ exporter, importer, usdMillion, source }) =>
      `The flow from ${exporter} to ${importer} is set to ${usdMillion} million dollars (${source}) and the rest balanced again.`,
  );
  return { ...world, flows, origin, moved, notes: [...world.notes, ...notes] };
}

function cellOf(cell: ReplacedCell, n: number): number {
  const i = worldIndex(cell.exporter, "exporter");
  const j = worldIndex(cell.importer, "importer");
  if (i === j || !(cell.usdMillion >= 0) || !Number.isFinite(cell.usdMillion)) {
    throw new InputError(
      "replaced_cell",
      `a replaced flow must be a number >= 0 between two economies; received ${cell.usdMillion} from ${cell.exporter} to ${cell.importer}.`,
      { received: cell, hint: "Domestic sales follow from κ and g." },
    );
  }
  return i * n + j;
}

function requireRoom(
  rows: Float64Array,
  columns: Float64Array,
  cells: readonly ReplacedCell[],
  n: number,
): void {
  for (let k = 0; k < n; k++) {
    if (rows[k] > 0 && columns[k] > 0) continue;
    const code = packedWorld2014.economies[k].code;
    throw new InputError(
      "replaced_cell",
      `replaced flows must leave something of an economy's total; those of ${code} use up its ${rows[k] > 0 ? "imports" : "exports"}.`,
      {
        received: cells,
        hint: "Totals are kept: a flow cannot be larger than the exports or imports it belongs to.",
      },
    );
  }
}
