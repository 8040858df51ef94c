import { leaders, personRoles } from "./lexicon-actors.js";
import type { Mention } from "./mentions.js";
import type { Token } from "./text-types.js";

/** A person as the text introduces him or her. */
export interface Person {
  readonly name: string;
  readonly last: string;
  role: string | null;
  economy: string | null;
  /** The first token of the name where it was introduced. */
  readonly at: number;
  /** A private body for which the person speaks: "of the Federation of Free Farmers". */
  body?: string | null;
}

const nameParticle =
  /^(?:von|van|der|den|de|da|di|do|dos|del|la|le|al|el|bin|ibn|bint|ben|al-|ter|ten|af|av|y|e)$/;
const honorific =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Sheikh|Shaikh|Prince|Princess|King|Queen|Emir|General|Gen|Sen|Senator|Judge|Professor|Prof|Ambassador|Colonel|Captain|Baron|Baroness)\.?$/;
const notName =
  /^(?:The|A|An|In|On|At|By|For|From|With|And|But|It|He|She|They|We|I|Its|His|Her|Their|This|That|These|Those|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Since|After|Before|When|While|If|As|No|Not|Yes|All|Both|Most|Many|Some|One|Two|Three|What|Who|How|Why|Where|Last|Next|Since|Until|Under|Over|Only|Prime|Minister|President|Foreign|Trade|Commissioner|Chancellor|Premier|Finance|Economy|Agriculture|Commerce|Ministry|Government|Parliament|Deputy|Vice|First|Secretary|Chief|Cabinet|Customs|Health|Public|State|General|Union|European|Commission|Council|Department|Agency|Authority|Association|Federation|Organization|Organisation|Interior|Industry|Defence|Defense|Treasury|Energy|Senior|Official|Officials|Former|Acting|New|Western|Central|National|International|Federal|Coordinating|Spokesman|Spokeswoman|Speaker|Governor|Representative|Director|Head|Leader|Our|My|Your|There|Then|Now|So|Even|Once|Also|Still|Yet|Instead|Nobody|None|Nothing|Everything|Earlier|Later|Meanwhile|However|Asked|According|News|Agency|Bank|Fund|World|Court|Senate|Congress|House|Duma|Committee|Food|Farm|Wine|Act|Law|Treaty|Agreement|Pact|Summit|Gulf|Sea|Strait|Canal|River|North|South|East|West|Northern|Southern|Eastern|Year|Christmas|Easter|Ramadan|Economic|Development|Transport|Justice|Labour|Environment|Fisheries|Fishery|Rural|Affairs|Services|Service|Board|Bureau|Office|Republic|Kingdom|Emirate|Islands|Island|Group|Party|Club|Company|Corporation|Inc|Ltd|Co|University|Institute|Centre|Center|Partnership|Area|Zone|Community|Cooperation|Commonwealth|Independent|States|United|Nations|Democratic|Supreme|Constitutional|Appellate|Body|Panel|Rules|Duties|Tariffs|Talks|Relations|Trust|Administration|Directorate|Gazette|Bulletin|Inspectorate|Secretariat|Chamber|Authorities|Customs|Revenue|Police|Army|Port|Airport|Region|Province|District|Valley|Strategy|Plan|Programme|Program|Lobby|Exporters|Importers|Producers|Growers|Farmers|Manufacturers|Makers|Products|Cotton|Sugar|Steel|Rice|Milk|Meat|Dairy|Fruit|Grain|Fish|Tea|Coffee|Cocoa|Oil|Gas|Coal|Timber|Textile|Textiles|Horticulture|Regulation|Notification|Notice|Order|Decree|Competition|Regulatory|Enterprise|Taxation|Finance|Statistics|Planning|Investment|Tourism|Mining|Mines|Petroleum|Livestock|Forestry|Water|Technology|Science|Education|Consumer|Product|Standards|Quality|Safety|Protection|Veterinary|Phytosanitary|Sanitary|Plant|Animal|Medicines|Drug|Drugs)$/;

const namePart = (token: Token, mention: Mention | undefined): boolean =>
  token.capital &&
  mention === undefined &&
  /^(?:PROPN|NOUN|ADJ|X|VERB|AUX|ADV|INTJ|DET|PRON|ADP)$/.test(token.pos) &&
  !notName.test(token.text) &&
  !/^\p{Lu}{3,}$/u.test(token.text) &&
  token.text !== "I";

