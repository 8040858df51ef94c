/**
 * A panel and a formula become a design: columns, keys as whole numbers, rows without missing cells.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { parseWhere, selectRows, type Where } from "../formats/where.js";
import type { Design, DesignColumn, DesignEffect, DesignFactor } from "./design.js";
import type { Effect, Expression } from "./formula/ast.js";
import { expandModels, type Model } from "./formula/expand-models.js";
import { parseFormula, parseKeys, parseValue } from "./formula/parse-formula.js";
import { printExpression } from "./formula/print-formula.js";
import { type AtomData, checkSize, evaluateAtom, productColumns } from "./panel/atoms.js";
import { type Codes, encodeCodes, encodeNumbers, joinCodes } from "./panel/encode-key.js";
import { evaluate, evaluateNumbers, type Scope, textOf, type Undefined } from "./panel/evaluate.js";
import {
  causesInWords,
  completeRows,
  keepInts,
  keepNumbers,
  type Needed,
  type Sample,
} from "./panel/sample.js";
import { type ShiftRows, shiftRows } from "./panel/shift-rows.js";

export interface DesignOptions {
  /** Rows to use, as the small SQL of `parseWhere`. */
  readonly where?: string | Where;
  /** Weights: a column or an expression, zero or more. */
  readonly weights?: string;
  /** Keys of clusters: `exporter^importer`, one to four. */
  readonly clusters?: readonly string[];
  /** What makes a unit and what is its time, for lags and leads: `exporter^importer,year`. */
  readonly panelId?: string;
  /** Poisson (the default) refuses a negative outcome and one that is zero everywhere. */
  readonly family?: "poisson" | "ols";
}

export interface BuiltDesign {
  readonly panel: Panel;
  readonly design: Design;
  readonly model: Model;
  /** The whole formula, which the model's nodes point into. */
  readonly source: string;
  /** Rows of the panel, from 0, in the order of the design's. */
  readonly rows: Int32Array;
  readonly warnings: readonly string[];
  /** What was chosen beside the formula. */
  readonly options: DesignOptions;
  /** Codes of a key on the design's rows, with the words of its levels. */
  readonly keyOf: (key: string, field: string) => KeyWords;
}

export interface KeyWords extends DesignFactor {
  /** One a level: `exporter^year` has `ARG^1986`. */
  readonly words: readonly string[];
  /** The words apart: `exporter` has `ARG`, `year` has `1986`. */
  readonly parts: readonly { readonly name: string; readonly words: readonly string[] }[];
}

/**
 * Builds the design of every model that a formula stands for. Rows with a missing cell in anything that a model names
 * are left out and counted by what was missing; so are rows where a logarithm or root has no value, with a warning.
 * Arrays may be the panel's own columns: they are not to be written to.
 *
 * @throws {InputError} `formula-syntax`, `unknown-column` with the nearest names, `where-empty`, `no-panel`,
 * `too-many-columns`, `unknown-level`, `clusters` for more than four
 * @throws {DataError} `not-a-number`, `nan`, `infinite`, `one-group`, `negative-outcome`, `zero-outcome`, `negative-weight`, `all-missing`,
 * `panel-twice`, each with the data row
 */
export function buildDesigns(panel: Panel, formula: string, options: DesignOptions = {}): BuiltDesign[] {
  const parsed = parseFormula(formula);
  const builder = new Builder(panel, parsed.source, options);
  return expandModels(parsed).map((model) => builder.build(model));
}

/**
 * As `buildDesigns`, for a formula of one model.
 * @throws {InputError} `several-models` where it stands for more, and whatever `buildDesigns` throws
 */
export function buildDesign(panel: Panel, formula: string, options: DesignOptions = {}): BuiltDesign {
  const parsed = parseFormula(formula);
  const models = expandModels(parsed);
  if (models.length > 1) {
    throw new InputError("several-models", `One model is needed; this formula stands for ${models.length}.`, {
      place: { field: "formula" },
      received: formula,
      hint: "Use buildDesigns or estimatePanel.",
    });
  }
  return new Builder(panel, parsed.source, options).build(models[0]!);
}

