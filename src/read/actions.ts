import type { Instrument } from "../contracts/codes.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { type InstrumentHit, instrumentsIn } from "./instruments.js";
import { exportFlow, importFlow } from "./lexicon-instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { namesGoods } from "./measure-goods.js";
import { phrasesIn } from "./phrases.js";
import type { Range } from "./text-types.js";

/** What a clause does, before one asks whether, by whom and to whom. */
export interface Action {
  readonly instrument: Instrument;
  /** +1 opens, -1 closes, 0 keeps the level in a new decision. */
  readonly sense: 1 | -1 | 0;
  /** Tokens in which goods and partners stand. */
  readonly object: Range;
  readonly hit: InstrumentHit | null;
  /** Who acts, seen from the grammar: the subject, or the economy on whose market the subject depends. */
  readonly actor: "subject" | "owner" | "both" | "speaker";
  /** Prepositions after which goods stand. */
  readonly slots: RegExp;
  /** An instrument that is spoken of as known ("the ban takes effect") rather than made. */
  readonly known: boolean;
  /** Whether the partner may be everybody when none is named. */
  readonly towards: "goods" | "named" | "all";
  readonly confidence: number;
}

export interface Scene {
  readonly context: Context;
  readonly clause: Clause;
  readonly verb: string;
  /** Subject of a passive or object of an active verb, with what hangs on it. */
  readonly object: Range;
  readonly hits: readonly InstrumentHit[];
  readonly subjectHits: readonly InstrumentHit[];
  /** Words of object and verb, lower case. */
  readonly words: string;
}

const onOf = /^(?:on|of|for|over|into|against|to|in)$/;
const objectSlots = /^(?:\^|on|of|for|over)$/;

export const action = (
  scene: Scene,
  instrument: Instrument,
  sense: Action["sense"],
  more: Partial<Action> = {},
): Action => ({
  instrument,
  sense,
  object: scene.object,
  hit: null,
  actor: "subject",
  slots: onOf,
  known: false,
  towards: goodsMeasures.has(instrument) ? "goods" : "named",
  confidence: 0.8,
  ...more,
});

export const goodsMeasures: ReadonlySet<Instrument> = new Set([
  "tariff",
  "quota",
  "tariff_quota",
  "import_ban",
  "export_ban",
  "licensing",
  "sps",
  "tbt",
  "trade_remedy",
  "market_access",
]);

const flip = (sense: 1 | -1): 1 | -1 => (sense === 1 ? -1 : 1);

/** The first flow of goods that heads a phrase of a range: exports or imports. */
export function flowIn(context: Context, range: Range): "exports" | "imports" | "both" | "shipments" | null {
  for (const phrase of phrasesIn(context.tokens, range).slice(0, 4)) {
    const head = context.tokens[phrase.head]!.lower;
    const all = wordsOf(context, phrase.from, phrase.to).toLowerCase();
    if (/^trade$/.test(head)) return "both";
    if (/^(?:exports?|re-exports?|exporting)$/.test(head))
      return /\bimports?\b/.test(all) ? "both" : "exports";
    if (importFlow.test(head) && head !== "entry") return "imports";
    if (/\bimporting\b/.test(all)) return "imports";
    if (exportFlow.test(head)) return "shipments";
  }
  const words = wordsOf(context, range.from, range.to).toLowerCase();
  if (/^(?:all )?exporting\b/.test(words)) return "exports";
  if (/^(?:all )?(?:importing|buying)\b/.test(words)) return "imports";
  return null;
}

/** "shipments from Turkey" come in; those "to Qatar" and one's own go out. */
export function flowBan(context: Context, range: Range, flow: string): ("import_ban" | "export_ban")[] {
  if (flow === "both") return ["import_ban", "export_ban"];
  if (flow === "exports") return ["export_ban"];
  if (flow === "imports") return ["import_ban"];
  const words = wordsOf(context, range.from, range.to);
  return [/\bfrom\b/.test(words) && !/\bto\b/.test(words) ? "import_ban" : "export_ban"];
}

/** The hit that the verb acts on: in the first phrase, or after "of"/"on" in it; weak words only beside trade. */
function objectHit(scene: Scene): InstrumentHit | null {
  const { hits, context, object } = scene;
  for (const hit of hits) {
    const gap = wordsOf(context, object.from, hit.from).toLowerCase();
    if (gap.split(/\s+/).length > 9 || /[;:]/.test(gap)) continue;
    if (hit.weak && !weakCounts(scene, hit)) continue;
    return hit;
  }
  return null;
}

function weakCounts(scene: Scene, hit: InstrumentHit): boolean {
  const { words } = scene;
  if (hit.instrument === "tariff")
    return (
      /\b(?:import|export|imported|goods|per ?cent|%|customs|duty|tariff|pause|the tax|the rate)\b|\d ?%/.test(
        words,
      ) || isRecent(scene, "tariff")
    );
  if (hit.instrument === "trade_agreement") return true;
  if (hit.instrument === "other")
    return /\b(?:wto|world trade|geneva|against|dispute|the cases?|its case|their case)\b/.test(words);
  if (hit.instrument === "market_access") return true;
  return true;
}

