import type { Claim } from "../contracts/reading.js";
import { actorOf } from "./actors.js";
import type { Attribution } from "./attribution.js";
import type { Clause } from "./clause-types.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import type { EventDraft } from "./events.js";
import { possessor } from "./modality.js";
import type { MoveDraft } from "./move-draft.js";
import { partiesIn } from "./partners.js";
import { trimmed } from "./statements.js";
import type { Quotation, Range, Sentence } from "./text-types.js";

export type ClaimDraft = Omit<Claim, "id">;

/** Words of what one side holds and another could dispute: lawfulness, ground, motive, effect, status. */
const disputed =
  /\b(?:illegal|unlawful|lawful|legal right|violat\w*|breach\w*|protectionis\w*|discriminat\w*|unfair\w*|(?<!anti-)dump\w*|reprisals?|retaliation|occup\w+|annex\w*|false|untrue|baseless|groundless|unfounded|unjustified|justified|pretext|politically motivated|political (?:reasons|motives|pressure)|punish\w*|blackmail|bully\w*|coerc\w*|unsafe|contaminat\w*|impurit\w*|residues?|pests?|diseases?|mycotoxins?|toxins?|bacteria|unfit|no evidence|not true|did not protect|protects? nobody|prevents?|smuggl\w*|slip in|re-?export\w* through|evad\w*|circumvent\w*|undercut\w*|threaten\w* [^.]{0,30}security|affront|may not (?:ban|impose|block|restrict|act)|cannot (?:ban|impose|block|restrict)|has (?:no|every) right|have (?:no|every) right|against (?:the )?(?:rules|law)|inconsistent|contrary to|obligations|in line with (?:the )?(?:rules|wto|law)|compl(?:y|ies) with|incompatible|compatible with|national security|part of (?:its|their|our) territory|hurts?|harms?|damages?|distort\w*|flood\w*|steal\w*|stole|cheat\w*|hold\w* impurities|interfer\w*|lies?|nonsense|fake|fabricat\w*|invented|shipping [^.]{0,30} under|would reopen the (?:whole |entire )?(?:treaty|deal|text|agreement|pact)|does not exist|no such|not been asked|have not been|there (?:is|was|are|were) no (?:shortage|risk|danger|need|basis|link|evidence|reason|surplus|threat|ban|dumping|subsid\w+|grounds?|justification)|because of subsid\w+|no choice|(?<!in)consistent with|had already|has already (?:met|amended|complied|done|removed)|based on (?:facts|science|evidence)|price \w+ (?:\w+ )?out of|(?:would|will) (?:cost|ruin|destroy|kill|cripple|bankrupt|violate|breach|break)|tests? (?:showed|found|had shown)|aimed (?:solely |only )?at|targets? no|revenge|betray\w*|unacceptable|unjust\b|distortion|in bad faith|outside the mandate|exceed\w* (?:its|the) (?:powers|mandate)|matter of (?:national |public |food )?(?:security|health)|(?:always|fully) (?:complied|respected|met)|complied with|has nothing to do|not linked|unrelated)\b/i;

const notClaims =
  /\b(?:will|ready|hopes?|want|should|priority|look forward|welcome|thank|committed to|plan|plans)\b/i;

const codesIn = (context: Context, range: Range, except: readonly string[]): string[] => {
  const found = partiesIn(context, range, [], []);
  return [...new Set([...found.owners, ...found.partners])].filter((code) => !except.includes(code));
};

/** What one says of one's own measure. */
const defends =
  /\b(?:consistent with|compatible with|in line with|compl(?:y|ies|ied) with|lawful|legal right|justified|matter of (?:national |public |food )?(?:security|health)|not (?:an?|aimed|linked|directed|political)|no (?:breach|violation|embargo|ban)|there (?:is|was|are|were) no (?:ban|embargo|blockade|boycott)|has already|had already|based on (?:facts|science|evidence)|every right|temporary|no choice)\b/i;