/**
 * Regressors, effects and offset of a model on another panel, without its outcome (zeros stand for it): what a
 * prediction needs. Clusters and weights are left out.
 */
export function buildRegressors(
  panel: Panel,
  { model, source, options }: Pick<BuiltDesign, "model" | "source" | "options">,
): BuiltDesign {
  const { panelId } = options;
  return new Builder(panel, source, panelId === undefined ? {} : { panelId }).build(model, false);
}

/** Evaluates each column and key once, however many models name it. */
class Builder {
  private readonly panel: Panel;
  private readonly options: DesignOptions;
  private readonly rows: Int32Array;
  private readonly scope: Scope;
  private readonly keys = new Map<string, Codes>();

  constructor(panel: Panel, source: string, options: DesignOptions) {
    this.panel = panel;
    this.options = options;
    this.rows = chosenRows(panel, options.where);
    this.scope = {
      panel,
      rows: this.rows,
      shiftRows: options.panelId === undefined ? null : declaredPanel(panel, options.panelId),
      source,
      field: "formula",
      undefinedIn: new Map(),
    };
  }

  build(model: Model, withOutcome = true): BuiltDesign {
    const undefinedIn = new Map<string, Undefined>();
    const scope: Scope = { ...this.scope, undefinedIn };
    const y = withOutcome ? evaluateNumbers(model.response, scope) : new Float64Array(this.rows.length);
    const products = model.products.map((product) => product.atoms.map((atom) => evaluateAtom(atom, scope)));
    const offset = sumOf(model.offsets.map((of) => evaluateNumbers(of, scope)));
    const weights = this.weights(undefinedIn);
    const effects = model.effects.map((effect) => this.effect(effect, scope));
    const clusters = this.clusters();

    const sample = completeRows(this.panel, this.rows, [
      { name: textOf(scope.source, model.response), node: model.response, data: y },
      ...products.flat().flatMap((atom) => atom.needed),
      ...(offset ? [{ name: "offset", node: null, data: offset }] : []),
      ...(weights ? [{ name: "weights", node: null, data: weights }] : []),
      ...effects.flatMap((effect) => effect.needed),
      ...clusters.flatMap((cluster) => cluster.needed),
    ]);
    const rows = keepInts(this.rows, sample);
    const outcome = keepNumbers(y, sample);
    if (withOutcome) this.checkOutcome(outcome, rows, textOf(scope.source, model.response));
    const design: Design = {
      nObs: sample.nKept,
      y: outcome,
      x: columns(model, products, sample, scope),
      effects: effects.map((effect) => effect.of(sample)),
      ...(weights ? { weights: keepNumbers(weights, sample) } : {}),
      ...(offset ? { offset: keepNumbers(offset, sample) } : {}),
      ...(clusters.length > 0 ? { clusters: clusters.map((c) => this.severalGroups(c.of(sample))) } : {}),
      rowNumbers: rows.map((row) => row + 1),
      missing: this.rows.length - sample.nKept,
      formula: model.text,
    };
    return {
      panel: this.panel,
      design,
      model,
      source: this.scope.source,
      rows,
      warnings: warningsOf(sample, undefinedIn),
      options: this.options,
      keyOf: (key, field) => this.keyOf(key, field, sample, rows),
    };
  }

  private weights(undefinedIn: Map<string, Undefined>): Float64Array | null {
    const { weights } = this.options;
    if (weights === undefined) return null;
    const field = "--weights";
    const scope: Scope = { ...this.scope, source: weights, field, undefinedIn };
    const values = evaluateNumbers(parseValue(weights, field), scope);
    const n = values.findIndex((w) => w < 0);
    if (n >= 0) {
      const row = this.rows[n]! + 1;
      throw new DataError("negative-weight", `The weight is ${values[n]} in data row ${row}.`, {
        place: { file: this.panel.source },
        received: values[n],
        hint: "Weights must be zero or more.",
      });
    }
    return values;
  }

