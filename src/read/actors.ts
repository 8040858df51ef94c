import { goodsNamed } from "../goods/index.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { personRoles, privateHeads, privateNames, stateBodies, unionBodies } from "./lexicon-actors.js";
import type { Mention } from "./mentions.js";
import { nameEnd, type Person } from "./persons.js";
import { isPossessive, type Phrase, phrasesIn } from "./phrases.js";
import { economyActor, groupNamed, inFocus, kindOf, nobody, pronoun } from "./references.js";
import type { Range } from "./text-types.js";

/** The first and last token of a name in a phrase whose last name is known. */
function personIn(context: Context, range: Range): Person | null {
  for (let n = range.from; n < range.to; n++) {
    const token = context.tokens[n]!;
    if (!token.capital || context.at[n] !== undefined) continue;
    const known = context.persons.byLast.get(token.text);
    if (known !== undefined && !isPossessiveAfter(context, n)) return known;
  }
  return null;
}

const isPossessiveAfter = (context: Context, n: number): boolean => {
  const next = context.tokens[n + 1];
  return next !== undefined && /^(?:'s|’s|'|’)$/.test(next.text) && next.pos !== "PUNCT";
};

const mentionsOf = (context: Context, range: Range): Mention[] => {
  const out: Mention[] = [];
  for (let n = range.from; n < range.to; n++) {
    const mention = context.at[n];
    if (mention !== undefined && out.at(-1) !== mention) out.push(mention);
  }
  return out;
};

/** Names joined by commas and "and": "Poland, Slovakia and Hungary". */
export function coordinatedCodes(context: Context, first: Mention, end: number): string[] {
  const codes = [...first.codes];
  let at = first.to;
  while (at < end) {
    let next = at;
    while (next < end && /^(?:,|and|or|the|both|as|well|also)$/.test(context.tokens[next]!.lower)) next++;
    const mention = context.at[next];
    if (next === at || mention === undefined || mention.from !== next || mention.kind === "adjective") break;
    if (isPossessiveAfter(context, mention.to - 1)) break;
    codes.push(...mention.codes);
    at = mention.to;
  }
  return [...new Set(codes)];
}

const roleHead = (context: Context, phrase: Phrase): string | null => {
  for (let n = phrase.head; n >= phrase.from; n--) {
    const { lower } = context.tokens[n]!;
    if (personRoles.has(lower) || stateBodies.has(lower)) return lower;
  }
  return null;
};

