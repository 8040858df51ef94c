import { findGoods, type GoodsMention, goodsNamed } from "../goods/index.js";
import { type Context, wordsOf } from "./discourse.js";
import { personRoles, privateHeads, stateBodies } from "./lexicon-actors.js";
import { type Phrase, phrasesIn } from "./phrases.js";
import type { Range } from "./text-types.js";

/** Words that say nothing of what kind of goods. */
const general =
  /^(?:goods|products|product|imports|import|exports|export|shipments|shipment|trade|merchandise|everything|items|item|produce|purchases|sales|deliveries|delivery|supplies|supply|wares|consignments|cargoes|cargo|commodities|articles|materials|categories|lines|list|lists|others?|part|parts|rest|most|half|volume|volumes|range|kinds|types|import value)$/;

/** Adjectives of state, origin and number: dropped. */
const dropped =
  /^(?:exporting|importing|selling|buying|fresh|live|frozen|chilled|dried|imported|foreign|domestic|local|new|certain|several|some|all|other|most|many|any|more|few|such|same|similar|further|additional|sensitive|cheap|cheaper|key|main|selected|various|western|eastern|northern|southern|european|african|asian|latin|home|own|total|whole|entire|unsold|rotten|low-cost|subsidised|subsidized|illegal|contaminated|infected|smuggled|exported|finished|first|second|third|last|next|much|both|only|annual|overall|ordinary|mirror|industrial-scale|non-essential|extra|special|specific|popular|big|large|small|good|best|important|strategic|premium|quality|every|each|no|half|two|three|four|five|six|ten|dozens|scores|hundreds|european-made|mexican-made|chinese-made)$/;

/** Words that look like goods after "on" or "of" and are none. */
const notGoods =
  /^(?:per|cent|percent|tonnes?|tons?|dollars?|euros?|pounds?|roubles?|rubles?|rupees?|yuan|yen|litres?|liters?|kilos?|kilograms?|barrels?|countries|country|government|governments|partners?|members?|states?|grounds?|reasons?|behalf|condition|basis|board|course|firms?|companies|company|people|workers|nationals|citizens|officials|individuals|banks?|investment|investments|services|talks|negotiations|deal|agreement|tariffs?|duty|duties|quotas?|bans?|sanctions?|levy|levies|taxes|tax|embargo|measures?|restrictions?|way|table|hold|time|market|markets|entry|access|value|price|prices|rate|rates|months?|years?|days?|weeks?|side|road|border|borders|growers|farmers|producers|makers|exporters|importers|traders|sale|return|exchange|response|retaliation|kind|dispute|row|quarrel|world|economy|exemption|exemptions|curbs?|relief|effect|force|health|safety|security|quality|use|processing|consumption|provinces|province|regions?|areas?|districts?|disease|diseases|virus|outbreak|tenths|thirds|quarters|reserve|own|name|number|list|ones?|both|them|it|us|ground|place|others?|something|anything|billions?|millions?|trillions?|bn|m|concessions?|loans?|policy|rules?|law|standards?|certificates?|licen[cs]es?|visas?|flights?|travel|transport|ships|vessels|aircraft|crossings?|ports?|airspace|anger|fears?|concerns?|growth|demand|supply|level|levels|end|start|start-up|cooperation|relations|ties|membership|accession|status|data|customs|paperwork|aid|support|subsidies|subsidy|cases?|complaints?|boycott|blockade|summit|migration|crisis|war|peace|territory|territories|independence|recognition|seat|change|changes|process|step|steps|response|part|ministry|regulation|competition|dumping|protection|protectionism|sub-commission|period|season|half|quarter|share|shares|third|behaviour|accord|exports|imports|shipments|cancer|hiv|aids|malaria|diabetes|treatment|traffic|stop|origin|wall|walls|pass|matter|matters|list|lists|tariff-free|foreigners|tourists|visitors|neighbours|neighbors|allies|rivals|friends|requests?|counter-tariffs?|countermeasures?|notifications?|removals?|withdrawals?|renewals?|approvals?|denials?|refusals?|arrivals?|lifting|ending|freight|containers?|journeys?|haul|accounts?|proposals?|reviews?|investigations?|inquir(?:y|ies)|shelves|shelf|threats?|offers?|promises?|doubts?|questions?|answers?|hopes?|chances?|limits?|caps?|checks?|tests?|controls?|permits?|grounds?|days?|nights?|spot|brink|verge|eve|agenda|principle|paper|behalf|purpose|average|top|bottom|schedule|sidelines)$/;

