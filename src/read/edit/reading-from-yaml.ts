import type { Correction } from "../../contracts/correction.js";
import { explainIssues } from "../../contracts/explain-issues.js";
import { Reading, type Span } from "../../contracts/reading.js";
import { type Complain, yamlWithLines } from "../../contracts/yaml-with-lines.js";
import { economyOf, nearestEconomies } from "../../economies/index.js";
import { hsOf } from "../../goods/index.js";
import { type Passages, passagesOf } from "../passages.js";
import { correctionsOf, writtenByHand } from "./corrections-of.js";
import { MadeForm, type PassageForm, ReadingFile, type ReadingForm } from "./reading-form.js";

export interface EditedReading {
  readonly reading: Reading;
  /** What the user changed; empty where nothing was. */
  readonly corrections: readonly Correction[];
  /** The text against which it was read, where it is not the one that was read first: a sentence. */
  readonly movedTo: string | null;
}

export interface YamlSource {
  /** The file's name, for messages. */
  readonly file: string;
  readonly sha256: (text: string) => string;
  /** A text to hold the reading to, instead of the one in the file. */
  readonly report?: { readonly text: string; readonly file: string };
}

/**
 * Takes back a reading that a person corrected. Every passage is sought in the text again: in the file's own, or in
 * the report that is given. A text other than the one first read is accepted when all passages are found in it.
 *
 * @throws {InputError} `yaml`, `reading` with file, line and field: no YAML, a field that the form does not have, an
 * economy or a reference that does not exist, a passage or quote that is not in the text
 */
export function readingFromYaml(yaml: string, source: YamlSource): EditedReading {
  const { value, complain: complainOf } = yamlWithLines(yaml, source.file);
  const complain: Complain = (path, says, hint) => complainOf("reading", path, says, hint);
  const parsed = ReadingFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = explainIssues(parsed.error);
    throw complain(issue!.path, issue!.says, hintFor(issue!.says));
  }
  const { reading: _, text: ownText, made: stamp, ...form } = parsed.data;
  const made = stamp === undefined ? null : madeForm(stamp.was, complain);
  const text = source.report?.text ?? ownText;
  const corrections = made === null ? writtenByHand(form) : correctionsOf(made, form);
  checkReferences(form, complain);
  checkEconomies(form, complain);
  const found = resolved({ ...form, text, made }, complain);
  const same = stamp === undefined ? text === ownText : source.sha256(text) === stamp.sha256;
  return {
    reading: same && made !== null ? withSpans(found, made.spans, corrections) : found,
    corrections,
    movedTo: same
      ? null
      : `The text ${source.report === undefined ? `in ${source.file}` : `of ${source.report.file}`} is not the one that was read; all passages were found in it again.`,
  };
}

/** The places of fields as they were read; what a person corrected has none. */
function withSpans(reading: Reading, spans: MadeForm["spans"], corrections: readonly Correction[]): Reading {
  const corrected = new Set(
    corrections.map(({ kind, id, field }) => `${kind} ${id} ${field?.split(".")[0]}`),
  );
  const put = <T extends { readonly id: string }>(kind: Correction["kind"], list: readonly T[]): T[] =>
    list.map((item) => {
      const own = spans[`${kind} ${item.id}`];
      if (own === undefined) return item;
      const kept = Object.entries(own).filter(
        ([field]) => !corrected.has(`${kind} ${item.id} ${field.split(".")[0]}`),
      );
      return { ...item, spans: Object.fromEntries(kept) };
    });
  return {
    ...reading,
    statements: put("statement", reading.statements),
    moves: put("move", reading.moves),
    events: put("event", reading.events),
    claims: put("claim", reading.claims),
  };
}

function madeForm(json: string, complain: Complain): MadeForm {
  try {
    return MadeForm.parse(JSON.parse(json));
  } catch {
    throw complain(
      ["made", "was"],
      "the reading as it was made cannot be read any more",
      "Put this part back as it was, or remove all of made: then everything counts as yours.",
    );
  }
}

function hintFor(says: string): string {
  if (/received number/.test(says)) return "Put it in quotes.";
  if (/^unknown field/.test(says)) return "Check its spelling and its indentation.";
  return "The comments in the file name the values; docs/reading.md has the form.";
}

const lists = ["moves", "statements", "events", "claims"] as const;

