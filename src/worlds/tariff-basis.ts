/**
 * On what ground a tariff of the world stands.
 * @module
 */
import type { TariffBasis } from "../contracts/world.js";
import { agreementTable } from "./agreement-table.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { worldIndex } from "./world-index.js";

/**
 * The tariff on a flow of world-2014 and its ground.
 * @throws {InputError} economy_not_in_world
 */
export function tariffBasis(exporter: string, importer: string): TariffBasis {
  const i = worldIndex(exporter, "exporter");
  const j = worldIndex(importer, "importer");
  return tariffBasisAt(agreementTable(packedWorld2014), i, j);
}

/** The same by row and column, with the table of agreements at hand. */
export function tariffBasisAt(agreements: Int16Array, i: number, j: number): TariffBasis {
  const { economies } = packedWorld2014;
  const [rate, year, source, confidence] = economies[j].mfn;
  const mfn = { rate, year, source, confidence };
  const none = { agreement: null, name: null, since: null, confidence: null };
  if (i === j) return { basis: "domestic", rate: 0, ...none, mfn };
  const k = agreements[i * economies.length + j];
  if (k < 0) return { basis: source === "assumed" ? "assumed" : "mfn", rate, ...none, mfn };
  const { id, name, since, confidence: surety } = packedWorld2014.agreements[k];
  return { basis: "agreement", rate: 0, agreement: id, name, since: since || null, confidence: surety, mfn };
}
