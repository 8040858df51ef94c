/**
 * A formula's tree as text that reads back as the same tree.
 * @module
 */
import type { Atom, Effect, Expression, Formula, Literal, Part, Stepwise } from "./ast.js";

export function printFormula(formula: Pick<Formula, "responses" | "parts" | "effects">): string {
  const [first, ...others] = formula.responses.map((r) => printExpression(r, 4));
  const left = others.length === 0 ? first : `c(${[first, ...others].join(", ")})`;
  const effects = formula.effects.map((e) => printStep(e, printEffect)).join(" + ");
  return `${left} ~ ${printParts(formula.parts)}${effects ? ` | ${effects}` : ""}`;
}

function printParts(parts: readonly (Part | Stepwise<Part>)[]): string {
  return parts.map((part) => printStep(part, printPart)).join(" + ");
}

function printStep<T extends { readonly kind: string }>(
  node: T | Stepwise<T>,
  print: (node: T) => string,
): string {
  if (node.kind !== "stepwise") return print(node as T);
  const { name, alternatives } = node as Stepwise<T>;
  return `${name}(${alternatives.map((sum) => sum.map(print).join(" + ")).join(", ")})`;
}

export function printPart(part: Part): string {
  if (part.kind === "constant") return part.keep ? "1" : "0";
  if (part.kind === "offset") return `offset(${printExpression(part.of)})`;
  return part.atoms.map((atom, k) => printAtom(atom) + (part.ops[k] ?? "")).join("");
}

export function printAtom(atom: Atom): string {
  if (atom.kind === "value") return printExpression(atom.of, tightest - 1);
  if (atom.kind === "shifts") return `${atom.name}(${printExpression(atom.of)}, ${printSteps(atom.steps)})`;
  const options = [
    ...(atom.by ? [printExpression(atom.by)] : []),
    ...(["ref", "keep"] as const)
      .filter((option) => atom[option].length > 0)
      .map((option) => `${option} = ${printLiterals(atom[option])}`),
  ];
  return `i(${[printExpression(atom.of), ...options].join(", ")})`;
}

export function printEffect(effect: Effect): string {
  const keys = effect.keys.map((key) => printExpression(key, tightest)).join("^");
  if (effect.slopes.length === 0) return keys;
  const slopes = effect.slopes.map((slope) => printExpression(slope)).join(", ");
  return effect.slopesOnly ? `${keys}[[${slopes}]]` : `${keys}[${slopes}]`;
}

function printSteps(steps: readonly number[]): string {
  if (steps.length === 1) return String(steps[0]);
  const [first, last] = [steps[0]!, steps.at(-1)!];
  if (steps.every((step, k) => step === first + k)) return `${first}:${last}`;
  return `c(${steps.join(", ")})`;
}

const printLiteral = (literal: Literal): string =>
  typeof literal === "number" ? String(literal) : quote(literal);
const printLiterals = (list: readonly Literal[]): string =>
  list.length === 1 ? printLiteral(list[0]!) : `c(${list.map(printLiteral).join(", ")})`;
/** A text holds one kind of quotation marks at most: it was read between the other. */
const quote = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);

const strength: Readonly<Record<string, number>> = {
  "|": 1,
  "&": 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
};
const unaryStrength = 6;
const tightest = 8;

/** Parentheses only where the tree would not come back without them. */
export function printExpression(node: Expression, weakest = 0): string {
  const text = bare(node);
  return strengthOf(node) < weakest ? `(${text})` : text;
}

function strengthOf(node: Expression): number {
  if (node.kind === "binary") return strength[node.op]!;
  return node.kind === "unary" ? unaryStrength : tightest;
}

function bare(node: Expression): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "text":
      return quote(node.value);
    case "column":
      return /^(?:[\p{L}_]|\.(?!\d))[\p{L}\p{N}_.]*$/u.test(node.name) ? node.name : `\`${node.name}\``;
    case "call":
      return `${node.name}(${printExpression(node.of)})`;
    case "shift":
      return node.name === "d"
        ? `d(${printExpression(node.of)})`
        : `${node.name}(${printExpression(node.of)}, ${node.steps})`;
    case "unary":
      return `${node.op}${printExpression(node.of, unaryStrength)}`;
    case "binary": {
      const own = strength[node.op]!;
      // A power binds to the right and takes a sign there: a^-b; all others bind to the left.
      const [left, right] = node.op === "^" ? [tightest, unaryStrength] : [own, own + 1];
      return `${printExpression(node.left, left)} ${node.op} ${printExpression(node.right, right)}`;
    }
  }
}
