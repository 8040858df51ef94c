import type { Instrument } from "../contracts/codes.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { type InstrumentHit, instrumentsIn } from "./instruments.js";
import { exportFlow, importFlow } from "./lexicon-instruments.js";
import { isVerb } from "./lexicon-verbs.js";
import { couldBeGoods, namesGoods } from "./measure-goods.js";
import type { Modality } from "./modality.js";
import type { MoveDraft } from "./move-draft.js";
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
  /** How real the verb itself leaves the act: "threatened sanctions", "proposed a ban". */
  readonly kind: Modality["kind"] | null;
  /** Lets one partner off a measure that others bear. */
  readonly exempts: boolean;
  /** A new decision that leaves the level as it is: "extended the duty for three years". */
  readonly keeps: boolean;
  /** Who acts, where the words of the instrument say it: "an agreement between Peru and Chile takes effect". */
  readonly actors: readonly string[] | null;
  /** The move of another that is done again: "agreed to do the same". */
  readonly copies: MoveDraft | null;
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
  /** Moves found before this clause. */
  readonly drafts: readonly MoveDraft[];
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
  kind: null,
  exempts: false,
  keeps: false,
  actors: null,
  copies: null,
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

export const flip = (sense: 1 | -1): 1 | -1 => (sense === 1 ? -1 : 1);