  private clusters(): { needed: Needed[]; of: (sample: Sample) => DesignFactor }[] {
    const field = "--cluster";
    const list = (this.options.clusters ?? []).flatMap((text) => {
      const scope: Scope = { ...this.scope, source: text, field };
      return parseKeys(text, field).map((key) => this.effect(key, scope));
    });
    if (list.length > 4) {
      throw new InputError("clusters", `One to four clusters are possible; received ${list.length}.`, {
        place: { field },
        received: this.options.clusters,
        hint: "Leave out those that others nest.",
      });
    }
    return list;
  }

  private severalGroups(cluster: DesignFactor): DesignFactor {
    if (cluster.codes.some((code) => code !== cluster.codes[0])) return cluster;
    throw new DataError(
      "one-group",
      `Clusters need two groups or more; ${cluster.name} has one in the rows used.`,
      {
        place: { file: this.panel.source, field: "--cluster" },
        hint: "Cluster by another key, or check the filter.",
      },
    );
  }

  private effect(effect: Effect, scope: Scope): { needed: Needed[]; of: (sample: Sample) => DesignEffect } {
    const name = keyText(effect, scope.source);
    const codes = this.codes(effect, scope);
    const slopes = effect.slopes.map((slope) => ({
      name: textOf(scope.source, slope),
      node: slope,
      data: evaluateNumbers(slope, scope),
    }));
    return {
      needed: [{ name, node: effect.keys.length === 1 ? effect.keys[0]! : null, data: codes }, ...slopes],
      of: (sample) => ({
        name,
        codes: keepInts(codes.codes, sample),
        nLevels: codes.nLevels,
        ...(slopes.length > 0
          ? {
              slopes: slopes.map((s) => ({ name: s.name, values: keepNumbers(s.data, sample) })),
              slopesOnly: effect.slopesOnly,
            }
          : {}),
      }),
    };
  }

  private codes(effect: Effect, scope: Scope): Codes {
    const parts = effect.keys.map((key) => {
      const text = printExpression(key);
      let codes = this.keys.get(text);
      if (!codes) {
        codes = encode(key, scope);
        this.keys.set(text, codes);
      }
      return { text, codes };
    });
    return parts.reduce((a, b) => {
      const text = `${a.text}^${b.text}`;
      let codes = this.keys.get(text);
      if (!codes) {
        codes = joinCodes(a.codes, b.codes);
        this.keys.set(text, codes);
      }
      return { text, codes };
    }).codes;
  }

  private keyOf(text: string, field: string, sample: Sample, rows: Int32Array): KeyWords {
    const scope: Scope = { ...this.scope, source: text, field };
    const key = parseKeys(text, field)[0]!;
    const all = this.codes(key, scope);
    const codes = keepInts(all.codes, sample);
    const seen = new Int32Array(all.nLevels).fill(-1);
    codes.forEach((code, n) => {
      if (code >= 0 && seen[code]! < 0) seen[code] = n;
    });
    const parts = key.keys.map((part) => {
      const word = wordOf(part, { ...scope, rows });
      return { name: textOf(text, part), words: Array.from(seen, (n) => (n < 0 ? "" : word(n))) };
    });
    const words = Array.from(seen, (n, level) => (n < 0 ? "" : parts.map((p) => p.words[level]!).join("^")));
    return { name: keyText(key, text), codes, nLevels: all.nLevels, words, parts };
  }

  private checkOutcome(y: Float64Array, rows: Int32Array, name: string): void {
    if (this.options.family === "ols") return;
    const n = y.findIndex((value) => value < 0);
    if (n >= 0) {
      throw new DataError(
        "negative-outcome",
        `${name} is ${y[n]} in data row ${rows[n]! + 1}; Poisson needs an outcome of zero or more.`,
        {
          place: { file: this.panel.source },
          received: y[n],
          hint: "Correct it, leave the row out with --where, or use --family ols.",
        },
      );
    }
    if (y.every((value) => value === 0)) {
      throw new DataError(
        "zero-outcome",
        `${name} is zero in all ${y.length} rows; nothing can be estimated.`,
        {
          place: { file: this.panel.source },
          hint: "Check the column and the filter.",
        },
      );
    }
  }
}

