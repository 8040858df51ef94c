import { actorOf, personActor } from "./actors.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { personRoles } from "./lexicon-actors.js";
import { phrasesIn } from "./phrases.js";
import { nobody } from "./references.js";

/** Who answers in a transcript: the first person in office whom the text or its title names. */
export function interviewee(context: Context): Actor | null {
  if (!context.sentences.some((sentence) => sentence.turn === "answer")) return null;
  const economy = context.mentions.find((mention) => mention.codes.length === 1)?.codes[0] ?? context.home;
  const title = context.text.slice(0, context.tokens[0]?.start ?? 0);
  const named = new RegExp(`\\b((?:\\p{L}+ )?(?:${[...personRoles].join("|")}))\\b`, "iu").exec(title);
  for (const sentence of context.sentences) {
    if (sentence.turn !== null) break;
    for (const phrase of phrasesIn(context.tokens, sentence)) {
      const actor = actorOf(context, phrase);
      if (actor.person !== null) return personActor(actor.person, context);
      if (actor.role !== null && personRoles.has(context.tokens[phrase.head]!.lower))
        return {
          ...actor,
          role:
            named === null
              ? wordsOf(context, phrase.from, phrase.to).replace(/^the /i, "")
              : named[1]!.replace(/^the /i, ""),
          economy: actor.economy ?? economy,
          codes: actor.codes.length > 0 ? actor.codes : economy === null ? [] : [economy],
        };
    }
  }
  if (named === null || economy === null) return null;
  return { ...nobody, codes: [economy], role: named[1]!.replace(/^the /i, ""), economy, label: named[1]! };
}