function checkReferences(form: ReadingForm, complain: Complain): void {
  for (const list of lists) {
    const seen = new Set<string>();
    for (const [n, { id }] of form[list].entries()) {
      if (seen.has(id))
        throw complain([list, n, "id"], `there are two ${list} called ${id}`, "Give one another id.");
      seen.add(id);
    }
  }
  const moves = new Set(form.moves.map(({ id }) => id));
  for (const [n, { id, inResponseTo }] of form.moves.entries()) {
    const isId = inResponseTo !== null && /^m\d+$/.test(inResponseTo);
    if (inResponseTo === id || (isId && !moves.has(inResponseTo)))
      throw complain(
        ["moves", n, "inResponseTo"],
        inResponseTo === id ? `move ${id} cannot answer itself` : `there is no move ${inResponseTo}`,
        "Name another move, write a few words, or null.",
      );
  }
  const before = new Set<string>();
  for (const [n, { id, sameAs }] of form.statements.entries()) {
    if (sameAs !== null && !before.has(sameAs))
      throw complain(["statements", n, "sameAs"], `there is no statement ${sameAs} before it`, "Write null.");
    before.add(id);
  }
}

function checkEconomies(form: ReadingForm, complain: Complain): void {
  const check = (code: string, path: readonly (string | number)[]): void => {
    if (code === "all" || economyOf(code) !== undefined) return;
    const near = nearestEconomies(code).map((economy) => `${economy.code} (${economy.name})`);
    throw complain(
      path,
      `there is no economy ${JSON.stringify(code)}`,
      near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Use ISO 3166 alpha-3 codes.",
    );
  };
  const checkAll = (codes: readonly string[], path: readonly (string | number)[]): void => {
    for (const [n, code] of codes.entries()) check(code, [...path, n]);
  };
  for (const [n, { by, towards }] of form.moves.entries()) {
    check(by, ["moves", n, "by"]);
    checkAll(towards, ["moves", n, "towards"]);
  }
  for (const [n, { speaker }] of form.statements.entries())
    if (speaker.economy !== null) check(speaker.economy, ["statements", n, "speaker", "economy"]);
  for (const [n, { parties }] of form.events.entries()) checkAll(parties, ["events", n, "parties"]);
  for (const [n, { about, accordingTo }] of form.claims.entries()) {
    checkAll(about, ["claims", n, "about"]);
    if (/^[A-Z]{3}$/.test(accordingTo)) check(accordingTo, ["claims", n, "accordingTo"]);
  }
}

/** The place of a passage that a form names. */
function spanOf(passages: Passages, passage: PassageForm): Span | null {
  const { words, nth } = typeof passage === "string" ? { words: passage, nth: 1 } : passage;
  let span: Span | null = null;
  for (let n = 0, from = 0; n < nth; n++) {
    span = passages.find(words, from);
    if (span === null) return null;
    from = span[0] + 1;
  }
  return span;
}

function resolved(
  { text, made, ...form }: ReadingForm & { text: string; made: MadeForm | null },
  complain: Complain,
): Reading {
  const passages = passagesOf(text);
  const span = (passage: PassageForm, path: readonly (string | number)[]): Span => {
    const found = spanOf(passages, passage);
    if (found !== null) return found;
    throw complain(path, "these words are not in the text", "Copy them from the text, letter by letter.");
  };
  const spans = (list: readonly PassageForm[], path: readonly (string | number)[]): Span[] =>
    list.map((passage, n) => span(passage, [...path, "evidence", n]));
  const before = new Map(made?.moves.map((move) => [move.id, move]));
  // The schema puts the fields into their order, so that an unchanged reading gives the same bytes.
  return Reading.parse({
    document: { ...documentOf(form, made), text },
    statements: form.statements.map(({ evidence, sameAs, quote, ...statement }, n) => ({
      ...statement,
      quote: quote === null ? null : text.slice(...span(quote, ["statements", n, "quote"])),
      span: span(evidence, ["statements", n, "evidence"]),
      sameAs,
    })),
    moves: form.moves.map(({ evidence, confidence, hs, ...move }, n) => ({
      ...move,
      hs: hsFor(move.goods, hs, before.get(move.id)),
      evidence: spans(evidence, ["moves", n]),
      confidence,
    })),
    events: form.events.map(({ evidence, ...event }, n) => ({
      ...event,
      evidence: spans(evidence, ["events", n]),
    })),
    claims: form.claims.map(({ evidence, ...claim }, n) => ({
      ...claim,
      evidence: spans(evidence, ["claims", n]),
    })),
    notes: made?.notes ?? [],
  } satisfies Reading);
}

/** A date that was corrected is the user's, whatever the reader took its own from. */
function documentOf({ document }: ReadingForm, made: MadeForm | null): ReadingForm["document"] {
  const was = made?.document;
  const isOwn = document.date !== was?.date && document.dateBecause === (was?.dateBecause ?? null);
  return isOwn && document.date !== null ? { ...document, dateBecause: "given by the user" } : document;
}

/** HS codes follow the goods where those were changed and these were not. */
function hsFor(
  goods: readonly string[],
  hs: string[] | undefined,
  was: MadeForm["moves"][number] | undefined,
): string[] {
  if (hs === undefined) return hsOf(goods);
  const same = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
    JSON.stringify(a) === JSON.stringify(b);
  return was !== undefined && same(was.hs, hs) && !same(was.goods, goods) ? hsOf(goods) : hs;
}
