/**
 * A dated ledger in; the Regime between two economies on a day, as one viewpoint sees it, out.
 * @module
 */
export { checkLedger, type LedgerFile, ledgerFaults } from "./check-ledger.js";
export { type ChangedField, diffLedgers, type LedgerDiff } from "./diff-ledgers.js";
export { embeddedLedger, ledgerFingerprint } from "./embedded-ledger.js";
export { entriesBetween, isAmong } from "./entries-between.js";
export type { FallbackAgreement, FallbackMfn, RegimeFallback } from "./fallback.js";
export { boundEntry } from "./fallback.js";
export { generalData, MFN_STAND_IN_YEARS } from "./general-data.js";
export { type GtaRow, gtaRows } from "./gta-rows.js";
export { type InspectedLedger, inspectLedger, loadLedger } from "./load-ledger.js";
export { type RegimeQuery, regime } from "./regime.js";
export { DUTY_BASES, type RegimeTable, type RegimeTableOptions, regimeTable } from "./regime-table.js";
export { LEDGER_DAYS, REGISTER_DAYS } from "./require-query.js";
export { type LedgerLayer, type StackedLedger, stackLedgers } from "./stack-ledgers.js";
export { type TimelineQuery, timeline } from "./timeline.js";
export { type Validity, validOn } from "./valid-on.js";
export { wtoMembers } from "./wto-members.js";
