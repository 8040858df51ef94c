/**
 * A dated ledger in; the Regime between two economies on a day, as one viewpoint sees it, out.
 * @module
 */
export { checkLedger, type LedgerFile, ledgerFaults } from "./check-ledger.js";
export { type ChangedField, diffLedgers, type LedgerDiff } from "./diff-ledgers.js";
export { embeddedLedger, ledgerFingerprint } from "./embedded-ledger.js";
export { entriesBetween, isAmong } from "./entries-between.js";
export type { FallbackAgreement, FallbackMfn, RegimeFallback } from "./fallback.js";
export { type GtaRow, gtaRows } from "./gta-rows.js";
export { type InspectedLedger, inspectLedger, loadLedger } from "./load-ledger.js";
export { REGISTER_DAYS, type RegimeQuery, regime } from "./regime.js";
export { type LedgerLayer, type StackedLedger, stackLedgers } from "./stack-ledgers.js";
export { type TimelineQuery, timeline } from "./timeline.js";
export { type Validity, validOn } from "./valid-on.js";
