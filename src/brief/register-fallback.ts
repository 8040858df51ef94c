/**
 * General data behind the ledger: the world's MFN tariffs and agreements, for pairs of which the ledger knows nothing.
 * @module
 */
import { Confidence } from "../contracts/codes.js";
import { membersOf } from "../economies/index.js";
import type { FallbackAgreement, RegimeFallback } from "../register/index.js";
import { isInWorld, tariffBasis, worldSources } from "../worlds/index.js";

const day = "2014-12-18";
const wdi = worldSources.find((s) => s.title.startsWith("World Development Indicators"))!;
const agreements = worldSources.find((s) => s.title.startsWith("manytrade"))!;

const confidence = (word: string | null): Confidence => Confidence.catch("low").parse(word);

/** An economy of the world that stands for a side: itself, or a bloc's first member; null for others. */
function standIn(code: string): string | null {
  if (isInWorld(code)) return code;
  return membersOf(code, day).find(isInWorld) ?? null;
}

export const registerFallback: RegimeFallback = {
  mfn(importer) {
    const code = standIn(importer);
    if (code === null) return null;
    const { mfn } = tariffBasis(code, code);
    if (mfn.source === "assumed") return null;
    return {
      rate: mfn.rate,
      year: mfn.year,
      measure: "simple mean of applied MFN rates, all products",
      source:
        mfn.source === "wdi" || mfn.source === "eu"
          ? sourceOf(wdi)
          : {
              title: `MFN tariffs of world-2014 (source key ${mfn.source})`,
              publisher: "Gravitas",
              date: null,
            },
      confidence: confidence(mfn.confidence),
    };
  },
  agreements(exporter, importer): FallbackAgreement[] {
    const [x, m] = [standIn(exporter), standIn(importer)];
    if (x === null || m === null || x === m) return [];
    const basis = tariffBasis(x, m);
    if (basis.agreement === null) return [];
    return [
      {
        id: basis.agreement,
        name: basis.name!,
        since: basis.since ?? "2014",
        customsUnion: basis.agreement === "eu",
        source: sourceOf(agreements),
        confidence: confidence(basis.confidence),
        ...(basis.since === null
          ? { note: "No source seen tells since when; 2014 is the year of the table." }
          : {}),
      },
    ];
  },
};

function sourceOf({ title, publisher, date, url }: (typeof worldSources)[number]) {
  return { title, publisher, date, url };
}
