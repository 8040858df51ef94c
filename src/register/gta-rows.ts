import type { LedgerEntry } from "../contracts/ledger.js";
import { economyName } from "../economies/index.js";

/** A ledger entry in the columns of the Global Trade Alert, with the MAST chapter of UNCTAD beside its type. */
export interface GtaRow {
  readonly state_act: string;
  readonly intervention: string;
  readonly intervention_type: string;
  /** Chapter or sub-chapter of MAST (2019); empty for what is no non-tariff measure. */
  readonly mast: string;
  readonly evaluation: "Red" | "Amber" | "Green";
  readonly announced: string;
  readonly implemented: string;
  /** Empty while no end is known. */
  readonly removed: string;
  readonly implementing_jurisdiction: string;
  readonly affected_jurisdiction: string;
  readonly affected_flow: "inward" | "outward";
  readonly goods: string;
  /** HS codes, joined by spaces; empty for all. */
  readonly hs: string;
  readonly prior_level: string;
  readonly new_level: string;
  readonly source: string;
  readonly confidence: string;
}

interface Type {
  readonly type: string;
  readonly mast: string;
}

const TYPES: Readonly<Partial<Record<LedgerEntry["instrument"], Type>>> = {
  tariff: { type: "Import tariff", mast: "" },
  trade_agreement: { type: "Import tariff", mast: "" },
  quota: { type: "Import quota", mast: "E2" },
  tariff_quota: { type: "Import tariff quota", mast: "E6" },
  import_ban: { type: "Import ban", mast: "E3" },
  export_ban: { type: "Export ban", mast: "P1" },
  licensing: { type: "Import licensing requirement", mast: "E1" },
  sps: { type: "Sanitary and phytosanitary measure", mast: "A" },
  tbt: { type: "Technical barrier to trade", mast: "B" },
  trade_remedy: { type: "Anti-dumping", mast: "D1" },
  subsidy: { type: "Financial grant", mast: "L" },
  sanctions: { type: "Import ban", mast: "E32" },
  transit: { type: "Port restriction", mast: "C3" },
  market_access: { type: "Instrument unclear", mast: "" },
  other: { type: "Instrument unclear", mast: "" },
};

/**
 * The measures of a ledger, one intervention a row, as the Global Trade Alert would list them: bans, duties, quotas,
 * conditions, admissions again and preferences. Statements, drafts, relations, memberships, recognitions, and rates
 * that only state a level (an MFN mean) are no interventions and left out. Partial dates stay partial: "2013-06".
 *
 * Evaluation is by rule from the direction: restrictive and certain red, restrictive and doubtful (low confidence or
 * somebody's view) or neutral amber, liberalising green. A ban for sanitary reasons has the chapter A of its reason.
 */
export function gtaRows(entries: readonly LedgerEntry[]): GtaRow[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return entries
    .filter(isIntervention)
    .sort((a, b) => a.valid[0].localeCompare(b.valid[0]) || a.id.localeCompare(b.id))
    .map((entry) => rowOf(entry, known));
}

function isIntervention({ kind, effect, instrument }: LedgerEntry): boolean {
  if (kind !== "measure" && kind !== "agreement") return false;
  if (effect?.type === "tariff") return effect.basis === "preference";
  // An agreement without an effect was only signed, or is on something else than trade.
  return effect !== null || (kind === "measure" && TYPES[instrument] !== undefined);
}

function rowOf(entry: LedgerEntry, known: ReadonlyMap<string, LedgerEntry>): GtaRow {
  const { type, mast } = typeOf(entry, known);
  const names = (codes: readonly string[]) =>
    codes.map((code) => (code === "all" ? "all" : economyName(code))).join("; ");
  const [source] = entry.sources;
  const isExport =
    entry.instrument === "export_ban" || (entry.effect?.type === "ban" && entry.effect.flow === "export");
  return {
    state_act: entry.id,
    intervention: entry.summary,
    intervention_type: type,
    mast,
    evaluation: evaluationOf(entry),
    announced: entry.known,
    implemented: entry.valid[0],
    removed: entry.valid[1] ?? "",
    implementing_jurisdiction: names(entry.by),
    affected_jurisdiction: names(entry.towards),
    affected_flow: isExport ? "outward" : "inward",
    goods: entry.goods.join("; "),
    hs: entry.hs.join(" "),
    prior_level: "",
    new_level: levelOf(entry),
    source: source === undefined ? "" : (source.url ?? `${source.title}, ${source.publisher}`),
    confidence: entry.confidence,
  };
}

/** An admission is of the type of what it lifts. */
function typeOf(entry: LedgerEntry, known: ReadonlyMap<string, LedgerEntry>): Type {
  const lifted = entry.effect?.type === "admission" ? known.get(entry.effect.lifts[0] ?? "") : undefined;
  if (lifted !== undefined) return typeOf(lifted, known);
  if (entry.effect?.type === "ban") {
    if (entry.effect.flow === "export") return { type: "Export ban", mast: "P1" };
    return {
      type: "Import ban",
      mast: entry.instrument === "sps" ? "A1" : (TYPES[entry.instrument]?.mast ?? "E3"),
    };
  }
  return TYPES[entry.instrument] ?? { type: "Instrument unclear", mast: "" };
}

function evaluationOf({ direction, confidence, according_to }: LedgerEntry): GtaRow["evaluation"] {
  if (direction === "liberalising") return "Green";
  const isCertain = confidence !== "low" && confidence !== "memory" && according_to === null;
  return direction === "restrictive" && isCertain ? "Red" : "Amber";
}

function levelOf({ effect }: LedgerEntry): string {
  if (effect?.type === "tariff") return `${+(100 * effect.rate).toPrecision(6)} %`;
  if (effect?.type === "quota") return `${effect.volume} ${effect.unit}`;
  return "";
}