/** Whom a claim is about: those it names, those its pronouns mean, the other side's last measure, the claimant. */
function aboutOf(
  context: Context,
  range: Range,
  claimant: readonly string[],
  drafts: readonly MoveDraft[],
): string[] {
  const named = codesIn(context, range, claimant);
  const ownMeasure = drafts.some((draft) => claimant.includes(draft.by) && draft.direction === "restrictive");
  if (ownMeasure && defends.test(wordsOf(context, range.from, range.to))) return [...claimant];
  if (named.length > 0) return named;
  const first = context.tokens[range.from];
  const last = [...drafts]
    .reverse()
    .find((draft) => draft.direction === "restrictive" && !claimant.includes(draft.by));
  if (first !== undefined && /^(?:they|it|this|that|these|those|the)$/.test(first.lower)) {
    if (/^(?:they|it)$/.test(first.lower)) {
      const own = drafts.at(-1);
      if (
        own !== undefined &&
        claimant.includes(own.by) &&
        own.towards.length > 0 &&
        own.towards[0] !== "all"
      )
        return [...own.towards];
      const codes = possessor(context, first.lower === "they" ? "their" : "its").codes.filter(
        (code) => !claimant.includes(code),
      );
      if (codes.length > 0) return [...codes];
    }
  }
  if (last !== undefined) return [last.by];
  const own = drafts.at(-1);
  return own !== undefined && claimant.includes(own.by) && own.towards[0] !== "all" && own.towards.length > 0
    ? [...own.towards]
    : [...claimant];
}

const spanOf = (context: Context, range: Range): [number, number] => [
  context.tokens[range.from]!.start,
  context.tokens[range.to - 1]!.end,
];

