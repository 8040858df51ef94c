import type { FieldDifference, KindComparison, ReadingComparison } from "../../contracts/model-reading.js";
import type { Claim, Move, ReadEvent, Reading, Span, Statement } from "../../contracts/reading.js";

type Item = { readonly id: string };

/** How much two items of one kind look like the same, 0 for not at all; and where they differ. */
interface Likeness<T extends Item> {
  readonly alike: (rules: T, llm: T) => number;
  readonly fields: readonly (readonly [name: string, of: (item: T) => string])[];
}

const overlap = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.some(([from, to]) => b.some(([start, end]) => from < end && start < to));
const list = (values: readonly string[]): string => [...values].sort().join(", ") || "none";
const orNone = (value: string | null): string => value ?? "none";
const shared = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));
const period = (when: Move["when"]): string =>
  when === null
    ? "none"
    : when.from === when.to
      ? orNone(when.from)
      : `${orNone(when.from)} to ${orNone(when.to)}`;
const rate = (value: Move["rate"]): string =>
  value === null ? "none" : `${value.from ?? "?"} to ${value.to ?? "?"} ${value.unit}`;

const moves: Likeness<Move> = {
  alike: (a, b) => {
    if (a.by !== b.by || !overlap(a.evidence, b.evidence)) return 0;
    const same = [
      a.instrument === b.instrument,
      a.direction === b.direction,
      a.status === b.status,
      shared(a.towards, b.towards),
      shared(a.goods, b.goods),
    ].filter(Boolean).length;
    // The same words can tell of several moves: one field alone does not make them the same.
    return same >= 2 ? 1 + same : 0;
  },
  fields: [
    ["towards", (m) => list(m.towards)],
    ["instrument", (m) => m.instrument],
    ["goods", (m) => list(m.goods)],
    ["rate", (m) => rate(m.rate)],
    ["direction", (m) => m.direction],
    ["status", (m) => m.status],
    ["condition", (m) => (m.condition === null ? "none" : "some")],
    ["in response", (m) => (m.inResponseTo === null ? "none" : "some")],
    ["when", (m) => period(m.when)],
  ],
};

const statements: Likeness<Statement> = {
  alike: (a, b) => {
    if (!overlap([a.span], [b.span])) return 0;
    const quote =
      a.quote !== null && a.quote === b.quote ? 4 : (a.quote === null) === (b.quote === null) ? 1 : 0;
    const length = Math.min(a.span[1], b.span[1]) - Math.max(a.span[0], b.span[0]);
    return 1 + quote + length / Math.max(a.span[1] - a.span[0], b.span[1] - b.span[0], 1);
  },
  fields: [
    ["speaker", ({ speaker }) => orNone(speaker.name ?? speaker.role ?? speaker.economy)],
    ["economy", ({ speaker }) => orNone(speaker.economy)],
    ["quote", ({ quote }) => orNone(quote)],
  ],
};

const events: Likeness<ReadEvent> = {
  alike: (a, b) => (overlap(a.evidence, b.evidence) ? (a.kind === b.kind ? 2 : 1) : 0),
  fields: [
    ["kind", (e) => e.kind],
    ["parties", (e) => list(e.parties)],
    ["when", (e) => period(e.when)],
  ],
};

const claims: Likeness<Claim> = {
  alike: (a, b) => (overlap(a.evidence, b.evidence) ? (a.accordingTo === b.accordingTo ? 2 : 1) : 0),
  fields: [
    ["according to", (c) => c.accordingTo],
    ["about", (c) => list(c.about)],
  ],
};

/** Pairs the likest first, each item once; ties go to the earlier. */
function compare<T extends Item>(
  rules: readonly T[],
  llm: readonly T[],
  { alike, fields }: Likeness<T>,
): KindComparison {
  const pairs = rules
    .flatMap((a, i) => llm.map((b, j) => ({ a, b, i, j, score: alike(a, b) })))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const taken = new Set<string>();
  const both = pairs
    .filter(({ a, b }) => {
      if (taken.has(`r ${a.id}`) || taken.has(`l ${b.id}`)) return false;
      taken.add(`r ${a.id}`).add(`l ${b.id}`);
      return true;
    })
    .sort((x, y) => x.i - y.i)
    .map(({ a, b }) => ({ rules: a.id, llm: b.id, differences: differencesOf(a, b, fields) }));
  return {
    both,
    onlyRules: rules.map(({ id }) => id).filter((id) => !taken.has(`r ${id}`)),
    onlyLlm: llm.map(({ id }) => id).filter((id) => !taken.has(`l ${id}`)),
  };
}

function differencesOf<T extends Item>(a: T, b: T, fields: Likeness<T>["fields"]): FieldDifference[] {
  return fields.flatMap(([field, of]) => (of(a) === of(b) ? [] : [{ field, rules: of(a), llm: of(b) }]));
}

/**
 * Two readings of one text side by side: items that tell of the same (by their place in the text and their fields),
 * the fields in which they differ, and what only one of the two found. Neither is taken for the truth.
 */
export function compareReadings(rules: Reading, llm: Reading): ReadingComparison {
  return {
    statements: compare(rules.statements, llm.statements, statements),
    moves: compare(rules.moves, llm.moves, moves),
    events: compare(rules.events, llm.events, events),
    claims: compare(rules.claims, llm.claims, claims),
  };
}
