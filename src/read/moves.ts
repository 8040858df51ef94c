import type { Direction } from "../contracts/codes.js";
import { type Action, goodsMeasures } from "./actions.js";
import { actorOf, coordinatedCodes, nobody } from "./actors.js";
import type { Attribution } from "./attribution.js";
import type { Clause } from "./clause-types.js";
import { conditionOf } from "./conditions.js";
import { contentModality } from "./content.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { goodsIn } from "./measure-goods.js";
import { agentOf, type Modality, modalityOf, statusFor } from "./modality.js";
import type { MoveDraft } from "./move-draft.js";
import { partiesIn, pronounOwner, pronounPartners } from "./partners.js";
import { rateIn } from "./rates.js";
import { nominalMoves, responseOf } from "./responses.js";
import { actionsOf, beforeResponse } from "./scene.js";
import { trimmed } from "./statements.js";
import type { Range, Sentence } from "./text-types.js";
import { periodIn } from "./when.js";

/** What the reader knows when it comes to a clause. */
export interface Scenery {
  readonly context: Context;
  readonly sentence: Sentence;
  readonly clauses: readonly Clause[];
  readonly attributions: readonly Attribution[];
  /** Moves found so far. */
  readonly drafts: readonly MoveDraft[];
}

/** The moves that one clause tells of. */
export function movesOf(scenery: Scenery, clause: Clause): MoveDraft[] {
  const { context, sentence } = scenery;
  if (sentence.turn === "question" || clause.kind === "condition" || clause.conditional) return [];
  if (context.tokens[sentence.to - 1]?.text === "?") return [];
  const actions = actionsOf(context, clause, scenery.drafts);
  if (actions.length === 0) return [];
  const modality = contentModality(scenery, clause, modalityOf(context, clause));
  if (modality.kind === "none") return [];
  if (modality.holder === null && actorOf(context, modality.top.subject).isPrivate) return [];
  return actions.flatMap((action) =>
    draftsOf(scenery, clause, resolveKnown(scenery, action), heldBy(context, clause, action, modality)),
  );
}

/** What the verb itself leaves of an act: "proposed a ban", "asked for talks"; who asks is the subject. */
function heldBy(context: Context, clause: Clause, action: Action, modality: Modality): Modality {
  if (action.kind === null || modality.kind === "none") return modality;
  if (action.kind === "demanded")
    return {
      ...modality,
      kind: "demanded",
      holder: clause.group.passive ? agentOf(context, clause) : actorOf(context, subjectOf(clause)),
    };
  if (modality.kind !== "done" && modality.kind !== "future") return modality;
  return { ...modality, kind: action.kind };
}

/** "the embargo", "their curbs": the kind and the goods of the measure spoken of before. */
function resolveKnown(scenery: Scenery, action: Action): Action {
  if (!action.known || action.hit === null) return action;
  const generic =
    /^(?:bans?|curbs?|embargo(?:es)?|restrictions?|prohibitions?|measures?|sanctions?|dut(?:y|ies)|tariffs?|tax(?:es)?|lev(?:y|ies)|countermeasures?|barriers?|blockade|boycott|rates?)$/.test(
      action.hit.words,
    );
  if (!generic) return action;
  const alike = (draft: MoveDraft): boolean =>
    /^(?:dut|tariff|tax|lev|rate)/.test(action.hit!.words)
      ? /^(?:tariff|trade_remedy|tariff_quota)$/.test(draft.instrument)
      : /^(?:import_ban|export_ban|sanctions|market_access|quota|licensing|sps|tbt)$/.test(
          draft.instrument,
        ) &&
        (draft.instrument !== "market_access" || !/^(?:ban|embargo)/.test(action.hit!.words));
  const before = [...scenery.drafts]
    .reverse()
    .find((draft) => draft.direction === "restrictive" && draft.status !== "demanded" && alike(draft));
  return before === undefined ? action : { ...action, instrument: before.instrument };
}

/** Who acts, as codes; null where a private body does, or nobody who can be told. */
function actorsOf(
  scenery: Scenery,
  clause: Clause,
  action: Action,
  modality: Modality,
  owners: readonly string[],
): readonly string[] | null {
  const { context } = scenery;
  const { holder } = modality;
  if (holder !== null && modality.kind !== "demanded")
    return holder.isPrivate
      ? null
      : holder.codes.length > 0
        ? holder.codes
        : fallbackActor(scenery, action, []);
  if (action.actor === "owner") return owners.length > 0 ? owners : ownerOfMarket(scenery, clause, action);
  if (clause.group.passive) {
    const agent = agentOf(context, clause);
    if (agent.isPrivate) return null;
    if (agent.codes.length > 0) return agent.codes;
    if (owners.length > 0) return owners;
    return fallbackActor(scenery, action, []);
  }
  const subject =
    clause.antecedent === null && clause.kind === "relative" && clause.subject !== null
      ? relativeSubject(scenery, clause)
      : actorOf(context, subjectOf(clause));
  if (subject.isPrivate) return null;
  if (subject.codes.length > 0) return subject.codes;
  if (clause.subject === null) return fallbackActor(scenery, action, []);
  return owners.length > 0 ? owners : impersonal(scenery, clause) ? fallbackActor(scenery, action, []) : null;
}

