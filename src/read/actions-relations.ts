import { type Action, action, type Scene } from "./actions.js";
import { agreementWords } from "./actions-agreements.js";
import { attitudeOf } from "./actions-nouns.js";
import { wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { namesGoods } from "./measure-goods.js";

const union =
  /\b(?:wto|world trade organi[sz]ation|eu|european union|customs union|eurasian|mercosur|asean|union|bloc|organi[sz]ation|club|trade body|cptpp|efta)\b/;

/** Joining and admitting, blocking entry, leaving. */
export function accessionAction(scene: Scene): Action[] {
  const { verb, words } = scene;
  const entry = scene.hits.find((hit) => hit.instrument === "accession");
  const asMember =
    /\bas (?:a |its |the )?(?:new |full |\d+(?:st|nd|rd|th) )*members?\b|\bmembership\b|\binto the (?:club|fold|union|bloc)\b/.test(
      words,
    );
  if (verb === "become" && /\bmembers? of\b/.test(words)) return [action(scene, "accession", 1)];
  if (isVerb(verb, "admit") && (asMember || entry !== undefined))
    return [action(scene, "accession", 1, { hit: entry ?? null })];
  if (isVerb(verb, "block") && (entry !== undefined || asMember))
    return [action(scene, "accession", -1, { hit: entry ?? null })];
  if (isVerb(verb, "join") && union.test(words) && verb !== "enter")
    return [
      action(
        scene,
        /customs union|eurasian|\beu\b|european union|wto|world trade|union|bloc|organi[sz]ation/.test(words)
          ? "accession"
          : "trade_agreement",
        1,
      ),
    ];
  if (
    isVerb(verb, "leaveGroup") &&
    (union.test(words) || agreementWords.test(words)) &&
    !/\btalks\b|\btable\b/.test(words)
  )
    return [action(scene, "trade_agreement", -1)];
  const club =
    /\b(?:entry|accession|member|membership|join|deal|agreement|treaty|pact|talks)\b/.test(words) ||
    scene.drafts.some((draft) => /^(?:accession|trade_agreement)$/.test(draft.instrument));
  if (
    club &&
    /^(?:drop|lift|withdraw|give_up|waive|remove|end|abandon)$/.test(verb) &&
    /\b(?:veto|objections?|opposition)\b/.test(words)
  )
    return [
      action(scene, /\b(?:deal|agreement|pact|treaty)\b/.test(words) ? "trade_agreement" : "accession", 1),
    ];
  if (/^(?:veto|block|oppose)$/.test(verb) && /\b(?:deal|agreement|pact|treaty|accord)\b/.test(words))
    return [action(scene, "trade_agreement", -1)];
  return [];
}

/** Relations, contacts, meetings, mediation, recognition. */
export function diplomacyAction(scene: Scene): Action[] {
  const { verb, words, clause, context } = scene;
  const relations = scene.hits.find((hit) => hit.instrument === "diplomatic_relations");
  if (
    isVerb(verb, "recognise") &&
    /\b(?:independen|state|sovereign|republic|government|kosovo|abkhazia|ossetia|passport)/.test(words)
  )
    return [action(scene, "recognition", /^de/.test(verb) ? -1 : 1)];
  // "that they recognise Taiwan": the name alone.
  if (isVerb(verb, "recognise") && /^(?:recogni[sz]e|derecogni[sz]e)$/.test(verb)) {
    const first = context.at[clause.tail.from];
    const next = first === undefined ? undefined : context.tokens[first.to];
    if (first !== undefined && first.kind !== "adjective" && !/^(?:'s|’s)$/.test(next?.text ?? ""))
      return [action(scene, "recognition", /^de/.test(verb) ? -1 : 1)];
  }
  if (/^(?:mediate|broker|arbitrate|intercede)$/.test(verb)) return [action(scene, "mediation", 1)];
  if (
    /^(?:help|assist|contribute|facilitate|bring_together|host|offer)$/.test(verb) &&
    (/\b(?:talks|dialogue|process|mediat|settlement|good offices|sides|reconcil|normali[sz])/.test(words) ||
      (/^(?:assist)$/.test(verb) && clause.governor !== null && words.trim().length < 4))
  )
    return [action(scene, "mediation", 1)];
  if (relations !== undefined) return [];
  const meeting = scene.hits.find((hit) => hit.instrument === "meeting");
  if (
    isVerb(verb, "meet") &&
    !/^(?:resume|welcome|return_to|discuss|hold)$/.test(verb) &&
    !/^(?:demands?|conditions?|needs?|requirements?|standards?|targets?|obligations?)\b/.test(
      words.replace(/^(?:the|its|their|all|any) /, ""),
    ) &&
    (partnerLike(scene) || /^(?:talk|negotiate|confer|sit_down|consult|receive|invite)$/.test(verb))
  )
    return [action(scene, "meeting", 1, { kind: verb === "invite" ? "ready" : null })];
  if (
    meeting !== undefined &&
    /^(?:hold|resume|return|return_to|start|open|restart|convene|call|call_for|ask|ask_for|request|offer|propose|seek|continue|have|begin|enter|want|discuss|welcome|demand|suggest|invite|come|go|urge)$/.test(
      verb,
    ) &&
    !/\b(?:trade|tariff) (?:talks|negotiations)\b/.test(words)
  )
    return [action(scene, "meeting", 1, { hit: meeting, kind: attitudeOf(verb) })];
  if (
    meeting !== undefined &&
    /^(?:refuse|cancel|call_off|reject|postpone|decline|boycott|suspend|break_off|pull_out|walk_out)$/.test(
      verb,
    )
  )
    return [action(scene, "meeting", -1, { hit: meeting })];
  return [];
}

const partnerLike = (scene: Scene): boolean =>
  /\b(?:official|representative|minister|president|leader|leadership|delegation|counterpart|envoy|negotiators?|partners?|side|government|premier|chancellor)s?\b/.test(
    scene.words,
  ) || scene.context.at.slice(scene.object.from, scene.object.to).some(Boolean);

/** Foreign goods or governments that pay, lose or gain: the owner of the market acts. */
export function ownerAction(scene: Scene): Action[] {
  const { verb, words } = scene;
  // "exporters will have to show health certificates": a rule of the market that they sell to.
  const rule = scene.hits.find(
    (hit) => /^(?:sps|licensing|tbt)$/.test(hit.instrument) && hit.polarity === -1,
  );
  const duty = scene.clause.group.modal === "must" || scene.clause.group.verb === "need";
  if (
    duty &&
    (rule !== undefined || verb === "register") &&
    /^(?:show|register|present|provide|carry|obtain|get|apply|submit|produce|need|hold|have|bear)$/.test(verb)
  )
    return [
      action(scene, rule?.instrument ?? "licensing", -1, {
        hit: rule ?? null,
        actor: "owner",
        object: { from: scene.clause.antecedent?.from ?? scene.object.from, to: scene.object.to },
      }),
    ];
  if (
    isVerb(verb, "pay") &&
    /\bdut(?:y|ies)\b|\btariffs?\b|\d ?(?:%|per ?cent)|\blev(?:y|ies)\b|\bsurcharge\b/.test(words) &&
    !/\b(?:tax to|salary|price)\b/.test(words)
  ) {
    const less = /\b(?:no|zero|lower|reduced|less)\b[^.]{0,20}\b(?:dut(?:y|ies)|tariffs?)\b/.test(words);
    return [
      action(
        scene,
        /anti-?dumping|countervailing|safeguard/.test(words) ? "trade_remedy" : "tariff",
        less ? 1 : -1,
        { actor: "owner", slots: onPay, object: { from: scene.clause.from, to: scene.object.to } },
      ),
    ];
  }
  if (isVerb(verb, "loseAccess", "gainAccess")) {
    const hit = scene.hits.find(
      (h) =>
        h.polarity === 1 &&
        (h.instrument === "tariff" || h.instrument === "market_access" || h.instrument === "tariff_quota") &&
        !h.weak,
    );
    if (hit !== undefined)
      return [
        action(scene, hit.instrument, /^(?:lose|forfeit|miss_out)$/.test(verb) ? -1 : 1, {
          hit,
          actor: "owner",
          slots: /^(?:on|for)$/,
        }),
      ];
  }
  return [];
}

const onPay = /^(?:on|of|\^)$/;

/** Borders, ports and airspace by verbs that need no instrument of their own; isolation as a whole. */
export function sanctionAction(scene: Scene): Action[] {
  const { verb, words, context, object } = scene;
  const named =
    context.at.slice(object.from, object.to).some(Boolean) ||
    /\b(?:it|them|the emirate|the kingdom|the country|the island|firms?|companies|banks?|officials?|individuals)\b/.test(
      words,
    );
  if (/^(?:sanction|blacklist|isolate|ostracise|boycott|penali[sz]e|punish)$/.test(verb) && named)
    return [action(scene, "sanctions", -1)];
  if (verb === "cut_off" && namesGoods(context, object) && /\bto\b/.test(words))
    return [action(scene, "export_ban", -1, { slots: /^(?:\^|of)$/ })];
  if (verb === "cut_off" && named && !namesGoods(context, object)) return [action(scene, "sanctions", -1)];
  if (
    /^(?:bar|ban|exclude|prohibit|shut_out|lock_out)$/.test(verb) &&
    named &&
    !namesGoods(context, object) &&
    /\b(?:firms?|companies|banks?|ships|vessels|airlines?|workers|builders|lorries|trucks|planes|officials|contractors|tourists|flights)\b/.test(
      words,
    )
  )
    return [
      action(
        scene,
        /\b(?:ships|vessels|planes|airlines?|flights|lorries|trucks)\b/.test(words) &&
          /\b(?:ports?|airspace|border|territory|waters)\b/.test(words)
          ? "transit"
          : "sanctions",
        -1,
      ),
    ];
  return [];
}

/** Answers in kind, purchases promised, rules made: what the other tables leave. */
export function otherAction(scene: Scene): Action[] {
  const { verb, words, context, object } = scene;
  if (
    isVerb(verb, "retaliate") &&
    /^(?:hit_back|retaliate|reciprocate|strike_back|fight_back|react|respond|counter|answer|reply)$/.test(
      verb,
    )
  ) {
    // "responded within hours: the agency proposed": what follows says how.
    const after = context.tokens[scene.clause.reach.to];
    if (/^[:–—]$/.test(after?.text ?? "") || /\bby \p{L}+ing\b/u.test(words)) return [];
    const rates = /\d ?(?:%|per ?cent)|\bdut(?:y|ies)\b|\btariffs?\b/.test(words);
    if (rates && namesGoods(context, object)) return [action(scene, "tariff", -1, { slots: /^(?:on|of)$/ })];
    if (rates) return [action(scene, "tariff", -1)];
    return /^(?:answer|reply|react|counter)$/.test(verb)
      ? []
      : [
          action(scene, "market_access", -1, {
            confidence: 0.5,
            towards: "named",
            kind: /^(?:respond|react|riposte)$/.test(verb) ? "threatened" : null,
          }),
        ];
  }
  // "to bring its rules into line with the ruling"
  if (
    /^(?:bring|put|make|bring_in)$/.test(verb) &&
    /\b(?:into (?:line|conformity|compliance|accord)|consistent|compatible) with\b/.test(words)
  ) {
    const here = context.sentenceAt[scene.clause.group.head]!;
    const before = context.sentences[here - 1];
    const spoken =
      scene.hits.find((hit) => hit.polarity === -1) ??
      (before === undefined ? undefined : instrumentsIn(context, before).find((hit) => hit.polarity === -1));
    return [
      action(scene, spoken?.instrument ?? "market_access", 1, {
        confidence: 0.6,
        object:
          spoken === undefined || before === undefined || scene.hits.includes(spoken)
            ? object
            : { from: spoken.from, to: before.to },
        slots: /^(?:on|for|of)$/,
        copies: null,
      }),
    ];
  }
  if (
    /^(?:ask|ask_for|request|seek)$/.test(verb) &&
    /\b(?:tonnes?|tons)\b/.test(words) &&
    scene.drafts.some((draft) => draft.instrument === "export_ban")
  )
    return [action(scene, "export_ban", 1, { kind: "demanded", slots: /^(?:of|for)$/ })];
  if (
    isVerb(verb, "buy") &&
    scene.clause.group.form === "infinitive" &&
    scene.clause.governor !== null &&
    namesGoods(context, object)
  )
    return [action(scene, "market_access", 1, { slots: /^(?:\^|of)$/, confidence: 0.5, towards: "named" })];
  if (
    /^(?:take|adopt)$/.test(verb) &&
    /^(?:\p{L}+ ){0,2}(?:measures|steps|action) (?:against|in response|in retaliation)\b|^(?:retaliatory|reciprocal|appropriate counter-?|mirror) ?(?:measures|steps|action)\b/u.test(
      words,
    )
  )
    return [action(scene, "market_access", -1, { confidence: 0.5, towards: "named", slots: /^on$/ })];
  if (verb === "register" && /\bcontracts?\b/.test(words))
    return [
      action(scene, /\bbelow\b|\bminimum\b/.test(words) ? "other" : "licensing", 1, {
        towards: "goods",
        slots: /^(?:for|of)$/,
      }),
    ];
  if (/^(?:require|demand|insist|make|oblige|need|introduce)$/.test(verb)) {
    const rule = scene.hits.find(
      (hit) => hit.instrument === "sps" || hit.instrument === "licensing" || hit.instrument === "tbt",
    );
    // "Imports of laptops will require a licence": the goods stand in the subject.
    const flow =
      scene.clause.subject !== null &&
      /\b(?:imports?|exports?|shipments?|consignments?|purchases)\b/i.test(
        wordsOf(context, scene.clause.subject.from, scene.clause.subject.to),
      );
    if (rule !== undefined && flow)
      return [
        action(scene, rule.instrument, -1, {
          hit: rule,
          actor: "owner",
          object: { from: scene.clause.subject!.from, to: object.to },
          slots: /^(?:of|for|on)$/,
        }),
      ];
    if (rule !== undefined) return [action(scene, rule.instrument, -1, { hit: rule })];
  }
  if (/^(?:inspect|test|check|fumigate)$/.test(verb) && namesGoods(context, object))
    return [action(scene, "sps", -1)];
  if (
    /^(?:grant|give|allow|allot|allocate|set_aside)$/.test(verb) &&
    /\b(?:fixed|certain|limited) (?:amount|volume|quantity)\b|\b\d[\d,.]* (?:million )?(?:tonnes|tons)\b/.test(
      words,
    )
  )
    return [action(scene, "export_ban", 1, { confidence: 0.6 })];
  return [];
}
