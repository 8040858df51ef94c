/**
 * On what ground a tariff of the world stands.
 * @module
 */
import { agreementTable } from "./agreement-table.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { worldIndex } from "./world-index.js";

/** `mfn`: the importer's rate for all; `agreement`: free between parties; `assumed`: no rate was found. */
export interface TariffBasis {
  readonly basis: "mfn" | "agreement" | "assumed" | "domestic";
  /** Fraction. */
  readonly rate: number;
  /** Id and name of the agreement, of several the one with the fewest parties. */
  readonly agreement: string | null;
  readonly name: string | null;
  /** What the rate would be without the agreement: the importer's MFN rate, its year, source key and confidence. */
  readonly mfn: {
    readonly rate: number;
    readonly year: number;
    readonly source: string;
    readonly confidence: string;
  };
}

/**
 * The tariff on a flow of world-2014 and its ground.
 * @throws {InputError} economy_not_in_world
 */
export function tariffBasis(exporter: string, importer: string): TariffBasis {
  const i = worldIndex(exporter, "exporter");
  const j = worldIndex(importer, "importer");
  const [rate, year, source, confidence] = packedWorld2014.economies[j].mfn;
  const mfn = { rate, year, source, confidence };
  if (i === j) return { basis: "domestic", rate: 0, agreement: null, name: null, mfn };
  const k = agreementTable(packedWorld2014)[i * packedWorld2014.economies.length + j];
  if (k >= 0) {
    const { id, name } = packedWorld2014.agreements[k];
    return { basis: "agreement", rate: 0, agreement: id, name, mfn };
  }
  return { basis: source === "assumed" ? "assumed" : "mfn", rate, agreement: null, name: null, mfn };
}
