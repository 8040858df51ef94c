import type { Action } from "./actions.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import type { Modality } from "./modality.js";
import type { Scenery } from "./moves.js";
import { beforeResponse } from "./scene.js";
import { trimmed } from "./statements.js";
import type { Range, Sentence } from "./text-types.js";
import { periodIn } from "./when.js";

/** A present tense with a day to come: "follow later this month", "takes effect on Wednesday". */
export function isFuture(context: Context, sentence: Sentence, evidence: Range): boolean {
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

/** Whether a sentence dates what it tells to another year than the report's. */
function isLongAgo(context: Context, sentence: Sentence, clause: Clause): boolean {
  const opening = clause.from - sentence.from < 12 && clause.kind === "main" && clause.coordinated === null;
  const words = wordsOf(context, opening ? sentence.from : clause.group.from, clause.reach.to);
  if (/\b(?:years? (?:ago|before|earlier)|decades?|last year|century|since|in the past|once)\b/.test(words))
    return true;
  const years = [...words.matchAll(/(?<![\d.,-])((?:19|20)\d\d)(?![\d%])/g)].map((match) => match[1]!);
  return years.length > 0 && !years.includes((context.date ?? "").slice(0, 4));
}

/** What is told as history: meetings held, agreements made, relations broken before the report's own story. */
export function isBackground(
  scenery: Scenery,
  clause: Clause,
  action: Action,
  kind: Modality["kind"],
): boolean {
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
    (sentence.index >= 2 || clause.kind === "relative") && clause.group.past && clause.group.modal === null;
  if (
    history &&
    action.actor === "both" &&
    action.instrument === "trade_agreement" &&
    clause.governor === null
  )
    return true;
  // "which stood at 30 per cent": the level before.
  if (
    clause.kind === "relative" &&
    clause.group.past &&
    action.actor === "owner" &&
    /^(?:stand|be|amount|run|remain)$/.test(clause.group.verb)
  )
    return true;
  if (kind !== "done") return false;
  if (action.instrument === "meeting") return action.sense === 1;
  // A completed accession is an event.
  if (
    action.instrument === "accession" &&
    action.sense === 1 &&
    sentence.index >= 1 &&
    clause.group.past &&
    !clause.group.perfect &&
    clause.governor === null &&
    !/day\b/.test(wordsOf(context, sentence.from, sentence.to))
  )
    return true;
  if (!history) return false;
  if (action.instrument !== "diplomatic_relations" && action.instrument !== "recognition") return false;
  // A step in a row of such steps is the story's own, unless it is dated back.
  const row = scenery.drafts.some(
    (draft) => draft.instrument === action.instrument && draft.status !== "demanded",
  );
  const dated =
    /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/.test(
      wordsOf(context, clause.group.from, clause.reach.to),
    );
  if ((row || dated) && !isLongAgo(context, sentence, clause)) return false;
  return !/\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|this week|last week)\b/.test(
    wordsOf(context, sentence.from, sentence.to),
  );
}

/** From the outermost clause of the chain to the end of the object. */
export function evidenceOf(scenery: Scenery, clause: Clause, action: Action, modality: Modality): Range {
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
