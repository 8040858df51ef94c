import { type Context, wordsOf } from "./discourse.js";
import type { MoveDraft } from "./move-draft.js";
import { otherSide } from "./responses.js";
import type { Range } from "./text-types.js";

const closing =
  /^(?:tariff|trade_remedy|quota|tariff_quota|import_ban|export_ban|licensing|sps|tbt|market_access|sanctions|transit|other)$/;

/** "It follows ...", "The move comes in response to ...": a sentence on what the last move answers. */
const sentenceAnswers =
  /^(?:It|This|That|Both|They|These|The (?:\p{L}+ )?(?:move|moves|decision|step|steps|measures?|ban|tariffs?|duties|offer|announcement|action|restrictions?|curbs?|retaliation|order|embargo|sanctions|suspension|closure|complaint|threat)) (?:follows?|followed|comes? (?:\p{L}+ )?(?:after|in (?:response|reply|retaliation|answer) (?:to|for))|came (?:\p{L}+ )?(?:after|in (?:response|reply|retaliation|answer) (?:to|for))|(?:is|was|were|are) (?:seen as |meant as |widely seen as )?(?:a |an |in )?(?:direct )?(?:response|answer|reply|retaliation|reaction|reprisal|riposte|tit-for-tat) (?:to|for)|(?:is|was|were|are) (?:prompted|triggered|provoked) by|answers?|answered|mirrors?|mirrored) ([^.;:]{3,140})/u;

const against = (draft: MoveDraft, other: MoveDraft): boolean =>
  other !== draft &&
  other.by !== draft.by &&
  (other.towards.includes(draft.by) || other.towards.includes("all"));

const provokes = (draft: MoveDraft, other: MoveDraft): boolean =>
  against(draft, other) &&
  other.direction === "restrictive" &&
  /^(?:in_force|announced|threatened|withdrawn|proposed)$/.test(other.status) &&
  closing.test(other.instrument) &&
  (draft.towards.includes(other.by) || draft.towards.length === 0);

/** A complaint to the trade body, by its words. */
const isDispute = (context: Context, draft: MoveDraft): boolean =>
  draft.instrument === "other" &&
  draft.direction === "restrictive" &&
  draft.status !== "demanded" &&
  draft.evidence.some(([from, to]) =>
    /\b(?:WTO|World Trade Organi[sz]ation|complain|complaint|case|dispute|Geneva|panel|proceedings)/i.test(
      context.text.slice(from, to),
    ),
  );

/** Suspended concessions and countermeasures are answers by their nature. */
const isCounter = (context: Context, draft: MoveDraft): boolean =>
  draft.direction === "restrictive" &&
  draft.evidence.some(([from, to]) =>
    /\b(?:suspend\p{L}* (?:\p{L}+ )?concessions|counter-?(?:measures?|tariffs?|sanctions|dut\p{L}+)|retaliat\p{L}+|reciprocal|mirror)/iu.test(
      context.text.slice(from, to),
    ),
  );

/** Finds for each move the one that it answers, where the text's words or its order tell. */
export function linkAnswers(context: Context, drafts: readonly MoveDraft[]): void {
  followUps(context, drafts);
  for (const draft of drafts) {
    if (draft.answersTo === null && draft.response !== null) draft.answersTo = named(context, drafts, draft);
    if (draft.response !== null || draft.answersTo !== null) continue;
    if (isDispute(context, draft) || isCounter(context, draft))
      draft.answersTo = drafts.find((other) => provokes(draft, other) && !isDispute(context, other)) ?? null;
  }
  joinRow(drafts);
}

/** The move by those who are answered; by the words of the answer where these name an instrument. */
function named(context: Context, drafts: readonly MoveDraft[], draft: MoveDraft): MoveDraft | null {
  const of =
    draft.answers.length > 0
      ? drafts.filter((other) => against(draft, other) && draft.answers.includes(other.by))
      : [];
  const first = of.find((other) => other.direction === "restrictive") ?? of[0];
  if (first !== undefined) return first;
  if (!isDispute(context, draft)) return null;
  const words = draft.response!.toLowerCase();
  return (
    drafts.find(
      (other) =>
        provokes(draft, other) &&
        ((/\b(?:ban|curb|embargo)/.test(words) && /_ban$/.test(other.instrument)) ||
          (/\b(?:dut|tariff|lev)/.test(words) && /^(?:tariff|trade_remedy)$/.test(other.instrument))),
    ) ?? null
  );
}

/** "It follows 20 per cent tariffs that ...": told of the move of the sentence before. */
function followUps(context: Context, drafts: readonly MoveDraft[]): void {
  for (const { index, from, to } of context.sentences) {
    const match = sentenceAnswers.exec(wordsOf(context, from, to));
    if (match === null) continue;
    const before = drafts.filter(
      (draft) =>
        draft.response === null &&
        draft.status !== "demanded" &&
        told(context, draft, index - 1, { from, to }),
    );
    if (before.length === 0) continue;
    const here = drafts.find((draft) => draft.sentence === index && !before.includes(draft));
    for (const draft of before) {
      if (here !== undefined && here.by !== draft.by) draft.answersTo = here;
      else draft.response = match[1]!.replace(/["“”]/g, "").replace(/[,\s]+$/, "");
    }
  }
}

/** Whether a sentence tells of a move, alone or again. */
function told(context: Context, draft: MoveDraft, index: number, limit: Range): boolean {
  const sentence = context.sentences[index];
  if (sentence === undefined || sentence.to > limit.from) return false;
  const start = context.tokens[sentence.from]!.start;
  const end = context.tokens[sentence.to - 1]!.end;
  return draft.evidence.some(([from]) => from >= start && from < end);
}

/** In a row that one answer shows to be one, the other barriers against the first mover answer it too. */
function joinRow(drafts: readonly MoveDraft[]): void {
  for (const provoked of drafts) {
    const first = provoked.answersTo;
    if (first === null || first.direction !== "restrictive" || provoked.direction !== "restrictive") continue;
    for (const draft of drafts)
      if (
        draft.response === null &&
        draft.answersTo === null &&
        draft !== first &&
        draft.sentence > first.sentence &&
        draft.direction === "restrictive" &&
        draft.status !== "demanded" &&
        draft.towards.length === 1 &&
        draft.towards[0] === first.by &&
        provokes(draft, first)
      )
        draft.answersTo = first;
  }
}

/** Marks the moves of one sentence's main clauses as answers to what its time or reason clauses tell of another. */
export function answersInSentence(
  here: readonly { readonly draft: MoveDraft; readonly cause: boolean }[],
): void {
  for (const { draft, cause } of here) {
    if (cause || draft.status === "demanded" || draft.answersTo !== null) continue;
    const other = here.find((item) => item.cause && item.draft.by !== draft.by && item.draft !== draft);
    if (other !== undefined) draft.answersTo = other.draft;
  }
}

/** The id of the move that another answers, else the words that say what it answers. */
export function answerOf(drafts: readonly MoveDraft[], draft: MoveDraft): string | null {
  const at = draft.answersTo === null ? -1 : drafts.indexOf(draft.answersTo);
  if (at >= 0) return `m${at + 1}`;
  return draft.response === otherSide ? null : draft.response;
}
