/**
 * What is asked, of which world, under which names.
 * @module
 */
import type { Bargain, BargainMove, BargainReport, BargainTable, PlayerSpec } from "../contracts/bargain.js";
import { InputError } from "../contracts/errors.js";
import { makePlayer } from "./make-player.js";
import type { Player } from "./player.js";
import type { Move } from "./response.js";
import type { TariffWorld } from "./tariff-world.js";

export interface Table {
  readonly ask: Bargain;
  readonly world: TariffWorld;
  /** A name for people. */
  readonly nameOf: (code: string) => string;
  /** Codes that a code stands for: itself, or the members of a bloc that are in the base. */
  readonly codesOf: (codes: string | readonly string[]) => string[];
}

export type Answer = Pick<
  BargainReport,
  "question" | "converged" | "because" | "findings" | "tables" | "pictures" | "figures" | "notes"
> & { readonly assumptions?: BargainReport["assumptions"] };

export function playerOf(table: Table, spec: PlayerSpec): Player {
  const codes = table.codesOf(spec.economy);
  const one = typeof spec.economy === "string";
  return makePlayer(table.world, {
    ...spec,
    economies: codes,
    name: spec.name ?? (one ? table.nameOf(spec.economy as string) : codes.map(table.nameOf).join(" and ")),
    ...(spec.on ? { on: table.codesOf(spec.on) } : {}),
    ...(spec.except ? { except: table.codesOf(spec.except) } : {}),
  });
}

/** Everything that a player sets, as one rate. */
export function asUniform(player: Player): Player {
  const low = Math.max(...player.controls.map((c) => c.low));
  const high = Math.min(...player.controls.map((c) => c.high));
  const cells = Int32Array.from(player.controls.flatMap((c) => [...c.cells]));
  return { ...player, controls: [{ label: "all", cells, low, high: Math.max(low, high) }] };
}

/** @throws {InputError} an economy or sector that the base does not have */
export function moveOf(table: Table, move: BargainMove): Move {
  const { world } = table;
  const { economies, sectors } = world.baseline;
  const cells = move.changes.flatMap((change) => {
    const goods =
      change.sector === undefined
        ? sectors.map((_, s) => s)
        : [placeOf(sectors, change.sector, `sector of "${move.title}"`)];
    const cost = change.tau ?? (change.ave ? (1 + change.ave[1]) / (1 + change.ave[0]) : undefined);
    return goods.flatMap((s) =>
      table.codesOf(change.importer).flatMap((importer) =>
        table
          .codesOf(change.exporter)
          .filter((exporter) => exporter !== importer)
          .map((exporter) => ({
            cell:
              (s * world.n + placeOf(economies, exporter, `exporter of "${move.title}"`)) * world.n +
              placeOf(economies, importer, `importer of "${move.title}"`),
            tariff: change.tariff,
            cost,
          })),
      ),
    );
  });
  const members = table.codesOf(move.by).map((code) => placeOf(economies, code, `by of "${move.title}"`));
  const name = typeof move.by === "string" ? table.nameOf(move.by) : move.by.map(table.nameOf).join(" and ");
  return { name: move.title, by: { name, members, controls: [] }, cells };
}

export function placeOf(names: readonly string[], name: string, field: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw new InputError("unknown-economy", `The ${field} must be in the base; received ${name}.`, {
    place: { field },
    received: name,
    hint: `In the base: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}.`,
  });
}

/** Change of real income against `before` (ln, n), the largest first, at most `top` and always those of `keep`. */
export function incomeTable(
  table: Table,
  before: Float64Array,
  keep: readonly number[],
  top = 10,
): BargainTable {
  const { world, nameOf } = table;
  const rows = world.baseline.economies.map((code, j) => ({
    j,
    code,
    percent: 100 * Math.expm1(world.realIncome[j] - before[j]),
    usd: world.spendingBefore[j] * (Math.exp(world.realIncome[j]) - Math.exp(before[j])),
  }));
  const chosen = [...rows].sort((a, b) => Math.abs(b.percent) - Math.abs(a.percent)).slice(0, top);
  for (const j of keep) if (!chosen.some((row) => row.j === j)) chosen.push(rows[j]!);
  return {
    title: "Real income",
    columns: [
      { name: "economy", unit: "text" },
      { name: "change", unit: "percent" },
      { name: "dollars a year", unit: "usd" },
    ],
    rows: chosen
      .sort((a, b) => b.percent - a.percent)
      .map(({ code, percent, usd }) => [nameOf(code), percent, usd]),
    note:
      rows.length > chosen.length
        ? `${chosen.length} of ${rows.length} economies: those that change most.`
        : undefined,
  };
}

export function signedPercent(percent: number): string {
  const size = Math.abs(percent);
  const text =
    size >= 10 ? size.toFixed(1) : size >= 0.1 ? size.toFixed(2) : String(Number(size.toPrecision(2)));
  return `${percent < 0 ? "−" : "+"}${text} %`;
}

export function ratePercent(rate: number): string {
  return `${rate < 0 ? "−" : ""}${(100 * Math.abs(rate)).toFixed(1)} %`;
}

/** A change in million dollars, in words. */
export function dollars(million: number): string {
  return `${million < 0 ? "−" : "+"}${dollarsPlain(Math.abs(million))}`;
}

export function dollarsPlain(million: number): string {
  const size = Math.abs(million);
  if (size >= 1000) return `${(million / 1000).toFixed(1)} billion dollars`;
  return `${Number(million.toPrecision(3))} million dollars`;
}

/** A title at the head of a sentence. */
export const sentence = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
