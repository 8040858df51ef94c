/**
 * What is asked of the register, with the entries that may answer: those of the view, known by the day.
 * @module
 */
import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import { isAmong, type Pair } from "./coverage.js";
import type { GoodsQuery } from "./goods-query.js";
import { inSentence } from "./in-sentence.js";
import { validOn } from "./valid-on.js";

export interface Question {
  readonly entries: readonly LedgerEntry[];
  readonly pair: Pair;
  readonly goods: GoodsQuery;
  readonly view: string | null;
  readonly knownOn: string | null;
}

/**
 * Entries that a viewpoint shares (undisputed ones and its own; all when there is none) and that the public could
 * know of by a day. An entry known "in July" may have been known on its first day, so it counts from there.
 */
export function visible(
  entries: readonly LedgerEntry[],
  options: { readonly view: string | null; readonly knownOn: string | null },
): LedgerEntry[] {
  const { view, knownOn } = options;
  return entries.filter(
    (entry) =>
      (view === null || entry.according_to === null || entry.according_to === view) &&
      (knownOn === null || firstDay(entry.known) <= knownOn),
  );
}

/**
 * An entry as the regime shows it on the day; an end that nobody could foresee by `knownOn` is left out, and words
 * on what is only perhaps in force begin with that.
 */
export function itemOf(entry: LedgerEntry, question: Question): RegimeItem {
  const { pair, knownOn } = question;
  const [since, until] = entry.valid;
  const isForeseen = until === null || knownOn === null || firstDay(until) <= knownOn;
  const isPerhaps = validOn(entry, pair.on) === "perhaps";
  const isOfMany = entry.effect?.type === "member" && entry.by.length > 1;
  const says = isOfMany ? `${membersNamed(entry, pair)}: ${entry.summary}` : entry.summary;
  return {
    entry: entry.id,
    says: isPerhaps ? `Perhaps: ${says}` : says,
    goods: [...entry.goods],
    since,
    until: isForeseen ? until : null,
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
