import { type Action, action, type Scene } from "./actions.js";
import { attitudeOf, endsIt } from "./actions-nouns.js";
import { wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { namesGoods } from "./measure-goods.js";

/** Measures that take effect, fall on goods, or run out: the instrument, or a pronoun for it, is the subject. */
export function effectAction(scene: Scene): Action[] {
  const { verb, clause, subjectHits, context, drafts } = scene;
  if (
    clause.group.passive ||
    clause.subject === null ||
    !(
      isVerb(verb, "expire", "takeEffect") ||
      /^(?:fall|drop|come_down|go_down|decline|shrink|rise|climb|go_up|jump|soar|increase)$/.test(verb) ||
      verb === "be" ||
      isVerb(verb, "raise", "open") ||
      /^(?:close|shut|resume|restart)$/.test(verb)
    )
  )
    return [];
  // In "whose ban has been in place" what stands in front is no object.
  const after = wordsOf(context, clause.group.to, Math.max(scene.object.to, clause.group.to)).toLowerCase();
  const subject = wordsOf(context, clause.subject.from, clause.subject.to).toLowerCase();
  const object = { from: clause.subject.from, to: scene.object.to };
  const last = drafts.at(-1);
  // "What about the duty? - It will rise": the question names what the answer speaks of.
  const asked = subject === "it" ? askedOf(scene) : undefined;
  if (
    asked !== undefined &&
    /^(?:rise|go_up|increase|climb|fall|drop|go_down|come_down|stay|remain|begin|start|apply|end)$/.test(verb)
  ) {
    const down = /^(?:fall|drop|go_down|come_down|end)$/.test(verb);
    return [
      action(scene, asked.instrument, (asked.polarity === -1) === down ? 1 : -1, {
        object,
        actor: "speaker",
      }),
    ];
  }
  if (/^(?:they|it|these|this)$/.test(subject)) {
    const rates =
      /\d ?(?:%|per ?cent)|\b(?:force|effect|until|from|for as long)\b/.test(after) ||
      /^(?:take_effect|come_into|go_into|expire|lapse)$/.test(verb);
    if (last === undefined || !rates || verb === "be" || hasObject(scene)) return [];
    const sense = isVerb(verb, "expire") ? -1 : 1;
    if (sense === -1 && clause.group.modal !== null) return [];
    const holds = last.direction === "restrictive" ? -1 : 1;
    return [
      action(scene, last.instrument, holds * sense > 0 ? 1 : -1, { object, known: true, actor: "owner" }),
    ];
  }
  const kept = remains(scene, object);
  if (kept !== null) return [kept];
  const hit = subjectHits[0];
  if (hit?.instrument === "transit" && hit.to <= clause.subject.to) return passageEffect(scene, hit, object);
  if (hit === undefined || hit.instrument === "meeting" || hit.instrument === "diplomatic_relations")
    return [];
  if (
    context.tokens[hit.to - 1]!.i > clause.subject.to ||
    (hit.weak && !/\b(?:the|its|their) (?:tax|levy|rate|fee)/.test(subject))
  )
    return [];
  if (endsIt(wordsOf(context, clause.subject.from, hit.from))) return [];
  const definite =
    /^(?:the|its|their|that|this|these|those|his|our)\b/.test(subject) && !/\b(?:on|of)\b/.test(subject);
  const made = { hit, object, slots: /^(?:on|of|to|for|over)$/, known: definite, actor: "owner" as const };
  if (verb === "go" && clause.group.form !== "participle") return [];
  // "replaces the safeguard that lapses in June"
  if (isVerb(verb, "expire") && clause.kind === "relative" && !clause.group.past && !clause.group.perfect)
    return [];
  if (isVerb(verb, "expire")) {
    // What would end a measure is no move of its own while the measure stands.
    const stands =
      clause.group.modal !== null &&
      drafts.some((draft) => draft.instrument === hit.instrument && draft.direction === "restrictive");
    return stands ? [] : [action(scene, hit.instrument, hit.polarity === 1 ? -1 : 1, made)];
  }
  if (
    !isVerb(verb, "takeEffect") ||
    (verb === "be" && !/^(?:in force|in effect|in place|still in |still on )/.test(after))
  )
    return [];
  if (
    /^(?:fall|drop|come_down|go_down|decline|shrink)$/.test(verb) &&
    /\d ?(?:%|per ?cent)|\bzero\b/.test(after)
  )
    return [action(scene, hit.instrument, hit.polarity === 1 ? -1 : 1, { ...made, known: definite })];
  if (
    /^(?:rise|climb|go_up|jump|soar|increase|double|triple)$/.test(verb) &&
    /\d ?(?:%|per ?cent)/.test(after)
  )
    return [action(scene, hit.instrument, hit.polarity, { ...made, known: definite })];
  const exports = hit.instrument === "import_ban" && /\bexports?\b/.test(subject);
  return [action(scene, exports ? "export_ban" : hit.instrument, hit.polarity, made)];
}

/** "Imports of peas shall remain free of duty", "will continue to be exempt": the level is kept. */
function remains(scene: Scene, object: Action["object"]): Action | null {
  const { verb, clause, context } = scene;
  if (!/^(?:remain|stay|continue)$/.test(verb)) return null;
  const words = wordsOf(context, clause.group.to, clause.reach.to).toLowerCase();
  if (!/^(?:to be )?(?:free of|exempt from|exempted from|duty-free|zero-rated)\b/.test(words)) return null;
  if (!/\b(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|tax(?:es)?)\b|duty-free|zero-rated/.test(words)) return null;
  return action(scene, "tariff", 0, { object, actor: "owner", slots: /^(?:of|on|\^)$/, kind: "done" });
}

/** "the borders would reopen", "flights resume", "the crossing stays shut". */
function passageEffect(scene: Scene, hit: Scene["hits"][number], object: Action["object"]): Action[] {
  const { verb, words } = scene;
  const made = { hit, object, actor: "owner" as const };
  if (hit.polarity === 1) {
    if (/^(?:open|reopen|resume|restart|reopen_to)$/.test(verb)) return [action(scene, "transit", 1, made)];
    if (/^(?:close|shut|close_down)$/.test(verb)) return [action(scene, "transit", -1, made)];
    if (
      /^(?:stay|remain|be)$/.test(verb) &&
      /^(?:\p{L}+ly )?(?:shut|closed|sealed|blocked)\b/u.test(
        scene.context.text.slice(scene.context.tokens[scene.clause.group.to]?.start ?? 0),
      )
    )
      return verb === "be" ? [] : [action(scene, "transit", -1, made)];
  }
  return isVerb(verb, "expire") && words !== "" && hit.polarity === -1
    ? [action(scene, "transit", 1, made)]
    : [];
}

/** The instrument of the question that an answer's "it" answers. */
function askedOf(scene: Scene): { instrument: Action["instrument"]; polarity: 1 | -1 } | undefined {
  const { context, clause } = scene;
  const at = context.sentenceAt[clause.group.head]!;
  if (context.sentences[at]?.turn !== "answer") return undefined;
  for (let n = at - 1; n >= Math.max(0, at - 6); n--)
    if (context.sentences[n]!.turn === "question") return instrumentsIn(context, context.sentences[n]!)[0];
  return undefined;
}

/** Whether a noun phrase without a preposition follows: "It follows 20 percent tariffs". */
function hasObject(scene: Scene): boolean {
  const next = scene.context.tokens[scene.clause.group.to];
  return (
    next !== undefined &&
    /^(?:DET|NUM|NOUN|PROPN|ADJ)$/.test(next.pos) &&
    next.i < scene.clause.tail.to &&
    !/^(?:each|every|last|this|next|on|later)$/.test(next.lower)
  );
}

/** "have agreed to do the same", "followed suit": what the last one did. */
export function sameAction(scene: Scene): Action[] {
  const latest = scene.drafts.at(-1);
  const last = scene.drafts.find(
    (draft) => draft.sentence === latest?.sentence && draft.instrument !== "mediation",
  );
  const like =
    /\b(?:similar|the same|like) (?:action|steps?|measures?|moves?|curbs|restrictions|duties|tariffs|bans?)\b/.test(
      scene.words,
    );
  if (latest !== undefined && like && (attitudeOf(scene.verb) !== null || isVerb(scene.verb, "create")))
    return [
      action(scene, latest.instrument, latest.direction === "liberalising" ? 1 : -1, {
        kind: attitudeOf(scene.verb),
        copies: latest,
      }),
    ];
  // "will lift them", "abolished it": what was spoken of.
  if (
    /^(?:it|them)\b(?! and\b)/.test(scene.words) &&
    !/^(?:it|them) (?:and|to|that)\b/.test(scene.words) &&
    (isVerb(scene.verb, "remove", "lower") || /^(?:extend|renew|prolong|tighten)$/.test(scene.verb)) &&
    !/^(?:leave|deny|reject|lose|settle|resolve|exempt|spare|let_off|break_off|close|shut)$/.test(scene.verb)
  ) {
    const here = scene.context.sentenceAt[scene.clause.group.head]!;
    const meant =
      latest?.sentence === here && scene.clause.group.passive
        ? latest
        : [...scene.drafts]
            .reverse()
            .find((draft) => draft.direction === "restrictive" && draft.status !== "demanded");
    const ends = isVerb(scene.verb, "remove", "lower");
    if (meant !== undefined) return [action(scene, meant.instrument, ends ? 1 : -1, { copies: meant })];
  }
  const again = barrierAgain(scene);
  if (again !== null) return [again];
  const own = ownOne(scene);
  if (own !== null) return [own];
  // "asked for its removal", "the steps would be lifted"
  const restrictive = [...scene.drafts]
    .reverse()
    .find((draft) => draft.direction === "restrictive" && draft.status !== "demanded");
  if (
    restrictive !== undefined &&
    /^(?:its|their) (?:removal|end|lifting|abolition|withdrawal|repeal)\b/.test(scene.words) &&
    attitudeOf(scene.verb) !== null
  )
    return [action(scene, restrictive.instrument, 1, { kind: attitudeOf(scene.verb), copies: restrictive })];
  if (
    restrictive !== undefined &&
    /^(?:the|its|their|these|those|such) (?:steps?|measures?|moves?|decisions?)\b/.test(scene.words) &&
    isVerb(scene.verb, "remove", "lower") &&
    scene.hits.length === 0 &&
    !/^(?:leave|deny|reject|lose|settle|resolve|exempt|close|shut|break)$/.test(scene.verb)
  )
    return [action(scene, restrictive.instrument, 1, { copies: restrictive })];
  // "urged Mexico to reconsider": to undo what it did.
  if (
    /^(?:reconsider|think_again|back_down|relent|desist|rethink)$/.test(scene.verb) &&
    scene.words.trim().length < 12 &&
    scene.clause.governor !== null
  ) {
    const undone = [...scene.drafts].reverse().find((draft) => draft.direction === "restrictive");
    return undone === undefined ? [] : [action(scene, undone.instrument, 1, { copies: undone })];
  }
  if (
    last === undefined ||
    !(
      (scene.verb === "do" && /^(?:the same|so|likewise)\b/.test(scene.words)) ||
      (scene.verb === "follow" && /^suit\b/.test(scene.words))
    )
  )
    return [];
  return [action(scene, last.instrument, last.direction === "liberalising" ? 1 : -1, { copies: last })];
}

/** "That exemption has been cancelled": the barrier falls on those again; "after it imposed them": the barrier. */
function barrierAgain(scene: Scene): Action | null {
  const { verb, words, drafts } = scene;
  const exemption =
    /^(?:the|that|this|its|these|those) (?:\p{L}+ )?(?:exceptions?|exemptions?|waivers?|derogations?)\b/u.test(
      words,
    ) &&
    isVerb(verb, "remove") &&
    !isVerb(verb, "create");
  const barrier = [...drafts]
    .reverse()
    .find((draft) => draft.direction === "restrictive" && draft.status !== "demanded");
  if (exemption)
    return barrier === undefined ? null : action(scene, barrier.instrument, -1, { copies: barrier });
  const last = drafts.at(-1);
  const made =
    /^(?:impose|introduce|levy|adopt|enact|bring_in|put_in)$/.test(verb) &&
    /^(?:it|them)\b/.test(words) &&
    words.length < 40;
  return made && last !== undefined && last.direction === "liberalising"
    ? action(scene, last.instrument, -1, { copies: last })
    : null;
}

/** "raised its own to 70", "withdrew theirs", "reopened four of them", "put the same on their flour". */
function ownOne(scene: Scene): Action | null {
  const { verb, words, drafts, clause, context } = scene;
  const last = drafts.at(-1);
  const here = context.sentenceAt[clause.group.head]!;
  if (last === undefined || last.sentence < here - 1) return null;
  if (scene.hits.some((hit) => !hit.weak && hit.from <= scene.object.from + 5)) return null;
  const same = /^the same\b/.test(words) && /^(?:put|impose|apply|place|slap|set|introduce)$/.test(verb);
  if (same) {
    const answered = drafts.filter((draft) => draft.direction === "restrictive").at(-1);
    return answered === undefined
      ? null
      : action(scene, answered.instrument, -1, {
          slots: /^(?:on|of)$/,
          copies: { ...answered, goods: [], towards: [answered.by] },
        });
  }
  if (
    !/^(?:its|their|his|our) own\b|^(?:theirs|ours)\b|^(?:\p{L}+ of|all of|some of) (?:them|it)\b/u.test(
      words,
    )
  )
    return null;
  const transit = last.instrument === "transit" && isVerb(verb, "open", "close");
  if (transit) return action(scene, "transit", isVerb(verb, "open") ? 1 : -1, { copies: last });
  if (!isVerb(verb, "remove", "lower", "raise", "keep") && !/^(?:lift|ease|tighten)$/.test(verb)) return null;
  const opens = isVerb(verb, "remove", "lower") && !isVerb(verb, "raise");
  return action(scene, last.instrument, opens ? 1 : -1, {
    copies: {
      ...last,
      towards: /\bof (?:them|it)\b/.test(words) || last.towards[0] === "all" ? last.towards : [last.by],
    },
  });
}

/** An inquiry into imports may end in duties: proposed. */
export function inquiryAction(scene: Scene): Action[] {
  const { verb, words } = scene;
  if (
    !/^(?:open|launch|start|begin|order|initiate)$/.test(verb) ||
    !/\b(?:investigations?|probes?|inquir(?:y|ies)|enquir(?:y|ies))\b/.test(words)
  )
    return [];
  // "opened an inquiry into hot-rolled coil from China"
  if (/\binto [^.;]{2,60} from \p{L}/u.test(words) && namesGoods(scene.context, scene.object))
    return [action(scene, "trade_remedy", -1, { kind: "proposed", slots: /^(?:into|of|on)$/ })];
  if (!/\b(?:imports?|dumping|subsid\w*|exports|shipments|national security)\b/.test(words)) return [];
  const remedy = /\b(?:dumping|subsid\w*|countervailing|safeguard)/.test(words);
  return [
    action(scene, remedy ? "trade_remedy" : "tariff", -1, { kind: "proposed", slots: /^(?:into|of|on)$/ }),
  ];
}
