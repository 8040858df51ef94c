/**
 * The bridge from an estimate to the equilibrium models: fitted flows, trade costs, multilateral resistances.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import { parseWhere, selectRows } from "../formats/where.js";
import { ExcludedRow } from "./design.js";
import type { PanelFit } from "./estimate-panel.js";
import { printExpression } from "./formula/print-formula.js";

export interface FittedWorldOptions {
  /** Columns of exporter and importer; where left out they are read off the effects (`exporter^year`). */
  readonly exporter?: string;
  readonly importer?: string;
  /** Rows that make the world, one a pair: `year = 2006`. */
  readonly where?: string;
  /** Economy whose inward resistance is 1; default the first by alphabet. */
  readonly reference?: string;
}

/** Row = exporter, column = importer: cell (i, j) stands at i·n + j. */
export interface FittedWorld {
  /** By alphabet (n). */
  readonly economies: readonly string[];
  /** Fitted flows μ_ij (n × n), in the unit of the outcome; 0 for a pair without a row and for a separated row. */
  readonly fitted: Float64Array;
  /** What the file has. */
  readonly observed: Float64Array;
  /** Row of the panel that each cell is from; −1: none. */
  readonly rowOf: Int32Array;
  /** Row of the design that each cell is from; −1: none. */
  readonly designRow: Int32Array;
  /** Σ_j μ_ij and Σ_i μ_ij (n). */
  readonly output: Float64Array;
  readonly expenditure: Float64Array;
  /** Null where the model has no exporter and importer effects. */
  readonly gravity: FittedGravity | null;
}

export interface FittedGravity {
  /** t_ij^(1−σ) (n × n): what of the flow is neither the exporter's nor the importer's effect. */
  readonly costs: Float64Array;
  /** P_j^(1−σ) (n), 1 for the reference; NaN where the economy buys nothing. */
  readonly inward: Float64Array;
  /** Π_i^(1−σ) (n); NaN where it sells nothing. */
  readonly outward: Float64Array;
  readonly reference: string;
}

/**
 * Reads a world off a PPML fit with exporter and importer effects.
 *
 * Model: μ_ij = exp(π_i + χ_j) t_ij^(1−σ) = Y_i E_j / ΣY · (t_ij / (Π_i P_j))^(1−σ), so that
 *   P_j^(1−σ) = (E_j / E_R) exp(χ_R − χ_j),  Π_i^(1−σ) = (Y_i / ΣY) E_R exp(−π_i − χ_R),  P_R = 1.
 * PPML with these effects keeps Σ_j μ_ij and Σ_i μ_ij at their observed sums, so the P and Π are exactly those that
 * solve the structural system at the estimated trade costs.
 *
 * @throws {InputError} `fitted-family`, `fitted-keys`, `where-empty`, `unknown-reference`
 * @throws {DataError} `pair-twice` where a pair has several rows, with both
 * Source: Fally (2015), J. Int. Econ. 97(1); Anderson, Larch and Yotov (2018), World Econ. 41(10).
 */
export function fittedWorld(fit: PanelFit, options: FittedWorldOptions = {}): FittedWorld {
  if (fit.estimate.estimator !== "ppml" || !fit.estimate.converged) {
    throw new InputError("fitted-family", "Fitted flows come from a PPML fit that converged.", {
      hint: "Leave --family ols out.",
    });
  }
  const names = pairNames(fit, options);
  const chosen = chosenRows(fit, options.where);
  const exporter = fit.built.keyOf(names.exporter, "--baseline-keys");
  const importer = fit.built.keyOf(names.importer, "--baseline-keys");
  const words = new Set<string>();
  for (const n of chosen) {
    words.add(exporter.words[exporter.codes[n]!]!);
    words.add(importer.words[importer.codes[n]!]!);
  }
  const economies = [...words].sort();
  const place = new Map(economies.map((code, k) => [code, k]));
  const i = Int32Array.from(chosen, (n) => place.get(exporter.words[exporter.codes[n]!]!)!);
  const j = Int32Array.from(chosen, (n) => place.get(importer.words[importer.codes[n]!]!)!);
  const cells = cellsOf(fit, { economies, chosen, i, j });
  const gravity = gravityOf(fit, { ...cells, economies, chosen, i, j }, options.reference);
  return { economies, ...cells, gravity };
}

function pairNames(fit: PanelFit, options: FittedWorldOptions): { exporter: string; importer: string } {
  const { exporter, importer } = options;
  if (exporter !== undefined && importer !== undefined) return { exporter, importer };
  const keys = fit.built.model.effects.map((effect) => effect.keys.map((key) => printExpression(key)));
  const [first, second] = keys;
  const [a, b] = [
    first?.filter((key) => !second?.includes(key)),
    second?.filter((key) => !first?.includes(key)),
  ];
  if (a?.length === 1 && b?.length === 1) return { exporter: a[0]!, importer: b[0]! };
  throw new InputError("fitted-keys", "The first two effects do not show exporter and importer.", {
    place: { field: "--baseline" },
    received: keys.map((k) => k.join("^")),
    hint: "Name them: --baseline-keys exporter,importer.",
  });
}

