import { findGoods, goodsNamed } from "./find-goods.js";

/**
 * The HS codes that goods as reports name them fall under, sorted, each once; a code that lies inside another of the
 * list is left out. Words that nobody knows, and "all", give none. A longer name falls back to its last known words:
 * "flat-rolled steel" is steel.
 */
export function hsOf(goodsWords: readonly string[]): string[] {
  const codes = new Set<string>();
  for (const words of goodsWords) {
    const named = goodsNamed(words) ?? findGoods(words).at(-1);
    for (const code of named?.hs ?? []) codes.add(code);
  }
  return [...codes]
    .filter((code) => ![...codes].some((other) => other !== code && code.startsWith(other)))
    .sort();
}
