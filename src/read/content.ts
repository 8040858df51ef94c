import { actorOf } from "./actors.js";
import type { Clause } from "./clause-types.js";
import type { Modality } from "./modality.js";
import type { Scenery } from "./moves.js";
import { nobody } from "./references.js";

const kinds: readonly (readonly [RegExp, Modality["kind"] | "other"])[] = [
  [/^(?:deny|rule_out|dismiss|refute|reject|doubt|exclude)$/, "none"],
  [/^(?:hope|expect|demand|insist|ask|urge|want|call_for|request|wish)$/, "demanded"],
  [/^(?:propose|suggest|recommend|advise|consider|plan|think|aim)$/, "proposed"],
  [/^(?:threaten|warn)$/, "threatened"],
];

/** The clause whose content this one is: "they hope that these states will withdraw". */
function above(scenery: Scenery, clause: Clause): Clause | null {
  const { clauses, context } = scenery;
  if (clause.group.form !== "finite" || (clause.kind !== "content" && clause.kind !== "main")) return null;
  for (let n = clauses.indexOf(clause) - 1; n >= 0; n--) {
    const other = clauses[n]!;
    if (other.group.form !== "finite" && other.group.form !== "ing") continue;
    const between = context.tokens.slice(other.group.to, clause.from);
    const direct =
      between.every((token) => !/^(?:[,;:.]|and|but)$/.test(token.lower)) || clause.opener === "that";
    // "insists that licences will be granted" asserts; "insists that they should be" asks.
    const asserts =
      /^(?:insist)$/.test(other.group.verb) &&
      (clause.group.modal !== null
        ? !/^(?:should|must|ought|shall)$/.test(clause.group.modal)
        : clause.group.past || clause.group.perfect || /^(?:be)$/.test(clause.group.verb));
    if (asserts) return null;
    if (direct && kinds.some(([pattern]) => pattern.test(other.group.verb))) return other;
    if (clause.coordinated === null && !direct) return null;
  }
  return null;
}

/** "has not assured Peru that it will open": what is not promised is no act. */
function denies(scenery: Scenery, clause: Clause): boolean {
  if (clause.opener !== "that" || clause.group.form !== "finite") return false;
  const { clauses } = scenery;
  const other = clauses
    .slice(0, clauses.indexOf(clause))
    .filter(({ group }) => group.form === "finite")
    .at(-1);
  return (
    other?.group.negated === true &&
    /^(?:assure|promise|agree|commit|pledge|say|believe|think|expect|guarantee|mean|confirm|undertake)$/.test(
      other.group.verb,
    )
  );
}

/** Adds what the verb above a content clause, or the speaker of a "should", makes of its modality. */
export function contentModality(scenery: Scenery, clause: Clause, modality: Modality): Modality {
  const { context } = scenery;
  let root = clause;
  while (root.governor !== null && root.group.form !== "finite") root = root.governor;
  const mind = above(scenery, root);
  const subject = actorOf(context, root.subject);
  if (denies(scenery, root)) return { ...modality, kind: "none" };
  const kind = mind === null ? undefined : kinds.find(([pattern]) => pattern.test(mind.group.verb))?.[1];
  if (kind === "none" && !mind!.group.negated) return { ...modality, kind: "none" };
  if (kind === "demanded" && modality.kind !== "none") {
    const holder = actorOf(context, mind!.subject);
    const self =
      holder.codes.length > 0 &&
      subject.codes.length > 0 &&
      subject.codes.every((code) => holder.codes.includes(code));
    if (self) return { ...modality, kind: "proposed" };
    if (holder.codes.length === 0) return holder.isPrivate ? { ...modality, kind: "none" } : modality;
    return { ...modality, kind: "demanded", holder, top: root };
  }
  if (kind === "proposed" && modality.kind !== "none") return { ...modality, kind: "proposed" };
  if (kind === "threatened" && /^(?:future|would|possible)$/.test(modality.kind))
    return { ...modality, kind: "threatened" };
  if (modality.kind === "should") return should(scenery, root, modality);
  return modality;
}

/** "Georgia should talk": asked by the speaker of another; of oneself it is proposed. */
function should(scenery: Scenery, root: Clause, modality: Modality): Modality {
  const { context, attributions } = scenery;
  const speaker =
    attributions[0]?.speaker ??
    (context.tokens[root.group.head]!.quote >= 0 ? context.discourse.lastSpeaker : null) ??
    nobody;
  if (speaker.isPrivate) return { ...modality, kind: "none" };
  const subject = actorOf(context, root.subject);
  if (
    speaker.codes.length > 0 &&
    subject.codes.length > 0 &&
    !subject.codes.some((code) => speaker.codes.includes(code))
  )
    return { ...modality, kind: "demanded", holder: speaker };
  return {
    ...modality,
    kind: speaker.codes.length > 0 ? "proposed" : "should",
    holder: speaker.codes.length > 0 && subject.codes.length === 0 ? speaker : null,
  };
}
