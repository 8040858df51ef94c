import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import { bindsTrade } from "./coverage.js";
import { dateWords } from "./date-words.js";
import { coverOf, type GoodsQuery } from "./goods-query.js";
import { itemOf, type Question } from "./question.js";
import { validOn } from "./valid-on.js";

/**
 * Bans on the goods asked for, less those that were admitted again. A ban stays while any code asked for (or, when
 * all goods are, any code of the ban) is left that no admission in force for certain covers as a whole; it stays
 * only perhaps when an admission whose day is not settled may cover the rest.
 */
export function resolveBans(question: Pick<Question, "entries" | "pair" | "goods">): RegimeItem[] {
  const { entries, pair, goods } = question;
  const acts = entries.filter(({ effect }) => effect?.type === "ban" || effect?.type === "admission");
  if (acts.length === 0) return [];
  const binding = acts.filter(
    (entry) => validOn(entry, pair.on) !== "no" && bindsTrade(entry, pair, entries),
  );
  return binding
    .filter((entry) => entry.effect?.type === "ban" && entry.kind !== "draft")
    .flatMap((ban) => {
      const lifting = binding.filter((entry) => lifts(entry, ban));
      const certain = lifting.filter((entry) => validOn(entry, pair.on) === "yes");
      if (!isLeft(ban, certain, goods)) return [];
      return [itemWith(itemOf(ban, question), certain, isLeft(ban, lifting, goods))];
    });
}

/** With what was admitted again; perhaps only, where the rest may have been too. */
function itemWith(item: RegimeItem, certain: readonly LedgerEntry[], isSureLeft: boolean): RegimeItem {
  const again = certain.map((a) => `${a.goods.join(", ")} (since ${dateWords(a.valid[0])})`);
  const says =
    again.length === 0 ? item.says : `${item.says} Since then admitted again: ${again.join("; ")}.`;
  if (isSureLeft || item.perhaps) return { ...item, says };
  return { ...item, says: `Perhaps: ${says}`, perhaps: true };
}

const lifts = (admission: LedgerEntry, ban: LedgerEntry): boolean =>
  admission.effect?.type === "admission" && admission.effect.lifts.includes(ban.id);

const isOnAll = (entry: LedgerEntry): boolean =>
  entry.hs.length === 0 && entry.goods.includes("all") && entry.except === undefined;

function isLeft(ban: LedgerEntry, lifting: readonly LedgerEntry[], goods: GoodsQuery): boolean {
  if (lifting.some(isOnAll)) return false;
  const isFree = (code: string) => lifting.some((admission) => coverOf(admission, code) === "whole");
  // Goods without HS codes (arms, technology) cannot be told apart from those asked for by code.
  if (goods.all) return ban.hs.length === 0 || ban.hs.some((code) => !isFree(code));
  return goods.hs.some((code) => coverOf(ban, code) !== "none" && !isFree(code));
}
