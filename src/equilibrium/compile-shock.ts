/**
 * A Shock against a Baseline: checked, and turned into one multiplier a pair.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Shock, ShockCell } from "../contracts/shock.js";

/** All cells of a shock on one pair. Kinds are kept apart: shares add within a kind and cross between kinds. */
export interface ShockedPair {
  /** i·n + j: exporter i, importer j. */
  readonly at: number;
  readonly icebergs: readonly ShockCell[];
  readonly tariffs: readonly ShockCell[];
  readonly bans: readonly ShockCell[];
  readonly unbans: readonly ShockCell[];
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

/** Tariffs closer than this are the same: rates are read from files with some rounding. */
const tariffTolerance = 1e-9;

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
    checkCell(cell, baseline, at, place);
    const same = byPair.get(at);
    if (same) same.push(cell);
    else byPair.set(at, [cell]);
  });
  const warnings: string[] = [];
  const pairs = [...byPair].map(([at, cells]) => {
    warnings.push(...zeroFlowWarnings(cells, baseline.flows[at]));
    return groupPair(at, cells);
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

function outOfRange(place: string, field: string, must: string, received: unknown, hint: string): InputError {
  return new InputError("shock-range", `${field} must be ${must}; received ${String(received)}.`, {
    place: { field: `${place}.${field}` },
    received,
    hint,
  });
}

function checkCell(cell: ShockCell, baseline: Baseline, at: number, place: string): void {
  if (cell.exporter === cell.importer) {
    throw new InputError(
      "same-economy",
      `Exporter and importer must differ; received ${cell.exporter} twice.`,
      {
        place: { field: place },
        received: cell.exporter,
        hint: "A shock is to trade between two economies.",
      },
    );
  }
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
  const share = cell.share ?? 1;
  if (!(share > 0 && share <= 1)) {
    throw outOfRange(
      place,
      "share",
      "above 0 and at most 1",
      share,
      "It is the part of the flow that the shock falls on.",
    );
  }
  if (cell.kind === "iceberg") checkIceberg(cell, place);
  else if (cell.kind === "tariff") checkTariff(cell, baseline.tariffs[at], place);
  else checkBan(cell, place);
}

function checkIceberg(cell: ShockCell, place: string): void {
  for (const field of ["before", "after"] as const) {
    if (!(cell[field] > 0 && Number.isFinite(cell[field]))) {
      throw outOfRange(
        place,
        field,
        "a positive cost factor",
        cell[field],
        "A flow that is shut is a ban, not a large factor.",
      );
    }
  }
}

function checkTariff(cell: ShockCell, inBase: number, place: string): void {
  for (const field of ["before", "after"] as const) {
    if (!(cell[field] > -1 && Number.isFinite(cell[field]))) {
      const hint = "It is a fraction: 0.1625 is 16.25 %; at -1 the good would be free.";
      throw outOfRange(place, field, "a tariff above -1 (-100 %)", cell[field], hint);
    }
  }
  if (Math.abs(cell.before - inBase) <= tariffTolerance) return;
  throw new InputError(
    "tariff-before",
    `The tariff before must be the baseline's, ${inBase}, on ${cell.exporter} in ${cell.importer}; received ${cell.before}.`,
    {
      place: { field: `${place}.before` },
      received: cell.before,
      hint: "Correct the baseline's tariff first.",
    },
  );
}

function checkBan(cell: ShockCell, place: string): void {
  const { before, after } = cell;
  const [open, shut] = cell.kind === "ban" ? [before, after] : [after, before];
  if (!(open >= 0 && shut <= 1 && open < shut)) {
    const must =
      cell.kind === "ban"
        ? "a larger share shut than before (0 open, 1 shut)"
        : "a smaller share shut than before";
    throw outOfRange(place, "after", must, after, "A full ban goes from 0 to 1, lifting it from 1 to 0.");
  }
  if (
    cell.kind === "unban" &&
    !(cell.priorFlow !== undefined && cell.priorFlow > 0 && Number.isFinite(cell.priorFlow))
  ) {
    const hint =
      "A flow of zero says nothing of what it would be: give its value before the ban, or gravity's.";
    throw outOfRange(place, "priorFlow", "a positive flow in million dollars", cell.priorFlow, hint);
  }
}

function groupPair(at: number, cells: readonly ShockCell[]): ShockedPair {
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
    at,
    icebergs: ofKind("iceberg"),
    tariffs: ofKind("tariff"),
    bans: ofKind("ban"),
    unbans: ofKind("unban"),
  };
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
