import { type Action, action, type Scene } from "./actions.js";
import { wordsOf } from "./discourse.js";
import { isVerb } from "./lexicon-verbs.js";

export const agreementWords =
  /\b(?:free[- ]trade|trade|association|partnership|customs|economic|cooperation|investment)\b[^.;]{0,60}\b(?:agreements?|deals?|pacts?|treat(?:y|ies)|accords?|talks|negotiations|area|union|zone)\b|\b(?:fta|ttip|tpp|nafta|usmca|cptpp|rcep|ceta|cepa|safta)s?\b/;

/** Complaints to the WTO: "has gone to the World Trade Organization", "filed a case", "will drop its complaint". */
export function disputeAction(scene: Scene): Action[] {
  const { verb, words } = scene;
  const wto = /\b(?:wto|world trade organi[sz]ation|geneva)\b/.test(words);
  const dispute = scene.hits.find(
    (hit) =>
      hit.instrument === "other" &&
      /complaint|case|dispute|panel|proceeding|challenge|suit|consultation|arbitration|legal action/.test(
        hit.words,
      ),
  );
  const made = {
    slots: /^(?:over|on|about)$/,
    hit: dispute ?? null,
    confidence: 0.8,
    towards: "named" as const,
  };
  if (
    /^(?:go|complain|appeal|turn|take|turn_to|challenge|resort|run|haul|drag)$/.test(verb) &&
    wto &&
    !/\b(?:join|member|accession|entry|concessions)\b/.test(words)
  )
    return [action(scene, "other", -1, made)];
  if (
    /^(?:complain|appeal)$/.test(verb) &&
    /^to (?:the )?(?:[\p{L}-]+ ){0,4}(?:bloc|union|community|commission|council|court|secretariat|tribunal|ecowas|eac|sadc|mercosur|asean|comesa|caricom|saarc)\b/u.test(
      words,
    )
  )
    return [action(scene, "other", -1, made)];
  // Consultations on a measure are the first step of a dispute.
  if (
    /^(?:ask|ask_for|request|seek|demand|call_for)$/.test(verb) &&
    /\b(?:consultations\b.{0,60}\b(?:over|on|about|concerning|regarding|wto|world trade|measures?|dut)|(?:establishment of a|a dispute|wto|dispute settlement) panel|panel\b.{0,30}\b(?:against|wto|be (?:set|formed|established)))/.test(
      words,
    )
  )
    return [action(scene, "other", -1, made)];
  if (dispute === undefined) return [];
  const strong = !dispute.weak || wto || /\bagainst\b/.test(words);
  if (
    isVerb(verb, "sue") &&
    !/^(?:contest|dispute)$/.test(verb) &&
    (strong || /^(?:restart|reopen|revive|resume|reactivate|start)$/.test(verb))
  )
    return [action(scene, "other", -1, made)];
  if (
    /^(?:suspend|drop|withdraw|end|pause|freeze|halt|settle|abandon|shelve|close|cancel|stop|discontinue|terminate|put|resolve|call_off)$/.test(
      verb,
    ) &&
    (verb !== "put" || /\bon (?:hold|ice)\b/.test(words))
  )
    return [action(scene, "other", 1, { ...made, known: true })];
  return [];
}

/** "A free trade agreement between Peru and Chile took effect": both sides, which the subject names. */
function beginsToApply(scene: Scene): Action | null {
  const { verb, clause, context, words } = scene;
  if (clause.subject === null || clause.group.passive) return null;
  const starts =
    /^(?:take_effect|come_into|enter_into|go_into|apply|begin|start|kick_in)$/.test(verb) ||
    (/^(?:take|come|enter|go)$/.test(verb) &&
      /^(?:effect|into (?:force|effect|operation)|live)\b/.test(words));
  if (!starts) return null;
  const hit = scene.subjectHits.find((h) => h.instrument === "trade_agreement");
  if (
    hit === undefined ||
    (hit.weak && !agreementWords.test(wordsOf(context, clause.subject.from, clause.subject.to).toLowerCase()))
  )
    return null;
  const named = [...new Set(codesBetween(context, clause.subject))];
  const actors =
    named.length > 1 ? named : context.discourse.group.length === 2 ? context.discourse.group : null;
  if (actors === null || actors.length > 6) return null;
  return action(scene, "trade_agreement", 1, { hit, actor: "both", actors, object: clause.subject });
}

function codesBetween(context: Scene["context"], range: Scene["object"]): string[] {
  const codes: string[] = [];
  for (let n = range.from; n < range.to; n++) codes.push(...(context.at[n]?.codes ?? []));
  return codes.filter((code) => code !== "WTO");
}

/** Making, applying, suspending and ending agreements. */
export function agreementAction(scene: Scene): Action[] {
  const { verb, words, context } = scene;
  const begun = beginsToApply(scene);
  if (begun !== null) return [begun];
  const hit = scene.hits.find((h) => h.instrument === "trade_agreement");
  // "would sign only if": what was spoken of.
  const meant = scene.drafts.at(-1);
  if (
    /^(?:sign|ratify|conclude|initial)$/.test(verb) &&
    !scene.clause.group.passive &&
    meant?.instrument === "trade_agreement" &&
    /^(?:it|only|the (?:deal|text|pact|agreement|treaty)|)[ ,]*$/.test(words)
  )
    return [action(scene, "trade_agreement", 1, { copies: meant, kind: "future" })];
  const trade = agreementWords.test(words) || /\bfree trade\b/.test(words);
  if (hit === undefined && !trade) return [];
  if (!trade && !(hit !== undefined && /\b(?:treaty|pact)\b/.test(hit.words))) return [];
  const talks =
    /\b(?:talks|negotiations)\b/.test(words) &&
    /\b(?:talks|negotiations)\b/.test(
      wordsOf(context, scene.object.from, Math.min(scene.object.to, scene.object.from + 9)).toLowerCase(),
    );
  const both = { hit: hit ?? null, actor: "both" as const };
  // Concluded, not yet applied.
  if (isVerb(verb, "sign") && !/^(?:complete|negotiate)$/.test(verb))
    return [action(scene, "trade_agreement", 1, { ...both, kind: "future" })];
  if (
    /^(?:complete|ratify|apply|implement|approve|launch|start|begin|open|resume|restart|relaunch|revive|hold|negotiate|discuss|want|seek|pursue|draw_up|extend|upgrade|deepen|propose|offer|expand|enter|bring|work|put)$/.test(
      verb,
    )
  ) {
    if (
      /^(?:hold|discuss|want|seek|put|enter|bring)$/.test(verb) &&
      !talks &&
      !/\binto (?:force|effect)\b/.test(words) &&
      verb !== "seek"
    )
      return [];
    // Talks under way, hoped for or begun: proposed.
    const open =
      /^(?:negotiate|discuss|want|seek|pursue|draw_up|propose|work)$/.test(verb) ||
      (talks && !/^(?:ratify|apply|implement|approve|complete)$/.test(verb));
    return [action(scene, "trade_agreement", 1, { ...both, kind: open ? "proposed" : null })];
  }
  if (/^(?:withhold|refuse|deny)$/.test(verb) && /\bconsent\b/.test(words))
    return [action(scene, "trade_agreement", -1, { hit: hit ?? null })];
  if (verb === "break" && !talks) return [];
  if (isVerb(verb, "remove") || /^(?:leave|quit|exit|freeze|reopen|kill|ditch|collapse|walk_out)$/.test(verb))
    return [action(scene, "trade_agreement", -1, { hit: hit ?? null })];
  return [];
}
