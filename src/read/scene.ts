import { type Action, type Scene, verbAction } from "./actions.js";
import { agreementAction, disputeAction } from "./actions-agreements.js";
import { effectAction, inquiryAction, sameAction } from "./actions-effects.js";
import { nounAction } from "./actions-nouns.js";
import {
  accessionAction,
  diplomacyAction,
  otherAction,
  ownerAction,
  sanctionAction,
} from "./actions-relations.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { responseMarker } from "./lexicon-instruments.js";
import type { MoveDraft } from "./move-draft.js";
import type { Range } from "./text-types.js";

/** Cuts a range before words that lead to a ground, a cause or what is answered. */
export function beforeResponse(context: Context, range: Range, dispute: boolean): Range {
  const words = wordsOf(context, range.from, range.to);
  const pattern = dispute ? /\b(?:in (?:response|retaliation|answer|reply) to|because)\b/iu : responseMarker;
  const match = pattern.exec(words);
  if (match === null || range.to <= range.from) return range;
  const limit = context.tokens[range.from]!.start + match.index;
  let to = range.from;
  while (to < range.to && context.tokens[to]!.start < limit) to++;
  return { from: range.from, to };
}

/** Object of a clause: its own, or for a passive and for "the duties it charges" what stands before the verb. */
export function sceneOf(context: Context, clause: Clause, drafts: readonly MoveDraft[]): Scene {
  const { group } = clause;
  const disputing =
    /^(?:complain|go|file|lodge|bring|take|challenge|appeal|launch|turn|ask|ask_for|request|seek|hold|suspend|drop|withdraw|end|settle|pause|close)$/.test(
      group.verb,
    );
  // What an infinitive or gerund takes is its own: "proposed to pause the tax".
  const next = context.tokens[clause.tail.to];
  const own =
    next !== undefined &&
    clause.tail.to < clause.reach.to &&
    (next.lower === "to" ||
      (next.pos === "VERB" &&
        /ing$/.test(next.lower) &&
        !/^(?:originating|coming|arriving|entering|containing|weighing|costing)$/.test(next.lower)) ||
      /^not$/.test(next.lower));
  const after = beforeResponse(context, own ? clause.tail : clause.reach, disputing);
  const front = group.passive ? clause.subject : clause.antecedent;
  const object =
    front === null ? after : { from: Math.min(front.from, after.from), to: Math.max(after.to, front.to) };
  const subject = clause.subject;
  // In a passive the verb itself stands within the range; hits that are verbs are left out by their tag.
  const hits = instrumentsIn(context, object);
  const subjectHits = subject === null ? [] : instrumentsIn(context, subject);
  return {
    context,
    clause,
    verb: group.verb,
    object,
    hits,
    subjectHits,
    words: wordsOf(context, object.from, object.to).toLowerCase(),
    drafts,
  };
}

/** What a clause does, if it does anything to trade or relations. */
export function actionsOf(context: Context, clause: Clause, drafts: readonly MoveDraft[]): Action[] {
  const scene = sceneOf(context, clause, drafts);
  const tables = [
    sameAction,
    inquiryAction,
    disputeAction,
    accessionAction,
    agreementAction,
    verbAction,
    ownerAction,
    nounAction,
    effectAction,
    sanctionAction,
    diplomacyAction,
    otherAction,
  ];
  for (const table of tables) {
    const found = table(scene);
    if (found.length > 0) return found;
  }
  return [];
}