/** Whether the tariff, the tax, is what was just spoken of; the caller keeps the list of moves. */
const isRecent = (scene: Scene, instrument: Instrument): boolean =>
  scene.context.discourse.focus.length > 0 &&
  instrument === "tariff" &&
  /\bthe (?:tax|levy|rate|duty)\b/.test(scene.words);

/** Verbs that make a barrier or an opening of the noun that they take. */
export function nounAction(scene: Scene): Action[] {
  const { verb, clause, context } = scene;
  const hit = objectHit(scene);
  if (hit === null) return [];
  const remove = isVerb(verb, "remove") && !(verb === "put" || verb === "bring");
  const lower = isVerb(verb, "lower");
  const make = isVerb(verb, "create", "raise", "keep");
  const light = lightVerb(scene);
  let sense: 1 | -1 | null = null;
  if (light !== null) sense = light === "end" ? flip(hit.polarity) : hit.polarity;
  else if (hit.instrument === "transit" || (hit.instrument === "market_access" && hit.weak))
    sense = isVerb(verb, "open")
      ? 1
      : isVerb(verb, "close", "block") || isVerb(verb, "remove")
        ? -1
        : hit.instrument === "transit" && isVerb(verb, "restore", "resumeFlow")
          ? 1
          : null;
  else if (hit.instrument === "meeting" || hit.instrument === "mediation") return [];
  else if (hit.instrument === "diplomatic_relations") sense = relationsSense(scene, hit);
  else if (hit.instrument === "accession")
    sense =
      isVerb(verb, "block") && !/^(?:approve|accept)$/.test(verb)
        ? -1
        : isVerb(verb, "admit", "join", "allow")
          ? 1
          : remove
            ? -1
            : make
              ? 1
              : null;
  else if (hit.instrument === "recognition") return [];
  else if (lower && !(make && !remove)) sense = flip(hit.polarity);
  else if (remove && !(make && /^(?:resolve|settle|lose|break|close|leave)$/.test(verb)))
    sense = flip(hit.polarity);
  else if (make) sense = hit.polarity;
  else if (isVerb(verb, "block") && hit.polarity === 1) sense = -1;
  else if (isVerb(verb, "sign", "join") && hit.polarity === 1) sense = 1;
  else if (isVerb(verb, "gainAccess") && hit.polarity === 1) sense = 1;
  if (sense === null) return [];
  if (hit.instrument === "trade_agreement" && hit.weak && !isTradeDeal(scene)) return [];
  if (isVerb(verb, "gainAccess", "loseAccess") && !make && hit.polarity === 1)
    return [
      action(scene, hit.instrument, verb === "lose" || verb === "forfeit" ? -1 : 1, { hit, actor: "owner" }),
    ];
  const target = { from: scene.object.from, to: scene.object.to };
  void clause;
  return refine(
    scene,
    action(scene, hit.instrument, sense, { hit, object: target, confidence: hit.weak ? 0.6 : 0.85 }),
    context,
  );
}

const isTradeDeal = (scene: Scene): boolean =>
  /\b(?:trade|association|partnership|commerce|tariff|customs|cooperation|free|economic)\b/.test(scene.words);

/** "bans" of no named direction: on exports where exports are meant, on both for "all trade". */
function refine(scene: Scene, found: Action, context: Context): Action[] {
  if (found.instrument !== "import_ban" && found.instrument !== "sanctions") return [found];
  const words = scene.words;
  if (found.instrument === "sanctions")
    return /\bembargo\b/.test(found.hit?.words ?? "") &&
      namesGoods(context, found.object) &&
      /\bon\b/.test(words)
      ? [{ ...found, instrument: /\bexport/.test(words) ? "export_ban" : "import_ban", towards: "goods" }]
      : [found];
  if (
    /\b(?:exports?|exporting|shipments abroad|sales abroad|re-exports?)\b/.test(words) &&
    !/\bimports?\b/.test(words)
  )
    return [{ ...found, instrument: "export_ban" }];
  if (/\ball trade\b/.test(words)) return [found, { ...found, instrument: "export_ban" }];
  return [found];
}

/** "put an end to", "put on hold", "take to the WTO": the noun carries the sense. */
function lightVerb(scene: Scene): "end" | "start" | null {
  const { verb, words } = scene;
  if (
    /^(?:put|bring|call|make|see|signal|mark|spell)/.test(verb) &&
    /^(?:put|puts|bring|brings|brought|call|calls|called|mark|marks|marked)?\s*(?:an|a|the)? ?(?:quick |full |immediate )?(?:end|stop|halt) (?:to|on)\b/.test(
      words,
    )
  )
    return "end";
  if (/^put/.test(verb) && /\bon (?:hold|ice)\b|\bin abeyance\b|\bto rest\b/.test(words)) return "end";
  return null;
}

