import { type Action, action, type Scene } from "./actions.js";
import { attitudeOf } from "./actions-nouns.js";
import { wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { namesGoods } from "./measure-goods.js";

const union =
  /\b(?:wto|world trade organi[sz]ation|eu|european union|customs union|eurasian|mercosur|asean|union|bloc|organi[sz]ation|club|trade body|cptpp|efta)\b/;
const agreementWords =
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

/** Making, applying, suspending and ending agreements. */
export function agreementAction(scene: Scene): Action[] {
  const { verb, words, context } = scene;
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
  if (verb === "break" && !talks) return [];
  if (isVerb(verb, "remove") || /^(?:leave|quit|exit|freeze|reopen|kill|ditch|collapse|walk_out)$/.test(verb))
    return [action(scene, "trade_agreement", -1, { hit: hit ?? null })];
  return [];
}

/** Relations, contacts, meetings, mediation, recognition. */
export function diplomacyAction(scene: Scene): Action[] {
  const { verb, words, clause } = scene;
  const relations = scene.hits.find((hit) => hit.instrument === "diplomatic_relations");
  if (
    isVerb(verb, "recognise") &&
    /\b(?:independen|state|sovereign|republic|government|kosovo|abkhazia|ossetia|passport)/.test(words)
  )
    return [action(scene, "recognition", /^de/.test(verb) ? -1 : 1)];
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
    return [action(scene, "market_access", 1, { slots: /^(?:\^|of)$/, confidence: 0.5 })];
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