function chosenRows(panel: Panel, where: string | Where | undefined): Int32Array {
  const filter = typeof where === "string" ? parseWhere(where) : where;
  const rows = filter ? selectRows(panel, filter) : Int32Array.from({ length: panel.nObs }, (_, row) => row);
  if (rows.length === 0) {
    const written = typeof where === "string" ? ` ${JSON.stringify(where)}` : "";
    throw new InputError("where-empty", `The filter${written} keeps no row of ${panel.source}.`, {
      place: { field: "--where" },
      received: typeof where === "string" ? where : undefined,
      hint: "Check the values that the columns hold.",
    });
  }
  return rows;
}

function countUp(n: number): Int32Array {
  const rows = new Int32Array(n);
  for (let row = 0; row < n; row++) rows[row] = row;
  return rows;
}

function declaredPanel(panel: Panel, text: string): ShiftRows {
  const field = "--panel";
  const keys = parseKeys(text, field);
  if (keys.length !== 2 || keys[1]!.keys.length !== 1) {
    throw new InputError("panel-id", `--panel needs a key for the unit and a column for its time.`, {
      place: { field },
      received: text,
      hint: "For example --panel exporter^importer,year.",
    });
  }
  const rows = countUp(panel.nObs);
  const scope: Scope = { panel, rows, shiftRows: null, source: text, field, undefinedIn: new Map() };
  const units = keys[0]!.keys.map((key) => encode(key, scope)).reduce(joinCodes);
  return shiftRows(panel, units, evaluateNumbers(keys[1]!.keys[0]!, scope));
}

function encode(key: Expression, scope: Scope): Codes {
  const vector = evaluate(key, scope);
  if (vector.type === "number") return encodeNumbers(vector.values);
  if (vector.type === "text") return encodeCodes(vector.codes, vector.levels.length);
  return { codes: new Int32Array(scope.rows.length), nLevels: 1 };
}

function wordOf(key: Expression, scope: Scope): (n: number) => string {
  const vector = evaluate(key, scope);
  if (vector.type === "text") return (n) => vector.levels[vector.codes[n]!] ?? "";
  if (vector.type === "literal") return () => vector.value;
  return (n) => vector.labels?.get(vector.values[n]!) ?? String(vector.values[n]);
}

const keyText = (effect: Effect, source: string): string =>
  effect.keys.map((key) => textOf(source, key)).join("^");

function columns(
  model: Model,
  products: readonly (readonly AtomData[])[],
  sample: Sample,
  scope: Scope,
): DesignColumn[] {
  const absorbed = model.effects.some((effect) => !effect.slopesOnly);
  const constant =
    model.constant && !absorbed
      ? [{ name: "(Intercept)", values: new Float64Array(sample.nKept).fill(1) }]
      : [];
  const x: DesignColumn[] = [...constant];
  model.products.forEach((product, k) => {
    x.push(...productColumns(product, products[k]!, sample, scope));
    checkSize(x.length, sample.nKept, scope);
  });
  return x;
}

function sumOf(vectors: readonly Float64Array[]): Float64Array | null {
  if (vectors.length === 0) return null;
  return vectors.slice(1).reduce((sum, v) => sum.map((x, n) => x + v[n]!), vectors[0]!);
}

function warningsOf(sample: Sample, undefinedIn: ReadonlyMap<string, Undefined>): string[] {
  const warnings = [...undefinedIn.values()].map(
    ({ name, count, firstRow }) =>
      `${name} has no value in ${rowsOf(count)} (first: data row ${firstRow + 1}); they are left out.`,
  );
  const others = [...sample.causes].filter(([name]) => !undefinedIn.has(name));
  if (others.length > 0) {
    const total = others.reduce((sum, [, count]) => sum + count, 0);
    warnings.push(`${rowsOf(total)} with missing values left out: ${causesInWords(new Map(others))}.`);
  }
  return warnings;
}

const rowsOf = (count: number): string => `${count} row${count === 1 ? "" : "s"}`;
