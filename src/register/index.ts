/**
 * A dated ledger in; the Regime between two economies on a day, as one viewpoint sees it, out.
 * @module
 */
export { checkLedger, type LedgerFile } from "./check-ledger.js";
export { embeddedLedger, ledgerFingerprint } from "./embedded-ledger.js";
export type { FallbackAgreement, FallbackMfn, RegimeFallback } from "./fallback.js";
export { loadLedger } from "./load-ledger.js";
export { REGISTER_DAYS, type RegimeQuery, regime } from "./regime.js";
export { type Validity, validOn } from "./valid-on.js";
