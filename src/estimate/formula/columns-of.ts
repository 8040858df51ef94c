/**
 * The columns that a model reads, its outcome apart.
 * @module
 */
import type { Atom, Expression } from "./ast.js";
import type { Model } from "./expand-models.js";
import { parseKeys } from "./parse-formula.js";

/** @param panelId unit and time of the declared panel, as `exporter^importer,year` */
export function columnsOf(model: Model, panelId?: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "column") names.add(node.name);
    if (node.kind === "call" || node.kind === "unary" || node.kind === "shift") visit(node.of);
    if (node.kind === "binary") {
      visit(node.left);
      visit(node.right);
    }
  };
  const visitAtom = (atom: Atom): void => {
    visit(atom.of);
    if (atom.kind === "levels" && atom.by) visit(atom.by);
  };
  for (const { atoms } of model.products) atoms.forEach(visitAtom);
  model.offsets.forEach(visit);
  const panel = panelId === undefined ? [] : parseKeys(panelId, "--panel");
  for (const { keys, slopes } of [...model.effects, ...panel]) [...keys, ...slopes].forEach(visit);
  return names;
}
