/**
 * Some rows of a design.
 * @module
 */
import type { Design, DesignColumn, DesignFactor } from "./design.js";

/** The rows named, in the order given (repeats allowed); levels keep their codes. */
export function subsetDesign(design: Design, rows: Int32Array): Design {
  const take = (values: Float64Array): Float64Array => {
    const out = new Float64Array(rows.length);
    for (let r = 0; r < rows.length; r++) out[r] = values[rows[r]];
    return out;
  };
  const codes = (from: Int32Array): Int32Array => rows.map((r) => from[r]);
  const column = ({ name, values }: DesignColumn): DesignColumn => ({ name, values: take(values) });
  const factor = (f: DesignFactor): DesignFactor => ({ ...f, codes: codes(f.codes) });
  return {
    ...design,
    nObs: rows.length,
    y: take(design.y),
    x: design.x.map(column),
    effects: design.effects.map((e) => ({
      ...e,
      codes: codes(e.codes),
      ...(e.slopes ? { slopes: e.slopes.map(column) } : {}),
    })),
    ...(design.weights ? { weights: take(design.weights) } : {}),
    ...(design.offset ? { offset: take(design.offset) } : {}),
    ...(design.clusters ? { clusters: design.clusters.map(factor) } : {}),
    rowNumbers: codes(design.rowNumbers),
  };
}
