/**
 * A Shock against a Baseline: checked, and turned into one multiplier a pair.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Shock, ShockCell } from "../contracts/shock.js";
import { type CellsByKind, cellsByKind } from "./cells-by-kind.js";
import { checkCell, checkTariffBefore } from "./check-cell.js";

export interface ShockedPair extends CellsByKind {
  /** i·n + j: exporter i, importer j. */
  readonly at: number;
}

export interface CompiledShock {
  readonly pairs: readonly ShockedPair[];
  readonly warnings: readonly string[];
}

/** What a pair's flow and its spending become at base wages and a given theta, in million dollars. */
export interface PairKernel {
  /** Value before tariff. */
  net: number;
  /** Value with tariff. */
  gross: number;
}

/**
 * Checks every cell of a shock and groups the cells by pair.
 *
 * @param index places of the economies by code, where the caller has them
 * @throws {InputError} unknown economy or sector, the same economy on both sides, a cell given twice (or shares of one
 *   kind that add to more than 1), a number out of range, a tariff "before" that is not the baseline's, an unban without
 *   its prior flow
 */
export function compileShock(
  baseline: Baseline,
  shock: Shock,
  index: ReadonlyMap<string, number> = new Map(baseline.economies.map((code, k) => [code, k])),
): CompiledShock {
  const n = baseline.economies.length;
  const byPair = new Map<number, ShockCell[]>();
  shock.cells.forEach((cell, k) => {
    const place = `cells[${k}]`;
    const at = economyAt(index, cell.exporter, place) * n + economyAt(index, cell.importer, place);
    checkCell(cell, place);
    checkInBase(cell, baseline, at, place);
    const same = byPair.get(at);
    if (same) same.push(cell);
    else byPair.set(at, [cell]);
  });
  const warnings: string[] = [];
  const pairs = [...byPair].map(([at, cells]) => {
    warnings.push(...zeroFlowWarnings(cells, baseline.flows[at]));
    return { at, ...cellsByKind(cells) };
  });
  return { pairs, warnings };
}

function economyAt(index: ReadonlyMap<string, number>, code: string, place: string): number {
  const at = index.get(code);
  if (at !== undefined) return at;
  throw new InputError("unknown-economy", `A shock must name economies of the baseline; received ${code}.`, {
    place: { field: place },
    received: code,
    hint: "Use a code of the baseline's list of economies.",
  });
}

function checkInBase(cell: ShockCell, baseline: Baseline, at: number, place: string): void {
  if (cell.sector !== undefined && cell.sector !== baseline.sectors[0]) {
    throw new InputError(
      "unknown-sector",
      `A one-sector model has only "${baseline.sectors[0]}"; received ${cell.sector}.`,
      {
        place: { field: `${place}.sector` },
        received: cell.sector,
        hint: "Leave the sector out and give the share of the goods in the flow.",
      },
    );
  }
  if (cell.kind === "tariff") checkTariffBefore(cell, baseline.tariffs[at], place, "baseline");
}

function zeroFlowWarnings(cells: readonly ShockCell[], flow: number): string[] {
  if (flow > 0 || cells.some((cell) => cell.kind === "unban")) return [];
  const { exporter, importer } = cells[0];
  return [`${exporter} sells nothing to ${importer} in the base: the change of its trade cost does nothing.`];
}

/**
 * What a pair trades at base wages once shocked: the kernel of the price sums.
 *
 * The flow is cut into pieces, one for each choice of one part from every kind; a part's weight is its share, kinds are
 * taken as independent, so the mean over pieces is a product of means over kinds:
 *   open  = X · (1 − Σ_ban s (after − before)/(1 − before)) + Σ_unban prior · s · (before − after)
 *   ice   = 1 − Σ s + Σ_iceberg s · (after/before)^(−θ)
 *   gross = open · ice · (1 + t) · [1 − Σ s + Σ_tariff s · f],          f = ((1 + t')/(1 + t))^(−θ)
 *   net   = open · ice · [1 − Σ s + Σ_tariff s · f · (1 + t)/(1 + t')]
 * so that gross − net is the revenue.
 *
 * @param flow   X, value before tariff in the base
 * @param tariff t, in the base
 */
export function pairKernelInto(
  pair: ShockedPair,
  flow: number,
  tariff: number,
  theta: number,
  out: PairKernel,
): void {
  let open = 1;
  for (const ban of pair.bans) open -= ((ban.share ?? 1) * (ban.after - ban.before)) / (1 - ban.before);
  let value = flow * Math.max(open, 0);
  for (const unban of pair.unbans)
    value += (unban.priorFlow ?? 0) * (unban.share ?? 1) * (unban.before - unban.after);
  let rest = 1;
  let ice = 0;
  for (const cell of pair.icebergs) {
    const share = cell.share ?? 1;
    rest -= share;
    ice += share * (cell.after / cell.before) ** -theta;
  }
  ice += Math.max(rest, 0);
  rest = 1;
  let paid = 0;
  let kept = 0;
  for (const cell of pair.tariffs) {
    const share = cell.share ?? 1;
    const ratio = (1 + cell.after) / (1 + tariff);
    const factor = share * ratio ** -theta;
    rest -= share;
    paid += factor;
    kept += factor / ratio;
  }
  rest = Math.max(rest, 0);
  out.gross = value * ice * (1 + tariff) * (paid + rest);
  out.net = value * ice * (kept + rest);
}