/** The end of a run of name tokens that begins at `n`; equal to `n` if none does. */
export function nameEnd(tokens: readonly Token[], at: readonly (Mention | undefined)[], n: number): number {
  let end = n;
  for (let m = n; m < tokens.length && m < n + 10; m++) {
    const token = tokens[m]!;
    const glued =
      m > n &&
      /^[-'’.]$/.test(token.text) &&
      tokens[m - 1]!.end === token.start &&
      tokens[m + 1]?.start === token.end &&
      /^\p{L}/u.test(tokens[m + 1]!.text);
    if (glued) continue;
    if (m > n && token.text === "." && /^\p{Lu}$/u.test(tokens[m - 1]!.text)) continue;
    const hyphenated = m > n && /^[-'’]$/.test(tokens[m - 1]!.text) && tokens[m - 1]!.end === token.start;
    // "Scott Morrison", "Li Keqiang", "Ursula von der Leyen"; a surname may be a place after a given name.
    if (namePart(token, at[m]) || (hyphenated && /^\p{L}+$/u.test(token.text))) end = m + 1;
    else if (m > n && nameParticle.test(token.text) && tokens[m + 1] !== undefined) continue;
    else break;
  }
  return end;
}

const wordsOf = (tokens: readonly Token[], from: number, to: number, text: string): string =>
  text.slice(tokens[from]!.start, tokens[to - 1]!.end);

/** Reads a role phrase that ends right before token `n` (a comma may stand between): where it starts, or -1. */
function roleBefore(tokens: readonly Token[], n: number): number {
  let m = n - 1;
  if (tokens[m]?.text === "," || /^(?:named|called)$/.test(tokens[m]?.lower ?? "")) m--;
  let seen = false;
  let start = -1;
  for (let steps = 0; m >= 0 && steps < 14; m--, steps++) {
    const token = tokens[m]!;
    if (personRoles.has(token.lower)) {
      seen = true;
      start = m;
      continue;
    }
    if (
      /^(?:NOUN|PROPN|ADJ|NUM)$/.test(token.pos) ||
      /^(?:'s|’s|-|of|for|and|the|'|’|its|their|his|her|our)$/.test(token.lower)
    ) {
      if (seen && !/^(?:and|the|of|for|-)$/.test(token.lower)) start = m;
      continue;
    }
    break;
  }
  return seen ? start : -1;
}

/** "the spokesman, He Yadong", "foreign minister, Israel Katz": a given name that looks like another word. */
function oddGivenName(tokens: readonly Token[], at: readonly (Mention | undefined)[], n: number): boolean {
  const next = tokens[n + 1];
  if (next === undefined || !namePart(next, at[n + 1]) || next.start !== tokens[n]!.end + 1) return false;
  if (at[n] === undefined && !/^(?:He|An|So|No|My|Do|We|One|Will|May|April|June)$/.test(tokens[n]!.text))
    return false;
  if (at[n] !== undefined && (at[n]!.kind !== "name" || at[n]!.to !== n + 1)) return false;
  const before = tokens[n - 1];
  const role = before?.text === "," ? tokens[n - 2] : before;
  return role !== undefined && personRoles.has(role.lower) && (before?.text === "," || at[n] === undefined);
}

export interface PersonRegistry {
  readonly byLast: ReadonlyMap<string, Person>;
}

const clean = (role: string): string =>
  role
    .replace(/,? (?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?$/, "")
    .replace(/^(?:the|its|their|his|her|our|a|an) /i, "")
    .replace(/^(?:'s|’s) /, "");

/**
 * Everybody whom the text introduces: a role before a name, a name and a role after it, an honorific, or a name that
 * news uses without introduction.
 */
export function personsIn(
  text: string,
  tokens: readonly Token[],
  at: readonly (Mention | undefined)[],
  economyNear: (from: number, to: number) => string | null,
): PersonRegistry {
  const byLast = new Map<string, Person>();
  for (let n = 0; n < tokens.length; n++) {
    if (!tokens[n]!.capital) continue;
    const odd = !namePart(tokens[n]!, at[n]);
    if (odd && !oddGivenName(tokens, at, n)) continue;
    const end = odd ? nameEnd(tokens, at, n + 1) : nameEnd(tokens, at, n);
    if (end === n) continue;
    let first = n;
    while (first < end - 1 && honorific.test(tokens[first]!.text)) first++;
    const titled = first > n || honorific.test(tokens[n - 1]?.text ?? "");
    const last = tokens[end - 1]!.text;
    const known = byLast.get(last);
    if (known === undefined) {
      const introduced = introduce(text, tokens, at, first, end, titled, economyNear);
      if (introduced !== null) byLast.set(last, introduced);
    } else if (known.role === null || known.economy === null) {
      const again = introduce(text, tokens, at, first, end, titled, economyNear);
      known.role ??= again?.role ?? null;
      if (again !== null && again.role !== null) known.economy ??= again.economy;
    }
    n = end - 1;
  }
  return { byLast };
}

/** Whose a well-known last name is, if the role is one that makes names known; "its minister" is the text's business. */
function leaderOf(last: string, role: string, first: Token | undefined): string | null {
  if (/^(?:its|their|his|her|our)$/.test(first?.lower ?? "")) return null;
  const high =
    role === "" ||
    /\b(?:president|prime minister|premier|chancellor|king|leader|commissioner|director-general|chief|secretary|representative|foreign minister|predecessor|successor)\b/i.test(
      role,
    );
  return high ? (leaders[last] ?? null) : null;
}

/** Where the honorifics before a name begin. */
function honorificStart(tokens: readonly Token[], first: number): number {
  let n = first;
  while (n > 0 && honorific.test(tokens[n - 1]!.text)) n--;
  return n;
}

function introduce(
  text: string,
  tokens: readonly Token[],
  at: readonly (Mention | undefined)[],
  first: number,
  end: number,
  titled: boolean,
  economyNear: (from: number, to: number) => string | null,
): Person | null {
  const last = tokens[end - 1]!.text;
  const words = end - first;
  const name = wordsOf(tokens, first, end, text);
  const start = roleBefore(tokens, honorificStart(tokens, first));
  if (start >= 0) {
    const mention = at[start - 1] ?? at[start];
    const from = mention === undefined ? start : mention.from;
    return {
      name,
      last,
      at: first,
      role: clean(roleText(text, tokens, start, first, at)),
      economy:
        economyNear(from, first) ?? leaderOf(last, roleText(text, tokens, start, first, at), tokens[start]),
    };
  }
  if (tokens[end]?.text === "," && words >= 1) {
    const after = roleAfter(tokens, end + 1);
    if (after > end)
      return {
        name,
        last,
        at: first,
        role: clean(wordsOf(tokens, end + 1, after, text)),
        economy:
          economyNear(end + 1, after) ??
          leaderOf(last, wordsOf(tokens, end + 1, after, text), tokens[end + 1]),
      };
  }
  const body = words > 1 ? bodyAfter(text, tokens, at, end) : null;
  if (body !== null) return { name, last, at: first, role: body, economy: null, body };
  const known = leaders[last];
  if (known !== undefined && (words > 1 || titled || last.length > 3))
    return { name, last, at: first, role: null, economy: known };
  if (titled) return { name, last, at: first, role: null, economy: null };
  return null;
}

/** "Raul Montemayor of the Federation of Free Farmers": the body that a name is followed by. */
function bodyAfter(
  text: string,
  tokens: readonly Token[],
  at: readonly (Mention | undefined)[],
  end: number,
): string | null {
  if (!/^(?:of|from|at)$/.test(tokens[end]?.lower ?? "")) return null;
  const start = tokens[end + 1]?.lower === "the" ? end + 2 : end + 1;
  let to = start;
  while (
    to < tokens.length &&
    to < start + 9 &&
    (tokens[to]!.capital ||
      (/^(?:of|and|for|the|&|de|du)$/.test(tokens[to]!.lower) && tokens[to + 1]?.capital === true))
  )
    to++;
  if (to === start || (at[start] !== undefined && at[start]!.to >= to)) return null;
  const words = wordsOf(tokens, start, to, text);
  return privateBody.test(words) ? words : null;
}

const privateBody =
  /\b(?:Federation|Association|Chamber|Union of|Farmers|Growers|Exporters|Importers|Producers|Manufacturers|Institute|Bank|Economics|Council of|Alliance|Confederation|Guild|League|University|Group|Capital|Research|Consulting|Society|Coalition|Center|Centre|Board of Trade)\b/;

function roleText(
  text: string,
  tokens: readonly Token[],
  start: number,
  end: number,
  at: readonly (Mention | undefined)[],
): string {
  let from = start;
  while (
    from < end &&
    (at[from]?.kind === "name" || at[from]?.kind === "adjective" || /^(?:'s|’s)$/.test(tokens[from]!.lower))
  )
    from++;
  const to = tokens[end - 1]?.text === "," ? end - 1 : end;
  return from < to ? wordsOf(tokens, from, to, text) : "";
}

/** The end of a role phrase that begins at `n`: "acting director-general of the Agriculture and Food Authority". */
function roleAfter(tokens: readonly Token[], n: number): number {
  let seen = false;
  let m = n;
  for (; m < tokens.length && m < n + 16; m++) {
    const token = tokens[m]!;
    if (personRoles.has(token.lower)) seen = true;
    else if (token.lower === "-" && personRoles.has(`${tokens[m - 1]?.lower}-${tokens[m + 1]?.lower}`))
      seen = true;
    else if (
      !/^(?:NOUN|PROPN|ADJ|DET|ADP|NUM|CCONJ)$/.test(token.pos) &&
      !/^(?:'s|’s|-|'|’|its|their|his|her|acting|to)$/.test(token.lower)
    )
      break;
    if (!seen && m - n > 5) return -1;
  }
  return seen ? m : -1;
}
