/**
 * Reports to time the reader on: no two alike, so that nothing that remembers whole texts helps.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../src/kernel/index.js";

const shared = process.env.GRAVITAS_SHARED ?? join(import.meta.dirname, "../../shared");

/** Names that change places from report to report. */
const names = [
  "Russia",
  "Georgia",
  "China",
  "India",
  "Turkey",
  "Ukraine",
  "Canada",
  "Mexico",
  "Brazil",
  "Japan",
  "Australia",
  "Indonesia",
  "Kenya",
  "Nigeria",
];

/** Reports to cut up: the development set where it is at hand, and the examples. */
function sources(): string[] {
  const folders = [
    join(import.meta.dirname, "../examples"),
    join(shared, "reading/dev"),
    join(shared, "seed"),
  ];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".txt"))
        .sort()
        .map((name) => readFileSync(join(folder, name), "utf8")),
    );
}

/**
 * Reports of about `words` words: the head of one source, sentences of many, other names and other numbers.
 * @param count how many
 * @param words length of each
 */
export function reportsFor(count: number, words = 400): string[] {
  const random = seededRandom(400, "reports");
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)]!;
  const texts = sources();
  const heads = texts.map((text) => text.split("\n\n").slice(0, -1).join("\n\n").slice(0, 400));
  const sentences = texts
    .flatMap((text) => text.split(/\n\n/).slice(1))
    .flatMap((part) => part.split(/(?<=[.?!]["”]?)\s+(?=["“]?[A-Z])/))
    .filter((sentence) => sentence.length > 30);
  return Array.from({ length: count }, () => {
    const swapped = new Map(names.map((name) => [name, random.uniform() < 0.5 ? name : pick(names)]));
    let text = pick(heads);
    let length = text.split(/\s+/).length;
    let paragraph = 0;
    while (length < words) {
      const sentence = pick(sentences);
      text += paragraph === 0 ? `\n\n${sentence}` : ` ${sentence}`;
      paragraph = (paragraph + 1) % 3;
      length += sentence.split(/\s+/).length;
    }
    return text
      .replace(/\p{Lu}\p{L}+/gu, (word) => swapped.get(word) ?? word)
      .replace(/\b\d{2}\b/g, () => String(10 + Math.floor(random.uniform() * 18)))
      .split(/(?<=\s)/)
      .slice(0, words)
      .join("");
  });
}
