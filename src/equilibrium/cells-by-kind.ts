/**
 * The cells of a shock on one flow.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { ShockCell } from "../contracts/shock.js";

/** All cells on one flow. Kinds are kept apart: shares add within a kind and cross between kinds. */
export interface CellsByKind {
  readonly icebergs: readonly ShockCell[];
  readonly tariffs: readonly ShockCell[];
  readonly bans: readonly ShockCell[];
  readonly unbans: readonly ShockCell[];
}

/**
 * @param cells of one flow, at least one
 * @throws {InputError} `duplicate-cell`: shares of one kind that add to more than 1
 */
export function cellsByKind(cells: readonly ShockCell[]): CellsByKind {
  const ofKind = (kind: ShockCell["kind"]): ShockCell[] => {
    const own = cells.filter((cell) => cell.kind === kind);
    const total = own.reduce((sum, cell) => sum + (cell.share ?? 1), 0);
    if (own.length < 2 || total <= 1 + 1e-9) return own;
    throw new InputError(
      "duplicate-cell",
      `A shock must name each good once; ${own.length} ${kind} cells on ${cells[0].exporter} in ${cells[0].importer} cover ${total} of the flow.`,
      { received: own, hint: "Give each its share of the flow; the shares of one kind add to at most 1." },
    );
  };
  return {
    icebergs: ofKind("iceberg"),
    tariffs: ofKind("tariff"),
    bans: ofKind("ban"),
    unbans: ofKind("unban"),
  };
}
