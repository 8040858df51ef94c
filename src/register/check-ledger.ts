import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";

/** A file's entries, for a message that says where. */
export interface LedgerFile {
  readonly file: string;
  readonly entries: readonly LedgerEntry[];
}

/**
 * What entries say of one another: ids used once, and every id that an entry overrides, lifts or joins exists.
 * @param known ids that may be named beside those of the files (the embedded ledger's, for a user's own)
 * @throws {InputError} `ledger`, with the file, the entry's id and the field
 */
export function checkLedger(files: readonly LedgerFile[], known: readonly string[] = []): void {
  const [first] = ledgerFaults(files, known);
  if (first !== undefined) throw first;
}

/** As `checkLedger`, but tells every fault instead of throwing the first. */
export function ledgerFaults(files: readonly LedgerFile[], known: readonly string[] = []): InputError[] {
  const faults: InputError[] = [];
  const home = new Map<string, string>(known.map((id) => [id, "the embedded ledger"]));
  for (const { file, entries } of files) {
    for (const { id } of entries) {
      const other = home.get(id);
      if (other !== undefined)
        faults.push(fault(file, id, "id", `an id must be used once; it is also in ${other}`));
      home.set(id, file);
    }
  }
  for (const { file, entries } of files) {
    for (const entry of entries) {
      for (const { field, id } of references(entry)) {
        if (!home.has(id))
          faults.push(
            fault(file, entry.id, field, `${field} must name an entry; there is none called ${id}`),
          );
        if (id === entry.id) faults.push(fault(file, entry.id, field, "an entry cannot name itself"));
      }
    }
  }
  return faults;
}

function references(entry: LedgerEntry): { field: string; id: string }[] {
  const { effect } = entry;
  return [
    ...entry.overrides.map((id) => ({ field: "overrides", id })),
    ...(effect?.type === "admission" ? effect.lifts.map((id) => ({ field: "effect.lifts", id })) : []),
    // Organisations are written in capitals (WTO); agreements of the ledger by their id.
    ...(effect?.type === "member" && /^[a-z]/.test(effect.of) ? [{ field: "effect.of", id: effect.of }] : []),
  ];
}

function fault(file: string, id: string, field: string, says: string): InputError {
  return new InputError("ledger", `${says}.`, {
    place: { file, field: `entry ${id}, ${field}` },
    received: id,
    hint: "Use an id of this file or of one under it; gravitas timeline A B shows ids.",
  });
}
