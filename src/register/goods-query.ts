import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import { describeHs, goodsKinds, hsOf, requireHs, singular } from "../goods/index.js";

/** Goods asked for: all, or groups of HS codes under the word (or code) that asked for them. */
export interface GoodsQuery {
  readonly all: boolean;
  readonly words: readonly string[];
  readonly hs: readonly string[];
  readonly groups: readonly { readonly goods: string; readonly hs: readonly string[] }[];
}

/**
 * The goods that words or HS codes of two, four or six digits name; words that the lexicon does not know may be
 * those of ledger entries.
 * @throws {InputError} unknown_goods, with the nearest words
 */
export function goodsQuery(goods: readonly string[], ownWords: OwnWords): GoodsQuery {
  const words = [...new Set(goods.map((word) => word.trim().toLowerCase()).filter((word) => word !== ""))];
  if (words.length === 0 || words.includes("all")) return { all: true, words: ["all"], hs: [], groups: [] };
  const groups = words.map((word) => ({ goods: label(word), hs: codesOf(word, ownWords) }));
  return { all: false, words, hs: [...new Set(groups.flatMap((group) => group.hs))].sort(), groups };
}

const label = (word: string): string => (/^\d+$/.test(word) ? `${word} (${describeHs(word)})` : word);

/** HS codes of goods that entries of the ledger name in words of their own. */
type OwnWords = (word: string) => readonly string[] | null;

function codesOf(word: string, ownWords: OwnWords): string[] {
  if (/^\d[\d.]*$/.test(word)) return [requireHs(word, "goods").code];
  const known = hsOf([word]);
  if (known.length > 0) return known;
  const own = ownWords(word);
  if (own !== null) return [...own];
  throw new InputError(
    "unknown_goods",
    `goods are named by words or HS codes that the register knows; received ${JSON.stringify(word)}.`,
    {
      place: { field: "goods" },
      received: word,
      hint: `Did you mean ${nearest(word).join(" or ")}? An HS code of 2, 4 or 6 digits works too.`,
    },
  );
}

function nearest(word: string): string[] {
  const all = goodsKinds.flatMap((kind) => kind.words);
  const shared = (other: string): number => {
    const pairs = new Set(Array.from({ length: word.length - 1 }, (_, n) => word.slice(n, n + 2)));
    const hits = [...pairs].filter((pair) => other.includes(pair)).length;
    return hits / Math.max(1, pairs.size + other.length - 1 - hits);
  };
  return [...new Map(all.toReversed().map((other) => [singular(other), other])).values()]
    .map((other) => ({ other, score: shared(other) + (other[0] === word[0] ? 0.05 : 0) }))
    .sort((a, b) => b.score - a.score || a.other.localeCompare(b.other))
    .slice(0, 3)
    .map(({ other }) => JSON.stringify(other));
}

/** How an entry's goods stand to one HS code: all of it, some of it, none of it. */
export type Cover = "whole" | "part" | "none";

export function coverOf(entry: Pick<LedgerEntry, "goods" | "hs" | "except">, code: string): Cover {
  const except = entry.except ?? [];
  if (except.some((left) => code.startsWith(left))) return "none";
  if (entry.hs.some((own) => code.startsWith(own)) || (entry.hs.length === 0 && entry.goods.includes("all")))
    return except.some((left) => left.startsWith(code)) ? "part" : "whole";
  return entry.hs.some((own) => own.startsWith(code)) ? "part" : "none";
}

const NO_GOODS: readonly string[] = ["people", "passengers"];

/**
 * Whether an entry has to do with the goods asked for. Entries that are about no goods in particular (relations,
 * crossings, vetoes) have to do with any; those on people alone only when all was asked for.
 */
export function touches(entry: Pick<LedgerEntry, "goods" | "hs" | "except">, query: GoodsQuery): boolean {
  if (query.all) return true;
  if (entry.hs.length === 0 && entry.except === undefined)
    return entry.goods.length === 0 || !entry.goods.every((word) => NO_GOODS.includes(word));
  return query.hs.some((code) => coverOf(entry, code) !== "none");
}
