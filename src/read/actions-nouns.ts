import { type Action, action, flip, type Scene } from "./actions.js";
import { wordsOf } from "./discourse.js";
import type { InstrumentHit } from "./instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { namesGoods } from "./measure-goods.js";
import type { Modality } from "./modality.js";

/** Verbs that say how real the thing is that they take: "threatened sanctions", "offers zero tariffs". */
const attitudes: readonly (readonly [RegExp, Modality["kind"]])[] = [
  [/^(?:threaten|warn)$/, "threatened"],
  [/^(?:offer|dangle)$/, "ready"],
  [
    /^(?:announce|order|approve|decide|promise|pledge|unveil|declare|agree|agree_on|decree|authori[sz]e|schedule|vow|guarantee)$/,
    "future",
  ],
  [
    /^(?:propose|consider|weigh|mull|plan|recommend|suggest|seek|want|prepare|study|draft|discuss|contemplate|float|favou?r|advocate|examine|explore|debate|back|hope|envisage|intend|float|table|submit|support)$/,
    "proposed",
  ],
  [
    /^(?:ask|ask_for|demand|call_for|request|urge|press_for|push_for|insist|insist_on|appeal|plead|beg|lobby)$/,
    "demanded",
  ],
];

/** Whether what stands before a hit makes an end of it. */
export const endsIt = (before: string): boolean => ending.test(`${before.toLowerCase()} `);

/** Nouns that turn a barrier round: "the lifting of the ban", "an end to sanctions", "exemption from duties". */
const ending =
  /\b(?:an? |the )?(?:end(?:ing)?|lifting|removal|abolition|suspension|repeal|easing|reductions?|cuts?|withdrawal|relaxation|scrapping|elimination|exemptions?|waivers?|halt|pause|freeze|phasing out|dropping|halving|lowering|moratorium|truce|delay|remissions?|refunds?|rebates?) (?:[a-z]+ )?(?:to|of|in|on|from) (?:all |its |their |the |his |these |those |any |some |most |such |new |further |remaining |planned |existing )*(?:[\p{L}\d.%-]+ ){0,4}$/u;

/** The hit that the verb acts on: within the object, weak words only beside trade. */
function objectHit(scene: Scene): InstrumentHit | null {
  const { hits, context, object } = scene;
  for (const hit of hits) {
    const gap = wordsOf(context, object.from, hit.from).toLowerCase();
    if (gap.split(/\s+/).length > 11 || /[;:]/.test(gap)) continue;
    // "to settle the question of health certificates"
    if (
      /\b(?:questions?|issues?|problems?|matters?|quarrels?|rows?|news|prospect) (?:of|over|about|on|with) /.test(
        `${gap} `,
      )
    )
      continue;
    if (hit.weak && !weakCounts(scene, hit)) continue;
    return hit;
  }
  return null;
}

/** Whether a word of many meanings has the one of trade here. */
function weakCounts(scene: Scene, hit: InstrumentHit): boolean {
  const { words, drafts } = scene;
  if (hit.instrument === "tariff")
    return (
      (/\btax(?:es)? on\b/.test(words) && namesGoods(scene.context, scene.object)) ||
      /\b(?:imports?|exports?|imported|goods|per ?cent|customs|duty|tariff)\b|\d ?%/.test(words) ||
      (/\b(?:the|its|their|that) (?:\p{L}+ ){0,2}(?:tax|levy|rate|fee)/u.test(words) &&
        drafts.some((draft) => draft.instrument === "tariff"))
    );
  if (hit.instrument === "trade_agreement")
    return (
      /\b(?:trade|association|partnership|commerce|tariff|customs|cooperation|free|economic)\b/.test(words) ||
      drafts.some((draft) => draft.instrument === "trade_agreement")
    );
  if (hit.instrument === "other")
    return /\b(?:wto|world trade|geneva|against|dispute|the cases?|its case|their case)\b/.test(words);
  return true;
}

/** How real a verb leaves the thing that it takes; null where it makes it. */
export function attitudeOf(verb: string): Modality["kind"] | null {
  return attitudes.find(([pattern]) => pattern.test(verb))?.[1] ?? null;
}

