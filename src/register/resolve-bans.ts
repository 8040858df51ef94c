import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import { bindsTrade, inForce } from "./coverage.js";
import { dateWords } from "./date-words.js";
import { coverOf, type GoodsQuery } from "./goods-query.js";
import { itemOf, type Question } from "./question.js";

/**
 * Bans on the goods asked for, less those that were admitted again. A ban stays while any code asked for (or, when
 * all goods are, any code of the ban) is left that no admission in force for certain covers as a whole.
 */
export function resolveBans(question: Question): RegimeItem[] {
  const { entries, pair, goods } = question;
  const binding = entries.filter(
    (entry) => inForce(entry, pair.on) !== null && bindsTrade(entry, pair, entries),
  );
  return binding
    .filter((entry) => entry.effect?.type === "ban")
    .flatMap((ban) => {
      const lifting = binding.filter((entry) => lifts(entry, ban) && inForce(entry, pair.on) === "yes");
      if (!isLeft(ban, lifting, goods)) return [];
      const item = itemOf(ban, question);
      const again = lifting.map((a) => `${a.goods.join(", ")} (since ${dateWords(a.valid[0])})`);
      return [
        again.length === 0
          ? item
          : { ...item, says: `${item.says} Since then admitted again: ${again.join("; ")}.` },
      ];
    });
}

const lifts = (admission: LedgerEntry, ban: LedgerEntry): boolean =>
  admission.effect?.type === "admission" && admission.effect.lifts.includes(ban.id);

const isOnAll = (entry: LedgerEntry): boolean => entry.hs.length === 0 && entry.goods.includes("all");

function isLeft(ban: LedgerEntry, lifting: readonly LedgerEntry[], goods: GoodsQuery): boolean {
  if (lifting.some(isOnAll)) return false;
  const isFree = (code: string) => lifting.some((admission) => coverOf(admission, code) === "whole");
  // Goods without HS codes (arms, technology) cannot be told apart from those asked for by code.
  if (goods.all) return ban.hs.length === 0 || ban.hs.some((code) => !isFree(code));
  return goods.hs.some((code) => coverOf(ban, code) !== "none" && !isFree(code));
}
