import type { LedgerEntry } from "../contracts/ledger.js";
import { economyOf } from "../economies/index.js";
import type { Holds } from "./coverage.js";
import { hostIn } from "./general-data.js";

/** GATT 1947 went on beside the WTO for a year. */
const ORGANISATIONS: readonly string[] = ["WTO", "GATT"];

/**
 * Whether an economy is bound by the WTO, or was by the GATT before it: as a member, or as a territory of one.
 * Whose rights a contested territory has is disputed, so of it nothing is said (`null`).
 * @param entries those between the two, with the memberships of either
 */
export function isInWto(code: string, entries: readonly LedgerEntry[], holds: Holds): boolean | null {
  if (economyOf(code)?.kind === "contested") return null;
  const host = hostIn(code, "wto");
  return (
    host !== null ||
    entries.some(
      (entry) =>
        entry.effect?.type === "member" &&
        ORGANISATIONS.includes(entry.effect.of) &&
        entry.by.includes(code) &&
        holds(entry),
    )
  );
}