/** Verbs that make a barrier or an opening of the noun that they take. */
export function nounAction(scene: Scene): Action[] {
  const hit = objectHit(scene);
  if (
    hit === null ||
    hit.instrument === "meeting" ||
    hit.instrument === "mediation" ||
    hit.instrument === "recognition" ||
    wantsGone(scene, hit)
  )
    return [];
  const before = wordsOf(scene.context, scene.object.from, hit.from).toLowerCase();
  const turned = ending.test(`${before} `) && hit.polarity === -1;
  const inquiry = /\b(?:investigations?|probes?|inquir(?:y|ies)|enquir(?:y|ies)|reviews?)\b/.test(hit.words);
  const priority =
    hit.instrument === "diplomatic_relations" && /^(?:call|name|make|declare|describe|set)$/.test(scene.verb);
  const kind =
    isVerb(scene.verb, "review") && !isFutureClause(scene)
      ? "proposed"
      : offered(scene)
        ? "ready"
        : inquiry || priority
          ? "proposed"
          : attitudeOf(scene.verb);
  const person = /^(?:ambassadors?|diplomats|envoys?)$/.test(hit.words);
  let sense =
    kind !== null &&
    !person &&
    !isVerb(scene.verb, "remove", "lower", "review") &&
    (offered(scene) || !(inquiry || priority))
      ? hit.polarity
      : senseOf(scene, hit);
  if (sense === null) return [];
  // "has withdrawn its threat of tariffs": what was held out is taken back.
  if (
    isVerb(scene.verb, "remove") &&
    /\b(?:threats?|plans?|proposals?|offers?|bills?|drafts?|intentions?|demands?|veto)\b (?:of|for|to|on|against)\b[^.;]{0,40}$/.test(
      before,
    )
  )
    return [action(scene, hit.instrument, hit.polarity, { hit, kind: "withdrawn" })];
  const disciplined =
    hit.instrument === "subsidy" &&
    /\b(?:rules|disciplines?|limits?|curbs?|caps?|ceilings?) (?:on|for) (?:\p{L}+ )*$/u.test(`${before} `);
  if ((turned || disciplined) && !isVerb(scene.verb, "remove")) sense = flip(sense);
  // Who asks for licences asks to be let in.
  if (hit.instrument === "licensing" && kind === "demanded" && hit.polarity === -1) sense = 1;
  const owner =
    isVerb(scene.verb, "gainAccess", "loseAccess") && !isVerb(scene.verb, "create") && hit.polarity === 1;
  if (owner)
    return [
      action(scene, hit.instrument, isVerb(scene.verb, "loseAccess") ? -1 : 1, { hit, actor: "owner" }),
    ];
  const known = isKnown(scene, hit);
  // A quota that is granted, or asked for by those who sell, lets goods in.
  const free = /\bfree of (?:\S+ )?dut|\bduty-free\b|\bat (?:a )?(?:lower|reduced|zero)\b/.test(scene.words);
  if (
    hit.instrument === "quota" &&
    free &&
    (scene.verb === "agree" || isVerb(scene.verb, "create", "sign", "raise"))
  )
    return [action(scene, "tariff_quota", 1, { hit, kind })];
  if (
    hit.instrument === "quota" &&
    /^(?:grant|give|offer|award|allocate|open|provide|promise|ask|ask_for|request)$/.test(scene.verb)
  )
    return [action(scene, "tariff_quota", 1, { hit, kind })];
  return refine(
    scene,
    action(scene, hit.instrument, sense, {
      hit,
      known,
      kind,
      keeps: keepsLevel(scene, hit),
      confidence: hit.weak ? 0.6 : 0.85,
    }),
  );
}

/** "wants the curbs gone": the participle that follows says what is wanted. */
const wantsGone = (scene: Scene, hit: InstrumentHit): boolean =>
  /^(?:want|like|see|need|prefer)$/.test(scene.verb) &&
  /^(?:gone|lifted|removed|scrapped|dropped|ended|eased|cut|abolished|withdrawn|raised|kept|reduced)$/.test(
    scene.context.tokens[hit.to]?.lower ?? "",
  );

