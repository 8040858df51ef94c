import type { LedgerEntry } from "../contracts/ledger.js";

/** A ledger and the name by which its facts are told: "embedded", or the file's. */
export interface LedgerLayer {
  readonly layer: string;
  readonly entries: readonly LedgerEntry[];
}

export interface StackedLedger {
  readonly entries: LedgerEntry[];
  /** By id, the layer whose entry counts. */
  readonly layerOf: ReadonlyMap<string, string>;
  /** Entries of lower layers that a higher one replaced. */
  readonly replaced: readonly { readonly id: string; readonly layer: string; readonly by: string }[];
}

/** Several ledgers as one: an entry of a later layer replaces the one of the same id in an earlier. */
export function stackLedgers(layers: readonly LedgerLayer[]): StackedLedger {
  const found = new Map<string, { entry: LedgerEntry; layer: string }>();
  const replaced: { id: string; layer: string; by: string }[] = [];
  for (const { layer, entries } of layers) {
    for (const entry of entries) {
      const before = found.get(entry.id);
      if (before !== undefined) replaced.push({ id: entry.id, layer: before.layer, by: layer });
      found.set(entry.id, { entry, layer });
    }
  }
  return {
    entries: [...found.values()].map(({ entry }) => entry),
    layerOf: new Map([...found].map(([id, { layer }]) => [id, layer])),
    replaced,
  };
}
