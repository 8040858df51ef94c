import { actorOf } from "./actors.js";
import type { Clause } from "./clause-types.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { phrasesIn } from "./phrases.js";
import { nobody } from "./references.js";
import type { Range } from "./text-types.js";

/** How real an act is. `kind` still depends on whether the act opens or closes; see statusFor. */
export interface Modality {
  readonly kind:
    | "done"
    | "future"
    | "would"
    | "possible"
    | "should"
    | "ready"
    | "proposed"
    | "threatened"
    | "demanded"
    | "permitted"
    | "withdrawn"
    | "none";
  /** The act is the contrary of what the verb says: "decided not to extend its ban". */
  readonly flip: boolean;
  /** Who holds the attitude, where another than the subject of the act: who asks, who threatens. */
  readonly holder: Actor | null;
  /** The outermost clause of the chain, whose subject and place count. */
  readonly top: Clause;
  readonly past: boolean;
}

const verbKinds: readonly (readonly [RegExp, Modality["kind"]])[] = [
  [
    /^(?:refuse|decline|rule_out|fail|avoid|reject|deny|risk|cease|dispense|stop|forbid|hesitate|try|attempt|look)$/,
    "none",
  ],
  [
    /^(?:agree|decide|promise|pledge|undertake|commit|order|approve|vow|resolve|choose|opt|swear|guarantee|instruct|determine|elect|intend|be_about|settle|authori[sz]e|direct|announce|declare|mandate|vote|assure|volunteer_to)$/,
    "future",
  ],
  [/^(?:threaten|warn)$/, "threatened"],
  [/^(?:offer|volunteer)$/, "ready"],
  [
    /^(?:ask|urge|demand|call|press|request|beg|appeal|insist|call_on|call_for|ask_for|push|lobby|implore|plead|tell|press_for|push_for|encourage|invite|challenge)$/,
    "demanded",
  ],
  [
    /^(?:plan|propose|consider|weigh|mull|seek|want|wish|hope|aim|suggest|recommend|advise|think|discuss|study|draft|expect|look_for|contemplate|envisage|float|prepare|explore|review|debate|examine|ponder|toy|entertain|like|need|bid|advocate|favou?r|work|mean|long|crave|talk|signal|hint|back|remain|believe|get|be)$/,
    "proposed",
  ],
  [/^(?:allow|permit|let|enable|help|clear)$/, "permitted"],
];

const adjectiveKinds: readonly (readonly [RegExp, Modality["kind"]])[] = [
  [
    /\b(?:not|no longer|un)(?:ready|willing|prepared|able|likely)\b|\bnot (?:yet )?(?:ready|willing|prepared|able|likely|keen)\b|\b(?:unwilling|reluctant|unable|unlikely|loath|slow)\b/,
    "none",
  ],
  [/\b(?:ready|willing|prepared|glad|happy|open|pleased|welcome)\b/, "ready"],
  [/\b(?:set|due|poised|bound|about|obliged|committed|likely|certain|sure|scheduled)\b/, "future"],
  [/\b(?:keen|determined|eager|anxious)\b/, "proposed"],
  [/\b(?:free|allowed|able|entitled)\b/, "done"],
];

const nounKinds: readonly (readonly [RegExp, Modality["kind"]])[] = [
  [/^(?:refusal|failure|no)$/, "none"],
  [/^(?:decision|choice|move|moves|step|steps|order|law|decree)$/, "done"],
  [/^(?:promise|pledge|commitment|agreement|vow|permission|deal)$/, "future"],
  [/^(?:threat|threats|right)$/, "threatened"],
  [/^(?:offer|readiness|willingness)$/, "ready"],
  [/^(?:demand|demands|request|requests|call|calls|appeal)$/, "demanded"],
  [/./, "proposed"],
];

const lookUp = (
  table: readonly (readonly [RegExp, Modality["kind"]])[],
  word: string,
): Modality["kind"] | null => table.find(([pattern]) => pattern.test(word))?.[1] ?? null;