/** "extended the duty for three years", "renewed the quota": a new decision on the old level. */
function keepsLevel(scene: Scene, hit: InstrumentHit): boolean {
  const { verb, words, clause } = scene;
  if (
    /^(?:diplomatic_relations|meeting|mediation|recognition|accession|trade_agreement|transit)$/.test(
      hit.instrument,
    )
  )
    return false;
  const sentence = scene.context.sentences[scene.context.sentenceAt[clause.group.head]!];
  const rest = wordsOf(scene.context, clause.group.to, Math.max(clause.reach.to, sentence?.to ?? 0))
    .toLowerCase()
    .split(/;|, (?:but|while|and)\b/)[0]!;
  if (/\bto (?:include|cover|all|more|other|further|another)\b/.test(words) || /^to\b/.test(rest))
    return false;
  if (/^(?:prolong|renew|roll_over|retain)$/.test(verb)) return true;
  if (
    /^(?:maintain|keep|leave|retain)$/.test(verb) &&
    /\b(?:low|lower|reduced|zero|preferential|current|present|existing|same) (?:\p{L}+ ){0,2}$/u.test(
      `${wordsOf(scene.context, scene.object.from, hit.from).toLowerCase()} `,
    )
  )
    return true;
  if (/^(?:maintain|keep|leave)$/.test(verb))
    return /\b(?:unchanged|at (?:\d|its|the current|the same))/.test(rest);
  return (
    verb === "extend" &&
    /\b(?:for|until|till|by|through|beyond|another|to (?:\d|january|february|march|april|may|june|july|august|september|october|november|december))\b/.test(
      rest,
    )
  );
}

/** "will put its case on hold while Beijing re-examines the duties": what runs beside the future is to come. */
const isFutureClause = (scene: Scene): boolean =>
  scene.clause.kind === "time" || scene.clause.group.modal === "will";

