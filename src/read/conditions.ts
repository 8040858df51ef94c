import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import type { Range, Sentence } from "./text-types.js";

const phraseCondition =
  /\b(?:only )?(?:in (?:return|exchange) for|on (?:the )?condition (?:that|of)|subject to|depending on|conditional on|where(?= the| all| papers| they| rules)|wherever|as long as|so long as|provided(?: that)?|unless|if|in case|in the event of) ([^.;:]{3,140})/i;
const untilCondition =
  /\b(?:until|only when|only once|(?<!at )once|till|for as long as|as long as|while) ([^.;:]{3,120})/i;

/** What an act hangs on, in the text's words, and whether it may fail for it. */
export interface Hanging {
  readonly condition: string | null;
  /** A condition that leaves the act open, not the end of a measure in force. */
  readonly open: boolean;
}

const clean = (words: string): string =>
  words
    .replace(/["“”]/g, "")
    .replace(/[\s,]+$/, "")
    .replace(/\s+/g, " ")
    .trim();

/** Looks in the sentence of a clause for what its act hangs on. */
export function conditionOf(
  context: Context,
  sentence: Sentence,
  clauses: readonly Clause[],
  clause: Clause,
  evidence: Range,
): Hanging {
  const hanging = clauses.find(
    (other) => other.kind === "condition" && other !== clause && near(context, other, clause),
  );
  if (hanging !== undefined) {
    const end =
      hanging.from < clause.from
        ? mainStart(context, hanging, clause)
        : Math.min(hanging.reach.to, sentence.to);
    const words = wordsOf(context, hanging.from, Math.max(hanging.group.to, end)).replace(
      /^(?:provided that|provided|if) /i,
      (word) => (/^if/i.test(word) ? "" : word),
    );
    return { condition: clean(words), open: true };
  }
  const otherwise = elseOf(context, clauses, clause);
  if (otherwise !== null) return { condition: otherwise, open: true };
  const words = wordsOf(context, evidence.from, Math.max(evidence.to, clause.reach.to));
  const phrase = phraseCondition.exec(words);
  // "..., with a further round to follow unless": of what is to follow.
  if (
    phrase !== null &&
    !/, with (?:a |an |the |another )?(?:further|second|more|rest|remaining|another)\b/.test(
      words.slice(0, phrase.index),
    )
  )
    return { condition: clean(/^(?:unless)/i.test(phrase[0]) ? phrase[0] : phrase[1]!), open: true };
  const rest = wordsOf(context, clause.group.to, sentence.to);
  const until = untilCondition.exec(rest);
  // "cut its duty while others raised theirs" sets two acts side by side.
  const beside =
    until !== null &&
    /^while/i.test(until[0]) &&
    (clause.group.modal === null ||
      /^while (?:\S+ ){1,4}(?:has|have|had|will|would|was|were|did|\p{L}+ed)\b/iu.test(until[0]));
  return until === null || beside
    ? { condition: null, open: false }
    : {
        condition: clean(
          until[0].replace(/,? (?:as|which|who|when|he|she|it|they|the \p{L}+) .*$/u, (rest) =>
            /^,/.test(rest) ? "" : rest,
          ),
        ),
        // "would reopen only when": may never be.
        open: /^only/i.test(until[0]) && clause.group.modal !== null,
      };
}

/** "Peru must ratify the convention, or Brussels could suspend": what fails first. */
function elseOf(context: Context, clauses: readonly Clause[], clause: Clause): string | null {
  if (clause.opener !== "or" || clause.group.form !== "finite") return null;
  const duty = clauses.find(
    (other) =>
      other.group.head < clause.group.head && /^(?:must|should|ought)$/.test(other.group.modal ?? ""),
  );
  if (duty === undefined) return null;
  const subject = duty.subject === null ? "" : `${wordsOf(context, duty.subject.from, duty.subject.to)} `;
  return clean(`unless ${subject}${wordsOf(context, duty.group.head, duty.reach.to)}`);
}

/** Where a condition in front ends: at the comma before the main clause. */
function mainStart(context: Context, hanging: Clause, clause: Clause): number {
  for (let n = clause.from; n > hanging.group.to; n--) if (context.tokens[n - 1]!.text === ",") return n - 1;
  return Math.max(hanging.group.to, Math.min(hanging.reach.to, clause.from));
}

/** A condition counts for the clauses of its own part of the sentence. */
function near(context: Context, condition: Clause, clause: Clause): boolean {
  const from = Math.min(condition.group.from, clause.group.from);
  const to = Math.max(condition.group.from, clause.group.from);
  const between = context.tokens.slice(from, to);
  return (
    !between.some((token) => /^[;.!?]$/.test(token.text) && token.quote < 0 && between.length > 0) &&
    to - from < 60
  );
}
