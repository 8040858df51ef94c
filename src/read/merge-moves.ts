import type { MoveStatus } from "../contracts/codes.js";
import type { Move } from "../contracts/reading.js";
import { hsOf } from "../goods/index.js";
import { goodsMeasures } from "./actions.js";
import { linkAnswers } from "./answers.js";
import { confidenceOf, LEAST_CONFIDENCE } from "./confidence.js";
import type { Context } from "./discourse.js";
import type { SpanGrounds } from "./field-spans.js";
import type { MoveDraft } from "./move-draft.js";
import { moveOf } from "./move-of-draft.js";

/** How far a move has come; of one move told at several stages the last counts. */
const stage: Readonly<Record<MoveStatus, number>> = {
  demanded: 0,
  proposed: 1,
  threatened: 1,
  conditional: 2,
  ready: 2,
  announced: 3,
  in_force: 4,
  withdrawn: 5,
};

const family: Readonly<Record<string, string>> = {
  market_access: "goods",
  tariff: "goods",
  quota: "goods",
  tariff_quota: "goods",
  import_ban: "goods",
  sps: "goods",
  tbt: "goods",
  licensing: "goods",
  trade_remedy: "goods",
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x) => b.includes(x));
const within = (a: readonly string[], b: readonly string[]): boolean => a.every((x) => b.includes(x));
const loose = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || within(a, b) || within(b, a);
const overlapping = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 ||
  b.length === 0 ||
  a.some((x) => b.some((y) => x === y || x.endsWith(` ${y}`) || y.endsWith(` ${x}`))) ||
  holds(a, b) ||
  holds(b, a);

/** Whether one general word ("food") holds all of a list: "grain". */
function holds(general: readonly string[], list: readonly string[]): boolean {
  const wide = hsOf(general);
  return (
    general.length === 1 &&
    wide.length > 4 &&
    hsOf(list).every((code) => wide.some((other) => code.startsWith(other)))
  );
}