const subjectOf = (clause: Clause): Range | null =>
  clause.governorNoun !== null ? (clause.governor?.subject ?? clause.subject) : clause.subject;

/** "a decree that extends", "a trade deal that allowed": the main subject acts through its instrument. */
function relativeSubject(scenery: Scenery, clause: Clause): Actor {
  const own = actorOf(scenery.context, clause.subject);
  if (own.codes.length > 0 || own.isPrivate) return own;
  const main = [...scenery.clauses]
    .reverse()
    .find(
      (other) =>
        other.group.head < clause.group.head &&
        other.group.form === "finite" &&
        other !== clause &&
        other.subject !== null,
    );
  return main === undefined ? nobody : actorOf(scenery.context, main.subject);
}

/** Whether a subject is a thing of the state's ("a decree", "the measure") or of nobody ("the aim is to"). */
function impersonal(scenery: Scenery, clause: Clause): boolean {
  if (clause.subject === null) return true;
  const words = wordsOf(scenery.context, clause.subject.from, clause.subject.to).toLowerCase();
  return /\b(?:decree|order|law|bill|measure|decision|rule|rules|resolution|move|step|plan|draft|regulation|notice|statement|goods|duties|duty|ban|tariffs?|imports|exports|products?|shipments|document|act|deal|agreement|treaty|pact|package|list|aim|change|reform|they|it|this|that)\b/.test(
    words,
  );
}

/** The speaker's economy, the one who made the instrument before, the one in focus, home, the title's first. */
function fallbackActor(
  scenery: Scenery,
  action: Action,
  except: readonly string[],
): readonly string[] | null {
  const { context, drafts, attributions } = scenery;
  const speaker =
    attributions.find((item) => !item.speaker.isPrivate && item.speaker.codes.length === 1)?.speaker.codes ??
    [];
  const before = [...drafts]
    .reverse()
    .find((draft) => draft.instrument === action.instrument && draft.status !== "demanded");
  const main = drafts.find(
    (draft) =>
      draft.direction === "restrictive" &&
      draft.instrument === action.instrument &&
      draft.status !== "demanded",
  );
  const options = [
    // Who is let off is let off by the one whose measure the report is about.
    action.exempts && main !== undefined ? [main.by] : [],
    action.known && before !== undefined ? [before.by] : [],
    speaker,
    scenery.sentence.turn === "answer" ? (context.discourse.lastSpeaker?.codes ?? []) : [],
    before !== undefined && before.sentence >= scenery.sentence.index - 6 ? [before.by] : [],
    drafts.length > 0 &&
    drafts.at(-1)!.status !== "demanded" &&
    drafts.at(-1)!.sentence >= scenery.sentence.index - 3
      ? [drafts.at(-1)!.by]
      : [],
    context.discourse.section === null ? [] : [context.discourse.section],
    context.discourse.focus.find((actor) => actor.codes.length === 1)?.codes ?? [],
    context.home === null ? [] : [context.home],
    context.titleCodes.slice(0, 1),
  ];
  return options.find((codes) => codes.length > 0 && !codes.some((code) => except.includes(code))) ?? null;
}

/** Whose market a foreign subject sells to: the named market, else who took the last measure. */
function ownerOfMarket(scenery: Scenery, clause: Clause, action: Action): readonly string[] | null {
  const { context } = scenery;
  const words = wordsOf(context, clause.group.to, clause.reach.to);
  for (let n = clause.group.to; n < clause.reach.to; n++) {
    const mention = context.at[n];
    if (mention === undefined) continue;
    const next = context.tokens[mention.to];
    if (
      /^(?:market|border|customs)$/.test(next?.lower ?? "") ||
      /\b(?:to|into|in|at|by)\b/.test(context.tokens[mention.from - 1]?.lower ?? "") ||
      /\bthe$/.test(words.slice(0, 0))
    )
      return mention.codes;
    if (
      mention.from > clause.group.to &&
      /^(?:to|into|by)$/.test(context.tokens[mention.from - 2]?.lower ?? "")
    )
      return mention.codes;
  }
  const payers = clause.subject === null ? [] : partiesIn(context, clause.subject, [], []).partners;
  return fallbackActor(scenery, action, payers);
}

