import type { Clause, ClauseKind, VerbGroup } from "./clause-types.js";
import { isGovernor, isSpeechVerb } from "./lexicon-verbs.js";
import { isPossessive, phrasesIn } from "./phrases.js";
import type { Range, Token } from "./text-types.js";
import { verbGroups } from "./verb-groups.js";

const conditionWords = /^(?:if|unless|provided|providing|once|lest)$/;
const reasonWords = /^(?:because|since)$/;
const timeWords = /^(?:when|while|after|before|until|till|as|whenever)$/;
const concessive = /^(?:although|though|whereas|even|whether|how|why|what|where)$/;
const relativeWords = /^(?:which|who|whom|whose|that)$/;
const coordinators = /^(?:and|but|or|nor|yet|so)$/;
const strongMark = /^(?:[;:.!?()]|[-–—]+|["“”«»„]|\.\.\.|…)$/;

/** Nouns that are followed by a that-clause of content rather than a relative clause. */
const contentNouns =
  /^(?:report|reports|idea|claim|claims|fact|condition|decision|view|hope|hopes|desire|sign|signs|statement|suggestion|proposal|belief|evidence|warning|news|promise|threat|pledge|argument|charge|allegation|assurance|assurances|word|doubt|possibility|risk|fear|fears|order|demand|complaint|complaints|accusation|insistence|grounds|ground|confidence)$/;

/** Nouns on which an infinitive hangs: "its decision not to impede". */
export const governorNouns =
  /^(?:decision|plan|plans|offer|threat|threats|promise|pledge|intention|intentions|wish|request|requests|call|calls|proposal|proposals|refusal|agreement|move|moves|step|steps|right|order|readiness|willingness|bid|vow|desire|hope|hopes|attempt|attempts|commitment|choice|intent|demand|demands|appeal|recommendation|bill|law|decree|motion|need|permission|failure|effort|efforts|power|chance|deal)$/;

const governorAdjectives =
  /^(?:ready|willing|prepared|set|due|likely|open|glad|happy|keen|free|determined|eager|bound|about|unlikely|unwilling|reluctant|able|unable|loath|pleased|welcome|poised|slow|quick|entitled|obliged|committed)$/;

interface Draft {
  group: VerbGroup;
  kind: ClauseKind;
  opener: string | null;
  subject: Range | null;
  antecedent: Range | null;
  from: number;
  governor: number;
  governorNoun: number | null;
  coordinated: number;
}

interface State {
  readonly tokens: readonly Token[];
  readonly range: Range;
  readonly groups: VerbGroup[];
  readonly drafts: Draft[];
  /** Subjects still without their verb, because a relative clause stands between. */
  readonly pending: Range[];
}

/** Whether "that" at `n` introduces a clause of content; as a determiner it introduces nothing. */
function thatKind(
  tokens: readonly Token[],
  n: number,
  group: VerbGroup,
): "relative" | "content" | "determiner" {
  const before = tokens[n - 1];
  const next = tokens[n + 1];
  if (before === undefined) return next && /^(?:NOUN|ADJ)$/.test(next.pos) ? "determiner" : "content";
  if (
    /^(?:VERB|AUX|ADP|CCONJ)$/.test(before.pos) &&
    next &&
    /^(?:NOUN|ADJ)$/.test(next.pos) &&
    group.from > n + 1
  ) {
    // "imposed that ban on": the noun phrase is followed by no verb.
    const [first] = phrasesIn(tokens, { from: n + 1, to: group.from });
    if (
      first &&
      first.to < group.from &&
      tokens[first.to]?.pos === "ADP" &&
      before.pos === "VERB" &&
      !isSpeechVerbToken(before)
    )
      return "determiner";
  }
  // "has told the WTO that it may": the clause is what was told.
  for (let m = n - 1; m >= 0 && m > n - 8 && !/^(?:PUNCT|CCONJ)$/.test(tokens[m]!.pos); m--)
    if (/^(?:tell|tells|told|telling|informed|assured|warned|promised|reminded)$/.test(tokens[m]!.lower))
      return "content";
  if (
    /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|week|month|year|reporters)$/.test(
      before.lower,
    )
  )
    for (let m = n - 1; m >= 0 && m > n - 8; m--) if (isSpeechVerbToken(tokens[m]!)) return "content";
  if (/^(?:NOUN|PROPN|NUM)$/.test(before.pos))
    return contentNouns.test(before.lower) ? "content" : "relative";
  return "content";
}

const isSpeechVerbToken = (token: Token): boolean =>
  /^(?:said|says|told|tells|added|adds|warned|argued|insisted|stated|announced|declared|confirmed|claims?|claimed)$/.test(
    token.lower,
  );

interface Opening {
  /** First token of the subject's region. */
  readonly at: number;
  readonly opener: string | null;
  readonly kind: ClauseKind | null;
  /** Where the clause begins, with its opener. */
  readonly from: number;
}

function openerKind(lower: string): ClauseKind | null {
  if (conditionWords.test(lower)) return "condition";
  if (reasonWords.test(lower)) return "reason";
  if (timeWords.test(lower)) return "time";
  if (concessive.test(lower)) return "content";
  return null;
}

/** Looks left from a verb for the word or mark that opens its clause. */
function openingOf(state: State, group: VerbGroup, floor: number, verbBefore: boolean): Opening {
  const { tokens } = state;
  let nominalSeen = false;
  for (let n = group.from - 1; n >= floor; n--) {
    const token = tokens[n]!;
    const here = (kind: ClauseKind | null): Opening => ({ at: n + 1, opener: token.lower, kind, from: n });
    if (strongMark.test(token.text)) {
      if (
        /^[-–]$/.test(token.text) &&
        tokens[n - 1]?.end === token.start &&
        tokens[n + 1]?.start === token.end
      )
        continue;
      return { at: n + 1, opener: null, kind: null, from: n + 1 };
    }
    if (token.lower === "that" && /^(?:provided|providing|condition)$/.test(tokens[n - 1]?.lower ?? ""))
      return { at: n + 1, opener: "provided", kind: "condition", from: n - 1 };
    if (relativeWords.test(token.lower)) {
      const kind = token.lower === "that" ? thatKind(tokens, n, group) : "relative";
      if (kind !== "determiner") return here(kind === "relative" ? "relative" : "content");
      nominalSeen = true;
      continue;
    }
    const kind = openerKind(token.lower);
    if (kind !== null && opensClause(tokens, n, group)) return here(kind);
    if (
      coordinators.test(token.lower) &&
      token.pos !== "ADV" &&
      (!nominalSeen || (verbBefore && !joinsNames(tokens, n, floor)))
    )
      return here(null);
    if (token.text === "," && verbBefore && nominalSeen && !appositionEnds(tokens, n, group))
      return { at: n + 1, opener: ",", kind: null, from: n + 1 };
    if (/^(?:NOUN|PROPN|PRON|NUM)$/.test(token.pos) && !isPossessive(token)) nominalSeen = true;
  }
  return { at: floor, opener: null, kind: null, from: floor };
}

/** Whether "and" at `n` joins two parts of one subject that begins the clause: "that it and Washington had brokered". */
function joinsNames(tokens: readonly Token[], n: number, floor: number): boolean {
  let m = n - 1;
  while (
    m >= floor &&
    /^(?:DET|ADJ|NUM|NOUN|PROPN|PRON)$/.test(tokens[m]!.pos) &&
    !relativeWords.test(tokens[m]!.lower)
  )
    m--;
  if (m === n - 1) return false;
  const before = tokens[m];
  return (
    before !== undefined &&
    m >= floor &&
    (relativeWords.test(before.lower) || openerKind(before.lower) !== null)
  );
}

/** "after the summit" opens no clause, "after the summit ended" does: the verb must be the next one. */
function opensClause(tokens: readonly Token[], n: number, group: VerbGroup): boolean {
  const token = tokens[n]!;
  if (
    token.lower === "since" &&
    /^(?:NUM)$|^(?:midnight|noon|then|last)$/.test(
      tokens[n + 1]?.pos === "NUM" ? "NUM" : (tokens[n + 1]?.lower ?? ""),
    )
  )
    return false;
  if (
    /^(?:if|unless|because|although|though|whereas|when|while|provided|providing|once|whether|how|why|what|until)$/.test(
      token.lower,
    )
  )
    return true;
  if (!/^(?:as|after|before|since|till|where|even)$/.test(token.lower)) return false;
  if (/^(?:well|long|far|soon|much)$/.test(tokens[n + 1]?.lower ?? "")) return false;
  const phrases = phrasesIn(tokens, { from: n + 1, to: group.from }).filter((phrase) => !phrase.time);
  const free = phrases.filter((phrase) => phrase.from === n + 1 || phrase.preposition === null);
  const commas = tokens.slice(n + 1, group.from).some((t) => t.text === ",");
  return free.length >= 1 && !commas && free[0]!.from === n + 1;
}

/** Whether the comma at `n` stands before the first part of "its minister, Name, said". */
function appositionEnds(tokens: readonly Token[], n: number, group: VerbGroup): boolean {
  if (tokens[group.from - 1]?.text !== ",") return false;
  const inner = tokens.slice(n + 1, group.from - 1).filter((token) => token.text === ",").length;
  return inner === 0;
}

function hasPhrase(state: State, range: Range): boolean {
  return phrasesIn(state.tokens, range).some(
    (phrase) =>
      !phrase.time &&
      (phrase.preposition === null ||
        (phrase.from === range.from && !isPreposition(state.tokens[phrase.from - 1]!))),
  );
}

const isPreposition = (token: Token): boolean => token.pos === "ADP" && openerKind(token.lower) === null;

/** Whether only prepositions stand between two phrases: "of up to". */
const hangsOn = (state: State, end: number, start: number): boolean =>
  end <= start &&
  start - end <= 3 &&
  state.tokens.slice(end, start).every((token) => /^(?:ADP|PART|ADV)$/.test(token.pos));

/** The noun phrase that ends right before a relative pronoun. */
function antecedentBefore(state: State, n: number, floor: number): Range | null {
  const to = state.tokens[n - 1]?.text === "," ? n - 1 : n;
  const phrases = phrasesIn(state.tokens, { from: floor, to });
  let at = phrases.length - 1;
  // "a decree on Wednesday that lifts", "restrictions on 54 groups of products that Ankara put in place"
  while (
    at > 0 &&
    (phrases[at]!.time ||
      (phrases[at]!.preposition !== null &&
        hangsOn(state, phrases[at - 1]!.to, phrases[at]!.from) &&
        !/^(?:as|than|by)$/.test(phrases[at]!.preposition!)))
  )
    at--;
  // "Canada and Australia, which did so"
  while (
    at > 0 &&
    /^and$/.test(state.tokens[phrases[at]!.from - 1]!.lower) &&
    phrases[at - 1]!.to === phrases[at]!.from - 1 &&
    state.tokens[phrases[at]!.head]!.pos === "PROPN" &&
    state.tokens[phrases[at - 1]!.head]!.pos === "PROPN"
  )
    at--;
  const first = phrases[at];
  return first === undefined
    ? null
    : {
        from: first.from,
        to:
          phrases
            .slice(at)
            .filter((phrase) => !phrase.time)
            .at(-1)?.to ?? first.to,
      };
}

/**
 * Where the subject begins in a region that opens with a preposition: "In Kiev, the minister", "Since midnight in
 * Washington the Union, Canada and Mexico". Found from the verb backwards, over lists and what hangs on with "of".
 */
function subjectStart(state: State, from: number, to: number): number {
  const { tokens } = state;
  const first = tokens[from];
  if (
    first === undefined ||
    from >= to ||
    !/^(?:ADP|SCONJ|VERB|ADV)$/.test(first.pos) ||
    first.pos === "VERB" ||
    relativeWords.test(first.lower)
  )
    return from;
  const phrases = phrasesIn(tokens, { from, to });
  let at = phrases.length - 1;
  if (at < 1) return from;
  let listed = false;
  while (at > 0) {
    const phrase = phrases[at]!;
    const joint = tokens[phrase.from - 1]!;
    const adjacent = phrases[at - 1]!.to === phrase.from - 1;
    if (/^(?:and|or)$/.test(joint.lower) && adjacent) listed = true;
    else if (
      !(joint.text === "," && listed && adjacent) &&
      !(adjacent && phrase.preposition !== null && !phrase.time) &&
      !appositive(tokens, phrases[at - 1]!.to, phrase.from, to)
    )
      break;
    at--;
  }
  return at === 0 ? from : phrases[at]!.from;
}

/** "the minister, Name, said": the name right before the verb stands between commas. */
const appositive = (tokens: readonly Token[], end: number, start: number, verb: number): boolean =>
  tokens[verb - 1]?.text === "," && tokens[end]?.text === "," && end === start - 1;

function finite(state: State, index: number, floor: number, verbBefore: boolean): Draft {
  const { groups } = state;
  const group = groups[index]!;
  const opening = openingOf(state, group, floor, verbBefore);
  const region = { from: subjectStart(state, opening.at, group.from), to: group.from };
  const own = hasPhrase(state, region);
  const kind =
    opening.opener === "that" && opening.kind === "content" && !own
      ? relativeIfNoun(state, opening.from)
      : opening.kind;
  const draft: Draft = {
    group,
    kind: kind ?? "main",
    opener: opening.opener,
    subject: own ? region : null,
    antecedent: null,
    from: opening.from,
    governor: -1,
    governorNoun: null,
    coordinated: -1,
  };
  if (kind === "relative") {
    const antecedent = antecedentBefore(state, opening.from, floor);
    if (!verbBefore && antecedent !== null) state.pending.push({ from: floor, to: opening.from });
    if (own) draft.antecedent = antecedent;
    else draft.subject = antecedent;
    return draft;
  }
  const contact = own && opening.kind === null && verbBefore ? contactRelative(state, region) : null;
  if (contact !== null)
    return {
      ...draft,
      kind: "relative",
      subject: contact.subject,
      antecedent: contact.antecedent,
      from: contact.subject.from,
    };
  const resumes =
    state.pending.length > 0 &&
    !coordinators.test(opening.opener ?? "") &&
    (!own || opening.kind === null) &&
    !strongBetween(state, region.from, group.from);
  if (resumes && (!own || opening.opener !== ",")) {
    draft.subject = state.pending.pop()!;
    draft.from = draft.subject.from;
    return draft;
  }
  if (!own) {
    const previous = lastFinite(state.drafts);
    draft.coordinated = previous;
    draft.subject = previous >= 0 ? state.drafts[previous]!.subject : null;
    if (previous >= 0 && opening.kind === null) draft.kind = state.drafts[previous]!.kind;
  }
  return draft;
}

/** "the duties it charges": two phrases side by side before the verb. */
function contactRelative(state: State, region: Range): { subject: Range; antecedent: Range } | null {
  const phrases = phrasesIn(state.tokens, region);
  const [first, second] = phrases.slice(-2);
  if (
    first === undefined ||
    second === undefined ||
    first.to !== second.from ||
    second.time ||
    first.time ||
    second.preposition !== null
  )
    return null;
  return { subject: second, antecedent: first };
}

const relativeIfNoun = (state: State, n: number): ClauseKind =>
  /^(?:NOUN|PROPN|PUNCT)$/.test(state.tokens[n - 1]?.pos ?? "") ? "relative" : "content";

function strongBetween(state: State, from: number, to: number): boolean {
  return state.tokens.slice(from, to).some((token) => /^[;:.]$/.test(token.text));
}

function lastFinite(drafts: readonly Draft[]): number {
  for (let n = drafts.length - 1; n >= 0; n--) if (drafts[n]!.group.form === "finite") return n;
  return -1;
}

/** Whether a bare -ed form is a reduced relative clause: "the duties imposed in May were lifted". */
function isReduced(state: State, index: number, floor: number, verbBefore: boolean): boolean {
  const { tokens, groups } = state;
  const group = groups[index]!;
  const head = tokens[group.head]!;
  if (
    group.from !== group.head ||
    !/(?:ed|en|ut|et|ung|own|one|old|ought|ade|eft|ept|id|un)$/.test(head.lower) ||
    head.pos === "AUX"
  )
    return false;
  const before = tokens[group.from - 1];
  const after = tokens[group.head + 1];
  if (before === undefined || !/^(?:NOUN|PROPN|PUNCT|NUM)$/.test(before.pos)) return false;
  if (before.pos === "PUNCT" && before.text !== ",") return false;
  if (
    after !== undefined &&
    /^(?:DET|PROPN|PRON|NOUN|ADJ|NUM|SCONJ)$/.test(after.pos) &&
    !/^(?:last|this|that)$/.test(after.lower)
  )
    return false;
  if (
    isSpeechVerb(group.verb) &&
    !/^(?:announced|proposed|reported|declared|asked|offered)$/.test(head.lower)
  )
    return false;
  if (verbBefore && before.pos !== "PUNCT") {
    const opening = openingOf(state, group, floor, true);
    return (
      (opening.kind === null && opening.opener === null && opening.at <= floor) ||
      (opening.kind === null &&
        /^(?:shipped|sold|made|imported|exported|produced|grown|imposed|brought|levied|bound|sent|brewed|bottled|assembled|signed|granted|set)$/.test(
          head.lower,
        ))
    );
  }
  const next = groups[index + 1];
  if (next === undefined || next.form !== "finite") return false;
  const between = tokens.slice(group.to, next.from);
  return (
    !between.some(
      (token) =>
        coordinators.test(token.lower) ||
        strongMark.test(token.text) ||
        relativeWords.test(token.lower) ||
        openerKind(token.lower) !== null,
    ) &&
    !phrasesIn(tokens, { from: group.to, to: next.from }).some(
      (phrase) => phrase.preposition === null && !phrase.time,
    )
  );
}

/** Verbs whose object is the subject of the infinitive that follows. */
const objectControl =
  /^(?:ask|urge|allow|want|like|expect|advise|tell|order|force|invite|help|enable|authori[sz]e|press|persuade|warn|permit|let|request|beg|call|call_on|appeal|encourage|oblige|require|instruct|direct|push|implore|plead|lobby|compel|cause|get|lead|challenge|recommend|need|empower)$/;

function nonfinite(state: State, index: number): Draft {
  const { tokens, groups, drafts } = state;
  const group = groups[index]!;
  const governor = drafts.length - 1;
  const draft: Draft = {
    group,
    kind: "nonfinite",
    opener: tokens[group.from - 1]?.lower ?? null,
    subject: null,
    antecedent: null,
    from: group.from,
    governor,
    governorNoun: null,
    coordinated: -1,
  };
  const main = drafts[governor];
  const floor = main === undefined ? state.range.from : main.group.to;
  const before = tokens[group.from - 1];
  if (before && coordinators.test(before.lower) && main && main.group.form === group.form) {
    // "to close ... and to open", "backing ... and standing"
    return {
      ...draft,
      governor: main.governor,
      governorNoun: main.governorNoun,
      subject: main.subject,
      coordinated: governor,
    };
  }
  // "to halve the volume that may enter and to double the tariff": the infinitive before the relative clause.
  const earlier = drafts.findLastIndex((other) => other.group.form === group.form);
  if (before && coordinators.test(before.lower) && earlier >= 0 && group.form === "infinitive" && drafts.slice(earlier + 1).every((other) => other.kind === "relative")) {
    const shared = drafts[earlier]!;
    return { ...draft, governor: shared.governor, governorNoun: shared.governorNoun, subject: shared.subject, coordinated: earlier };
  }
  const phrases = phrasesIn(tokens, { from: floor, to: group.from });
  const last = phrases.at(-1);
  if (
    group.form === "infinitive" &&
    last !== undefined &&
    last.to === group.from &&
    governorNouns.test(tokens[last.head]!.lower)
  ) {
    draft.governorNoun = last.head;
    draft.subject = last;
    return draft;
  }
  const object = phrases.find(
    (phrase) => !phrase.time && (phrase.preposition === null || phrase.preposition === "on"),
  );
  draft.subject = main?.subject ?? null;
  if (main && object && objectControl.test(main.group.verb) && group.form === "infinitive")
    draft.subject = main.group.passive ? main.subject : object;
  return draft;
}

/** "asked the bloc to go further and embargo gas": a bare form after "and" goes on with the infinitive. */
function withInfinitive(state: State, n: number): VerbGroup {
  const { groups, tokens } = state;
  const group = groups[n]!;
  const before = groups[n - 1];
  const joined = tokens[group.from - 1];
  if (
    before?.form !== "infinitive" ||
    group.form !== "finite" ||
    group.from !== group.head ||
    group.past ||
    group.modal !== null ||
    joined === undefined ||
    !/^(?:and|or)$/.test(joined.lower)
  )
    return group;
  return tokens[group.head]!.lower === group.verb.split("_")[0] ? { ...group, form: "infinitive" } : group;
}

/** Words, verbs and clauses of one sentence. */
export function clausesOf(tokens: readonly Token[], range: Range): Clause[] {
  const groups = verbGroups(tokens, range);
  const state: State = { tokens, range, groups, drafts: [], pending: [] };
  for (let n = 0; n < groups.length; n++) {
    const group = withInfinitive(state, n);
    state.groups[n] = group;
    const floor = n === 0 ? range.from : groups[n - 1]!.to;
    const verbBefore = n > 0 && !strongBetween(state, groups[n - 1]!.to, group.from);
    if (group.form !== "finite") state.drafts.push(nonfinite(state, n));
    else if (isReduced(state, n, floor, verbBefore)) {
      const antecedent = antecedentBefore(state, group.from, floor);
      const reduced: VerbGroup = { ...group, passive: true, past: true, form: "participle" };
      state.drafts.push({
        group: reduced,
        kind: "relative",
        opener: null,
        subject: antecedent,
        antecedent: null,
        from: antecedent?.from ?? group.from,
        governor: state.drafts.length - 1,
        governorNoun: null,
        coordinated: -1,
      });
      if (!verbBefore && antecedent !== null && tokens[group.from - 1]?.text !== ",")
        state.pending.push({ from: floor, to: group.from });
      else if (!verbBefore && antecedent !== null) state.pending.push({ from: floor, to: group.from - 1 });
    } else state.drafts.push(finite(state, n, floor, verbBefore));
  }
  return link(state);
}

function link(state: State): Clause[] {
  const { drafts, range, tokens } = state;
  const clauses: Clause[] = [];
  drafts.forEach((draft, n) => {
    const next = drafts[n + 1];
    const nextFinite = drafts.slice(n + 1).find((other) => other.group.form === "finite");
    const stop = (other: Draft | undefined): number =>
      other === undefined
        ? range.to
        : Math.max(
            draft.group.to,
            other.subject !== null && other.coordinated < 0 && other.from >= draft.group.to
              ? other.from
              : other.group.from,
          );
    let tail = stop(next);
    let reach = Math.max(tail, stop(nextFinite));
    const mark = tokens.slice(draft.group.to, reach).findIndex((token) => /^[;.!?]$/.test(token.text));
    if (mark >= 0) {
      reach = draft.group.to + mark;
      tail = Math.min(tail, reach);
    }
    const governor = draft.governor >= 0 ? (clauses[draft.governor] ?? null) : null;
    const coordinated = draft.coordinated >= 0 ? (clauses[draft.coordinated] ?? null) : null;
    clauses.push({
      group: draft.group,
      kind: draft.kind,
      opener: draft.opener,
      subject: draft.subject,
      antecedent: draft.antecedent,
      tail: { from: draft.group.to, to: tail },
      reach: { from: draft.group.to, to: reach },
      from: draft.from,
      governor,
      governorNoun: draft.governorNoun,
      coordinated,
      conditional:
        draft.kind === "condition" || (draft.kind === "nonfinite" && governor?.conditional === true),
    });
  });
  return clauses;
}

export { governorAdjectives, isGovernor };
