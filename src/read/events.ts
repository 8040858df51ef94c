import type { ReadEvent } from "../contracts/reading.js";
import { actorOf } from "./actors.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { isVerb } from "./lexicon-verbs.js";
import { partiesIn } from "./partners.js";
import { phrasesIn } from "./phrases.js";
import { trimmed } from "./statements.js";
import type { Range, Sentence } from "./text-types.js";
import { periodIn } from "./when.js";

type Kind = ReadEvent["kind"];
export type EventDraft = Omit<ReadEvent, "id">;

interface Pattern {
  readonly kind: Kind;
  readonly verbs: RegExp;
  /** What object or subject must name; null: the verb is enough. */
  readonly words: RegExp | null;
  /** Whose happening it is. */
  readonly parties: "subject" | "all";
}

const agreements =
  /\b(?:deal|agreement|treaty|pact|accord|free trade area|convention|charter|compromise|memorandum|protocol|truce|ceasefire|route|settlement|contract|understanding|arrangement|declaration)s?\b/;
const states = /\b(?:independen|sovereign|statehood|as a state|state of)\b/;

const patterns: readonly Pattern[] = [
  {
    kind: "talks",
    verbs: /^(?:agree|break_up|break|collapse|fail)$/,
    words:
      /\b(?:broke|broken|collapsed?|failed?)\b|\b(?:in|at|during) (?:the |their |last |earlier )?(?:\p{L}+ )?(?:talks|negotiations|summit)\b/u,
    parties: "all",
  },
  {
    kind: "accession",
    verbs: /^(?:accept|admit|approve|welcome)$/,
    words: /\bas (?:a |an |its |the )?(?:new |full |[\w-]+(?:st|nd|rd|th) )*members?\b|\bmembership\b/,
    parties: "all",
  },
  { kind: "recognition", verbs: /^recogni[sz]e$/, words: /./, parties: "all" },
  {
    kind: "diplomatic_relations_severed",
    verbs: /^(?:sever|break_off|cut|suspend|cut_off)$/,
    words: /\b(?:diplomatic )?(?:relations|ties)\b|\bthem off\b/,
    parties: "all",
  },
  {
    kind: "diplomatic_relations_restored",
    verbs: /^(?:restore|resume|re-establish|reestablish|establish|normali[sz]e)$/,
    words: /\bdiplomatic (?:relations|ties)\b|\brelations\b/,
    parties: "all",
  },
  {
    kind: "conflict",
    verbs: /^(?:invade|attack|bomb|shell|strike|shoot_down|shoot|occupy|annex|seize|raid|fight)$/,
    words: /./,
    parties: "all",
  },
  {
    kind: "conflict",
    verbs: /^(?:break_out|erupt|begin|start)$/,
    words: /\b(?:war|fighting|conflict|hostilities)\b/,
    parties: "all",
  },
  {
    kind: "election",
    verbs: /^(?:elect|win|hold|vote)$/,
    words: /\belections?\b|\belected\b/,
    parties: "subject",
  },
  {
    kind: "referendum",
    verbs: /^(?:vote|hold|approve|reject|back)$/,
    words: /\breferendum\b/,
    parties: "subject",
  },
  {
    kind: "government_formed",
    verbs: /^(?:form|swear_in|take_office|install)$/,
    words: /\b(?:government|cabinet|coalition|office)\b/,
    parties: "subject",
  },
  { kind: "arrest", verbs: /^(?:arrest|detain|jail|imprison)$/, words: null, parties: "all" },
  {
    kind: "release",
    verbs: /^(?:release|free)$/,
    words:
      /\b(?:prisoner|hostage|sailor|crew|fisherm|journalist|activist|pastor|citizen|businessm|detainee|soldier)/,
    parties: "all",
  },
  {
    kind: "protest",
    verbs: /^(?:protest|demonstrate|march|rally|blockade)$/,
    words: null,
    parties: "subject",
  },
  {
    kind: "agreement_signed",
    verbs:
      /^(?:sign|conclude|strike|reach|settle_on|settle|clinch|seal|initial|agree_on|complete|finali[sz]e|ink|agree)$/,
    words: agreements,
    parties: "all",
  },
  { kind: "ratification", verbs: /^ratify$/, words: null, parties: "subject" },
  {
    kind: "accession",
    verbs: /^(?:join|accede|enter|become)$/,
    words:
      /\b(?:wto|world trade organi[sz]ation|eu|european union|union|bloc|organi[sz]ation|nato|customs union|mercosur|asean|club)\b/,
    parties: "subject",
  },
  {
    kind: "organisation_left",
    verbs: /^(?:leave|quit|withdraw|exit|pull_out)$/,
    words: /\b(?:wto|eu|european union|union|bloc|organi[sz]ation|commonwealth|cis|opec)\b/,
    parties: "subject",
  },
  {
    kind: "agreement_left",
    verbs: /^(?:leave|quit|withdraw|exit|pull_out|denounce|tear_up|terminate)$/,
    words: /\b(?:deal|agreement|treaty|pact|accord)s?\b/,
    parties: "subject",
  },
  {
    kind: "organisation_founded",
    verbs: /^(?:found|establish|launch|create|set_up)$/,
    words: /\b(?:union|bloc|organi[sz]ation|bank|community|alliance|customs union)\b/,
    parties: "all",
  },
  {
    kind: "ruling",
    verbs: /^(?:rule|find|uphold|overturn|side|dismiss)$/,
    words: /\b(?:panel|court|tribunal|judges?|appellate|arbitrat|wto)\b/,
    parties: "all",
  },
  {
    kind: "accident",
    verbs: /^(?:crash|sink|collide|derail|explode|leak)$/,
    words: null,
    parties: "subject",
  },
  {
    kind: "talks",
    verbs:
      /^(?:meet|hold|break_up|open|end|begin|start|resume|collapse|conclude|negotiate|nearly_agree|host)$/,
    words:
      /\b(?:talks|negotiations|summit|round|ministers|leaders|delegations|conference|presidents|envoys|negotiators|diplomats|counterparts?|premiers)\b/,
    parties: "all",
  },
];

