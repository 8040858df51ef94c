import { economies } from "./economies.js";
import type { Economy } from "./economy.js";

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’`]/g, "'")
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .trim()
    .replace(/^the /, "")
    .replace(/'s$/, "");

const byCode = new Map(economies.map((economy) => [economy.code, economy]));

// Names win over aliases, aliases over adjectives, these over seats: "Georgia" is never somebody's alias.
const byText: ReadonlyMap<string, Economy> = (() => {
  const index = new Map<string, Economy>();
  const layers: ((e: Economy) => readonly string[])[] = [
    (e) => [e.code],
    (e) => [e.name],
    (e) => e.aliases,
    (e) => (e.iso2 === null ? [] : [e.iso2]),
    (e) => e.adjectives,
    (e) => e.people,
    (e) => e.seats,
  ];
  for (const layer of layers)
    for (const economy of economies)
      for (const text of layer(economy))
        if (plain(text) !== "" && !index.has(plain(text))) index.set(plain(text), economy);
  return index;
})();

/** The economy with this code, or undefined. */
export function economyOf(code: string): Economy | undefined {
  return byCode.get(code);
}

/** The economy's name; the code itself where nobody has it ("all" stays "all"). */
export function economyName(code: string): string {
  if (code === "all") return "all economies";
  return byCode.get(code)?.name ?? code;
}

/**
 * The economy that a code, name, alias, demonym, capital or office names. Upper and lower case, accents and a
 * leading "the" do not matter.
 */
export function findEconomy(text: string): Economy | null {
  return byText.get(plain(text)) ?? null;
}

/** The texts of the index nearest to `text`, for a hint. */
export function nearestEconomies(text: string, count = 3): Economy[] {
  const wanted = plain(text);
  const scored = new Map<Economy, number>();
  for (const [key, economy] of byText) {
    const distance = key.startsWith(wanted) && wanted.length > 2 ? 0.5 : editDistance(wanted, key);
    if (distance < (scored.get(economy) ?? Number.POSITIVE_INFINITY)) scored.set(economy, distance);
  }
  return [...scored.entries()]
    .filter(([, distance]) => distance <= Math.max(2, wanted.length / 2))
    .sort((a, b) => a[1] - b[1] || a[0].code.localeCompare(b[0].code))
    .slice(0, count)
    .map(([economy]) => economy);
}

/** Levenshtein distance; texts of very different length are not compared. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 4 || a.length > 60) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let n = 1; n <= a.length; n++) {
    const next = [n];
    for (let m = 1; m <= b.length; m++)
      next[m] = Math.min(row[m]! + 1, next[m - 1]! + 1, row[m - 1]! + (a[n - 1] === b[m - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