function relationsSense(scene: Scene, hit: InstrumentHit): 1 | -1 | null {
  const { verb } = scene;
  const person = /^(?:ambassadors?|diplomats)$/.test(hit.words);
  if (person)
    return /^(?:recall|withdraw|expel|pull_out|summon|throw_out|send_home)$/.test(verb)
      ? -1
      : /^(?:return|send|exchange|appoint|restore|reinstate|accept)$/.test(verb)
        ? 1
        : null;
  if (/^(?:open|reopen|restore|resume)$/.test(verb)) return 1;
  if (isVerb(verb, "sever", "close")) return -1;
  if (
    isVerb(verb, "restore", "create") &&
    !/^(?:put|take|bring|file|place|set|hold|make|start|begin|give)$/.test(verb)
  )
    return 1;
  return null;
}

/** Verbs that carry the instrument: "ban", "stop exports", "cap", "exempt", "tax". */
export function verbAction(scene: Scene): Action[] {
  const { verb, context, object, words, clause } = scene;
  const goods = namesGoods(context, object);
  const flow = flowIn(context, object);
  const strong = scene.hits.find(
    (hit) => !hit.weak && hit.instrument !== "transit" && hit.from <= object.from + 4,
  );
  if (flow !== null && strong === undefined) {
    if (isVerb(verb, "stopFlow"))
      return flowBan(context, object, flow).map((instrument) =>
        action(scene, instrument, -1, { slots: objectSlots }),
      );
    if (isVerb(verb, "resumeFlow"))
      return flowBan(context, object, flow).map((instrument) =>
        action(scene, /^liberali[sz]e$/.test(verb) ? "market_access" : instrument, 1, { slots: objectSlots }),
      );
  }
  if (isVerb(verb, "exempt") && (scene.hits.length > 0 || verb !== "free")) return exemption(scene);
  if (
    isVerb(verb, "ban") &&
    strong === undefined &&
    goods &&
    !/^(?:refuse|reject|halt_at|exclude|throttle|block|boycott)$/.test(verb)
  )
    return [
      action(scene, /\b(?:export|exported|exporting)\b/.test(words) ? "export_ban" : "import_ban", -1, {
        slots: objectSlots,
      }),
    ];
  if (/^(?:block|reject|refuse|boycott|turn_back)$/.test(verb) && strong === undefined && goods)
    return [action(scene, "import_ban", -1, { slots: objectSlots })];
  if (verb === "cap" || (verb === "limit" && /\bby quota\b|\btonnes?\b|\btons?\b/.test(words)))
    return [action(scene, "quota", -1, { slots: objectSlots })];
  if (/^(?:import|export|sell|buy|ship)$/.test(verb) && clause.group.passive && goods)
    return [
      action(scene, verb === "export" ? "export_ban" : "import_ban", 1, {
        slots: objectSlots,
        confidence: 0.7,
      }),
    ];
  if (
    isVerb(verb, "open", "resumeFlow") &&
    /\bmarkets?\b|\beconom(?:y|ies)\b/.test(words) &&
    !/\bmarkets? share\b/.test(words)
  )
    return [action(scene, "market_access", 1, { slots: onOf })];
  if (/^(?:close|shut|block|seal|lock|close_off)$/.test(verb) && /\bmarkets?\b/.test(words))
    return [action(scene, "market_access", -1, { slots: onOf })];
  if (
    /^(?:liberalise|liberalize|ease|free|simplify|open|facilitate)$/.test(verb) &&
    /\b(?:trade|deliver(?:y|ies)|imports?|access|entry)\b/.test(words) &&
    strong === undefined
  )
    return [action(scene, "market_access", 1)];
  if (
    /^(?:tax|charge|hit|target|penali[sz]e)$/.test(verb) &&
    goods &&
    /\d|\bper ?cent\b|\bdut(?:y|ies)\b|\btariffs?\b/.test(words)
  )
    return [action(scene, "tariff", -1, { slots: objectSlots })];
  if (verb === "charge" && /\d ?(?:%|per ?cent)/.test(words) && goods)
    return [action(scene, "tariff", -1, { slots: objectSlots })];
  if (/^(?:subsidise|subsidize)$/.test(verb))
    return [action(scene, "subsidy", -1, { slots: objectSlots, towards: "all" })];
  return [];
}

function exemption(scene: Scene): Action[] {
  const { words, hits } = scene;
  const hit = hits.find((h) => h.polarity === -1) ?? null;
  const instrument: Instrument =
    hit?.instrument ?? (/\b(?:ban|embargo)\b/.test(words) ? "import_ban" : "tariff");
  return [action(scene, instrument, 1, { hit, known: hit === null, slots: /^(?:\^|on|of|for)$/ })];
}

export { instrumentsIn, objectSlots, onOf };