const withoutWto = (codes: readonly string[]): string[] =>
  [...new Set(codes)].filter((code) => code !== "WTO");

function partiesOf(context: Context, clause: Clause, pattern: Pattern, range: Range): string[] {
  const subject = actorOf(context, clause.subject).codes;
  if (pattern.parties === "subject" && subject.length > 0) return withoutWto(subject);
  const found = partiesIn(context, range, [], []);
  const codes = [...subject, ...found.partners, ...found.owners];
  if (pattern.kind === "accession" && pattern.parties === "all")
    return withoutWto(found.partners.filter((code) => !subject.includes(code)));
  if (pattern.kind === "talks" && codes.length < 2)
    return withoutWto(context.titleCodes.length > 1 ? context.titleCodes : codes);
  return withoutWto(codes.length > 0 ? codes : context.discourse.group);
}

/** The happening that a clause tells of, or null. */
export function eventOf(context: Context, sentence: Sentence, clause: Clause): EventDraft | null {
  const { group } = clause;
  if (
    sentence.turn === "question" ||
    group.negated ||
    group.modal !== null ||
    clause.kind === "condition" ||
    clause.conditional
  )
    return null;
  // "that an agreement be reached": a wish.
  if (/^be$/.test(context.tokens[group.from]!.lower)) return null;
  if (group.form === "infinitive" && !/^(?:allow|enable|help|let)$/.test(clause.governor?.group.verb ?? ""))
    return null;
  if (
    group.form === "ing" ||
    (clause.governor !== null && group.form !== "participle" && clause.governor.group.modal !== null)
  )
    return null;
  if (!group.past && !group.perfect && !group.passive && group.form === "finite" && !group.progressive)
    return null;
  const range = trimmed(context, {
    from: Math.min(clause.antecedent?.from ?? clause.from, clause.subject?.from ?? clause.from),
    to: clause.reach.to,
  });
  if (range.to <= range.from) return null;
  const words = wordsOf(context, range.from, range.to).toLowerCase();
  const pattern = patterns.find(
    ({ verbs, words: needed, kind }) =>
      verbs.test(group.verb) && (needed === null || needed.test(words)) && fits(context, clause, kind, words),
  );
  if (pattern === undefined) return null;
  return make(context, sentence, pattern.kind, partiesOf(context, clause, pattern, range), range);
}

function fits(context: Context, clause: Clause, kind: Kind, words: string): boolean {
  if (kind === "conflict")
    return (
      /\b(?:jet|plane|aircraft|troops|army|forces?|war|ship|tanks?|missiles?|territory|border|peninsula|town|city|su-\d+|fighting|conflict|hostilities|drone)\b/.test(
        words,
      ) ||
      (context.at
        .slice(clause.group.to, clause.reach.to)
        .some((m) => m !== undefined && m.kind !== "adjective") &&
        /^(?:invade|attack|annex|occupy|bomb|shell)$/.test(clause.group.verb))
    );
  if (kind === "talks" && clause.kind === "relative") return false;
  if (kind === "talks")
    return (
      !/\b(?:reporters|press|journalists|ceremony)\b/.test(words) &&
      (clause.group.verb !== "meet" ||
        /\b(?:ministers|leaders|presidents|delegations|negotiators|summit|talks|envoys|diplomats|counterparts?|premiers)\b/.test(
          words,
        ))
    );
  if (kind === "recognition")
    return states.test(words) || context.at.slice(clause.group.to, clause.reach.to).some(Boolean);
  if (kind === "agreement_signed") return !/\bno (?:deal|agreement)\b/.test(words);
  if (kind === "protest")
    return !isVerb(clause.group.verb, "ban") && actorOf(context, clause.subject).role === null;
  return true;
}

