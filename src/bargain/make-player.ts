/**
 * A player from codes: whose tariffs, on whom, how many rates, within which bounds.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Control, Player } from "./player.js";
import type { TariffWorld } from "./tariff-world.js";

/**
 * How many rates a government may set: one on all ("uniform"), one on each partner, one on each sector's goods whoever
 * sells them (what MFN allows), or one on each sector of each partner.
 */
export type Schedule = "uniform" | "by-partner" | "by-sector" | "by-partner-and-sector";

export interface PlayerOptions {
  readonly name?: string | undefined;
  /** Codes: one economy, or the members of a customs union. */
  readonly economies: readonly string[];
  /** Default "by-partner". */
  readonly schedule?: Schedule | undefined;
  /** Exporters whose goods the rates fall on; default all but the members themselves. */
  readonly on?: readonly string[] | undefined;
  /** Exporters that are left at their base tariffs. */
  readonly except?: readonly string[] | undefined;
  /** Sectors whose tariffs are chosen; default all that are traded. */
  readonly sectors?: readonly string[] | undefined;
  /** Least tariff; default −0.95: import subsidies are allowed. */
  readonly low?: number | undefined;
  /** Highest tariff (a ceiling bound in the WTO), one for all or by sector; default 1000. */
  readonly high?: number | Readonly<Record<string, number>> | undefined;
}

/**
 * @throws {InputError} an unknown economy or sector, bounds that cross, no cell to set
 */
export function makePlayer(world: TariffWorld, options: PlayerOptions): Player {
  const { baseline, n } = world;
  const places = (codes: readonly string[], field: string): number[] =>
    codes.map((code) => placeOf(baseline.economies, code, field, "economy"));
  const members = places(options.economies, "economies");
  if (members.length === 0 || new Set(members).size !== members.length) {
    throw new InputError(
      "player",
      `A player needs one or more economies, each once; received ${options.economies.join(", ") || "none"}.`,
      {
        received: options.economies,
        hint: "Give codes of the base.",
      },
    );
  }
  const left = new Set([...places(options.except ?? [], "except"), ...members]);
  const sellers = (
    options.on ? places(options.on, "on") : Array.from(baseline.economies, (_, i) => i)
  ).filter((i) => !left.has(i));
  const goods = options.sectors
    ? options.sectors.map((name) => placeOf(baseline.sectors, name, "sectors", "sector"))
    : Array.from(baseline.sectors, (_, s) => s);
  const groups = new Map<string, { cells: number[]; high: number }>();
  const schedule = options.schedule ?? "by-partner";
  for (const s of goods) {
    for (const i of sellers) {
      const label = labelOf(schedule, baseline.economies[i]!, baseline.sectors[s]!);
      for (const j of members) {
        const k = (s * n + i) * n + j;
        if (!(baseline.flows[k]! > 0)) continue;
        const ceiling = highOf(options.high, baseline.sectors[s]!);
        const group = groups.get(label);
        if (group) {
          group.cells.push(k);
          group.high = Math.min(group.high, ceiling);
        } else groups.set(label, { cells: [k], high: ceiling });
      }
    }
  }
  const name = options.name ?? options.economies.join("+");
  const low = options.low ?? -0.95;
  const controls = [...groups].map(([label, { cells, high }]): Control => {
    if (!(low > -1 && low <= high)) {
      throw new InputError(
        "bounds",
        `The bounds of a tariff must be above -1 and in order; received ${low} and ${high} for ${name}, ${label}.`,
        { received: [low, high], hint: "They are fractions: 0.1625 is 16.25 %." },
      );
    }
    return { label, cells: Int32Array.from(cells), low, high };
  });
  if (controls.length === 0) {
    throw new InputError("no-tariff", `${name} buys nothing of what its tariffs were to fall on.`, {
      received: options,
      hint: "Name exporters and sectors with a flow in the base.",
    });
  }
  return { name, members, controls };
}

function labelOf(schedule: Schedule, exporter: string, sector: string): string {
  if (schedule === "uniform") return "all";
  if (schedule === "by-partner") return exporter;
  return schedule === "by-sector" ? sector : `${exporter} ${sector}`;
}

function highOf(high: PlayerOptions["high"], sector: string): number {
  if (high === undefined) return 1000;
  return typeof high === "number" ? high : (high[sector] ?? 1000);
}

function placeOf(names: readonly string[], name: string, field: string, what: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  const some = names.slice(0, 12).join(", ");
  throw new InputError(`unknown-${what}`, `A player must name a known ${what}; received ${name}.`, {
    place: { field },
    received: name,
    hint: `In the base: ${some}${names.length > 12 ? ", …" : ""}.`,
  });
}
