/**
 * Which of a reading's moves a brief is about, and whose trade it changes.
 * @module
 */
import type { Instrument } from "../contracts/codes.js";
import type { Move, Reading } from "../contracts/reading.js";
import { economyName, membersOf } from "../economies/index.js";

export interface Principal {
  readonly move: Move;
  /** As the report names them (a bloc keeps its code). */
  readonly importer: string;
  readonly exporter: string;
  /** Economies of the world on each side; a bloc's members, all others for `all`. */
  readonly importers: readonly string[];
  readonly exporters: readonly string[];
  /** The two sides in words, all partners named. */
  readonly importerName: string;
  readonly exporterName: string;
  /** Whether the act changes trade in both directions (an agreement). */
  readonly bothWays: boolean;
  readonly because: string;
}

/** Instruments that change what goods pay or need to cross a border, in the importer's hands. */
const importerActs = new Set<Instrument>([
  "tariff",
  "quota",
  "tariff_quota",
  "import_ban",
  "licensing",
  "sps",
  "tbt",
  "trade_remedy",
  "market_access",
]);

/** Whose trade a move changes, or why that cannot be said. */
export function tradeOf(move: Move, world: readonly string[], on: string): Principal | string {
  const exporterActs = move.instrument === "export_ban";
  const bothWays = move.instrument === "trade_agreement";
  if (!importerActs.has(move.instrument) && !exporterActs && !bothWays) {
    return "its instrument has no known effect on trade cost";
  }
  // A demand is for the other side's act.
  const actor = move.status === "demanded" ? (move.towards[0] ?? null) : move.by;
  const partners = move.status === "demanded" ? [move.by] : move.towards;
  if (actor === null) return "the text does not say who would act";
  const actorSide = present(actor, world, on);
  if (actorSide.length === 0) return `${economyName(actor)} is not an economy of the world`;
  if (partners.length === 0) return "the text does not say whose goods it falls on";
  const partnerSide = [...new Set(partners.flatMap((code) => present(code, world, on)))].filter(
    (code) => !actorSide.includes(code),
  );
  if (partnerSide.length === 0) return `${partners.map(economyName).join(", ")}: not an economy of the world`;
  const partner = partners.length > 1 && partnerSide.length === 1 ? partnerSide[0]! : partners[0]!;
  const partnerName = partnerSide.length === 1 ? economyName(partner) : listed(partners.map(economyName));
  const [importer, exporter] = exporterActs ? [partner, actor] : [actor, partner];
  const [importers, exporters] = exporterActs ? [partnerSide, actorSide] : [actorSide, partnerSide];
  const names = [economyName(actor), partnerName];
  const [importerName, exporterName] = (exporterActs ? names.reverse() : names) as [string, string];
  return {
    move,
    importer,
    exporter,
    importers,
    exporters,
    importerName,
    exporterName,
    bothWays,
    because: reason(move),
  };
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

function present(code: string, world: readonly string[], on: string): string[] {
  if (code === "all") return [...world];
  return membersOf(code, on).filter((member) => world.includes(member));
}

const reason = (move: Move): string =>
  move.status === "demanded"
    ? "the first move on goods trade that the report tells of; a demand for the other side's act"
    : "the first move on goods trade that the report tells of";

/**
 * The first move on goods trade that can be tied to economies of the world: those that an actor takes or offers
 * before those that it asks of others, and those withdrawn last.
 */
export function principalMove(reading: Reading, world: readonly string[], on: string): Principal | null {
  const rank = (move: Move): number => (move.status === "withdrawn" ? 2 : move.status === "demanded" ? 1 : 0);
  const start = (move: Move): number => Math.min(...move.evidence.map(([from]) => from));
  const ordered = [...reading.moves].sort((a, b) => rank(a) - rank(b) || start(a) - start(b));
  for (const move of ordered) {
    const trade = tradeOf(move, world, on);
    if (typeof trade !== "string") return trade;
  }
  return null;
}