function make(context: Context, sentence: Sentence, kind: Kind, parties: string[], range: Range): EventDraft {
  const span: [number, number] = [context.tokens[range.from]!.start, context.tokens[range.to - 1]!.end];
  return {
    kind,
    parties,
    when: periodIn(context, range, sentence),
    gist: wordsOf(context, range.from, range.to),
    evidence: [span],
  };
}

const nominal: readonly (readonly [RegExp, Kind])[] = [
  [/\b(?:(?:19|20)\d\d (?:[a-z]+ )?(?:conflict|war|invasion|fighting))\b/i, "conflict"],
  [/\b(?:conflict|war|invasion) (?:of|in) (?:19|20)\d\d\b/i, "conflict"],
  [/\b(?:19|20)\d\d (?:[a-z]+ )?(?:election|elections)\b/i, "election"],
  [/\b(?:19|20)\d\d (?:[a-z]+ )?referendum\b/i, "referendum"],
  [/\brecognition of (?:the )?(?:independence|statehood)\b/i, "recognition"],
  [/\b(?:[a-z]+ )?summit put an end\b/i, "talks"],
];

/** Happenings told by a noun phrase with a date: "the 2008 conflict between the countries". */
export function nominalEvents(context: Context, sentence: Sentence): EventDraft[] {
  const words = wordsOf(context, sentence.from, sentence.to);
  const offset = context.tokens[sentence.from]!.start;
  const out: EventDraft[] = [];
  for (const [pattern, kind] of nominal) {
    const match = pattern.exec(words);
    if (match === null) continue;
    let at = sentence.from;
    while (at < sentence.to - 1 && context.tokens[at]!.end <= offset + match.index) at++;
    const phrases = phrasesIn(context.tokens, { from: at, to: sentence.to });
    let to = at;
    while (to < sentence.to && context.tokens[to]!.start < offset + match.index + match[0].length) to++;
    for (const phrase of phrases)
      if (phrase.from <= to + 1 && /^(?:between|of|with|over|in)$/.test(phrase.preposition ?? ""))
        to = Math.max(to, phrase.to);
    const range = { from: startOf(context, at, sentence.from), to: extendNames(context, to, sentence.to) };
    const found = partiesIn(context, range, [], []);
    const codes = [...found.owners, ...found.partners];
    out.push(
      make(
        context,
        sentence,
        kind,
        codes.length > 0 ? [...new Set(codes)] : pairIn(context, sentence),
        range,
      ),
    );
  }
  return out;
}

/** Names joined to the last one: "of South Ossetia and Abkhazia". */
function extendNames(context: Context, at: number, end: number): number {
  let to = at;
  while (
    to < end &&
    (context.at[to] !== undefined ||
      (/^(?:and|,)$/.test(context.tokens[to]!.lower) && context.at[to + 1] !== undefined))
  )
    to++;
  return to;
}

function startOf(context: Context, at: number, floor: number): number {
  let n = at;
  while (
    n > floor &&
    (context.at[n - 1] !== undefined || /^(?:'s|’s|the|a)$/.test(context.tokens[n - 1]!.lower))
  )
    n--;
  return n;
}

/** "between the countries": the two spoken of. */
function pairIn(context: Context, sentence: Sentence): string[] {
  const near = [
    ...new Set(
      context.mentions
        .filter((m) => m.from >= sentence.from && m.to <= sentence.to && m.kind !== "bloc")
        .flatMap((m) => m.codes),
    ),
  ].filter((code) => code !== "WTO");
  if (near.length >= 2) return near.slice(0, 2);
  return context.discourse.group.length > 0
    ? [...context.discourse.group]
    : context.discourse.focus.flatMap((actor) => actor.codes).slice(0, 2);
}

const sameParties = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((code) => b.includes(code));

/** Events in the order of the text, the same happening once. */
export function finishEvents(drafts: readonly EventDraft[]): ReadEvent[] {
  const out: ReadEvent[] = [];
  for (const draft of [...drafts].sort((a, b) => a.evidence[0]![0] - b.evidence[0]![0])) {
    const [start, end] = draft.evidence[0]!;
    const twin = out
      .slice(-80)
      .find(
        (other) =>
          other.kind === draft.kind &&
          (other.evidence.some(([a, b]) => a < end && start < b) ||
            (sameParties(other.parties, draft.parties) &&
              (draft.kind === "talks" || other.gist === draft.gist))),
      );
    if (twin === undefined) out.push({ id: `e${out.length + 1}`, ...draft });
    else if (!twin.evidence.some(([a, b]) => a < end && start < b) && twin.evidence.length < 20)
      twin.evidence.push([start, end]);
  }
  return out;
}
