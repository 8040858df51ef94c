import type { LedgerEntry } from "../contracts/ledger.js";

export interface ChangedField {
  /** "valid[1]", "effect.rate". */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface LedgerDiff {
  readonly added: readonly LedgerEntry[];
  readonly removed: readonly LedgerEntry[];
  readonly changed: readonly { readonly id: string; readonly fields: readonly ChangedField[] }[];
}

/** What a second ledger adds to, takes from and changes in a first, by id and field, in the order of the ids. */
export function diffLedgers(before: readonly LedgerEntry[], after: readonly LedgerEntry[]): LedgerDiff {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  const byId = (a: LedgerEntry, b: LedgerEntry) => a.id.localeCompare(b.id);
  return {
    added: after.filter(({ id }) => !old.has(id)).sort(byId),
    removed: before.filter(({ id }) => !now.has(id)).sort(byId),
    changed: [...old.values()].sort(byId).flatMap((entry) => {
      const other = now.get(entry.id);
      const fields = other === undefined ? [] : changes(entry, other, "");
      return fields.length === 0 ? [] : [{ id: entry.id, fields }];
    }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function changes(before: unknown, after: unknown, field: string): ChangedField[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changes(before[key], after[key], field === "" ? key : `${field}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, n) => changes(item, after[n], `${field}[${n}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
}
