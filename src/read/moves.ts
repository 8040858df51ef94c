import type { Direction } from "../contracts/codes.js";
import { type Action, goodsMeasures } from "./actions.js";
import { actorOf, coordinatedCodes } from "./actors.js";
import type { Attribution } from "./attribution.js";
import type { Clause } from "./clause-types.js";
import { conditionOf } from "./conditions.js";
import { contentModality } from "./content.js";
import { type Context, wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { isSpeechVerb, isVerb } from "./lexicon-verbs.js";
import { goodsIn } from "./measure-goods.js";
import { agentOf, type Modality, modalityOf } from "./modality.js";
import { actorsOf, subjectOf } from "./move-actors.js";
import type { MoveDraft } from "./move-draft.js";
import { evidenceOf, isBackground, isFuture } from "./move-frame.js";
import { partiesIn, pronounOwner, pronounPartners } from "./partners.js";
import { rateIn } from "./rates.js";
import { nominalMoves, responseOf } from "./responses.js";
import { actionsOf, beforeResponse } from "./scene.js";
import { statusFor } from "./status.js";
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
  if (
    (sentence.turn === "question" && !tellsOfOthers(scenery, clause)) ||
    clause.kind === "condition" ||
    clause.conditional
  )
    return [];
  if (context.tokens[sentence.to - 1]?.text === "?") return [];
  // "with developing countries exempted": no verb of its own.
  if (
    clause.subject !== null &&
    clause.group.from === clause.group.head &&
    context.tokens[clause.subject.from - 1]?.lower === "with" &&
    /ed$/.test(context.tokens[clause.group.head]!.lower)
  )
    return [];
  const actions = actionsOf(context, clause, scenery.drafts);
  if (actions.length === 0) return [];
  const read = contentModality(scenery, clause, modalityOf(context, clause));
  const modality = keepsOut(clause, actions[0]!, read);
  if (modality.kind === "none") return [];
  if (
    modality.holder === null &&
    actions[0]!.actor !== "owner" &&
    actorOf(context, modality.top.subject).isPrivate
  )
    return [];
  return actions.flatMap((action) =>
    draftsOf(scenery, clause, resolveKnown(scenery, action), heldBy(context, clause, action, modality)),
  );
}

/** "will not let Kazakh melons in": a refusal to admit is a barrier made. */
function keepsOut(clause: Clause, action: Action, modality: Modality): Modality {
  const { group } = clause;
  const refuses =
    group.negated &&
    action.sense === 1 &&
    action.instrument === "import_ban" &&
    /^(?:let|let_in|allow_in|admit|readmit)$/.test(group.verb) &&
    group.form === "finite";
  // "has refused to meet"
  const { governor } = clause;
  if (
    modality.kind === "none" &&
    action.instrument === "meeting" &&
    action.sense === 1 &&
    governor !== null &&
    /^(?:refuse|decline)$/.test(governor.group.verb) &&
    governor.group.modal === null &&
    !governor.group.negated
  )
    return { ...modality, kind: "future", flip: true, top: governor };
  if (!refuses || modality.kind !== "none") return modality;
  return { ...modality, kind: group.modal === null ? "done" : "future", flip: true, top: clause };
}

