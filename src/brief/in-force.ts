/**
 * What was in force on the day between the two sides of a brief.
 * @module
 */

import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime } from "../contracts/regime.js";
import { REGISTER_DAYS, regime } from "../register/index.js";
import { registerFallback } from "./register-fallback.js";

export interface InForce {
  /** On the goods that the move names. */
  readonly regime: Regime | null;
  /** On all goods. */
  readonly all: Regime | null;
  readonly note: string | null;
}

/**
 * The regime on the move's goods and on all goods, or why there is none. A day that the user gave must lie in the
 * register's range; a day that the text gave may not, and then a note says so.
 */
export function inForce(
  ledger: readonly LedgerEntry[],
  pair: { importer: string; exporter: string; goods: readonly string[] },
  day: { on: string | null; given: boolean },
): InForce {
  if (day.on === null) {
    return {
      regime: null,
      all: null,
      note: "The text does not tell its date, so nothing is said of what was in force; give --date.",
    };
  }
  if (pair.importer === "all" || pair.exporter === "all") {
    const note =
      "The move falls on everybody's trade; what is in force is told for one pair at a time: gravitas regime.";
    return { regime: null, all: null, note };
  }
  const [from, to] = REGISTER_DAYS;
  if (!day.given && (day.on < from || day.on > to)) {
    const note = `The register speaks of ${from} to ${to}; what was in force on ${day.on} is not known to it.`;
    return { regime: null, all: null, note };
  }
  const query = {
    importer: pair.importer,
    exporter: pair.exporter,
    on: day.on,
    knownOn: day.on,
    fallback: registerFallback,
  };
  const all = regime(ledger, query);
  const named = pair.goods.filter((word) => word !== "all");
  if (named.length === 0) return { regime: all, all, note: null };
  try {
    return { regime: regime(ledger, { ...query, goods: named }), all, note: null };
  } catch (error) {
    // Goods in the report's own words may have no HS code: the regime on all goods still holds.
    if (!(error instanceof InputError)) throw error;
    return { regime: all, all, note: `${error.message} What was in force is told for all goods.` };
  }
}