/** "has put a tariff deal to the United States": what is put to somebody is an offer. */
const offered = (scene: Scene): boolean =>
  /^(?:put|present|hand|submit)$/.test(scene.verb) &&
  /\b(?:deals?|offers?|proposals?|pacts?|agreements?|plans?|terms)\b["”’']? to\b/.test(scene.words);

/** "the ban", "their curbs": spoken of before, and with nothing said of what it falls on. */
function isKnown(scene: Scene, hit: InstrumentHit): boolean {
  const { context } = scene;
  const first = context.tokens[hit.from - 1]?.lower ?? "";
  const next = context.tokens[hit.to]?.lower ?? "";
  if (
    !/^(?:the|its|their|that|this|these|those|his|our|'s)$/.test(first) ||
    /^(?:on|of|against|for)$/.test(next)
  )
    return false;
  return scene.drafts.length > 0 && !/\s(?:on|of)\s/.test(hit.words);
}

function senseOf(scene: Scene, hit: InstrumentHit): 1 | -1 | null {
  const { verb } = scene;
  const make = isVerb(verb, "create", "raise", "keep");
  const remove = isVerb(verb, "remove") && verb !== "put" && verb !== "bring";
  const light = lightVerb(scene);
  if (light) return flip(hit.polarity);
  if (hit.instrument === "transit" && hit.polarity === -1) return passageSense(scene, hit);
  if (hit.instrument === "transit" || (hit.instrument === "market_access" && hit.weak))
    return passageSense(scene, hit);
  if (hit.instrument === "diplomatic_relations") return relationsSense(scene, hit);
  if (hit.instrument === "accession") {
    if (isVerb(verb, "block") && !/^(?:approve|accept)$/.test(verb)) return -1;
    return isVerb(verb, "admit", "join", "allow") ? 1 : remove ? -1 : make ? 1 : null;
  }
  if (verb === "break" && hit.polarity === 1) return null;
  // Licences that are granted let goods pass, those that are refused do not.
  if (hit.instrument === "licensing" && /permit|licen|authori|approval/.test(hit.words)) {
    if (/^(?:grant|issue|give|approve|award|restore|resume|hand|offer)$/.test(verb)) return 1;
    if (/^(?:refuse|deny|revoke|withhold|stop)$/.test(verb)) return -1;
  }
  if (hit.instrument === "quota" && /^(?:tighten|toughen|harden|stiffen|sharpen)$/.test(verb)) return -1;
  if (hit.instrument === "quota" && isVerb(verb, "raise")) return 1;
  if (hit.instrument === "quota" && isVerb(verb, "lower")) return -1;
  if (/^(?:sps|tbt|licensing)$/.test(hit.instrument) && /^(?:recogni[sz]e|accept|waive|simplify)$/.test(verb))
    return 1;
  if (hit.instrument === "sanctions" && /^(?:follow|join|align|mirror|back|copy|support)$/.test(verb))
    return -1;
  if (isVerb(verb, "review")) return flip(hit.polarity);
  // "lifted its duty to 60 per cent"
  if (verb === "lift" && /\bto (?:up to )?[1-9]/.test(scene.words)) return hit.polarity;
  if (isVerb(verb, "lower") && !(make && !remove)) return flip(hit.polarity);
  if (remove && !(make && /^(?:resolve|settle|lose|break|close|leave)$/.test(verb)))
    return flip(hit.polarity);
  if (make) return hit.polarity;
  if (hit.polarity === 1 && isVerb(verb, "block")) return -1;
  if (hit.polarity === 1 && isVerb(verb, "gainAccess")) return 1;
  if (hit.instrument === "trade_agreement" && isVerb(verb, "sign", "join")) return 1;
  return null;
}

function passageSense(scene: Scene, hit: InstrumentHit): 1 | -1 | null {
  const { verb } = scene;
  if (hit.polarity === -1) return isVerb(verb, "remove") ? 1 : isVerb(verb, "create", "keep") ? -1 : null;
  if (isVerb(verb, "open")) return 1;
  if (
    isVerb(verb, "close", "block") ||
    /^(?:cut|sever|stop)$/.test(verb) ||
    (isVerb(verb, "remove") && !/^(?:leave|lose|cross|let_off|end|settle|resolve|break)$/.test(verb))
  )
    return -1;
  if (
    hit.instrument === "transit" &&
    /^(?:begin|start|launch|introduce|establish)$/.test(verb) &&
    /flight|air|ferr|rail|link|service|route|corridor|cargo/.test(hit.words)
  )
    return 1;
  return hit.instrument === "transit" &&
    /^(?:restore|resume|restart|allow|permit|readmit|grant|offer|provide)$/.test(verb)
    ? 1
    : null;
}

/** "bans" of no named direction: on exports where exports are meant, on both for "all trade". */
function refine(scene: Scene, found: Action): Action[] {
  const { words, context } = scene;
  const exports =
    /\b(?:exports?|exporting|shipments abroad|sales abroad|re-exports?)\b/.test(words) &&
    !/\bimports?\b/.test(words);
  if (found.instrument === "sanctions") {
    const named =
      /\bembargo\b/.test(found.hit?.words ?? "") && namesGoods(context, found.object) && /\bon\b/.test(words);
    return named
      ? [{ ...found, instrument: exports ? "export_ban" : "import_ban", towards: "goods" }]
      : [found];
  }
  if (found.instrument !== "import_ban") return [found];
  if (exports) return [{ ...found, instrument: "export_ban" }];
  return /\ball trade\b/.test(words) ? [found, { ...found, instrument: "export_ban" }] : [found];
}

/** "put an end to", "put on hold": the noun carries the sense. */
function lightVerb(scene: Scene): boolean {
  const { verb, words } = scene;
  if (
    /^(?:put|bring|call|make|see|signal|mark|spell)/.test(verb) &&
    /\b(?:end|stop|halt) (?:to|on)\b/.test(words.slice(0, 40))
  )
    return true;
  return /^put/.test(verb) && /\bon (?:hold|ice)\b|\bin abeyance\b|\bto rest\b/.test(words);
}

function relationsSense(scene: Scene, hit: InstrumentHit): 1 | -1 | null {
  const { verb, words } = scene;
  // "called the normalisation of relations one of its priorities"
  if (/^(?:call|name|make|declare|describe|set)$/.test(verb))
    return /\b(?:priorit(?:y|ies)|goals?|aims?|objectives?|ambition)\b/.test(words) ? 1 : null;
  if (/^(?:ambassadors?|diplomats|envoys?)$/.test(hit.words)) {
    if (/^(?:recall|withdraw|expel|pull_out|summon|throw_out|send_home)$/.test(verb)) return -1;
    return /^(?:return|send|exchange|appoint|restore|reinstate|accept)$/.test(verb) ? 1 : null;
  }
  if (/^(?:open|reopen|restore|resume|improve|steady)$/.test(verb)) return 1;
  if (isVerb(verb, "sever", "close")) return -1;
  return isVerb(verb, "restore", "create") &&
    !/^(?:put|take|bring|file|place|set|hold|make|start|begin|give|provide|collect|charge|add|apply)$/.test(
      verb,
    )
    ? 1
    : null;
}