/** "Kampala has threatened ...": a question that first tells what another has done. */
function tellsOfOthers(scenery: Scenery, clause: Clause): boolean {
  const { context, sentence } = scenery;
  if (context.tokens[sentence.to - 1]?.text === "?") return false;
  // "Delhi has said that it may": what the question reports.
  const { clauses } = scenery;
  const said = clauses
    .slice(0, clauses.indexOf(clause))
    .find((other) => isSpeechVerb(other.group.verb) && (other.group.past || other.group.perfect));
  if (said !== undefined && actorOf(context, said.subject).codes.length > 0) return true;
  for (let above: Clause | null = clause; above !== null; above = above.governor)
    if (above.governor === null)
      return (above.group.past || above.group.perfect) && actorOf(context, above.subject).codes.length > 0;
  return false;
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
  if (
    !/^(?:done|future)$/.test(modality.kind) &&
    !(modality.kind === "would" && action.kind === "threatened")
  )
    return modality;
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
    .find((draft) => draft.direction !== "liberalising" && draft.status !== "demanded" && alike(draft));
  return before === undefined ? action : { ...action, instrument: before.instrument };
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

/** "if China does not withdraw them": the one other economy that the sentence names. */
function otherNamed(context: Context, sentence: Sentence, by: readonly string[]): string[] {
  const codes = new Set<string>();
  for (let n = sentence.from; n < sentence.to; n++)
    for (const code of context.at[n]?.codes ?? []) codes.add(code);
  const others = [...codes].filter((code) => code !== "WTO" && !by.includes(code));
  return others.length === 1 ? others : [];
}

const atOnce =
  /\b(?:effective (?:at once|immediately|today|from today|from midnight)|with immediate effect|with effect from today|starting (?:today|immediately|at once))\b/;

/** What the measure that is complained of falls on: "if China does not withdraw its duties on wine". */
function disputedGoods(context: Context, sentence: Sentence): string[] {
  const hit = instrumentsIn(context, sentence).find((other) =>
    /^(?:tariff|trade_remedy|import_ban|export_ban|quota|sps|licensing)$/.test(other.instrument),
  );
  return hit === undefined ? [] : goodsIn(context, { from: hit.from, to: sentence.to }, /^on$/);
}

/** Whether a range speaks of goods as such: then no kind is taken from elsewhere. */
const generalGoods = (words: string): boolean =>
  /\b(?:all|its|their|our|\p{Lu}\p{L}+) (?:goods|products|imports|exports|merchandise|trade)\b|\bevery(?:thing| product)\b|\bimports? from\b|\bgoods\b/u.test(
    words,
  );

const ways: readonly (readonly [RegExp, string])[] = [
  [/\b(?:air|flights?|overflights?|airspace)/, "air"],
  [/border|crossing|frontier|checkpoint|road|land|rail|bridge/, "land"],
  [/\b(?:ports?|straits?|sea|ferr|canal)/, "sea"],
];

const wayOf = (action: Action): string =>
  action.instrument !== "transit" || action.hit === null
    ? ""
    : (ways.find(([pattern]) => pattern.test(action.hit!.words))?.[1] ?? "");

/** Two levels say more than the verb: "lifted its duty to 1,200 roubles from 600" raises it. */
function levelSense(clause: Clause, rate: MoveDraft["rate"]): 1 | -1 | null {
  if (rate === null || rate.from === null || rate.to === null || rate.from === rate.to) return null;
  if (
    !isVerb(clause.group.verb, "raise", "lower") &&
    !/^(?:lift|bring|bring_down|take|move|set|change|adjust|fix|put|drop|fall|go_up|go_down|come_down|rise|climb|widen|revise|reset|hike|alter|modify|shift)$/.test(
      clause.group.verb,
    )
  )
    return null;
  return rate.to > rate.from ? -1 : 1;
}

function draftsOf(scenery: Scenery, clause: Clause, action: Action, modality: Modality): MoveDraft[] {
  const { context, sentence } = scenery;
  const hits = action.hit === null ? [] : [action.hit];
  const possessed =
    action.hit === null
      ? []
      : pronounOwner(context, action.hit, { from: Math.max(0, action.hit.from - 6), to: action.hit.to });
  const own = partiesIn(context, action.object, hits, []).owners;
  const whose =
    clause.opener === "whose" && clause.antecedent !== null ? actorOf(context, clause.antecedent).codes : [];
  // "India's preferences": those who have them, not those who grant them.
  const granted =
    action.hit?.polarity === 1 &&
    /^(?:tariff|tariff_quota)$/.test(action.instrument) &&
    action.actor === "owner";
  const holders = granted ? [...own, ...possessed] : [];
  const owners = granted ? [] : whose.length > 0 ? whose : possessed.length > 0 ? possessed : own;
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
  const evidence = evidenceOf(scenery, clause, action, modality);
  const rate = rateIn(wordsOf(context, evidence.from, evidence.to), action.instrument);
  const sense = levelSense(clause, rate) ?? action.sense;
  const direction: Direction =
    sense === 0 || (action.keeps && !modality.flip)
      ? "neutral"
      : (sense === 1) !== modality.flip
        ? "liberalising"
        : "restrictive";
  const hanging = conditionOf(context, sentence, scenery.clauses, clause, evidence);
  if (modality.kind === "possible" && action.actor === "owner" && !hanging.open)
    return draftsOf(scenery, clause, action, { ...modality, kind: "proposed" });
  const kind =
    modality.kind === "future" &&
    action.kind === "future" &&
    atOnce.test(wordsOf(context, clause.group.to, sentence.to))
      ? "done"
      : modality.kind === "done" && !modality.past && isFuture(context, sentence, evidence)
        ? "future"
        : modality.kind;
  const status = statusFor(kind, direction, hanging.open);
  if (status === null || isBackground(scenery, clause, action, kind)) return [];
  const listed = goodsMeasures.has(action.instrument) || /^(?:other|subsidy)$/.test(action.instrument);
  const goods = listed
    ? goodsIn(context, beforeResponse(context, action.object, action.instrument === "other"), action.slots)
    : [];
  if (goods.length === 0 && action.instrument === "other" && action.towards === "named")
    goods.push(...disputedGoods(context, sentence));
  const response = responseOf(scenery, clause, actors, direction);
  const offsets = (range: Range): [number, number] => [
    context.tokens[range.from]!.start,
    context.tokens[Math.max(range.from, range.to - 1)]!.end,
  ];
  const span = offsets(evidence);
  const shared =
    actors.length === 2 &&
    /\b(?:their|between|common|joint|mutual)\b/.test(wordsOf(context, action.object.from, action.object.to));
  const everybody =
    action.actor === "both" ||
    (actors.length > 1 &&
      !goodsMeasures.has(action.instrument) &&
      action.instrument !== "sanctions" &&
      (action.instrument !== "transit" || shared));
  const made = actors.map((by): MoveDraft => {
    const partners = partnersOf(scenery, clause, action, modality, actors);
    for (const code of holders)
      if (!actors.includes(code) && !partners.codes.includes(code)) partners.codes.push(code);
    const only = partners.codes.length === 0 && hanging.open ? otherNamed(context, sentence, actors) : [];
    if (only.length > 0) partners.codes.push(...only);
    const codes = everybody
      ? [
          ...new Set([
            ...partners.codes,
            ...actors.filter(
              (code) =>
                code !== by &&
                (action.instrument === "trade_agreement" ||
                  (action.instrument === "transit" && shared) ||
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
          : action.copies.towards.includes(by) && action.copies.by !== by
            ? [action.copies.by]
            : action.copies.towards.filter((code) => code !== by),
      instrument: action.instrument,
      goods: action.copies === null || goods.length > 0 ? goods : [...action.copies.goods],
      rate,
      direction,
      status,
      condition: hanging.condition,
      response: response.words,
      answers: response.codes,
      answersTo: null,
      when: periodIn(context, evidence, sentence),
      evidence: [span],
      verbSpan: offsets(clause.group),
      statusSpan: offsets(modality.top.group),
      instrumentSpan: action.hit === null ? null : offsets(action.hit),
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
      general: goods.length === 0 && generalGoods(wordsOf(context, action.object.from, action.object.to)),
      promised: action.towards === "named" && action.instrument === "market_access" && action.sense === 1,
      dispute: action.instrument === "other" && action.towards === "named",
      way: wayOf(action),
    };
  });
  return [...made, ...nominalMoves(scenery, clause, action, made)];
}
