/**
 * What is asked of the register, with the entries that may answer: those of the view, known by the day.
 * @module
 */
import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import { inSentence } from "../economies/index.js";
import { isAmong, type Pair } from "./coverage.js";
import type { GoodsQuery } from "./goods-query.js";
import type { LedgerIndex } from "./ledger-index.js";
import { validOn } from "./valid-on.js";

export interface Question {
  /** Those that can have to do with the pair. */
  readonly entries: readonly LedgerEntry[];
  readonly ledger: LedgerIndex;
  readonly pair: Pair;
  readonly goods: GoodsQuery;
  readonly view: string | null;
  readonly knownOn: string | null;
}

/**
 * Entries that a viewpoint shares (undisputed ones and its own; all when there is none) and that the public could
 * know of by a day, as they were known then: an end that lies later is none yet. An entry known "in July" may have
 * been known on its first day, so it counts from there.
 */
export function visible(
  entries: readonly LedgerEntry[],
  options: { readonly view: string | null; readonly knownOn: string | null },
): readonly LedgerEntry[] {
  const { view, knownOn } = options;
  if (view === null && knownOn === null) return entries;
  const seen = entries.filter(
    (entry) =>
      (view === null || entry.according_to === null || entry.according_to === view) &&
      (knownOn === null || firstDay(entry.known) <= knownOn),
  );
  return knownOn === null ? seen : seen.map((entry) => asKnown(entry, knownOn));
}

function asKnown(entry: LedgerEntry, knownOn: string): LedgerEntry {
  const [since, until] = entry.valid;
  return until === null || firstDay(until) <= knownOn ? entry : { ...entry, valid: [since, null] };
}

/** An entry as the regime shows it on the day; words on what is only perhaps in force begin with that. */
export function itemOf(entry: LedgerEntry, question: Pick<Question, "pair">): RegimeItem {
  const { pair } = question;
  const [since, until] = entry.valid;
  const isPerhaps = validOn(entry, pair.on) === "perhaps";
  const isOfMany = entry.effect?.type === "member" && entry.by.length > 1;
  const says = isOfMany ? `${membersNamed(entry, pair)}: ${entry.summary}` : entry.summary;
  return {
    entry: entry.id,
    says: isPerhaps ? `Perhaps: ${says}` : says,
    goods: [...entry.goods],
    since,
    until,
    accordingTo: entry.according_to,
    ...(isPerhaps ? { perhaps: true as const } : {}),
  };
}

/** Which of the two an entry on many members is about. */
function membersNamed(entry: LedgerEntry, { importer, exporter, on }: Pair): string {
  return [exporter, importer]
    .filter((code) => isAmong(code, entry.by, on))
    .map(inSentence)
    .join(" and ");
}
