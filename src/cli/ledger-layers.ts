import { readInput } from "../node/read-input.js";
import {
  checkLedger,
  embeddedLedger,
  loadLedger,
  type StackedLedger,
  stackLedgers,
} from "../register/index.js";

/**
 * The embedded ledger with files of somebody's own on top, in the order given: a later one replaces entries of the
 * same id.
 * @throws {InputError} `ledger`, with file, line, entry and field
 */
export function ledgerLayers(files: readonly string[] = []): StackedLedger {
  const own = files.map((file) => ({ layer: file, entries: loadLedger(readInput(file), file) }));
  const known = new Set(embeddedLedger().map((entry) => entry.id));
  for (const { layer, entries } of own) {
    // A layer may replace what lies under it, so only its own ids must be used once, and its references must lead somewhere.
    const ids = new Set(entries.map((entry) => entry.id));
    checkLedger(
      [{ file: layer, entries }],
      [...known].filter((id) => !ids.has(id)),
    );
    for (const id of ids) known.add(id);
  }
  return stackLedgers([{ layer: "embedded", entries: embeddedLedger() }, ...own]);
}
