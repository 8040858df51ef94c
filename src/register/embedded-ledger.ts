import type { LedgerEntry } from "../contracts/ledger.js";
import { ledger } from "./ledger.generated.js";

/** The ledger that the package carries: entries of `data/ledger/`, checked when the package was built. */
export function embeddedLedger(): readonly LedgerEntry[] {
  return ledger.entries;
}

/** Its fingerprint (SHA-256 of the entries as JSON) and size, for manifests. */
export function ledgerFingerprint(): { sha256: string; count: number } {
  return { sha256: ledger.sha256, count: ledger.count };
}
