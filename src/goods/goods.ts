import { chapters } from "./chapters.js";
import { goodsText } from "./goods-words.js";

/** A kind of goods: the codes it falls under, our label, and the words that reports use for it. */
export interface GoodsKind {
  readonly hs: readonly string[];
  readonly label: string;
  readonly words: readonly string[];
}

/** "25-97" is every chapter from 25 to 97. */
function expand(code: string): string[] {
  const [first, last] = code.split("-");
  if (last === undefined) return [code];
  return chapters.map(([chapter]) => chapter).filter((chapter) => chapter >= first! && chapter <= last);
}

/** All kinds of goods that Gravitas has words for. */
export const goodsKinds: readonly GoodsKind[] = goodsText
  .trim()
  .split("\n")
  .map((line) => {
    const [codes, label, words] = line.split(" | ") as [string, string, string];
    return { hs: codes.split(", ").flatMap(expand), label, words: words.split(", ") };
  });