const kindOfFinite = (clause: Clause): Modality["kind"] => {
  const { modal } = clause.group;
  if (modal === null) {
    const shared = clause.coordinated;
    // "will put ... and ban": the second verb shares the modal of the first.
    if (
      shared !== null &&
      shared.group.modal !== null &&
      !clause.group.past &&
      !clause.group.perfect &&
      !clause.group.progressive &&
      clause.opener !== null &&
      /^(?:and|or|but)$/.test(clause.opener)
    )
      return kindOfFinite(shared);
    return "done";
  }
  if (/^(?:will|shall|be_to)$/.test(modal)) return "future";
  if (/^(?:would|'d)$/.test(modal)) return "would";
  if (/^(?:may|might|can|could)$/.test(modal))
    return clause.group.passive && /^(?:may|can)$/.test(modal) ? "permitted" : "possible";
  return "should";
};

/** Whether a clause only says how real the next one is: "has agreed", "is ready". */
function governs(clause: Clause): boolean {
  return (
    lookUp(verbKinds, clause.group.verb) !== null ||
    /^(?:be|begin|start|continue|keep|go|go_on|move|have|force|oblige|compel|set|manage|come|take|happen|do|lead|cause|pave|serve|act|use|bring|proceed)$/.test(
      clause.group.verb,
    )
  );
}

/** What the words right after "is" say of readiness: "ready, indeed keen, to". */
function adjectiveKind(context: Context, clause: Clause, next: Clause): Modality["kind"] | null {
  const words = wordsOf(context, clause.group.from, next.group.from).toLowerCase();
  return lookUp(adjectiveKinds, words);
}

/** Reads modality up the chain of verbs on which a clause hangs. */
export function modalityOf(context: Context, clause: Clause): Modality {
  const { group } = clause;
  const wanted = wantedDone(context, clause);
  if (wanted !== null) return wanted;
  if (group.form === "finite" || group.form === "participle") return finiteModality(context, clause);
  const governor = clause.governor;
  const own = { flip: group.negated, top: clause, holder: null as Actor | null, past: false };
  // "open its market or lose its preference": the second is what is held out.
  if (
    clause.coordinated !== null &&
    clause.opener === "or" &&
    /^(?:lose|face|forfeit|pay|risk|be)$/.test(group.verb)
  )
    return { ...modalityOf(context, clause.coordinated), kind: "threatened" };
  if (clause.coordinated !== null && clause.coordinated !== governor) {
    const shared = modalityOf(context, clause.coordinated);
    return { ...shared, flip: group.negated ? !shared.flip : shared.flip };
  }
  if (clause.governorNoun !== null) return nounModality(context, clause);
  if (governor === null) return { ...own, kind: "done" };
  if (group.form === "ing" && !governs(governor)) {
    // "by announcing duties", "without lifting", "accusing it of": as real as the clause it hangs on.
    if (
      /^(?:without|instead|from|against)$/.test(clause.opener ?? "") ||
      isUnder(governor, /^(?:accuse|blame|criticise|criticize|suspect|denounce|condemn)$/)
    )
      return { ...own, kind: "none" };
    const above = modalityOf(context, governor);
    return { ...above, kind: above.kind === "demanded" ? "done" : above.kind, flip: false, top: clause };
  }
  const above = modalityOf(context, governor);
  if (doneAsAsked(context, clause))
    return { ...above, kind: "done", past: true, flip: false, holder: null, top: governor };
  return chained(context, clause, governor, above);
}

/** Whether a clause or one that it hangs on has such a verb. */
const isUnder = (clause: Clause, verbs: RegExp): boolean =>
  verbs.test(clause.group.verb) ||
  (clause.governor !== null && clause.group.form === "ing" && isUnder(clause.governor, verbs));

/** "want the duty scrapped": the participle tells what somebody wants of another. */
function wantedDone(context: Context, clause: Clause): Modality | null {
  const { governor, group } = clause;
  if (group.form !== "participle" || governor === null || clause.subject === null) return null;
  if (
    !/^(?:want|like|see|need|get|prefer)$/.test(governor.group.verb) ||
    governor.group.to !== clause.subject.from
  )
    return null;
  const holder = actorOf(context, governor.subject);
  const kind =
    governor.group.negated || (holder.codes.length === 0 && !holder.isPrivate) ? "none" : "demanded";
  return { kind, flip: false, holder, top: governor, past: false };
}

/** "We did what we were asked to do – to liberalise": the infinitive after the mark names what was done. */
function doneAsAsked(context: Context, clause: Clause): boolean {
  const before = context.tokens[clause.group.from - 1];
  if (before === undefined || !/^[-–—:]$/.test(before.text)) return false;
  for (let above = clause.governor; above !== null; above = above.governor) {
    const first = above.governor === null ? above : null;
    if (first !== null)
      return context.tokens
        .slice(Math.max(0, first.group.from - 4), first.group.to)
        .some((token) => /^(?:did|done)$/.test(token.lower));
  }
  return false;
}

function chained(context: Context, clause: Clause, governor: Clause, above: Modality): Modality {
  const negative = clause.group.negated;
  if (above.kind === "none") return above;
  if (governor.group.verb === "be") {
    const kind = governor.group.negated
      ? "none"
      : (adjectiveKind(context, governor, clause) ?? (governor.group.passive ? above.kind : "none"));
    return { ...above, kind: kind === "done" ? above.kind : kind, flip: negative };
  }
  const kind = lookUp(verbKinds, governor.group.verb);
  // "no longer plans to", "no longer threatens to"
  if (governor.group.noLonger && kind !== null) return { ...above, kind: "withdrawn", flip: negative };
  // "gave South Africa sixty days to open its market"
  if (
    governor.group.verb === "give" &&
    /\b(?:days|weeks|months|hours)\b/.test(wordsOf(context, governor.group.to, clause.group.from))
  )
    return { ...above, kind: "demanded", flip: negative, holder: actorOf(context, governor.subject) };
  if (kind === null) {
    // A purpose ("met to settle the complaints") is not an act; "began to", "is to" are.
    const auxiliary =
      /^(?:begin|start|continue|keep|go|go_on|move|have|do|force|oblige|compel|manage|come|proceed)$/.test(
        governor.group.verb,
      );
    return auxiliary
      ? { ...above, flip: negative }
      : { ...above, kind: clause.group.form === "ing" ? above.kind : "none" };
  }
  if (kind === "future" && negative)
    return {
      ...above,
      kind: /^(?:decide|choose|opt|vote)$/.test(governor.group.verb) ? "done" : "future",
      flip: true,
    };
  if (kind === "future")
    return {
      ...above,
      kind: above.kind === "done" || above.kind === "would" ? "future" : above.kind,
      flip: false,
    };
  if (/^(?:recommend|advise)$/.test(governor.group.verb))
    return { ...above, kind: "proposed", flip: negative, holder: actorOf(context, governor.subject) };
  if (kind === "demanded" || (kind === "proposed" && isObject(context, clause, governor)))
    return demand(context, clause, governor, above, negative);
  if (kind === "permitted")
    return { ...above, kind: above.kind, flip: negative, holder: actorOf(context, governor.subject) };
  if (kind === "threatened" && negative) return { ...above, kind: "none" };
  return { ...above, kind: kind === "proposed" && above.kind === "should" ? "should" : kind, flip: negative };
}

/** "wants Russia to lift": the subject of the infinitive is another than the one who wants. */
function isObject(context: Context, clause: Clause, governor: Clause): boolean {
  if (clause.subject === null || governor.subject === null || clause.subject.from === governor.subject.from)
    return false;
  const object = actorOf(context, clause.subject);
  return object.codes.length > 0 && !/^(?:recommend|advise|prepare|be)$/.test(governor.group.verb);
}

function demand(
  context: Context,
  _clause: Clause,
  governor: Clause,
  above: Modality,
  negative: boolean,
): Modality {
  const holder = governor.group.passive ? agentOf(context, governor) : actorOf(context, governor.subject);
  if (governor.group.passive && holder === nobody) return { ...above, kind: "none" };
  return { ...above, kind: "demanded", flip: negative, holder };
}

/** The agent of a passive: "by Russia". */
export function agentOf(context: Context, clause: Clause): Actor {
  const { tokens } = context;
  for (let n = clause.group.to; n < clause.reach.to; n++) {
    if (tokens[n]!.lower !== "by") continue;
    const actor = actorOf(context, { from: n + 1, to: clause.reach.to });
    if (actor.codes.length > 0 || actor.isPrivate) return actor;
  }
  return nobody;
}

function nounModality(context: Context, clause: Clause): Modality {
  const noun = context.tokens[clause.governorNoun!]!.lower;
  const main = clause.governor;
  const phrase = clause.subject;
  const words = phrase === null ? "" : wordsOf(context, phrase.from, phrase.to).toLowerCase();
  const base = { holder: null, top: clause, past: false, flip: clause.group.negated };
  if (/^(?:no|not|any)\b/.test(words) || main?.group.negated === true) return { ...base, kind: "none" };
  const kind = lookUp(nounKinds, noun)!;
  const own = phrase === null ? nobody : ownerIn(context, phrase);
  // "has plans to", "made an offer to", "reserves the right to": the subject of the main verb acts.
  const light = main !== null && own.codes.length === 0;
  const holder = light ? actorOf(context, main.subject) : own;
  if (main !== null && /^(?:deny|reject|rule_out|dismiss)$/.test(main.group.verb))
    return { ...base, kind: "none" };
  // "dropped its threat to", "shelved a plan to"
  if (
    main !== null &&
    /^(?:drop|withdraw|abandon|shelve|scrap|cancel|give_up|retract|back_out|call_off)$/.test(
      main.group.verb,
    ) &&
    main.group.modal === null
  )
    return {
      ...base,
      kind: main.group.negated ? "none" : "withdrawn",
      holder: own.codes.length > 0 ? own : actorOf(context, main.subject),
      top: main,
    };
  return { ...base, kind, holder, top: main !== null && light ? main : clause };
}

/** Whose a noun is: "Georgia's decision", "its plan", "the Russian offer". */
export function ownerIn(context: Context, phrase: Range): Actor {
  const { tokens } = context;
  const first = tokens[phrase.from]!;
  if (/^(?:its|their|his|her|our|my)$/.test(first.lower))
    return actorOf(context, { from: phrase.from, to: phrase.from + 1 }).codes.length > 0
      ? actorOf(context, { from: phrase.from, to: phrase.from + 1 })
      : possessor(context, first.lower);
  for (let n = phrase.from; n < phrase.to; n++) {
    const mention = context.at[n];
    if (mention !== undefined)
      return {
        ...nobody,
        codes: mention.codes,
        economy: mention.codes[0] ?? null,
        label: mention.text,
        bare: true,
      };
  }
  return nobody;
}

/** The actor that a possessive pronoun stands for. */
export function possessor(context: Context, word: string): Actor {
  const { discourse } = context;
  if (/^(?:our|my)$/.test(word)) return discourse.lastSpeaker ?? nobody;
  if (/^(?:his|her)$/.test(word)) {
    const person = discourse.lastPerson;
    return person === null || person.economy === null
      ? nobody
      : { ...nobody, codes: [person.economy], person, role: person.role, economy: person.economy };
  }
  if (word === "their") {
    const first = discourse.focus[0];
    const codes = first !== undefined && first.codes.length > 1 ? first.codes : discourse.group;
    return codes.length > 0 ? { ...nobody, codes, economy: codes[0]!, bare: true } : (first ?? nobody);
  }
  return discourse.focus.find((actor) => actor.codes.length === 1) ?? nobody;
}

function finiteModality(context: Context, clause: Clause): Modality {
  const { group } = clause;
  const kind = kindOfFinite(clause);
  const past = group.past || group.perfect;
  const base = { holder: null as Actor | null, top: clause, past, flip: false };
  // "nearly agreed" did not.
  if (
    /^(?:nearly|almost|narrowly)$|^all but$/.test(context.tokens[group.head - 1]?.lower ?? "") ||
    /\ball but \S+$/.test(wordsOf(context, Math.max(0, group.head - 2), group.head + 1))
  )
    return { ...base, kind: "none" };
  // "a bill that starts the process of joining"
  if (
    clause.kind === "relative" &&
    kind === "done" &&
    clause.subject !== null &&
    clause.antecedent === null &&
    !group.passive
  ) {
    const [first] = phrasesIn(context.tokens, clause.subject);
    if (
      first !== undefined &&
      /^(?:bill|proposal|plan|motion|petition|draft|blueprint)$/.test(context.tokens[first.head]!.lower)
    )
      return { ...base, kind: "proposed" };
  }
  if (group.noLonger) return { ...base, kind, flip: true };
  // A barrier that is to stay stands already.
  if (group.stays === true && /^(?:future|would)$/.test(kind) && !group.negated)
    return { ...base, kind: "done" };
  const shared =
    clause.coordinated !== null &&
    group.modal === null &&
    kind !== "done" &&
    clause.coordinated.group.negated &&
    clause.opener !== "but";
  if (group.negated || shared) {
    // "were not renewed" ends what was in force; other denied acts are no acts.
    const ends = /^(?:renew|extend|prolong|roll_over|continue)$/.test(group.verb);
    return ends ? { ...base, kind, flip: true } : { ...base, kind: "none" };
  }
  return { ...base, kind };
}
