import type { LedgerEntry } from "../contracts/ledger.js";
import { validOn } from "./valid-on.js";

/**
 * Members of the WTO on a day for certain, as a ledger knows them, sorted by code.
 * @param on YYYY-MM-DD
 */
export function wtoMembers(on: string, ledger: readonly LedgerEntry[]): string[] {
  const codes = ledger.flatMap((entry) =>
    entry.effect?.type === "member" && entry.effect.of === "WTO" && validOn(entry, on) === "yes"
      ? entry.by
      : [],
  );
  return [...new Set(codes)].sort();
}