/** Rows of the design that make the world. */
function chosenRows({ built }: PanelFit, where: string | undefined): Int32Array {
  const all = Int32Array.from(built.rows, (_, n) => n);
  if (where === undefined) return all;
  const kept = new Set(selectRows(built.panel, parseWhere(where)));
  const rows = all.filter((n) => kept.has(built.rows[n]!));
  if (rows.length > 0) return rows;
  throw new InputError("where-empty", `The filter ${JSON.stringify(where)} keeps no row of the sample.`, {
    place: { field: "--baseline-where" },
    received: where,
    hint: "Choose rows that the estimate uses.",
  });
}

interface Pairs {
  readonly economies: readonly string[];
  readonly chosen: Int32Array;
  readonly i: Int32Array;
  readonly j: Int32Array;
}

type Cells = Omit<FittedWorld, "economies" | "gravity">;

function cellsOf({ built, fitted, excluded }: PanelFit, { economies, chosen, i, j }: Pairs): Cells {
  const n = economies.length;
  const cells: Cells = {
    fitted: new Float64Array(n * n),
    observed: new Float64Array(n * n),
    rowOf: new Int32Array(n * n).fill(-1),
    designRow: new Int32Array(n * n).fill(-1),
    output: new Float64Array(n),
    expenditure: new Float64Array(n),
  };
  chosen.forEach((row, k) => {
    const cell = i[k]! * n + j[k]!;
    if (cells.rowOf[cell]! >= 0) throw pairTwice(built, cells.rowOf[cell]!, built.rows[row]!);
    // Effects fit a singleton exactly; a separated flow is nil.
    const value = excluded[row] === ExcludedRow.singleton ? built.design.y[row]! : fitted[row]!;
    const flow = Number.isFinite(value) ? value : 0;
    cells.rowOf[cell] = built.rows[row]!;
    cells.designRow[cell] = row;
    cells.fitted[cell] = flow;
    cells.observed[cell] = built.design.y[row]!;
    cells.output[i[k]!]! += flow;
    cells.expenditure[j[k]!]! += flow;
  });
  return cells;
}

function pairTwice({ panel }: PanelFit["built"], first: number, second: number): DataError {
  return new DataError(
    "pair-twice",
    `Data rows ${first + 1} and ${second + 1} are of one pair; a world needs one row a pair.`,
    {
      place: { file: panel.source, field: "--baseline" },
      received: [first + 1, second + 1],
      hint: 'Choose one year: --baseline-where "year = 2006".',
    },
  );
}

function gravityOf(fit: PanelFit, world: Pairs & Cells, reference: string | undefined): FittedGravity | null {
  const { economies, chosen, i, j } = world;
  const n = economies.length;
  const effects = fit.built.design.effects;
  const exporterOnly = effects.map((e) => !e.slopes?.length && follows(e.codes, chosen, i));
  const importerOnly = effects.map((e) => !e.slopes?.length && follows(e.codes, chosen, j));
  const ofExporter = effects.filter((_, k) => exporterOnly[k]);
  const ofImporter = effects.filter((_, k) => importerOnly[k] && !exporterOnly[k]);
  if (ofExporter.length === 0 || ofImporter.length === 0) return null;
  const values = fit.fixedEffects().effects;
  const sum = (list: typeof effects, side: Int32Array): Float64Array => {
    const total = new Float64Array(n);
    chosen.forEach((row, k) => {
      total[side[k]!] = list.reduce((s, e) => s + values[effects.indexOf(e)]!.values[e.codes[row]!]!, 0);
    });
    return total;
  };
  const [push, pull] = [sum(ofExporter, i), sum(ofImporter, j)];
  const name = reference ?? economies.find((_, k) => world.expenditure[k]! > 0)!;
  const r = economies.indexOf(name);
  if (r < 0 || !(world.expenditure[r]! > 0)) {
    throw new InputError("unknown-reference", `The reference ${JSON.stringify(name)} buys nothing here.`, {
      received: name,
      hint: `Economies: ${economies.slice(0, 12).join(", ")}.`,
    });
  }
  const total = world.output.reduce((s, y) => s + y, 0);
  const spent = world.expenditure[r]!;
  const positive = (x: number): number => (x > 0 ? x : Number.NaN);
  return {
    costs: world.fitted.map((mu, cell) =>
      mu === 0 ? 0 : mu * Math.exp(-push[Math.floor(cell / n)]! - pull[cell % n]!),
    ),
    inward: world.expenditure.map((e, k) => positive((e / spent) * Math.exp(pull[r]! - pull[k]!))),
    outward: world.output.map((y, k) => positive((y / total) * spent * Math.exp(-push[k]! - pull[r]!))),
    reference: name,
  };
}

/** Whether, on the rows chosen, the codes are settled by one side of the pair. */
function follows(codes: Int32Array, chosen: Int32Array, side: Int32Array): boolean {
  const seen = new Map<number, number>();
  for (let k = 0; k < chosen.length; k++) {
    const code = codes[chosen[k]!]!;
    const known = seen.get(side[k]!);
    if (known === undefined) seen.set(side[k]!, code);
    else if (known !== code) return false;
  }
  return true;
}