/** Whether a draft tells of the same move as an earlier one. */
function tellsSame(a: MoveDraft, b: MoveDraft): boolean {
  if (a.by !== b.by || a.direction !== b.direction) return false;
  if (a.instrument !== b.instrument) return false;
  if (!loose(a.towards, b.towards)) return false;
  if (
    !a.known &&
    !b.known &&
    !same(a.goods, b.goods) &&
    a.rate?.to != null &&
    b.rate?.to != null &&
    a.rate.to !== b.rate.to
  )
    return false;
  if (a.way !== b.way && a.way !== "" && b.way !== "" && a.sentence !== b.sentence) return false;
  const [early, late] = stage[a.status] <= stage[b.status] ? [a, b] : [b, a];
  const offers = /^(?:ready|conditional)$/;
  if (offers.test(a.status) && offers.test(b.status))
    return same(a.goods, b.goods) || a.goods.length === 0 || b.goods.length === 0;
  if (a.status !== b.status && [a, b].some(({ status }) => /^(?:ready|conditional|withdrawn)$/.test(status)))
    return false;
  if (
    a.status !== b.status &&
    !(early.known || late.known) &&
    !(stage[early.status] >= 1 && stage[early.status] < stage[late.status] && same(a.goods, b.goods))
  )
    return false;
  if ((a.status === "demanded") !== (b.status === "demanded")) return false;
  if (a.known || b.known) return overlapping(a.goods, b.goods);
  if (a.goods.length === 0 && b.goods.length === 0) return true;
  return a.goods.length === 0 || b.goods.length === 0
    ? a.sentence === b.sentence || a.status === b.status
    : overlapping(a.goods, b.goods);
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function join(a: MoveDraft, b: MoveDraft): void {
  const later: MoveDraft =
    b.starts && a.status === "in_force" && b.status === "announced"
      ? b
      : stage[b.status] > stage[a.status] && !b.known
        ? b
        : a;
  a.status = a.status === "conditional" || b.status === "conditional" ? "conditional" : later.status;
  if (a.status === "announced" && b.known && b.status === "threatened") a.status = "threatened";
  if (later === b) a.statusSpan = b.statusSpan;
  a.instrumentSpan ??= b.instrumentSpan;
  a.towards = union(a.towards, b.towards);
  a.goods = union(a.goods, b.goods);
  a.condition ??= b.condition;
  if (a.response === null) {
    a.response = b.response;
    a.answers = b.answers;
  }
  a.answersTo ??= b.answersTo;
  a.when ??= b.when;
  a.rate ??= b.rate;
  a.namedPartner ||= b.namedPartner;
  a.known &&= b.known;
  for (const span of b.evidence)
    if (a.evidence.length < 20 && !a.evidence.some(([x, y]) => x <= span[0] && span[1] <= y))
      a.evidence.push(span);
  a.confidence = Math.min(1, Math.max(a.confidence, b.confidence) + 0.05);
}

/** Adds a draft to those before it, joined with the one that tells of the same move. */
export function addDraft(drafts: MoveDraft[], draft: MoveDraft): MoveDraft {
  for (let n = drafts.length - 1; n >= Math.max(0, drafts.length - 60); n--) {
    const other = drafts[n]!;
    if (!tellsSame(other, draft)) continue;
    join(other, draft);
    return other;
  }
  drafts.push(draft);
  return draft;
}

/** Partners that the text leaves to what stands around: the title's other side, the actor's earlier partner. */
function fillPartners(context: Context, drafts: readonly MoveDraft[]): void {
  for (const [n, draft] of drafts.entries()) {
    if (draft.towards.length > 0) continue;
    const earlier = drafts
      .slice(0, n)
      .reverse()
      .find(
        (other) =>
          other.by === draft.by &&
          family[other.instrument] === family[draft.instrument] &&
          other.namedPartner &&
          (draft.known || other.sentence >= draft.sentence - 4),
      );
    const answered = draft.answers.filter((code) => code !== draft.by);
    const title = context.titleCodes.includes(draft.by)
      ? context.titleCodes.filter((code) => code !== draft.by && code !== "WTO")
      : [];
    const first = drafts.find(
      (other) =>
        other !== draft &&
        other.instrument !== "mediation" &&
        other.towards[0] !== undefined &&
        other.towards[0] !== "all" &&
        other.by !== draft.by,
    );
    const restrictive = drafts.find(
      (other) => other.by !== draft.by && other.direction === "restrictive" && other.status !== "demanded",
    );
    const answering = drafts.find(
      (other, m) =>
        m < n &&
        other.by !== draft.by &&
        other.towards.length === 1 &&
        other.towards[0] === draft.by &&
        other.sentence >= draft.sentence - 2 &&
        turnedBack(context, draft),
    );
    const struck = counters.test(evidenceWords(context, draft))
      ? drafts.find(
          (other) =>
            other.by !== draft.by &&
            other.towards.includes(draft.by) &&
            other.direction === "restrictive" &&
            other.status !== "demanded",
        )
      : undefined;
    const everybody = draft.status !== "demanded" && !draft.known && fallsOnAll(context, draft);
    if (answering !== undefined) draft.towards = [answering.by];
    else if (struck !== undefined) draft.towards = [struck.by];
    else if (everybody) draft.towards = ["all"];
    else if (draft.instrument === "mediation" && first !== undefined)
      draft.towards = [...new Set([first.by, ...first.towards])].filter((code) => code !== draft.by);
    else if (draft.status === "demanded" && restrictive !== undefined) draft.towards = [restrictive.by];
    else if (draft.status === "demanded" && counterpart(drafts, draft).length > 0)
      draft.towards = [...counterpart(drafts, draft)];
    else if (answered.length > 0) draft.towards = [...answered];
    else if (draft.known && earlier !== undefined) draft.towards = [...earlier.towards];
    else if (
      earlier !== undefined &&
      earlier.direction === draft.direction &&
      earlier.sentence >= draft.sentence - 3
    )
      draft.towards = [...earlier.towards];
    else if (title.length > 0) draft.towards = title;
    else if (earlier !== undefined && earlier.direction === draft.direction)
      draft.towards = [...earlier.towards];
    else if (importMeasures.has(draft.instrument) && common(context, drafts, draft) !== null)
      draft.towards = [common(context, drafts, draft)!];
    else if (
      (goodsMeasures.has(draft.instrument) && !draft.promised) ||
      draft.instrument === "subsidy" ||
      (draft.instrument === "other" && !draft.dispute)
    )
      draft.towards = ["all"];
    else if (
      draft.instrument === "transit" &&
      !facedBy(drafts, draft) &&
      shared(drafts, n, draft) === undefined
    )
      draft.towards = ["all"];
    else draft.towards = [...(earlier?.towards ?? shared(drafts, n, draft) ?? counterpart(drafts, draft))];
  }
}

const evidenceWords = (context: Context, draft: MoveDraft): string =>
  draft.evidence.map(([from, to]) => context.text.slice(from, to)).join(" ");

const counters = /\b(?:retaliat\p{L}*|counter-?\p{L}*|reciprocal|hit\p{L}* back|mirror|in kind)\b/iu;

/** "Washington for its part has cut": what the other side has just done is answered. */
const turnedBack = (context: Context, draft: MoveDraft): boolean =>
  /\b(?:for (?:its|their|his|her) part|in turn|in return|likewise|also|in kind)\b/.test(
    evidenceWords(context, draft),
  );

/** "imported footwear", "from all countries": everybody's trade. */
const fallsOnAll = (context: Context, draft: MoveDraft): boolean =>
  goodsMeasures.has(draft.instrument) &&
  /\bimported \p{L}+|\b(?:all|any|every) (?:countr(?:y|ies)|origins?|sources?|suppliers?|imports?)\b|\b(?:regardless|whatever) (?:of )?(?:the )?origin\b|\bworldwide\b|\bglobal (?:tariff|dut|quota)/u.test(
    evidenceWords(context, draft),
  );

/** Whether another acts towards the actor: then the two face each other. */
const facedBy = (drafts: readonly MoveDraft[], draft: MoveDraft): boolean =>
  drafts.some(
    (other) =>
      other.by !== draft.by && other.instrument === draft.instrument && other.towards.includes(draft.by),
  );

const importMeasures: ReadonlySet<string> = new Set(["import_ban", "sps", "tbt"]);

/** The title's economy whose goods others keep out in this report, for one more who does. */
function common(context: Context, drafts: readonly MoveDraft[], draft: MoveDraft): string | null {
  if (context.titleCodes.includes(draft.by)) return null;
  const named = drafts.find(
    (other) =>
      other.by !== draft.by &&
      other.namedPartner &&
      importMeasures.has(other.instrument) &&
      other.towards.length === 1,
  );
  const code = named?.towards[0];
  return code !== undefined && code !== draft.by && context.titleCodes.includes(code) ? code : null;
}

/** Whom others meet with the same instrument: the report's common partner. */
function shared(drafts: readonly MoveDraft[], n: number, draft: MoveDraft): readonly string[] | undefined {
  return (
    drafts.find(
      (other, m) =>
        m !== n &&
        other.by !== draft.by &&
        other.instrument === draft.instrument &&
        other.namedPartner &&
        !other.towards.includes(draft.by),
    )?.towards ??
    drafts.find(
      (other, m) =>
        m < n &&
        other.by !== draft.by &&
        other.namedPartner &&
        other.direction === draft.direction &&
        !other.towards.includes(draft.by),
    )?.towards
  );
}

/** Who acts towards the actor elsewhere in the report. */
const counterpart = (drafts: readonly MoveDraft[], draft: MoveDraft): readonly string[] => {
  const other =
    drafts.find((d) => d.by !== draft.by && d.towards.includes(draft.by) && d.status !== "demanded") ??
    drafts.find((d) => d.by !== draft.by && d.towards.includes(draft.by));
  return other === undefined ? [] : [other.by];
};

function fillGoods(context: Context, drafts: readonly MoveDraft[]): void {
  for (const [n, draft] of drafts.entries()) {
    if (draft.goods.length > 0) {
      if (draft.goods.length > 1) draft.goods = draft.goods.filter((word) => word !== "all");
      continue;
    }
    const related = draft.general ? undefined : relatedTo(context, drafts, n);
    if (related !== undefined) draft.goods = [...related.goods];
    else if (goodsMeasures.has(draft.instrument)) draft.goods = ["all"];
  }
}

/** The move whose goods one that names none falls on: the same measure, what it answers, the clause before. */
function relatedTo(context: Context, drafts: readonly MoveDraft[], n: number): MoveDraft | undefined {
  const draft = drafts[n]!;
  const before = drafts
    .slice(0, n)
    .reverse()
    .filter((other) => other.goods.length > 0 && other.goods[0] !== "all");
  const paragraphOf = (other: MoveDraft): number => context.sentences[other.sentence]?.paragraph ?? -1;
  const asked = (other: MoveDraft): boolean =>
    draft.status === "demanded" && draft.towards.includes(other.by) && other.status !== "demanded";
  const measure = goodsMeasures.has(draft.instrument);
  return (
    before.find(
      (other) =>
        other.instrument === draft.instrument &&
        ((other.by === draft.by && draft.known) ||
          (asked(other) &&
            (draft.known || other.instrument !== "tariff" || other.sentence >= draft.sentence - 6))),
    ) ??
    (draft.dispute && draft.known
      ? before.find((other) => other.dispute && other.sentence >= draft.sentence - 2)
      : undefined) ??
    (measure || draft.instrument === "other"
      ? before.find(
          (other) =>
            other.by === draft.by &&
            other.sentence === draft.sentence &&
            !other.dispute &&
            !draft.dispute &&
            other.direction !== draft.direction &&
            goodsMeasures.has(other.instrument),
        )
      : undefined) ??
    (measure && draft.instrument !== "licensing"
      ? before.find(
          (other) =>
            other.by !== draft.by &&
            other.instrument === draft.instrument &&
            other.sentence === draft.sentence - 1 &&
            draft.known &&
            paragraphOf(other) === paragraphOf(draft),
        )
      : undefined)
  );
}

/** A former measure whose end is in force is withdrawn; its end stays a move of its own. */
function markWithdrawn(context: Context, drafts: readonly MoveDraft[]): void {
  for (const draft of drafts) {
    if (draft.direction !== "restrictive" || draft.status !== "in_force" || !draft.past) continue;
    const end = drafts.some(
      (other) =>
        other !== draft &&
        other.by === draft.by &&
        other.direction === "liberalising" &&
        other.status === "in_force" &&
        other.instrument === draft.instrument &&
        within(draft.towards, other.towards) &&
        overlapping(other.goods, draft.goods),
    );
    if (end || context.discourse.ended.includes(draft.instrument)) draft.status = "withdrawn";
  }
}

/** The moves of a document, from what its clauses tell. */
export function finishMoves(context: Context, drafts: readonly MoveDraft[], grounds: SpanGrounds): Move[] {
  fillPartners(context, drafts);
  linkAnswers(context, drafts);
  fillGoods(context, drafts);
  markWithdrawn(context, drafts);
  const kept = drafts.filter((draft) => confidenceOf(draft) >= LEAST_CONFIDENCE);
  return kept.map((draft, n) => moveOf(kept, draft, n, grounds));
}
