/**
 * The absorbed effects as a table.
 * @module
 */
import type { Cell, FlowTable } from "../formats/flow-table.js";
import type { PanelFit } from "./estimate-panel.js";

/**
 * A row a level: `effect` (`exporter^year`), `slope` (empty for the intercept), `level` (`ARG^2004`), the parts of the
 * key under their own names, `value`. Levels without a row used are not there. `about` says how they are normalised.
 */
export function effectsTable(fit: PanelFit): FlowTable {
  const { built, estimate } = fit;
  const { effects, normalisation } = fit.fixedEffects();
  const reserved = new Set(["effect", "slope", "level", "value"]);
  const keys = built.design.effects.map(({ name }) => built.keyOf(name, "formula"));
  const parts = [...new Set(keys.flatMap((key) => key.parts.map((part) => part.name)))].filter(
    (p) => !reserved.has(p),
  );
  const effect: Cell[] = [];
  const slope: Cell[] = [];
  const level: Cell[] = [];
  const value: Cell[] = [];
  const words: Cell[][] = parts.map(() => []);
  effects.forEach(({ name, values, slopes }, e) => {
    const key = keys[e]!;
    const own = parts.map((part) => key.parts.find((p) => p.name === part)?.words);
    const columns = [
      ...(built.design.effects[e]!.slopesOnly ? [] : [{ of: null, values }]),
      ...slopes.map((s) => ({ of: s.name, values: s.values })),
    ];
    for (const column of columns) {
      column.values.forEach((v, code) => {
        if (!Number.isFinite(v)) return;
        effect.push(name);
        slope.push(column.of);
        level.push(key.words[code]!);
        value.push(v);
        words.forEach((list, p) => {
          list.push(own[p]?.[code] ?? null);
        });
      });
    }
  });
  return {
    about: { kind: "absorbed effects", source: built.panel.source, formula: estimate.formula, normalisation },
    columns: [
      { name: "effect", values: effect },
      ...(slope.some((s) => s !== null) ? [{ name: "slope", values: slope }] : []),
      { name: "level", values: level },
      ...parts.map((name, p) => ({ name, values: words[p]! })),
      { name: "value", values: value },
    ],
  };
}