/** A word of goods as it is listed: mass nouns in the singular, count nouns as written. */
function listed(context: Context, phrase: Phrase, from: number, canonical: string): string {
  const words: string[] = [];
  for (let n = from - 1; n >= phrase.from; n--) {
    const token = context.tokens[n]!;
    if (
      context.at[n] !== undefined ||
      /^(?:DET|NUM|PRON|PUNCT|ADP|CCONJ|ADV|VERB|AUX|PART)$/.test(token.pos) ||
      dropped.test(token.lower) ||
      token.quote !== context.tokens[from]!.quote
    )
      break;
    if (token.pos === "PROPN" && token.capital && n > 0) break;
    if (notGoods.test(token.lower) || general.test(token.lower)) break;
    words.unshift(token.lower);
  }
  const full = [...words, canonical].join(" ");
  const known = words.length > 0 ? goodsNamed(full) : null;
  return known?.word ?? full;
}

interface Found {
  readonly word: string;
  readonly at: number;
}

/** Goods that a range names: found once a sentence, a range has those that lie in it. Offsets into the text. */
function goodsWithin(context: Context, range: Range): readonly GoodsMention[] {
  if (range.to <= range.from) return [];
  const index = context.sentenceAt[range.from]!;
  const sentence = context.sentences[index];
  const start = context.tokens[range.from]!.start;
  const end = context.tokens[range.to - 1]!.end;
  if (sentence === undefined) return shifted(context, range);
  let all = context.goods.get(index);
  if (all === undefined) {
    all = shifted(context, sentence);
    context.goods.set(index, all);
  }
  return all.filter((mention) => mention.start >= start && mention.end <= end);
}

const shifted = (context: Context, range: Range): GoodsMention[] => {
  const start = context.tokens[range.from]!.start;
  return findGoods(wordsOf(context, range.from, range.to)).map((mention) => ({
    ...mention,
    start: start + mention.start,
    end: start + mention.end,
  }));
};

/** Goods of the lexicon in a range. */
function known(context: Context, range: Range, phrases: readonly Phrase[]): Found[] {
  const { tokens } = context;
  const out: Found[] = [];
  for (const mention of goodsWithin(context, range)) {
    let from = range.from;
    while (from < range.to - 1 && tokens[from]!.end <= mention.start) from++;
    let to = from + 1;
    while (to < range.to && tokens[to]!.start < mention.end) to++;
    const token = tokens[to - 1]!;
    if (token.pos === "VERB" && !/^(?:iron|steel|fish|water|seafood)$/.test(token.lower)) continue;
    const phrase = phrases.find((p) => p.from <= from && from < p.to);
    // "from four plants", "by rice mills": where goods come from and who handles them.
    if (
      phrase !== undefined &&
      /^(?:from|at|by|in|through|via|near|between)$/.test(phrase.preposition ?? "") &&
      !(phrase.preposition === "from" && tokens[phrase.from - 2]?.text === ",") &&
      phrase.from > range.from
    )
      continue;
    // "oil prices", "steel growers": goods only where they head their phrase or stand before a word for goods.
    const next = tokens[to];
    if (phrase !== undefined && to < phrase.to && next !== undefined && notHeadedByGoods(next.lower))
      continue;
    out.push({
      word: phrase === undefined ? mention.word : listed(context, phrase, from, mention.word),
      at: from,
    });
  }
  return out;
}