function draft(
  context: Context,
  about: readonly string[],
  range: Range,
  claimants: readonly string[],
  words?: string,
): ClaimDraft[] {
  if (range.to <= range.from) return [];
  const claim = (words ?? wordsOf(context, range.from, range.to))
    .replace(/["“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (claim === "") return [];
  return claimants.map((accordingTo) => ({
    about: [...about],
    claim,
    accordingTo,
    evidence: [spanOf(context, range)],
  }));
}

const claimantsOf = (actor: Actor): readonly string[] =>
  actor.isPrivate ? (actor.role === null ? [] : [actor.role]) : actor.codes;

/** Claims in what is said: denials, accusations, and assertions that another could dispute. */
export function claimsSaid(
  context: Context,
  sentence: Sentence,
  attributions: readonly Attribution[],
  drafts: readonly MoveDraft[],
  quotations: readonly Quotation[],
): ClaimDraft[] {
  return attributions.flatMap((item) => {
    const claimants = claimantsOf(item.speaker);
    if (claimants.length === 0) return [];
    const quotation = item.quotation < 0 ? undefined : quotations[item.quotation];
    const range =
      quotation === undefined
        ? item.content === null
          ? null
          : trimmed(context, item.content)
        : tokensIn(context, sentence, quotation);
    if (range === null || range.to <= range.from) return [];
    const words = wordsOf(context, range.from, range.to);
    if (item.verb === "deny")
      return draft(
        context,
        item.speaker.codes,
        range,
        claimants,
        `${context.tokens[range.from]?.lower === "that" ? "" : "denied: "}${words}`,
      );
    if (item.verb === "accuse")
      return draft(
        context,
        accused(context, item.clause, claimants, drafts),
        range,
        claimants,
        words.replace(/^.*?\bof\b\s*/, ""),
      );
    if (/^(?:ask|urge|beg|propose|call_for|demand)/.test(item.verb)) return [];
    const rest = [item.content, item.more].flatMap((part) => (part === null ? [] : [trimmed(context, part)]));
    return disputedParts(context, [range, ...rest]).flatMap((part) =>
      draft(
        context,
        aboutOf(context, part, item.speaker.isPrivate ? own(item.speaker) : item.speaker.codes, drafts),
        part,
        claimants,
      ),
    );
  });
}

/** A private body's claim about measures is about its own economy. */
const own = (speaker: Actor): readonly string[] => (speaker.economy === null ? [] : [speaker.economy]);

/** The clauses of what is said that hold disputed words. */
function disputedParts(context: Context, ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const range of ranges) {
    let from = range.from;
    for (let n = range.from; n < range.to; n++) {
      if (!/^[;.!?]$/.test(context.tokens[n]!.text) && n < range.to - 1) continue;
      const part = trimmed(context, { from, to: n + 1 });
      from = n + 1;
      if (part.to <= part.from || out.some((other) => other.from < part.to && part.from < other.to)) continue;
      if (isDisputed(wordsOf(context, part.from, part.to))) out.push(part);
    }
  }
  return out;
}

/** A fact denied: "there is no embargo", "the curbs are not a ban", "not one bag leaves". */
const contradicts =
  /\b(?:is|are|was|were) (?:simply |certainly |clearly |in no way )?(?:not an?|no) (?:\p{L}+ )?(?:embargo|ban|boycott|blockade|breach|violation|infringement|punishment|retaliation|reprisal|revenge|discrimination|protectionism|subsid(?:y|ies)|dumping|threat|pretext|sanctions?|act|war|attack|measure|barrier|restriction|colony|part|state|country|republic|territory|province|favour|gift|link|connection|reason|motive|coercion|secret|trick)\b|\bthere (?:is|are|was|were|has been|have been) (?:no|nothing|never)\b|^(?:not (?:one|a single))\b|\bout of nothing\b|\b(?:is|are|was|were) not (?:\p{L}+ly )?(?:linked|aimed|directed|against|true|political|connected|related|meant|intended|motivated|illegal|unlawful|discriminatory|responsible|to blame|comparable|binding|in force)\b|\b(?:has|have|had) (?:not|never) (?:broken|breached|violated|banned|blocked|closed|subsidi[sz]ed|dumped|agreed|promised|recogni[sz]ed|signed|discriminated|received)\b/iu;
const noContradiction =
  /\bno (?:comment|doubt|plans?|intention|idea|date|day|decision|word)\b|^(?:\p{L}+, )?if\b/iu;

/** Not a condition, a plan or a general truth. */
function isDisputed(words: string): boolean {
  if (/^if\b/i.test(words) || /\bcan cause\b/i.test(words)) return false;
  if (contradicts.test(words) && !noContradiction.test(words) && !notClaims.test(words)) return true;
  if (!disputed.test(words)) return false;
  return (
    !notClaims.test(words) ||
    /\b(?:false|illegal|unlawful|violat|protectionis|denied|no such|would|kill|ruin|destroy)\b/i.test(words)
  );
}

function accused(
  context: Context,
  clause: Clause | null,
  claimants: readonly string[],
  drafts: readonly MoveDraft[],
): string[] {
  if (clause === null) return [];
  const named = codesIn(context, clause.reach, claimants);
  const [first] = context.tokens.slice(clause.group.to, clause.group.to + 1);
  if (first !== undefined && /^(?:it|them)$/.test(first.lower)) {
    const struck = drafts
      .filter((draft) => claimants.includes(draft.by) && draft.direction === "restrictive")
      .at(-1);
    if (struck?.towards.length === 1 && struck.towards[0] !== "all") return [...struck.towards];
    const codes = [...context.discourse.focus]
      .flatMap((actor) => actor.codes)
      .filter((code) => !claimants.includes(code));
    return codes.slice(0, 1);
  }
  const of = context.tokens
    .slice(clause.group.to, clause.reach.to)
    .findIndex((token) => token.lower === "of");
  const object =
    of < 0 ? [] : codesIn(context, { from: clause.group.to, to: clause.group.to + of }, claimants);
  return object.length > 0 ? object : named.slice(0, 1);
}

function tokensIn(context: Context, sentence: Range, quotation: Quotation): Range {
  let from = sentence.from;
  while (from < sentence.to && context.tokens[from]!.start < quotation.start) from++;
  let to = from;
  while (to < sentence.to && context.tokens[to]!.end <= quotation.end) to++;
  return { from, to };
}

const statusVerbs = /^(?:regard|consider|see|view|treat|call|describe|maintain|read|deem|brand|label)$/;

/** Claims told without a verb of speech: a status "in Georgia", what one side regards as what, a denial, a ground. */
export function claimsTold(
  context: Context,
  clause: Clause,
  drafts: readonly MoveDraft[],
  made: readonly MoveDraft[],
): ClaimDraft[] {
  const { group } = clause;
  if (group.negated) return [];
  const first = context.tokens[clause.from]!;
  const subject = actorOf(context, clause.subject);
  const words = wordsOf(context, clause.reach.from, clause.reach.to);
  // "In Georgia, the regions have the status of occupied territories."
  const place = context.at[clause.from + 1];
  if (
    first.lower === "in" &&
    place !== undefined &&
    /\bstatus of\b|\bare (?:regarded|considered|seen)\b/.test(wordsOf(context, clause.from, clause.reach.to))
  ) {
    const about = codesIn(context, { from: clause.from, to: clause.reach.to }, place.codes);
    const range = trimmed(context, { from: clause.from, to: clause.reach.to });
    return draft(context, about, range, place.codes, words.replace(/^.*?\bstatus of (?:the )?/, ""));
  }
  if (statusVerbs.test(group.verb) && /\bas\b/.test(words) && !group.passive) {
    const claimants =
      subject.codes.length > 0
        ? subject.codes
        : subject.isPrivate && subject.role !== null
          ? [subject.role]
          : crowd(context, clause);
    const range = trimmed(context, { from: clause.from, to: clause.reach.to });
    if (claimants.length > 0)
      return draft(
        context,
        claimedOf(context, clause, claimants, drafts),
        range,
        claimants,
        words.replace(/^.*?\bas\b\s*/, ""),
      );
  }
  // "Doha denies both": too short for a statement, but a claim.
  if (group.verb === "deny" && subject.codes.length > 0 && words.trim() !== "") {
    const range = trimmed(context, { from: clause.from, to: clause.reach.to });
    return draft(context, subject.codes, range, subject.codes, `denied: ${words}`);
  }
  if (clause.kind === "reason" && made.length > 0) {
    const range = trimmed(context, { from: clause.subject?.from ?? clause.group.from, to: clause.reach.to });
    return draft(context, aboutOf(context, range, [made[0]!.by], []), range, [made[0]!.by]);
  }
  return [];
}

const crowd = (context: Context, clause: Clause): string[] => {
  const words = clause.subject === null ? "" : wordsOf(context, clause.subject.from, clause.subject.to);
  return /^(?:many|some|critics|observers|analysts|people)\b/i.test(words) ? [words] : [];
};

function claimedOf(
  context: Context,
  clause: Clause,
  claimants: readonly string[],
  drafts: readonly MoveDraft[],
): string[] {
  const named = codesIn(context, clause.tail, claimants);
  const last = drafts.at(-1);
  return named.length > 0 && !/^\p{Ll}/u.test("")
    ? last !== undefined && crowd(context, clause).length > 0
      ? [last.by]
      : named
    : last === undefined
      ? []
      : [last.by];
}

/** Recognising a state makes a claim about it. */
export function claimsOfEvents(events: readonly EventDraft[], text: string): ClaimDraft[] {
  return events
    .filter((event) => event.kind === "recognition" && event.parties.length >= 2)
    .map((event) => ({
      about: event.parties.slice(1),
      claim: /\bof\b.*\band\b/.test(text.slice(...event.evidence[0]!))
        ? "independent states"
        : "an independent state",
      accordingTo: event.parties[0]!,
      evidence: [event.evidence[0]!],
    }));
}

/** Claims in the order of the text, each once a claimant. */
export function finishClaims(drafts: readonly ClaimDraft[]): Claim[] {
  const out: Claim[] = [];
  for (const one of [...drafts].sort((a, b) => a.evidence[0]![0] - b.evidence[0]![0])) {
    const twin = out
      .slice(-80)
      .find(
        (other) =>
          other.accordingTo === one.accordingTo &&
          (other.claim === one.claim ||
            other.evidence.some(([a, b]) => a < one.evidence[0]![1] && one.evidence[0]![0] < b)),
      );
    if (twin === undefined) out.push({ id: `c${out.length + 1}`, ...one });
    else if (
      twin.claim === one.claim &&
      twin.evidence.length < 20 &&
      !twin.evidence.some(([a]) => a === one.evidence[0]![0])
    )
      twin.evidence.push(one.evidence[0]!);
  }
  return out;
}
