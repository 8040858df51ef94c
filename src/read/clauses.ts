import {
  coordinators,
  type Draft,
  openerKind,
  openingOf,
  relativeWords,
  type State,
  strongMark,
} from "./clause-openings.js";
import { antecedentBefore, contactRelative, hasPhrase, subjectStart } from "./clause-subjects.js";
import type { Clause, ClauseKind, VerbGroup } from "./clause-types.js";
import { isGovernor, isSpeechVerb } from "./lexicon-verbs.js";
import { phrasesIn } from "./phrases.js";
import type { Range, Token } from "./text-types.js";
import { verbGroups } from "./verb-groups.js";

/** Nouns on which an infinitive hangs: "its decision not to impede". */
export const governorNouns =
  /^(?:decision|plan|plans|offer|threat|threats|promise|pledge|intention|intentions|wish|request|requests|call|calls|proposal|proposals|refusal|agreement|move|moves|step|steps|right|order|readiness|willingness|bid|vow|desire|hope|hopes|attempt|attempts|commitment|choice|intent|demand|demands|appeal|recommendation|bill|law|decree|motion|need|permission|failure|effort|efforts|power|chance|deal)$/;

const governorAdjectives =
  /^(?:ready|willing|prepared|set|due|likely|open|glad|happy|keen|free|determined|eager|bound|about|unlikely|unwilling|reluctant|able|unable|loath|pleased|welcome|poised|slow|quick|entitled|obliged|committed)$/;

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
    !coordinators.has(opening.opener ?? "") &&
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

const relativeIfNoun = (state: State, n: number): ClauseKind =>
  /^(?:NOUN|PROPN|PUNCT)$/.test(state.tokens[n - 1]?.pos ?? "") ? "relative" : "content";

const stops: ReadonlySet<string> = new Set(";.!?");
const parting: ReadonlySet<string> = new Set(";:.");

function strongBetween(state: State, from: number, to: number): boolean {
  for (let n = from; n < to; n++) if (parting.has(state.tokens[n]!.text)) return true;
  return false;
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
        /^(?:shipped|sold|made|imported|exported|produced|grown|imposed|brought|levied|bound|sent|brewed|bottled|assembled|signed|granted|set|accused|suspected|convicted)$/.test(
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
        coordinators.has(token.lower) ||
        strongMark.test(token.text) ||
        relativeWords.has(token.lower) ||
        openerKind(token.lower) !== null,
    ) &&
    !phrasesIn(tokens, { from: group.to, to: next.from }).some(
      (phrase) => phrase.preposition === null && !phrase.time,
    )
  );
}

/** Verbs whose object is the subject of the infinitive that follows. */
const objectControl =
  /^(?:ask|urge|allow|want|like|give|expect|advise|tell|order|force|invite|help|enable|authori[sz]e|press|persuade|warn|permit|let|request|beg|call|call_on|appeal|encourage|oblige|require|instruct|direct|push|implore|plead|lobby|compel|cause|get|lead|challenge|recommend|need|empower)$/;

function nonfinite(state: State, index: number): Draft {
  const { tokens, groups, drafts } = state;
  const group = groups[index]!;
  const latest = drafts.length - 1;
  // "asked Malaysia, which chairs the group, to mediate": the relative clause is passed over.
  const aside =
    group.form === "infinitive" &&
    drafts[latest]?.kind === "relative" &&
    tokens[group.from - 1]?.text === ",";
  const governor = aside
    ? Math.max(
        drafts.findLastIndex((other) => other.kind !== "relative"),
        0,
      )
    : latest;
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
  if (before && coordinators.has(before.lower) && main && main.group.form === group.form) {
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
  if (
    before &&
    coordinators.has(before.lower) &&
    earlier >= 0 &&
    group.form === "infinitive" &&
    drafts.slice(earlier + 1).every((other) => other.kind === "relative")
  ) {
    const shared = drafts[earlier]!;
    return {
      ...draft,
      governor: shared.governor,
      governorNoun: shared.governorNoun,
      subject: shared.subject,
      coordinated: earlier,
    };
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
  // "to let lorries from Accra pass": the bare form belongs to "let".
  if (
    before !== undefined &&
    /^(?:let|make|help|see|watch)$/.test(before.verb) &&
    group.form === "finite" &&
    group.from === group.head &&
    tokens[group.head]!.lower === group.verb.split("_")[0] &&
    !group.past &&
    group.head - before.head < 9 &&
    !tokens
      .slice(before.to, group.from)
      .some((token) => /^(?:PUNCT|SCONJ|CCONJ)$/.test(token.pos) || token.lower === "that")
  )
    return { ...group, form: "infinitive" };
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
    let mark = draft.group.to;
    while (mark < reach && !stops.has(tokens[mark]!.text)) mark++;
    reach = Math.min(reach, Math.max(mark, draft.group.to));
    tail = Math.min(tail, Math.max(reach, draft.group.to));
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
