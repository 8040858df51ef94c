import type { Action } from "./actions.js";
import { actorOf } from "./actors.js";
import type { Clause } from "./clause-types.js";
import { type Actor, wordsOf } from "./discourse.js";
import { agentOf, type Modality } from "./modality.js";
import type { MoveDraft } from "./move-draft.js";
import type { Scenery } from "./moves.js";
import { partiesIn } from "./partners.js";
import { nobody } from "./references.js";
import type { Range } from "./text-types.js";

/** Who acts, as codes; null where a private body does, or nobody who can be told. */
export function actorsOf(
  scenery: Scenery,
  clause: Clause,
  action: Action,
  modality: Modality,
  owners: readonly string[],
): readonly string[] | null {
  const { context } = scenery;
  const { holder } = modality;
  if (action.actors !== null && modality.kind !== "demanded") return action.actors;
  if (holder !== null && modality.kind !== "demanded")
    return holder.isPrivate
      ? null
      : holder.codes.length > 0
        ? holder.codes
        : fallbackActor(scenery, action, []);
  if (
    action.actor === "owner" &&
    action.hit?.polarity === 1 &&
    owners.length === 0 &&
    /^(?:tariff|tariff_quota)$/.test(action.instrument)
  ) {
    const holders = clause.subject === null ? [] : partiesIn(context, clause.subject, [action.hit], []);
    return fallbackActor(
      scenery,
      action,
      "owners" in holders ? [...holders.owners, ...holders.partners] : [],
    );
  }
  if (action.actor === "owner") return owners.length > 0 ? owners : ownerOfMarket(scenery, clause, action);
  if (clause.group.passive) {
    const agent = agentOf(context, clause);
    if (agent.isPrivate) return null;
    if (agent.codes.length > 0) return agent.codes;
    if (owners.length > 0) return owners;
    // "Negotiations were suspended in 2019": by whom the text does not say.
    if (
      /^(?:meeting|trade_agreement)$/.test(action.instrument) &&
      clause.group.past &&
      !clause.group.perfect &&
      scenery.sentence.index > 1
    )
      return null;
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

export const subjectOf = (clause: Clause): Range | null =>
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
  return /\b(?:decree|order|law|bill|measure|decision|rule|rules|resolution|move|step|plan|draft|regulation|notice|statement|goods|duties|duty|ban|tariffs?|imports?|exports?|products?|shipments|document|act|deal|agreement|treaty|pact|package|list|aim|change|reform|they|it|this|that)\b/.test(
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
  const barrier = (draft: MoveDraft): boolean =>
    draft.direction === "restrictive" &&
    draft.instrument === action.instrument &&
    draft.status !== "demanded";
  // Goods are let off what has just been spoken of, countries what the report is about.
  const named = context.at.slice(action.object.from, action.object.to).some(Boolean);
  const main = named
    ? drafts.find(barrier)
    : ([...drafts]
        .reverse()
        .find(
          (draft) => draft.instrument === action.instrument && draft.sentence >= scenery.sentence.index - 1,
        ) ?? drafts.find(barrier));
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
  if (action.instrument === "licensing" && clause.subject !== null) {
    const own = context.at[clause.subject.from]?.codes ?? [];
    if (own.length > 0 && /\bexporters?\b/.test(wordsOf(context, clause.subject.from, clause.subject.to)))
      return own;
  }
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