/** The first flow of goods that heads a phrase of a range: exports or imports. */
export function flowIn(context: Context, range: Range): "exports" | "imports" | "both" | "shipments" | null {
  const opening = wordsOf(context, range.from, Math.min(range.to, range.from + 9)).toLowerCase();
  if (/\bexports?\b.{1,14}\bimports?\b|\bimports?\b.{1,14}\bexports?\b|\ball trade\b/.test(opening))
    return "both";
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

/** "Kenyan miraa": an adjective of origin before a plain noun that is no person and no body. */
function foreignGoods(context: Context, range: Range): boolean {
  const [first] = phrasesIn(context.tokens, range);
  if (first === undefined || first.from > range.from + 1) return false;
  const head = context.tokens[first.head]!;
  return context.at[first.from]?.kind === "adjective" && head.pos === "NOUN" && couldBeGoods(head.lower);
}

/** "shipments from Turkey" come in; those "to Qatar" and one's own go out. */
export function flowBan(context: Context, range: Range, flow: string): ("import_ban" | "export_ban")[] {
  if (flow === "both") return ["import_ban", "export_ban"];
  if (flow === "exports") return ["export_ban"];
  if (flow === "imports") return ["import_ban"];
  const words = wordsOf(context, range.from, range.to);
  return [/\bfrom\b/.test(words) && !/\bto\b/.test(words) ? "import_ban" : "export_ban"];
}

/** Verbs that carry the instrument: "ban", "stop exports", "cap", "exempt", "tax". */
export function verbAction(scene: Scene): Action[] {
  const { verb, context, object, words, clause } = scene;
  const goods = namesGoods(context, object) || foreignGoods(context, object);
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
  if (
    /^(?:let_in|let|readmit|re-admit|admit|allow_in)$/.test(verb) &&
    goods &&
    strong === undefined &&
    (/\b(?:again|back|once more|anew)\b/.test(words) || /in$|^re/.test(verb) || clause.group.negated)
  )
    return [action(scene, "import_ban", 1, { slots: objectSlots })];
  if (
    isVerb(verb, "exempt") &&
    (scene.hits.some((hit) => !hit.weak) || /^(?:exempt|spare|let_off)$/.test(verb))
  )
    return exemption(scene);
  // "Milk from Uganda will be exempt": who is let off stands in the subject.
  if (
    verb === "be" &&
    clause.subject !== null &&
    /^(?:also |still |fully |now |to be )*(?:exempt|exempted|spared|free of (?:the )?dut)/.test(
      wordsOf(context, clause.group.to, clause.reach.to).toLowerCase(),
    )
  )
    return exemption(scene).map((made) => ({
      ...made,
      actor: "owner" as const,
      object: { from: clause.subject!.from, to: scene.object.to },
      slots: objectSlots,
    }));
  // "to let lorries pass"
  if (
    /^(?:let|allow|permit|clear)$/.test(verb) &&
    /\b(?:lorries|trucks|trains|ships|vessels|convoys|planes|flights|airlines|barges|tankers|freight|wagons)\b/.test(
      words,
    )
  )
    return [action(scene, "transit", 1)];
  if (
    isVerb(verb, "ban") &&
    /\bfrom (?:entering|crossing|landing|docking|flying|calling)\b/.test(
      wordsOf(context, clause.group.to, Math.max(clause.reach.to, clause.group.to)),
    )
  )
    return [
      action(
        scene,
        /\b(?:officials|individuals|lawmakers|persons|people|politicians)\b/.test(words)
          ? "sanctions"
          : "transit",
        -1,
      ),
    ];
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
  if (
    /^(?:accept|clear|approve|admit|welcome|take)$/.test(verb) &&
    strong === undefined &&
    flow === null &&
    foreignGoods(context, object) &&
    namesGoods(context, object)
  )
    return [action(scene, "import_ban", 1, { slots: objectSlots, confidence: 0.6 })];
  if (/^(?:block|reject|refuse|boycott|turn_back)$/.test(verb) && strong === undefined && goods)
    return [action(scene, "import_ban", -1, { slots: objectSlots })];
  if (
    /^(?:take_off|pull|remove|take|clear)$/.test(verb) &&
    /\b(?:off|from) (?:the |its |their |all )?shelves\b/.test(
      wordsOf(context, clause.group.to, clause.reach.to),
    ) &&
    goods
  )
    return [action(scene, "import_ban", -1, { slots: objectSlots, confidence: 0.6 })];
  // "to admit Kazakh barley free of duty"
  if (
    /^(?:admit|let|let_in|allow|allow_in|import|accept|enter|take|buy|receive|welcome)$/.test(verb) &&
    goods &&
    /\b(?:free of (?:\p{L}+ )?(?:dut(?:y|ies)|tariffs?|charge)|duty-free|tariff-free|without (?:\p{L}+ )?(?:dut(?:y|ies)|tariffs?)|at zero (?:duty|tariff|rate))/u.test(
      words,
    )
  )
    return [action(scene, "tariff", 1, { slots: objectSlots, confidence: 0.75 })];
  // "have granted exemptions to Canada and Mexico"
  if (
    /^(?:grant|give|offer|obtain|win|extend|issue|announce)$/.test(verb) &&
    /^(?:an? |the |some |new |\d+ )?(?:exemptions?|waivers?|exceptions?)(?: |$)/.test(words) &&
    !scene.hits.some((hit) => hit.polarity === 1)
  )
    return exemption(scene);
  // "grant access to Indian steel"
  if (strong === undefined && /^(?:[\p{L}-]+ ){0,3}access (?:to|for)\b/u.test(words)) {
    if (/^(?:grant|give|allow|provide|offer|secure|open|extend|restore|improve|widen|ease)$/.test(verb))
      return [action(scene, "market_access", 1, { slots: /^(?:to|for)$/, confidence: 0.6 })];
    if (
      /^(?:deny|refuse|restrict|cut|limit|cut_off|withdraw|end|block|revoke)$/.test(verb) &&
      namesGoods(context, object)
    )
      return [action(scene, "market_access", -1, { slots: /^(?:to|for)$/, confidence: 0.6 })];
  }
  // "mills may export only under a quota"
  if (
    /^(?:export|import|sell|ship|buy|enter|bring)$/.test(verb) &&
    /^(?:may|can|could)$/.test(clause.group.modal ?? "") &&
    /^[^.;]{0,40}\bonly (?:under|with|within|against|on|through)\b/.test(
      wordsOf(context, clause.group.to, clause.reach.to),
    )
  ) {
    const rule = scene.hits.find((hit) => /^(?:quota|licensing|sps|tbt)$/.test(hit.instrument));
    if (rule !== undefined)
      return [
        action(scene, rule.instrument, -1, { hit: rule, actor: "owner", slots: objectSlots, kind: "done" }),
      ];
  }
  if (verb === "cap" || (verb === "limit" && /\bby quota\b|\btonnes?\b|\btons?\b/.test(words)))
    return [action(scene, "quota", -1, { slots: objectSlots })];
  if (
    /^(?:import|export|sell|buy|ship)$/.test(verb) &&
    clause.group.passive &&
    goods &&
    (clause.group.modal !== null || /\b(?:again|once more|freely)\b/.test(words))
  )
    return [
      action(
        scene,
        verb === "export" || /\b(?:abroad|overseas|exported)\b/.test(words) ? "export_ban" : "import_ban",
        1,
        {
          slots: objectSlots,
          confidence: 0.7,
        },
      ),
    ];
  if (
    isVerb(verb, "open", "resumeFlow") &&
    /\bmarkets?\b|\beconom(?:y|ies)\b/.test(words) &&
    !/\bmarkets? share\b/.test(words)
  )
    return [action(scene, "market_access", 1, { slots: onOf })];
  // "will reopen Torkham": a place, where crossings are what the report is about.
  const [place] = phrasesIn(context.tokens, object);
  if (
    place !== undefined &&
    context.tokens[place.head]!.pos === "PROPN" &&
    context.at[place.head] === undefined &&
    isVerb(verb, "open", "close") &&
    scene.hits.length === 0 &&
    scene.drafts.some((draft) => draft.instrument === "transit")
  )
    return [action(scene, "transit", isVerb(verb, "open") ? 1 : -1)];
  if (/^(?:close|shut|block|seal|lock|close_off)$/.test(verb) && /\bmarkets?\b/.test(words))
    return [action(scene, "market_access", -1, { slots: onOf })];
  if (
    /^(?:liberalise|liberalize|ease|free|simplify|open|facilitate)$/.test(verb) &&
    /\b(?:deliver(?:y|ies)|imports?|access|entry|(?:its|their|our|the) trade)\b/.test(words) &&
    strong === undefined
  )
    return [action(scene, "market_access", 1)];
  if (
    /^(?:tax|charge|hit|target|penali[sz]e)$/.test(verb) &&
    goods &&
    /\d|\bper ?cent\b|\bdut(?:y|ies)\b|\btariffs?\b/.test(words)
  )
    return [action(scene, "tariff", -1, { slots: objectSlots })];
  if (
    /^(?:put|slap|impose|place|levy|set|charge)$/.test(verb) &&
    /\d ?(?:%|per ?cent|percent) (?:duty |tariff )?on\b/.test(words) &&
    strong === undefined
  )
    return [action(scene, "tariff", -1, { slots: /^(?:on|of)$/ })];
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
    hit?.instrument ??
    spokenOf(scene)?.instrument ??
    (/\b(?:ban|embargo)\b/.test(words) ? "import_ban" : "tariff");
  return [
    action(scene, instrument, 1, {
      hit,
      known:
        hit === null ||
        /^(?:the|these|those|its|their)$/.test(scene.context.tokens[hit.from - 1]?.lower ?? ""),
      exempts: true,
      slots: /^(?:\^|on|of|for)$/,
    }),
  ];
}

/** The measure last spoken of: one of the sentence before, else the last barrier. */
function spokenOf(scene: Scene): MoveDraft | undefined {
  const here = scene.context.sentenceAt[scene.clause.group.head]!;
  const measures = scene.drafts.filter(
    (draft) => goodsMeasures.has(draft.instrument) && draft.status !== "demanded",
  );
  return (
    measures.filter((draft) => draft.sentence >= here - 1).at(-1) ??
    measures.filter((draft) => draft.direction === "restrictive").at(-1)
  );
}

export { instrumentsIn, objectSlots, onOf };
