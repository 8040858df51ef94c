/**
 * Terms of a formula as columns of a design.
 * @module
 */
import { InputError } from "../../contracts/errors.js";
import type { DesignColumn } from "../design.js";
import type { Atom, Literal } from "../formula/ast.js";
import type { Product } from "../formula/expand-models.js";
import { evaluate, evaluateNumbers, evaluateShift, type Scope, textOf, type Vector } from "./evaluate.js";
import { keepInts, keepNumbers, type Needed, type Sample } from "./sample.js";

/** An atom evaluated on all chosen rows, before the rows with missing values are known. */
export interface AtomData {
  readonly needed: readonly Needed[];
  /** Its columns on the rows kept. */
  readonly columns: (sample: Sample) => DesignColumn[];
}

/** More columns than this are effects that somebody wrote as dummies. */
const mostColumns = 1000;
/** Cells of all columns together (8 bytes each). */
const mostCells = 2 ** 28;

export function evaluateAtom(atom: Atom, scope: Scope): AtomData {
  const text = textOf(scope.source, atom);
  if (atom.kind === "value") return plain([{ name: text, values: evaluateNumbers(atom.of, scope) }], atom.of);
  if (atom.kind === "levels") return levels(atom, scope);
  const of = textOf(scope.source, atom.of);
  return plain(
    atom.steps.map((steps) => ({
      name: atom.steps.length === 1 ? text : `${atom.name}(${of}, ${steps})`,
      values: evaluateShift(atom.of, atom.name === "l" ? steps : -steps, scope),
    })),
    null,
  );
}

function plain(columns: readonly DesignColumn[], node: Needed["node"]): AtomData {
  return {
    needed: columns.map(({ name, values }) => ({ name, node, data: values })),
    columns: (sample) => columns.map(({ name, values }) => ({ name, values: keepNumbers(values, sample) })),
  };
}

/** `i(var)`: a dummy a level, named `var::level`, times `by` where there is one (`var::level:by`). */
function levels(atom: Atom & { readonly kind: "levels" }, scope: Scope): AtomData {
  const variable = textOf(scope.source, atom.of);
  const key = wordedLevels(evaluate(atom.of, scope));
  const by = atom.by && {
    name: textOf(scope.source, atom.by),
    values: evaluateNumbers(atom.by, scope),
  };
  return {
    needed: [
      { name: variable, node: atom.of, data: { codes: key.codes, nLevels: key.words.length } },
      ...(by ? [{ name: by.name, node: atom.by, data: by.values }] : []),
    ],
    columns: (sample) => {
      const codes = keepInts(key.codes, sample);
      const chosen = chooseLevels(atom, scope, present(codes, key));
      if (chosen.length > mostColumns) {
        throw new InputError(
          "too-many-levels",
          `${textOf(scope.source, atom)} has ${chosen.length} levels; at most ${mostColumns} become columns.`,
          { place: { field: scope.field }, hint: `Absorb it instead: put ${variable} behind "|".` },
        );
      }
      const factor = by && keepNumbers(by.values, sample);
      return chosen.map(({ code, word }) => {
        const values = new Float64Array(codes.length);
        for (let n = 0; n < codes.length; n++) if (codes[n] === code) values[n] = factor ? factor[n]! : 1;
        return { name: `${variable}::${word}${by ? `:${by.name}` : ""}`, values };
      });
    },
  };
}

interface Worded {
  readonly codes: Int32Array;
  readonly words: readonly string[];
}

/** Codes in the order in which levels are listed: numbers by size, texts by alphabet. */
function wordedLevels(vector: Vector): Worded {
  if (vector.type === "text") {
    const order = vector.levels.map((word, code) => ({ word, code }));
    order.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
    const place = new Int32Array(order.length);
    order.forEach(({ code }, k) => {
      place[code] = k;
    });
    return { codes: vector.codes.map((c) => (c < 0 ? -1 : place[c]!)), words: order.map((o) => o.word) };
  }
  if (vector.type === "literal") return { codes: new Int32Array(0), words: [vector.value] };
  const { values, labels } = vector;
  const sorted = [...new Set(values)].filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  const place = new Map(sorted.map((value, k) => [value, k]));
  return {
    codes: Int32Array.from(values, (v) => place.get(v) ?? -1),
    words: sorted.map((value) => labels?.get(value) ?? String(value)),
  };
}

interface Level {
  readonly code: number;
  readonly word: string;
}

function present(codes: Int32Array, { words }: Worded): Level[] {
  const seen = new Uint8Array(words.length);
  for (const code of codes) seen[code] = 1;
  return words.map((word, code) => ({ word, code })).filter(({ code }) => seen[code] === 1);
}

function chooseLevels(
  atom: Atom & { readonly kind: "levels" },
  scope: Scope,
  all: readonly Level[],
): readonly Level[] {
  const find = (literal: Literal): Level => {
    const level = all.find(({ word }) => word === String(literal));
    if (level) return level;
    const some = all.slice(0, 12).map((l) => l.word);
    throw new InputError(
      "unknown-level",
      `${textOf(scope.source, atom)}: no row has the level ${JSON.stringify(literal)}.`,
      {
        place: { field: scope.field },
        received: literal,
        hint: `Its levels: ${some.join(", ")}${all.length > some.length ? ", …" : ""}.`,
      },
    );
  };
  const kept = atom.keep.length > 0 ? atom.keep.map(find) : all;
  const left = new Set(atom.ref.map((literal) => find(literal).code));
  return kept.filter(({ code }) => !left.has(code));
}

/** The columns of products of atoms: names joined by `:`, values multiplied. */
export function productColumns(
  product: Product,
  atoms: readonly AtomData[],
  sample: Sample,
  scope: Scope,
): DesignColumn[] {
  let columns: readonly DesignColumn[] = atoms[0]!.columns(sample);
  for (const atom of atoms.slice(1)) {
    const factors = atom.columns(sample);
    checkSize(columns.length * factors.length, sample.nKept, scope);
    columns = columns.flatMap((a) =>
      factors.map((b) => ({
        name: `${a.name}:${b.name}`,
        values: a.values.map((x, n) => x * b.values[n]!),
      })),
    );
  }
  return product.atoms.length > 1 ? withProductsFinite(columns) : [...columns];
}

/** A product of finite numbers can overflow; an infinite regressor would spoil all sums. */
function withProductsFinite(columns: readonly DesignColumn[]): DesignColumn[] {
  for (const { name, values } of columns) {
    const n = values.findIndex((x) => !Number.isFinite(x));
    if (n >= 0) {
      throw new InputError("infinite", `${name} is infinite; values must be finite.`, {
        place: { field: name },
        hint: "Rescale the variables.",
      });
    }
  }
  return [...columns];
}

/** @throws {InputError} `too-many-columns` */
export function checkSize(columns: number, rows: number, scope: Pick<Scope, "field">): void {
  if (columns <= mostColumns && columns * rows <= mostCells) return;
  throw new InputError(
    "too-many-columns",
    `The terms make ${columns} columns of ${rows} rows; at most ${Math.min(mostColumns, Math.floor(mostCells / rows))} fit.`,
    { place: { field: scope.field }, hint: 'Absorb keys with many levels: put them behind "|".' },
  );
}
