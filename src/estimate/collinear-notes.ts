/**
 * Why a regressor has no estimate, in words.
 * @module
 */
import type { Design } from "./design.js";
import type { CollinearColumn } from "./find-collinear.js";

/** How the reason begins where separated rows took the regressor's variation with them. */
export const noFiniteEstimate = "no finite estimate";

/**
 * @param before   columns that were collinear before separated rows went; undefined where none went
 * @param separated rows that the rectifier excluded
 */
export function collinearNotes(
  design: Design,
  collinear: readonly CollinearColumn[],
  before: ReadonlySet<number> | undefined,
  separated: number,
): { name: string; because: string }[] {
  return collinear.map(({ column, combines }) => {
    const others = combines.map((j) => `"${design.x[j].name}"`);
    const effects = design.effects.some((e) => !e.slopesOnly) ? ["the absorbed effects"] : [];
    const of = [...others, ...effects];
    const same = of.length === 0 ? "zero in every row used" : `a linear combination of ${of.join(", ")}`;
    const because =
      before && !before.has(column)
        ? `${noFiniteEstimate}: ${separated} rows are separated (their outcome is zero and some combination of regressors and effects fits them ever better on its way to infinity); without them it is ${same}`
        : `collinear: it is ${same}`;
    return { name: design.x[column].name, because };
  });
}