function partnersOf(
  scenery: Scenery,
  clause: Clause,
  action: Action,
  modality: Modality,
  by: readonly string[],
): { codes: string[]; named: boolean; owners: string[] } {
  const { context } = scenery;
  const range = beforeResponse(context, action.object, action.instrument === "other");
  const hits = action.hit === null ? instrumentsIn(context, range) : [action.hit];
  const found = partiesIn(context, range, hits, by);
  const extra =
    clause.subject !== null && (action.known || action.actor === "owner" || clause.group.passive)
      ? partiesIn(context, clause.subject, hits, by)
      : { partners: [], owners: [] };
  const owners = found.owners.length > 0 ? found.owners : extra.owners;
  if (modality.kind === "demanded") {
    const asked =
      modality.holder !== null && clause.subject !== null
        ? actorOf(context, clause.subject).codes.filter((code) => !modality.holder!.codes.includes(code))
        : [];
    if (asked.length > 0) return { codes: [...asked], named: true, owners };
  }
  let codes = [...new Set([...found.partners, ...extra.partners])];
  // "over Poland's bans": the owner of what is complained of is the partner.
  if (action.instrument === "other" || action.instrument === "trade_agreement")
    codes = [...new Set([...codes, ...owners.filter((code) => !by.includes(code))])];
  if (codes.length === 0) codes = pronounPartners(context, range, by);
  if (codes.length === 0) codes = amongThem(context, scenery.sentence, by);
  return { codes, named: codes.length > 0, owners };
}

/** "countries with which it has no agreement, among them China and India": those that are named. */
function amongThem(context: Context, sentence: Sentence, by: readonly string[]): string[] {
  for (let n = sentence.from; n < sentence.to - 1; n++) {
    const { lower } = context.tokens[n]!;
    if (
      !/^(?:among|including|notably|as)$/.test(lower) ||
      !/\b(?:countries|partners|states|economies|neighbours|nations)\b/.test(
        wordsOf(context, sentence.from, n),
      )
    )
      continue;
    const mention = context.at[n + 1] ?? context.at[n + 2];
    if (mention !== undefined)
      return coordinatedCodes(context, mention, sentence.to).filter((code) => !by.includes(code));
  }
  return [];
}

function draftsOf(scenery: Scenery, clause: Clause, action: Action, modality: Modality): MoveDraft[] {
  const { context, sentence } = scenery;
  const hits = action.hit === null ? [] : [action.hit];
  const possessed =
    action.hit === null
      ? []
      : pronounOwner(context, action.hit, { from: Math.max(0, action.hit.from - 6), to: action.hit.to });
  const own = partiesIn(context, action.object, hits, []).owners;
  const owners = possessed.length > 0 ? possessed : own;
  const actors =
    modality.kind === "demanded" && modality.holder !== null
      ? modality.holder.isPrivate
        ? null
        : modality.holder.codes
      : actorsOf(scenery, clause, action, modality, owners);
  if (actors === null || actors.length === 0 || actors.length > 40) {
    // "a summit put an end to a boycott": nobody's move, but the boycott is over.
    if (action.hit !== null && action.hit.polarity === -1 && action.sense === 1 && modality.kind === "done")
      context.discourse.ended.push(action.instrument);
    return [];
  }
  if (actors.includes("WTO") && !/^(?:accession|other|meeting|mediation)$/.test(action.instrument)) return [];
  const direction: Direction =
    action.sense === 0 ? "neutral" : (action.sense === 1) !== modality.flip ? "liberalising" : "restrictive";
  const evidence = evidenceOf(scenery, clause, action, modality);
  const hanging = conditionOf(context, sentence, scenery.clauses, clause, evidence);
  if (modality.kind === "possible" && action.actor === "owner" && !hanging.open)
    return draftsOf(scenery, clause, action, { ...modality, kind: "proposed" });
  const kind =
    modality.kind === "done" && !modality.past && isFuture(context, sentence, evidence)
      ? "future"
      : modality.kind;
  const status = statusFor(kind, direction, hanging.open);
  if (status === null || isBackground(scenery, clause, action, kind)) return [];
  const listed = goodsMeasures.has(action.instrument) || /^(?:other|subsidy)$/.test(action.instrument);
  const goods = listed
    ? goodsIn(context, beforeResponse(context, action.object, action.instrument === "other"), action.slots)
    : [];
  const response = responseOf(scenery, clause, actors);
  const span: [number, number] = [context.tokens[evidence.from]!.start, context.tokens[evidence.to - 1]!.end];
  const everybody =
    action.actor === "both" ||
    (actors.length > 1 &&
      !goodsMeasures.has(action.instrument) &&
      action.instrument !== "sanctions" &&
      action.instrument !== "transit");
  const made = actors.map((by): MoveDraft => {
    const partners = partnersOf(scenery, clause, action, modality, actors);
    const codes = everybody
      ? [
          ...new Set([
            ...partners.codes,
            ...actors.filter(
              (code) =>
                code !== by &&
                (action.instrument === "trade_agreement" ||
                  action.instrument === "diplomatic_relations" ||
                  action.instrument === "meeting"),
            ),
          ]),
        ]
      : partners.codes;
    return {
      by,
      towards:
        action.copies === null || codes.length > 0
          ? codes
          : action.copies.towards.filter((code) => code !== by),
      instrument: action.instrument,
      goods: action.copies === null ? goods : [...action.copies.goods],
      rate: rateIn(wordsOf(context, evidence.from, evidence.to), action.instrument),
      direction,
      status,
      condition: hanging.condition,
      response: response.words,
      answers: response.codes,
      when: periodIn(context, evidence, sentence),
      evidence: [span],
      confidence: action.confidence,
      known: action.known,
      starts:
        action.known &&
        action.actor === "owner" &&
        /^(?:take_effect|begin|start|come_into|go_into|enter_into|apply|kick_in|follow|operate)$/.test(
          clause.group.verb,
        ),
      namedPartner: codes.length > 0,
      past: modality.past,
      sentence: sentence.index,
    };
  });
  return [...made, ...nominalMoves(scenery, clause, action, made)];
}

