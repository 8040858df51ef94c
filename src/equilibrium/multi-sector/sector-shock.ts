/**
 * A Shock against a world of several sectors.
 * @module
 */
import type { Baseline } from "../../contracts/baseline.js";
import { type GravitasError, InputError } from "../../contracts/errors.js";
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import type { Shock, ShockCell } from "../../contracts/shock.js";
import { compileShock, type ShockedPair } from "../compile-shock.js";

/** All cells of a shock on one pair in one sector. */
export interface ShockedCell extends ShockedPair {
  readonly sector: number;
}

export interface CompiledSectorShock {
  readonly cells: readonly ShockedCell[];
  readonly warnings: readonly string[];
}

/**
 * Checks a shock and groups its cells by sector and pair. A cell without a sector falls on every traded sector; a tariff
 * must then be the same in all of them before, and a lifted ban needs its sector.
 *
 * @throws {InputError} unknown sector or economy, and what compileShock refuses
 */
export function compileSectorShock(world: SectorBaseline, shock: Shock): CompiledSectorShock {
  const n = world.economies.length;
  const index = new Map(world.economies.map((code, k) => [code, k]));
  const bySector = new Map<number, number[]>();
  shock.cells.forEach((cell, k) => {
    for (const s of sectorsOf(world, cell, `cells[${k}]`)) {
      const own = bySector.get(s);
      if (own) own.push(k);
      else bySector.set(s, [k]);
    }
  });
  const cells: ShockedCell[] = [];
  for (const [s, places] of bySector) {
    const view: Baseline = {
      ...world,
      sectors: [world.sectors[s]],
      flows: world.flows.subarray(s * n * n, (s + 1) * n * n),
      tariffs: world.tariffs.subarray(s * n * n, (s + 1) * n * n),
    };
    const own = { ...shock, cells: places.map((k) => shock.cells[k]) };
    for (const pair of compileInSector(view, own, index, places).pairs) cells.push({ ...pair, sector: s });
  }
  return { cells, warnings: idleWarnings(world, cells) };
}

function sectorsOf(world: SectorBaseline, cell: ShockCell, place: string): number[] {
  const { sectors, traded } = world;
  const lifted = cell.kind === "unban";
  if (cell.sector === undefined) {
    const all = sectors.flatMap((_, s) => (traded[s] ? [s] : []));
    if (!lifted || all.length === 1) return all;
    throw new InputError("sector-needed", "Lifting a ban needs its sector: the prior flow is one sector's.", {
      place: { field: `${place}.sector` },
      hint: "Give one cell for each sector that is opened again.",
    });
  }
  const at = sectors.indexOf(cell.sector);
  if (at < 0) {
    throw new InputError(
      "unknown-sector",
      `A shock must name sectors of the baseline; received ${cell.sector}.`,
      {
        place: { field: `${place}.sector` },
        received: cell.sector,
        hint: `Sectors: ${sectors.slice(0, 12).join(", ")}${sectors.length > 12 ? ", …" : ""}.`,
      },
    );
  }
  if (lifted && !traded[at]) {
    throw new InputError(
      "not-traded",
      `${cell.sector} is not traded in ${world.id}: no ban on it can be lifted.`,
      {
        place: { field: `${place}.sector` },
        received: cell.sector,
        hint: "Mark the sector as traded in the world first.",
      },
    );
  }
  return [at];
}

/** compileShock counts the cells of one sector; errors must name the place in the whole shock. */
function compileInSector(
  view: Baseline,
  shock: Shock,
  index: ReadonlyMap<string, number>,
  places: readonly number[],
) {
  try {
    return compileShock(view, shock, index);
  } catch (error) {
    if (!(error instanceof InputError) || error.place?.field === undefined) throw error;
    const field = error.place.field.replace(/^cells\[(\d+)\]/, (_, k) => `cells[${places[Number(k)]}]`);
    throw withPlace(error, field, view.sectors[0]);
  }
}

function withPlace(error: GravitasError, field: string, sector: string): InputError {
  return new InputError(error.code, `${error.message.replace(/\.$/, "")}, in ${sector}.`, {
    place: { field },
    received: error.received,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    cause: error,
  });
}

/** Pairs for which a shock does nothing because none of the sectors it falls on trades there. */
function idleWarnings(world: SectorBaseline, cells: readonly ShockedCell[]): string[] {
  const n = world.economies.length;
  const byPair = new Map<number, ShockedCell[]>();
  for (const cell of cells) {
    const own = byPair.get(cell.at);
    if (own) own.push(cell);
    else byPair.set(cell.at, [cell]);
  }
  return [...byPair].flatMap(([at, own]) => {
    if (own.some(({ sector, unbans }) => unbans.length > 0 || world.flows[sector * n * n + at] > 0))
      return [];
    const [exporter, importer] = [world.economies[Math.floor(at / n)], world.economies[at % n]];
    const what = own.length === 1 ? ` in ${world.sectors[own[0].sector]}` : " in these sectors";
    return [
      `${exporter} sells nothing to ${importer}${what} in the base: the change of its trade cost does nothing.`,
    ];
  });
}
