/**
 * How near a reading comes to the expected one, kind by kind, with part marks: the project's marking scheme, written
 * out so that the own reports can be scored where the shared folder is absent. `test/reference` holds the numbers
 * against the outside scorer.
 * @module
 */
import type { Claim, Move, ReadEvent, Reading, Span, Statement } from "../../src/contracts/reading.js";

/** An expected reading: what the annotator wrote; moves may leave out what is not marked. */
export interface Expected {
  readonly moves?: readonly ExpectedMove[];
  readonly statements?: readonly ExpectedStatement[];
  readonly events?: readonly ReadEvent[];
  readonly claims?: readonly Claim[];
}
type ExpectedMove = Omit<Move, "hs" | "rate" | "confidence" | "evidence"> & { evidence?: Span[] };
type ExpectedStatement = Omit<Statement, "verb" | "sameAs" | "id">;

const words = (text: string | null | undefined): string[] =>
  (text ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter(Boolean);

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((word) => b.has(word)).length;

function dice(a: string | null | undefined, b: string | null | undefined): number {
  const [one, two] = [new Set(words(a)), new Set(words(b))];
  return (2 * common(one, two)) / Math.max(1, one.size + two.size);
}

function overlap(a: string | null | undefined, b: string | null | undefined): number {
  const [one, two] = [new Set(words(a)), new Set(words(b))];
  return common(one, two) / Math.max(1, Math.min(one.size, two.size));
}

/** Whether the characters shown overlap the expected ones enough; nothing expected: always. */
function touches(got: readonly Span[], expected: readonly Span[] | undefined): boolean {
  if (expected === undefined || expected.length === 0) return true;
  return got.some((a) =>
    expected.some((b) => {
      const both = Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
      const [shorter, longer] = [a[1] - a[0], b[1] - b[0]].sort((x, y) => x - y) as [number, number];
      return both > 0 && both >= 0.5 * shorter && both >= 0.2 * longer;
    }),
  );
}

function sameSet(a: readonly string[], b: readonly string[]): number {
  const [one, two] = [new Set(a), new Set(b)];
  return one.size + two.size === 0 ? 1 : common(one, two) / Math.max(one.size, two.size);
}

const families: Readonly<Record<Move["instrument"], string>> = {
  market_access: "goods",
  tariff: "goods",
  quota: "goods",
  tariff_quota: "goods",
  import_ban: "goods",
  sps: "goods",
  tbt: "goods",
  licensing: "goods",
  trade_remedy: "goods",
  export_ban: "export",
  subsidy: "subsidy",
  trade_agreement: "agreement",
  accession: "agreement",
  sanctions: "sanctions",
  diplomatic_relations: "diplomacy",
  meeting: "diplomacy",
  mediation: "diplomacy",
  recognition: "recognition",
  transit: "transit",
  other: "other",
};

const stages: Readonly<Record<Move["status"], string>> = {
  in_force: "done",
  announced: "announced",
  ready: "offered",
  proposed: "offered",
  conditional: "offered",
  threatened: "threatened",
  demanded: "demanded",
  withdrawn: "withdrawn",
};

/** Actor, direction and place must agree; the rest earns parts. */
function moveMark(got: Move, expected: ExpectedMove): number {
  if (got.by !== expected.by || got.direction !== expected.direction) return 0;
  if (!touches(got.evidence, expected.evidence)) return 0;
  const alike = <T extends string>(a: T, b: T, groups: Readonly<Record<T, string>>): number =>
    a === b ? 1 : groups[a] === groups[b] ? 0.6 : 0;
  const goods = got.goods.length + expected.goods.length === 0 ? 1 : sameSet(got.goods, expected.goods);
  return (
    0.3 +
    0.25 * alike(got.instrument, expected.instrument, families) +
    0.2 * sameSet(got.towards, expected.towards) +
    0.15 * alike(got.status, expected.status, stages) +
    0.1 * goods
  );
}

function statementMark(got: Statement, expected: ExpectedStatement): number {
  const [a, b] = [words(got.speaker.name).at(-1), words(expected.speaker.name).at(-1)];
  if (a !== b) return 0;
  const stranger =
    b === undefined &&
    got.speaker.economy !== expected.speaker.economy &&
    overlap(got.speaker.role, expected.speaker.role) < 0.5;
  if (stranger) return 0;
  if (expected.quote === null)
    return dice(got.gist, expected.gist) >= 0.5 && touches([got.span], [expected.span]) ? 1 : 0;
  const [x, y] = [words(got.quote), words(expected.quote)];
  const first = Math.min(6, y.length);
  if (x.length > 0 && x.slice(0, first).join(" ") === y.slice(0, first).join(" ")) return 1;
  return overlap(got.quote, expected.quote) > 0.8 ? 0.7 : 0;
}

function eventMark(got: ReadEvent, expected: ReadEvent): number {
  if (!touches(got.evidence, expected.evidence)) return 0;
  const kind = got.kind === expected.kind ? 0.6 : dice(got.gist, expected.gist) > 0.6 ? 0.4 : 0;
  return kind === 0 ? 0 : kind + 0.4 * sameSet(got.parties, expected.parties);
}

function claimMark(got: Claim, expected: Claim): number {
  if (got.accordingTo !== expected.accordingTo || !touches(got.evidence, expected.evidence)) return 0;
  return 0.4 + 0.3 * sameSet(got.about, expected.about) + (dice(got.claim, expected.claim) >= 0.4 ? 0.3 : 0);
}

interface Matched<G, E> {
  readonly sum: number;
  readonly pairs: readonly { readonly got: G; readonly expected: E; readonly mark: number }[];
  readonly missed: readonly E[];
  readonly extra: readonly G[];
}

/** Best marks first, each item used once, marks under one half not at all. */
function matched<G, E>(
  got: readonly G[],
  expected: readonly E[],
  mark: (got: G, expected: E) => number,
): Matched<G, E> {
  const all = got.flatMap((g) =>
    expected.map((e) => ({ got: g, expected: e, mark: mark(g, e) })).filter((pair) => pair.mark >= 0.5),
  );
  all.sort((a, b) => b.mark - a.mark);
  const [usedGot, usedExpected] = [new Set<G>(), new Set<E>()];
  const pairs = all.filter((pair) => {
    if (usedGot.has(pair.got) || usedExpected.has(pair.expected)) return false;
    usedGot.add(pair.got);
    usedExpected.add(pair.expected);
    return true;
  });
  return {
    sum: pairs.reduce((sum, pair) => sum + pair.mark, 0),
    pairs,
    missed: expected.filter((e) => !usedExpected.has(e)),
    extra: got.filter((g) => !usedGot.has(g)),
  };
}

export const kinds = ["moves", "statements", "events", "claims"] as const;
export type Kind = (typeof kinds)[number];

export interface KindScore {
  precision: number;
  recall: number;
  f1: number;
  got: number;
  expected: number;
}

export interface Scores {
  readonly kinds: Readonly<Record<Kind, KindScore>>;
  /** Found where expected, expected, given where none is. */
  readonly condition: readonly [number, number, number];
  readonly inResponseTo: readonly [number, number, number];
  /** A line for each item missed, invented or half right. */
  readonly errors: readonly string[];
  /** Confidence and mark (0: no such move) of every move found. */
  readonly moves: readonly { readonly confidence: number; readonly mark: number }[];
}

export interface Scored {
  readonly name: string;
  readonly got: Reading;
  readonly expected: Expected;
}

const brief = (item: unknown): string => JSON.stringify(item).slice(0, 330);

/** Scores readings together, over all their items. */
export function scoreReadings(reports: readonly Scored[]): Scores {
  const sums = Object.fromEntries(kinds.map((kind) => [kind, { sum: 0, got: 0, expected: 0 }])) as Record<
    Kind,
    { sum: number; got: number; expected: number }
  >;
  const errors: string[] = [];
  const moves: { confidence: number; mark: number }[] = [];
  const side = { condition: [0, 0, 0], inResponseTo: [0, 0, 0] } satisfies Record<
    string,
    [number, number, number]
  >;
  const note = <G, E>(
    name: string,
    kind: Kind,
    got: readonly G[],
    expected: readonly E[],
    m: Matched<G, E>,
  ) => {
    sums[kind].sum += m.sum;
    sums[kind].got += got.length;
    sums[kind].expected += expected.length;
    for (const item of m.missed) errors.push(`${name} missed ${kind} ${brief(item)}`);
    for (const item of m.extra) errors.push(`${name} extra ${kind} ${brief(item)}`);
    for (const pair of m.pairs)
      if (pair.mark < 0.999)
        errors.push(
          `${name} ${pair.mark.toFixed(2)} ${kind} ${brief(pair.got)}\n    for ${brief(pair.expected)}`,
        );
  };
  for (const { name, got, expected } of reports) {
    if (expected.moves !== undefined) {
      const m = matched(got.moves, expected.moves, moveMark);
      note(name, "moves", got.moves, expected.moves, m);
      const mark = new Map(m.pairs.map((pair) => [pair.got, pair.mark]));
      for (const move of got.moves) moves.push({ confidence: move.confidence, mark: mark.get(move) ?? 0 });
      for (const pair of m.pairs)
        for (const field of ["condition", "inResponseTo"] as const) {
          if (pair.expected[field] != null) {
            side[field][1]++;
            if (pair.got[field] !== null) side[field][0]++;
          } else if (pair.got[field] !== null) side[field][2]++;
        }
    }
    if (expected.statements !== undefined)
      note(
        name,
        "statements",
        got.statements,
        expected.statements,
        matched(got.statements, expected.statements, statementMark),
      );
    if (expected.events !== undefined)
      note(name, "events", got.events, expected.events, matched(got.events, expected.events, eventMark));
    if (expected.claims !== undefined)
      note(name, "claims", got.claims, expected.claims, matched(got.claims, expected.claims, claimMark));
  }
  const score = (kind: Kind): KindScore => {
    const { sum, got, expected } = sums[kind];
    const precision = got === 0 ? 0 : sum / got;
    const recall = expected === 0 ? 0 : sum / expected;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { precision, recall, f1, got, expected };
  };
  return {
    kinds: Object.fromEntries(kinds.map((kind) => [kind, score(kind)])) as Record<Kind, KindScore>,
    ...side,
    errors,
    moves,
  };
}

/** Moves in bins of confidence: how many, mean confidence, share that the expected reading has. */
export function reliability(
  moves: Scores["moves"],
  edges: readonly number[] = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
): { from: number; to: number; moves: number; confidence: number; right: number }[] {
  return edges.slice(1).flatMap((to, i) => {
    const from = edges[i]!;
    const here = moves.filter((m) => m.confidence >= from && (m.confidence < to || to === 1));
    if (here.length === 0) return [];
    const mean = (of: (move: { confidence: number; mark: number }) => number): number =>
      here.reduce((sum, move) => sum + of(move), 0) / here.length;
    return [
      {
        from,
        to,
        moves: here.length,
        confidence: mean((m) => m.confidence),
        right: mean((m) => (m.mark > 0 ? 1 : 0)),
      },
    ];
  });
}