const notHeadedByGoods = (next: string): boolean =>
  /^(?:growers?|farmers?|producers?|makers?|prices?|industry|sector|exporters?|importers?|traders?|company|companies|firms?|buyers?|sellers?|consumption|output|production|workers|plants?|mills?|market|shortage|war|row|dispute|quarrel|talks|deal|minister|ministry|commissioner|lobby|association|crops?|harvests?|fields?|force|security|support|subsidy|subsidies|aid|association|country|giant|costs?|inspection|safety|runs)$/.test(
    next,
  );

/** Whether an unknown noun can name goods: no person, body, quality or act. */
export function couldBeGoods(word: string): boolean {
  return (
    !notGoods.test(word) &&
    !personRoles.has(word) &&
    !stateBodies.has(word) &&
    !privateHeads.has(word) &&
    !/(?:ing|ers|ors|ists|ship|ment|ments|tion|tions|sion|ity|ness|ance|ence|ism|men|shops|restaurants|parts|citizens|nationals|flights|visas)$/.test(
      word,
    )
  );
}

/** Nouns that stand where goods stand, known or not: after "on", "of", "exports of", as object of "ban". */
function unknownIn(context: Context, range: Range, phrases: readonly Phrase[], slots: RegExp): Found[] {
  const out: Found[] = [];
  let open = false;
  for (const phrase of phrases) {
    if (phrase.from < range.from) continue;
    const before = context.tokens[phrase.from - 1]?.lower ?? "";
    const slot: boolean =
      (phrase.preposition !== null && slots.test(phrase.preposition)) ||
      (phrase.from === range.from && slots.test("^"));
    const goesOn: boolean = open && /^(?:,|and|or|&)$/.test(before);
    open = slot || goesOn;
    if (!open || phrase.time) continue;
    const head = context.tokens[phrase.head]!;
    if (
      context.at[phrase.head] !== undefined ||
      head.pos !== "NOUN" ||
      general.test(head.lower) ||
      notGoods.test(head.lower) ||
      dropped.test(head.lower)
    )
      continue;
    if (goodsNamed(head.lower) !== null || !couldBeGoods(head.lower)) continue;
    out.push({ word: listed(context, phrase, phrase.head, head.lower), at: phrase.head });
  }
  return out;
}

/**
 * What a measure falls on, in the words in which it is listed; empty where the range names no kind of goods.
 * @param slots prepositions after which goods stand ("on", "of"); "^" for the beginning of the range
 */
export function goodsIn(context: Context, range: Range, slots: RegExp): string[] {
  if (range.to <= range.from) return [];
  const phrases = phrasesIn(context.tokens, range).filter((phrase) => !isException(context, phrase));
  const excepted = (at: number): boolean => isException(context, { from: at, to: at + 1 });
  const found = [
    ...known(context, range, phrases).filter(({ at }) => !excepted(at)),
    ...unknownIn(context, range, phrases, slots),
  ].sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ word }) => word))];
}

/** "other than basmati", "except rice": what a measure leaves out. */
function isException(context: Context, range: Range): boolean {
  const before = context.tokens
    .slice(Math.max(0, range.from - 2), range.from)
    .map((token) => token.lower)
    .join(" ");
  return /(?:\bother than|\bexcept(?: for)?|\bexcluding|\bbut not|\bapart from|\bsave|\bbarring|\bexcept on)$/.test(
    before,
  );
}

/** Whether a range speaks of goods at all, by kind or in general. */
export function namesGoods(context: Context, range: Range): boolean {
  for (let n = range.from; n < range.to; n++)
    if (general.test(context.tokens[n]!.lower) && context.tokens[n]!.pos !== "VERB") return true;
  return range.to > range.from && goodsWithin(context, range).length > 0;
}
