import { findEconomy } from "../economies/index.js";
import { actorOf, personActor } from "./actors.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { personRoles } from "./lexicon-actors.js";
import { phrasesIn } from "./phrases.js";
import { nobody } from "./references.js";

const roles = [...personRoles].join("|");
const name =
  "(?<name>\\p{Lu}[\\p{L}'’-]+(?: (?:\\p{Lu}[\\p{L}.'’-]*|de|da|van|von|bin|al|el))* \\p{Lu}[\\p{L}'’-]+)";
const office = `(?<role>(?:[\\p{L}-]+ ){0,3}(?:${roles})(?: (?:of|for) [\\p{L} ]{3,40}?)?)`;
const introductions = [
  new RegExp(`(?:(?<of>\\p{Lu}[\\p{L} .'’-]*?)['’]s )?${office},? ${name}(?=[,. ]|$)`, "iu"),
  new RegExp(`${name}, ${office}(?: of (?<of>\\p{Lu}[\\p{L} ]+?))?(?=[,.]|$)`, "iu"),
];
const roleNamed = new RegExp(`\\b((?:\\p{L}+ )?(?:${roles}))\\b`, "iu");

/** "Kenya's trade secretary, Betty Maina, speaks to ...": the line above the questions says who answers. */
function introducedAbove(head: string): { name: string; role: string; economy: string | null } | null {
  for (const form of introductions) {
    const groups = form.exec(head)?.groups;
    if (groups?.name === undefined || !/^\p{Lu}\S* (?:.* )?\p{Lu}/u.test(groups.name)) continue;
    const of = groups.of === undefined ? null : findEconomy(groups.of.trim());
    return { name: groups.name, role: groups.role!.trim().replace(/^the /i, ""), economy: of?.code ?? null };
  }
  return null;
}

/** Who a label ("MS HAYES") names: a person of the text, else the one who answers throughout. */
export function answererNamed(context: Context, label: string | null, answering: Actor | null): Actor | null {
  if (label === null) return answering;
  const last = label.split(" ").at(-1)!.toLowerCase();
  for (const [name, person] of context.persons.byLast)
    if (name.toLowerCase() === last) return personActor(person, context);
  return answering;
}

/** Who answers in a transcript: the first person in office whom the text or its title names. */
export function interviewee(context: Context): Actor | null {
  if (!context.sentences.some((sentence) => sentence.turn === "answer")) return null;
  const title = context.text.slice(0, context.tokens[0]?.start ?? 0);
  const introduced = introducedAbove(title);
  if (introduced !== null) {
    const { name, role, economy } = introduced;
    const last = name.split(" ").at(-1)!;
    return personActor({ name, last, role, economy: economy ?? context.home, at: 0 }, context);
  }
  const economy =
    context.titleCodes[0] ??
    context.mentions.find((mention) => mention.codes.length === 1)?.codes[0] ??
    context.home;
  const named = roleNamed.exec(title);
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