const cleanRole = (words: string): string =>
  words
    .replace(/^(?:the|a|an|its|their|his|her|our|one|another|any) /i, "")
    .replace(/^(?:'s|’s) /, "")
    .trim();

/** The role's words: phrase and what hangs on it with "of", the economy's own name at the front left out. */
function roleWords(context: Context, phrase: Phrase, end: number): string {
  let { from } = phrase;
  const mention =
    context.at[from] ?? (context.tokens[from]?.pos === "DET" ? context.at[from + 1] : undefined);
  if (mention !== undefined && mention.to < phrase.to) from = mention.to;
  return cleanRole(wordsOf(context, from, end));
}

/** The end of a phrase with all that hangs on it: "an official of the ministry of trade". */
function attachedEnd(context: Context, phrases: readonly Phrase[], index: number): number {
  let end = phrases[index]!.to;
  for (let n = index + 1; n < phrases.length; n++) {
    const next = phrases[n]!;
    if (next.from - 1 !== end || !/^(?:of|for|at|from|in|to)$/.test(next.preposition ?? "") || next.time)
      break;
    end = next.to;
  }
  // "Association of Winegrowers and Winemakers"
  const joined = phrases.find((phrase) => phrase.from === end + 1);
  if (
    joined !== undefined &&
    end > phrases[index]!.to &&
    context.tokens[end]!.lower === "and" &&
    context.tokens[end - 1]!.capital &&
    context.tokens[joined.head]!.capital &&
    context.at[joined.from] === undefined
  )
    end = joined.to;
  return end;
}

function official(context: Context, phrases: readonly Phrase[], index: number): Actor | null {
  const phrase = phrases[index]!;
  const role = roleHead(context, phrase);
  const end = attachedEnd(context, phrases, index);
  const words = wordsOf(context, phrase.from, end);
  if (role === null && !unionBodies.test(words)) return null;
  // A letter, a statement speak for their writer.
  if (/^(?:letter|statement|notice)$/.test(role ?? "")) return writerOf(context, phrase);
  const own = mentionsOf(context, { from: phrase.from, to: end });
  const base = { ...nobody, role: roleWords(context, phrase, end), label: words };
  const make = (codes: readonly string[]): Actor => ({ ...base, codes, economy: codes[0] ?? null });
  const first = own.find((mention) => mention.kind !== "bloc") ?? own[0];
  if (first !== undefined) {
    const joined = first.kind === "adjective" ? [...first.codes] : coordinatedCodes(context, first, end);
    const others = own.filter((mention) => mention.kind === "adjective").flatMap((mention) => mention.codes);
    return make(/s$/.test(role ?? "") && first.kind === "adjective" ? [...new Set(others)] : joined);
  }
  if (unionBodies.test(words)) return make(["EUU"]);
  // "Shinzo Abe's cabinet"
  for (let n = phrase.from; n < phrase.head; n++) {
    const whose = context.persons.byLast.get(context.tokens[n]!.text);
    if (whose?.economy != null && isPossessiveAfter(context, n)) return make([whose.economy]);
  }
  const start = context.tokens[phrase.from]!;
  if (isPossessive(start)) {
    const owner = pronoun(context, start.lower);
    if (owner !== null && owner.codes.length > 0) return make(owner.codes);
  }
  const kind = role === null ? undefined : kindOf(role);
  if (kind !== undefined) {
    const group = groupNamed(context, phrase);
    const code = group === null ? inFocus(context, kind) : null;
    return group !== null
      ? economyActor(group, words)
      : code === null
        ? nobody
        : { ...make([code]), bare: true, role: null };
  }
  return bareOfficial(context, make, base, role ?? "");
}

function writerOf(context: Context, phrase: Phrase): Actor {
  const { discourse } = context;
  const first = context.tokens[phrase.from]!;
  const mention = context.at[phrase.from] ?? context.at[phrase.from + 1];
  if (mention !== undefined && mention.to <= phrase.head) return economyActor(mention.codes, mention.text);
  if (/^(?:its|their)$/.test(first.lower)) return pronoun(context, first.lower) ?? nobody;
  return discourse.lastPerson === null
    ? (discourse.lastSpeaker ?? nobody)
    : personActor(discourse.lastPerson, context);
}

/** "the ministry", "the minister": of the part's heading, of the last speaker, of what is in focus, of home. */
function bareOfficial(
  context: Context,
  make: (codes: readonly string[]) => Actor,
  base: Actor,
  role: string,
): Actor {
  const { discourse } = context;
  const named = base.label.split(/\s+/).slice(-2).join(" ").toLowerCase();
  // "the minister" is the person meant, if the last one had that role.
  if (
    personRoles.has(role) &&
    !/s$/.test(role) &&
    /^the /i.test(base.label) &&
    discourse.lastPerson?.role?.toLowerCase().includes(role) &&
    !/^the \p{L}+ \p{L}+/iu.test(base.label.replace(/^the (?:prime|foreign) /i, "the "))
  ) {
    const person = discourse.lastPerson;
    return { ...make(person.economy === null ? [] : [person.economy]), person, role: person.role };
  }
  const code =
    discourse.section ??
    lastBody(context, named) ??
    (isPlainMinistry(base.label) ? context.home : null) ??
    inFocus(context, null) ??
    context.home ??
    context.titleCodes[0];
  return code === undefined || code === null ? base : make([code]);
}

/** "The agriculture department", "the customs service": whoever files from a capital means its own. */
const isPlainMinistry = (label: string): boolean =>
  /^The (?:\p{Ll}+ ){1,3}(?:ministry|department|agency|authority|authorities|service|office|board|commission)$/u.test(
    label,
  );

const lastBody = (context: Context, named: string): string | null =>
  context.discourse.focus.find(
    (actor) =>
      actor.codes.length === 1 &&
      actor.role !== null &&
      actor.role.toLowerCase().endsWith(named.split(" ").at(-1)!),
  )?.codes[0] ?? null;

function isPrivatePhrase(context: Context, phrase: Phrase, end: number): boolean {
  const words = wordsOf(context, phrase.from, end);
  if (privateNames.test(words)) return true;
  const head = context.tokens[phrase.head]!.lower;
  if (head === "union" || head === "unions")
    return (
      /\b(?:trade|labou?r|workers|farmers)\b/i.test(words) ||
      goodsNamed(context.tokens[phrase.head - 1]?.lower ?? "") !== null
    );
  if (head === "group" && /\bworking group\b/i.test(words)) return false;
  if (privateHeads.has(head)) return true;
  // "state airline Saudia", "the cognac lobby BNIC": a name after what it is.
  const before = context.tokens[phrase.head - 1];
  return (
    context.tokens[phrase.head]!.pos === "PROPN" &&
    before !== undefined &&
    before.i >= phrase.from &&
    privateHeads.has(before.lower)
  );
}

function onePhrase(context: Context, phrases: readonly Phrase[], index: number, end: number): Actor | null {
  const phrase = phrases[index]!;
  const token = context.tokens[phrase.head]!;
  if (token.pos === "PRON" || /^(?:he|she|it|they|we|i|us|them)$/.test(token.lower)) {
    const meant = pronoun(context, token.lower);
    if (meant !== null) return withJoined(context, meant, phrase.to, end);
  }
  const attached = attachedEnd(context, phrases, index);
  const person = personIn(context, { from: phrase.from, to: attached });
  if (person !== null && !/^(?:government|cabinet|administration|letter|team|office)$/.test(token.lower))
    return personActor(person, context);
  if (isPrivatePhrase(context, phrase, attached)) {
    const own = mentionsOf(context, { from: phrase.from, to: attached })[0];
    // "the group": the one spoken of.
    const before = context.discourse.focus.find((actor) => actor.isPrivate);
    if (
      before !== undefined &&
      /^(?:the|this) (?:group|association|lobby|union|federation|body|company|firm|bank|chamber)$/i.test(
        wordsOf(context, phrase.from, attached),
      )
    )
      return before;
    return {
      ...nobody,
      isPrivate: true,
      role: roleWords(context, phrase, attached),
      economy: own?.codes[0] ?? null,
      label: wordsOf(context, phrase.from, attached),
    };
  }
  const group = groupNamed(context, phrase);
  if (group !== null) return economyActor(group, wordsOf(context, phrase.from, phrase.to));
  const mention = mentionsOf(context, phrase).at(-1);
  if (
    mention !== undefined &&
    mention.to === phrase.to &&
    mention.kind !== "adjective" &&
    !isPossessiveAfter(context, mention.to - 1)
  ) {
    const body =
      /\b(?:Department|House|Commission|Council|Parliament|Duma|Trade Representative|USTR|Congress|Kremlin|Bundestag|Rada|Office|Treasury|Pentagon)\b/.test(
        mention.text,
      );
    const codes = coordinatedCodes(context, mention, end);
    return body && codes.length === 1
      ? { ...nobody, codes, economy: codes[0]!, role: mention.text, label: mention.text }
      : economyActor(codes, mention.text);
  }
  const found = official(context, phrases, index);
  if (found !== null) return found;
  // "Turkey's air force", "a Russian decree": whose it is acts; whose goods they are does not.
  return null;
}

/** "it and Washington": the pronoun and the name joined to it. */
function withJoined(context: Context, meant: Actor, at: number, end: number): Actor {
  const next = context.tokens[at];
  const mention = context.at[at + 1];
  if (
    next?.lower !== "and" ||
    mention === undefined ||
    at + 1 >= end ||
    mention.kind === "adjective" ||
    meant.codes.length === 0
  )
    return meant;
  return economyActor(
    [...new Set([...meant.codes, ...coordinatedCodes(context, mention, end)])],
    meant.label,
  );
}

/** The person as an actor; one whose economy the text does not name belongs to where it has come to. */
export function personActor(person: Person, context: Context): Actor {
  const { discourse } = context;
  if (person.economy === null && person.role !== null && person.body == null) {
    const focus = discourse.focus.find(
      (actor) => actor.codes.length === 1 && !actor.isPrivate && !/^(?:WTO|EUU)$/.test(actor.codes[0]!),
    )?.codes[0];
    // Reports filed from a capital name its own ministers without saying whose they are.
    const abroad = context.home === "EUU" && !/commission|trade chief/i.test(person.role);
    const home = abroad ? null : context.home;
    const { code, paragraph } = discourse.topic;
    const here = context.sentences[context.sentenceAt[person.at]!]?.paragraph;
    const before = code !== null && paragraph === here && !/^(?:WTO|EUU)$/.test(code) ? code : null;
    person.economy =
      discourse.section ?? before ?? home ?? focus ?? context.titleCodes[0] ?? firstNamed(context, person.at);
  }
  const codes = person.economy === null ? [] : [person.economy];
  if (person.body != null)
    return {
      ...nobody,
      isPrivate: true,
      person,
      role: person.role,
      economy: discourse.section ?? context.home ?? context.titleCodes[0] ?? null,
      label: person.name,
    };
  return { ...nobody, codes, person, role: person.role, economy: person.economy, label: person.name };
}

/** The first economy named before a token. */
function firstNamed(context: Context, before: number): string | null {
  const mention = context.mentions.find((other) => other.codes.length === 1);
  return mention !== undefined && mention.from < before ? mention.codes[0]! : null;
}

/** Whom a range of tokens names as the one who acts or speaks; `nobody` where it names goods, measures or nothing. */
export function actorOf(context: Context, range: Range | null): Actor {
  if (range === null) return nobody;
  const phrases = phrasesIn(context.tokens, range).filter(
    (phrase) => !phrase.time || context.at.slice(phrase.from, phrase.to).some(Boolean),
  );
  const free = phrases.findIndex((phrase) => phrase.preposition === null || phrase.from === range.from);
  if (free < 0) return nobody;
  const first = onePhrase(context, phrases, free, range.to);
  // "its foreign minister, Sheikh ..., said": the apposition gives the name.
  const person = personIn(context, range);
  if (
    first !== null &&
    person !== null &&
    first.person === null &&
    first.role !== null &&
    !first.isPrivate &&
    !nameInFront(context, range, person)
  ) {
    if (person.economy === null && first.codes.length === 1) person.economy = first.codes[0]!;
    return personActor(person, context);
  }
  if (first !== null) return withFronted(context, range, first);
  return person === null ? nobody : personActor(person, context);
}

const nameInFront = (context: Context, range: Range, person: Person): boolean =>
  nameEnd(context.tokens, context.at, range.from) > range.from &&
  context.tokens[range.from]!.text !== person.last;

/** "In Kiev, the minister said": the place says whose minister. */
function withFronted(context: Context, range: Range, actor: Actor): Actor {
  const first = context.tokens[range.from]!;
  const mention = context.at[range.from + 1];
  if (
    !/^(?:In|At|From)$/.test(first.text) ||
    mention === undefined ||
    actor.person?.economy ||
    actor.isPrivate ||
    actor.role === null
  )
    return actor;
  if (context.tokens[mention.to]?.text !== ",") return actor;
  return { ...actor, codes: [...mention.codes], economy: mention.codes[0] ?? null };
}