/** A present tense with a day to come: "follow later this month", "takes effect on Wednesday". */
function isFuture(context: Context, sentence: Sentence, evidence: Range): boolean {
  const words = wordsOf(context, evidence.from, Math.min(sentence.to, evidence.to + 8));
  if (
    /\b(?:later this (?:week|month|year)|next (?:week|month|year|spring|summer|autumn|winter)|tomorrow|in the coming|from the same day|soon)\b/i.test(
      words,
    )
  )
    return true;
  if (/\btakes? effect\b|\bcomes? into (?:force|effect)\b|\bbegins?\b|\bstarts?\b|\bfrom\b/.test(words)) {
    const when = periodIn(context, evidence, sentence);
    return (
      when?.from !== null && when?.from !== undefined && context.date !== null && when.from > context.date
    );
  }
  return false;
}

/** What is told as history: meetings held, agreements made, relations broken before the report's own story. */
function isBackground(scenery: Scenery, clause: Clause, action: Action, kind: Modality["kind"]): boolean {
  const { sentence, context } = scenery;
  // The level before a change, given for comparison.
  if (
    action.actor === "owner" &&
    /^(?:Until (?:now|then)|So far|Previously|Hitherto|Up to now|Formerly|In the past|Before)\b/.test(
      wordsOf(context, sentence.from, sentence.to),
    )
  )
    return true;
  const history =
    (sentence.index >= 2 || clause.kind === "relative") &&
    clause.group.past &&
    !clause.group.perfect &&
    clause.group.modal === null;
  if (
    history &&
    action.actor === "both" &&
    action.instrument === "trade_agreement" &&
    clause.governor === null
  )
    return true;
  if (kind !== "done") return false;
  if (action.instrument === "meeting") return action.sense === 1;
  if (!history) return false;
  if (action.instrument !== "diplomatic_relations" && action.instrument !== "recognition") return false;
  return !/\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|this week|last week)\b/.test(
    wordsOf(context, sentence.from, sentence.to),
  );
}

/** From the outermost clause of the chain to the end of the object. */
function evidenceOf(scenery: Scenery, clause: Clause, action: Action, modality: Modality): Range {
  const { context } = scenery;
  const top = modality.top;
  const start = Math.min(
    top.subject !== null && top.coordinated === null
      ? Math.min(top.subject.from, top.group.from)
      : top.group.from,
    clause.antecedent?.from ?? clause.group.from,
    clause.coordinated === null && clause.governor === null ? action.object.from : clause.group.from,
  );
  const object = beforeResponse(context, clause.tail, true);
  const end = Math.max(
    clause.group.to,
    object.to,
    action.object.to > clause.reach.to ? clause.group.to : Math.min(action.object.to, clause.reach.to),
  );
  const range = trimmed(context, { from: start, to: Math.max(end, start + 1) });
  return range.to > range.from ? range : { from: start, to: Math.max(end, start + 1) };
}
