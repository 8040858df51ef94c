import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import { isAmong, isMutual, partiesOf } from "./coverage.js";

export { isAmong } from "./coverage.js";

/**
 * Entries that are one economy's act towards another, or between the two, and of which the public could know by the
 * day; `all` as the target is anybody.
 */
export function entriesBetween(
  entries: readonly LedgerEntry[],
  by: string,
  towards: string,
  on: string,
): LedgerEntry[] {
  return entries.filter((entry) => {
    if (firstDay(entry.known) > on) return false;
    if (isMutual(entry)) {
      const parties = partiesOf(entry, entries, on);
      return isAmong(by, parties, on) && (towards === "all" || isAmong(towards, parties, on));
    }
    return isAmong(by, entry.by, on) && (towards === "all" || isAmong(towards, entry.towards, on));
  });
}
