import { blocs, economies, membersOf } from "../economies/index.js";
import type { Token } from "./text-types.js";

/** An economy named in the text; a group stands for its members. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly codes: readonly string[];
  readonly kind: "name" | "adjective" | "people" | "seat" | "bloc";
  readonly text: string;
}

interface Entry {
  readonly text: string;
  readonly code: string;
  readonly kind: Mention["kind"];
}

// Small capitals that are better known as surnames or as plain words.
const misleading =
  /^(?:Douglas|Stanley|Hamilton|Victoria|Kingston|Plymouth|Jamestown|Male|Island|Islands|Man|Mann|Jersey|Guiana|Timor|Union|Customs Union|Lao|EC|America|Commission|General Council|Board|West Island|The Valley|Marigot|Indian Ocean)$/;

const firstWord = (text: string): string => /^[^\s'’.-]+/u.exec(text)?.[0] ?? text;

/** Names by their first word, the longest first. */
const index: ReadonlyMap<string, readonly Entry[]> = (() => {
  const map = new Map<string, Entry[]>();
  const seen = new Set<string>();
  const add = (text: string, code: string, kind: Mention["kind"]): void => {
    const name = text.replace(/^the /, "");
    if (!/^\p{Lu}/u.test(name) || name.length < 2 || misleading.test(name) || seen.has(name)) return;
    seen.add(name);
    const key = firstWord(name);
    map.set(key, [...(map.get(key) ?? []), { text: name, code, kind }]);
  };
  for (const economy of economies)
    for (const text of [economy.name, ...economy.aliases]) add(text, economy.code, "name");
  for (const economy of economies)
    for (const text of economy.adjectives) add(text, economy.code, "adjective");
  for (const economy of economies) for (const text of economy.people) add(text, economy.code, "people");
  for (const bloc of blocs) for (const text of [bloc.name, ...bloc.aliases]) add(text, bloc.code, "bloc");
  for (const economy of economies) for (const text of economy.seats) add(text, economy.code, "seat");
  add("America", "USA", "name");
  for (const list of map.values()) list.sort((a, b) => b.text.length - a.text.length);
  return map;
})();

const wordAfter = /^[\p{L}\p{N}]/u;

function entryAt(text: string, token: Token): Entry | null {
  const candidates = index.get(firstWord(token.text)) ?? index.get(titleCase(token.text));
  if (candidates === undefined) return null;
  for (const entry of candidates) {
    const written = text
      .slice(token.start, token.start + entry.text.length)
      .replace(/’/g, "'")
      .replace(/\s/g, " ");
    const same =
      written === entry.text ||
      (token.text === token.text.toUpperCase() &&
        token.text.length > 3 &&
        written.toLowerCase() === entry.text.toLowerCase());
    if (same && !wordAfter.test(text.slice(token.start + entry.text.length))) return entry;
  }
  return null;
}

const titleCase = (word: string): string => word.slice(0, 1) + word.slice(1).toLowerCase();

/** A given name before it makes a name of a place a surname: "Michael Jordan", "Chad Wolf". */
function isSurname(
  tokens: readonly Token[],
  n: number,
  entry: Entry,
  code: (token: Token) => boolean,
): boolean {
  if (entry.kind === "adjective" || entry.kind === "people" || entry.text.includes(" ")) return false;
  const before = tokens[n - 1];
  if (
    before === undefined ||
    !before.capital ||
    before.pos !== "PROPN" ||
    before.end + 1 !== tokens[n]!.start
  )
    return false;
  if (before.text === before.text.toUpperCase()) return false;
  const start = n < 2 || /^[.!?"“]$/.test(tokens[n - 2]!.text);
  return (
    !start &&
    !code(before) &&
    /^(?:Michael|Chad|Paris|Jordan|Georgia|Israel|Jack|John|Charles|Kevin|Irina|David|Peter|Paul|Mark|George|Robert|James|Anna|Maria)$/.test(
      before.text,
    )
  );
}

/** The economies that a text names, token by token: `at[i]` is the mention that covers token i. */
export function mentionsIn(
  text: string,
  tokens: readonly Token[],
  date: string | null,
): { list: Mention[]; at: (Mention | undefined)[] } {
  const list: Mention[] = [];
  const at: (Mention | undefined)[] = new Array(tokens.length);
  for (let n = 0; n < tokens.length; n++) {
    const token = tokens[n]!;
    if (!token.capital) continue;
    const entry = entryAt(text, token);
    if (entry === null || isSurname(tokens, n, entry, (other) => at[other.i] !== undefined)) continue;
    const end = token.start + entry.text.length;
    let to = n + 1;
    while (to < tokens.length && tokens[to]!.end <= end) to++;
    const codes =
      entry.kind === "bloc" && entry.code !== "EUU"
        ? membersOf(entry.code, date ?? "2020-01-01")
        : [entry.code];
    const mention: Mention = { from: n, to, codes, kind: entry.kind, text: entry.text };
    list.push(mention);
    for (let m = n; m < to; m++) at[m] = mention;
    n = to - 1;
  }
  return { list, at };
}
