import type { LedgerEntry } from "../contracts/ledger.js";
import { everInEu } from "./coverage.js";

/** A ledger by whom it binds, so that a pair meets only the entries that can have to do with it. */
export interface LedgerIndex {
  /**
   * Entries that can bind or concern the two on some day, by first date and id: a superset, to be asked day by day.
   * Also the memberships of either and everybody's views of territories.
   */
  between(importer: string, exporter: string): readonly LedgerEntry[];
  /** HS codes of single goods that an entry names in words of its own. */
  goodsNamed(word: string): readonly string[] | null;
  has(id: string): boolean;
  /** Whether it tells at all who is in the WTO. */
  readonly knowsWto: boolean;
}

const indices = new WeakMap<readonly LedgerEntry[], { index: LedgerIndex; length: number }>();

/** The index of a ledger, made once for an array that nobody changes. */
export function ledgerIndex(entries: readonly LedgerEntry[]): LedgerIndex {
  const known = indices.get(entries);
  if (known !== undefined && known.length === entries.length) return known.index;
  const index = makeIndex(entries);
  indices.set(entries, { index, length: entries.length });
  return index;
}

interface Lists {
  /** By economy: entries that name it, itself, through the EU, or as one that joined. */
  readonly naming: ReadonlyMap<string, ReadonlySet<number>>;
  /** By economy: its acts towards everybody, or everybody's towards it. */
  readonly withAll: ReadonlyMap<string, readonly number[]>;
  readonly memberships: ReadonlyMap<string, readonly number[]>;
  /** Views of territories, and acts of everybody. */
  readonly views: readonly number[];
}

function makeIndex(ledger: readonly LedgerEntry[]): LedgerIndex {
  // In one order, so that the answer does not depend on how the ledger is cut into files.
  const entries = [...ledger].sort((a, b) => order(a.valid[0], b.valid[0]) || order(a.id, b.id));
  const lists = makeLists(entries);
  const pairs = new Map<string, readonly LedgerEntry[]>();
  const ids = new Set(entries.map((entry) => entry.id));
  const words = new Map<string, readonly string[]>();
  for (const entry of ledger) {
    const [word, ...others] = entry.goods;
    if (word !== undefined && others.length === 0 && entry.hs.length > 0 && !words.has(word))
      words.set(word, entry.hs);
  }
  return {
    between(importer, exporter) {
      const key = `${importer} ${exporter}`;
      let found = pairs.get(key);
      if (found === undefined) {
        found = numbersOf(lists, importer, exporter).map((n) => entries[n]!);
        pairs.set(key, found);
      }
      return found;
    },
    has: (id) => ids.has(id),
    goodsNamed: (word) => words.get(word) ?? null,
    knowsWto: entries.some((entry) => entry.effect?.type === "member" && entry.effect.of === "WTO"),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function makeLists(entries: readonly LedgerEntry[]): Lists {
  const joined = new Map<string, string[]>();
  for (const { effect, by } of entries) {
    if (effect?.type === "member") joined.set(effect.of, [...(joined.get(effect.of) ?? []), ...by]);
  }
  const naming = new Map<string, Set<number>>();
  const withAll = new Map<string, number[]>();
  const memberships = new Map<string, number[]>();
  const views: number[] = [];
  const put = (map: Map<string, number[]>, code: string, n: number): void => {
    const list = map.get(code);
    if (list === undefined) map.set(code, [n]);
    else list.push(n);
  };
  entries.forEach((entry, n) => {
    const named = spelledOut([...entry.by, ...entry.towards, ...(joined.get(entry.id) ?? [])]);
    for (const code of named) {
      const set = naming.get(code);
      if (set === undefined) naming.set(code, new Set([n]));
      else set.add(n);
    }
    if (named.has("all")) for (const code of named) put(withAll, code, n);
    if (entry.effect?.type === "member") for (const code of spelledOut(entry.by)) put(memberships, code, n);
    const isAnybodys = entry.by.includes("all");
    if (entry.kind === "recognition" || entry.according_to !== null || isAnybodys) views.push(n);
  });
  return { naming, withAll, memberships, views };
}

/** The codes, and for the European Union everyone that has ever been in it. */
function spelledOut(codes: readonly string[]): Set<string> {
  return new Set(codes.flatMap((code) => (code === "EUU" ? ["EUU", ...everInEu()] : [code])));
}

function numbersOf(lists: Lists, importer: string, exporter: string): number[] {
  const other = lists.naming.get(exporter) ?? new Set();
  const both = [...(lists.naming.get(importer) ?? [])].filter((n) => other.has(n));
  const either = [importer, exporter].flatMap((code) => [
    ...(lists.withAll.get(code) ?? []),
    ...(lists.memberships.get(code) ?? []),
  ]);
  return [...new Set([...both, ...either, ...lists.views])].sort((a, b) => a - b);
}
