import { type Actor, type Context, wordsOf } from "./discourse.js";
import type { Person } from "./persons.js";
import type { Phrase } from "./phrases.js";

export const nobody: Actor = {
  codes: [],
  isPrivate: false,
  person: null,
  role: null,
  economy: null,
  label: "",
  bare: false,
};

const monarchies = new Set([
  "SAU",
  "GBR",
  "ESP",
  "NLD",
  "BEL",
  "DNK",
  "SWE",
  "NOR",
  "MAR",
  "JOR",
  "BHR",
  "THA",
  "KHM",
  "BTN",
  "TON",
  "LSO",
  "SWZ",
]);
const emirates = new Set(["QAT", "ARE", "KWT"]);
const islands = new Set(["TWN", "LKA", "CYP", "CUB", "JAM", "ISL", "MLT", "MUS", "SGP", "AUS", "BRB", "NZL"]);
const union = new Set(["EUU"]);

/** What kind of state a word for one may mean; null: any. */
export function kindOf(word: string): ReadonlySet<string> | null | undefined {
  if (word === "kingdom" || word === "monarchy") return monarchies;
  if (word === "emirate") return emirates;
  if (word === "island") return islands;
  if (/^(?:bloc|union|27|28|commission|brussels)$/.test(word)) return union;
  if (/^(?:country|state|nation|republic|federation|neighbour|neighbor|economy|giant|power|side)$/.test(word))
    return null;
  return undefined;
}

export const economyActor = (codes: readonly string[], label: string): Actor => ({
  ...nobody,
  codes,
  economy: codes[0] ?? null,
  label,
  bare: true,
});

/** The first economy in focus that a word like "the kingdom" can mean; other than those left out. */
export function inFocus(
  context: Context,
  kind: ReadonlySet<string> | null,
  except: readonly string[] = [],
): string | null {
  // "the kingdom" of a report filed from one is that one, if it has been spoken of.
  const { home } = context;
  if (
    kind !== null &&
    home !== null &&
    kind.has(home) &&
    !except.includes(home) &&
    context.discourse.focus.some(({ codes }) => codes.includes(home))
  )
    return home;
  for (const actor of context.discourse.focus)
    for (const code of actor.codes)
      if ((kind === null || kind.has(code)) && !except.includes(code)) return code;
  if (kind === null || context.mentions.length === 0) return null;
  // "The kingdom went first. Saudi Arabia ...": named only later.
  const named = context.mentions.flatMap((mention) => mention.codes).filter((code) => kind.has(code));
  return new Set(named).size === 1 ? named[0]! : null;
}

const numbers: Readonly<Record<string, number>> = { both: 2, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** "the two sides", "all three partners", "the four", "the sides": the last so many economies. */
export function groupNamed(context: Context, phrase: Phrase): readonly string[] | null {
  const words = wordsOf(context, phrase.from, phrase.to).toLowerCase();
  const count = numbers[/\b(both|two|three|four|five|six)\b/.exec(words)?.[1] ?? ""];
  const head = context.tokens[phrase.head]!.lower;
  const plural =
    /^(?:sides|countries|partners|parties|neighbours|neighbors|states|governments|nations|capitals|others|economies|allies|members|leaders|ministers|presidents|rivals|both|two|three|four|five|six)$/;
  if (!plural.test(head) || (count === undefined && !/^(?:the |these |those |all )/.test(words))) return null;
  if (context.at.slice(phrase.from, phrase.to).some(Boolean)) return null;
  const here = namedBefore(context, phrase);
  if (
    here.length === 2 &&
    (count === 2 ||
      (count === undefined &&
        /^(?:sides|countries|neighbours|neighbors|parties|governments|partners)$/.test(head)))
  )
    return here;
  const { group } = context.discourse;
  if (/^the others$/.test(words))
    return group.length > 0 ? group.filter((code) => code !== context.discourse.focus[0]?.codes[0]) : null;
  if (
    count === undefined &&
    !/^(?:sides|parties|countries|neighbours|partners|governments|two|capitals)$/.test(head)
  )
    return null;
  if (count !== undefined && group.length === count) return group;
  if (count !== undefined && context.discourse.actors.length === count) return context.discourse.actors;
  const recent = [...new Set(context.discourse.focus.flatMap((actor) => actor.codes))];
  if (count === undefined) return group.length > 0 ? group : recent.slice(0, 2);
  return recent.length >= count ? recent.slice(0, count) : null;
}

/** The economies that the same sentence has named so far. */
function namedBefore(context: Context, phrase: Phrase): string[] {
  const codes: string[] = [];
  for (
    let n = phrase.from - 1;
    n >= 0 && n > phrase.from - 60 && !/^[.?!]$/.test(context.tokens[n]!.text);
    n--
  )
    for (const code of context.at[n]?.codes ?? [])
      if (code !== "WTO" && !codes.includes(code)) codes.unshift(code);
  return codes;
}

export function pronoun(context: Context, word: string): Actor | null {
  const { discourse } = context;
  const ofPerson = (person: Person | null): Actor =>
    person === null
      ? nobody
      : {
          ...nobody,
          codes: person.economy === null ? [] : [person.economy],
          person,
          role: person.role,
          economy: person.economy,
          label: person.name,
        };
  if (/^(?:he|she|him|her|his|himself|herself)$/.test(word)) return ofPerson(discourse.lastPerson);
  if (/^(?:i|we|us|our|me|my|ourselves)$/.test(word)) return discourse.lastSpeaker ?? nobody;
  if (/^(?:it|its|itself)$/.test(word))
    return discourse.focus.find((actor) => actor.codes.length <= 1) ?? nobody;
  if (/^(?:they|them|their|themselves)$/.test(word)) {
    const first = discourse.focus[0];
    if (first !== undefined && first.codes.length > 1) return first;
    return discourse.group.length > 0 ? economyActor(discourse.group, word) : (first ?? nobody);
  }
  return null;
}
