/**
 * A formula with `sw()`, `csw()` or several outcomes as the single models that it stands for.
 * @module
 */
import { InputError } from "../../contracts/errors.js";
import type { Atom, Effect, Expression, Formula, Part, Stepwise, Term } from "./ast.js";
import { printAtom, printEffect, printFormula } from "./print-formula.js";

/** A product of atoms. */
export interface Product {
  readonly atoms: readonly Atom[];
}

/** One regression. */
export interface Model {
  readonly response: Expression;
  readonly products: readonly Product[];
  /** Whether `-1` or `0` took the constant away. */
  readonly constant: boolean;
  readonly offsets: readonly Expression[];
  readonly effects: readonly Effect[];
  /** As written where the formula is one model, else printed. */
  readonly text: string;
}

const mostModels = 100;

/**
 * @returns models in the order of fixest: outcomes, then terms, then effects
 * @throws {InputError} `formula-models` for more than 100
 */
export function expandModels(formula: Formula): Model[] {
  const sides = combinations<Part>(formula.parts);
  const effects = combinations<Effect>(formula.effects);
  const count = formula.responses.length * sides.length * effects.length;
  if (count > mostModels) {
    throw new InputError(
      "formula-models",
      `A formula may stand for at most ${mostModels} models; this one stands for ${count}.`,
      {
        place: { field: "formula" },
        received: count,
        hint: "Split it.",
      },
    );
  }
  return formula.responses.flatMap((response) =>
    effects.flatMap((chosen) =>
      sides.map((parts) => model({ response, parts, chosen, source: count === 1 ? formula.source : null })),
    ),
  );
}

/** All ways to choose one alternative of each stepwise node, the last one fastest. */
function combinations<T extends { readonly kind: string }>(
  nodes: readonly (T | Stepwise<T>)[],
): (readonly T[])[] {
  let lists: (readonly T[])[] = [[]];
  for (const node of nodes) {
    const choices = node.kind === "stepwise" ? alternatives(node as Stepwise<T>) : [[node as T]];
    if (lists.length * choices.length > mostModels ** 2) return new Array(mostModels + 1).fill([]);
    lists = lists.flatMap((list) => choices.map((choice) => [...list, ...choice]));
  }
  return lists;
}

function alternatives<T>({ name, alternatives: sums }: Stepwise<T>): (readonly T[])[] {
  const steps = name.startsWith("c") ? sums.map((_, k) => sums.slice(0, k + 1).flat()) : [...sums];
  return name.endsWith("0") ? [[], ...steps] : steps;
}

interface Parts {
  readonly response: Expression;
  readonly parts: readonly Part[];
  readonly chosen: readonly Effect[];
  readonly source: string | null;
}

function model({ response, parts, chosen, source }: Parts): Model {
  const products = new Map<string, Product>();
  for (const part of parts) {
    if (part.kind !== "term") continue;
    for (const atoms of expandTerm(part)) {
      const key = atoms.map(printAtom).sort().join(":");
      if (!products.has(key)) products.set(key, { atoms });
    }
  }
  const constant = parts.filter((p) => p.kind === "constant").at(-1)?.keep ?? true;
  return {
    response,
    products: [...products.values()],
    constant,
    offsets: parts.flatMap((p) => (p.kind === "offset" ? [p.of] : [])),
    effects: [...new Map(chosen.map((effect) => [printEffect(effect), effect])).values()],
    text:
      source?.trim() ?? printFormula({ responses: [response], parts: orConstant(parts), effects: chosen }),
  };
}

const orConstant = (parts: readonly Part[]): readonly Part[] =>
  parts.length > 0 ? parts : [{ kind: "constant", keep: true, at: 0, end: 0 }];

/** `a*b:c` is a, b:c and a:b:c: main effects first, as in R. */
function expandTerm({ atoms, ops }: Term): (readonly Atom[])[] {
  const groups: Atom[][] = [[atoms[0]!]];
  ops.forEach((op, k) => {
    if (op === ":") groups.at(-1)!.push(atoms[k + 1]!);
    else groups.push([atoms[k + 1]!]);
  });
  const subsets = Array.from({ length: 2 ** groups.length - 1 }, (_, k) =>
    groups.map((_, g) => g).filter((g) => ((k + 1) >> g) & 1),
  );
  return subsets.sort((a, b) => a.length - b.length).map((subset) => subset.flatMap((g) => groups[g]!));
}
