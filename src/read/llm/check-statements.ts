import type { Span, Speaker, Statement } from "../../contracts/reading.js";
import { AnsweredStatement } from "./answer-shape.js";
import { type Checker, itemsOf, shown } from "./check-items.js";

interface Kept {
  readonly answered: AnsweredStatement;
  readonly statement: Statement;
}

/**
 * The statements of an answer that the text bears out, in its order, with ids of our own. A quote that the text does
 * not hold verbatim takes its statement with it: who invents words is not believed about the speaker.
 */
export function checkStatements(checker: Checker, list: unknown, text: string): Statement[] {
  const items = itemsOf(checker, list, {
    noun: "statement",
    shape: AnsweredStatement,
    mayBeEmpty: ["speaker", "sameAs"],
  });
  // A passage that is given again is sought behind its last place: reports repeat themselves.
  const last = new Map<string, number>();
  const kept: Kept[] = [];
  for (const answered of items) {
    const statement = checkStatement(checker, answered, { text, from: last.get(answered.evidence) ?? 0 });
    if (statement === null) continue;
    const twin = kept.find((other) => sameStatement(other.statement, statement));
    if (twin !== undefined) {
      checker.drop(`statement ${answered.id}`, `it is statement ${twin.answered.id} again`);
      continue;
    }
    last.set(answered.evidence, statement.span[1]);
    kept.push({ answered, statement });
  }
  kept.sort((a, b) => a.statement.span[0] - b.statement.span[0]);
  return numbered(checker, kept);
}

const sameStatement = (a: Statement, b: Statement): boolean =>
  a.span[0] === b.span[0] && a.span[1] === b.span[1] && a.gist === b.gist;

function checkStatement(
  checker: Checker,
  answered: AnsweredStatement,
  at: { readonly text: string; readonly from: number },
): Statement | null {
  const what = `statement ${answered.id}`;
  const evidence = checker.passage(answered.evidence, what, at.from);
  if (evidence === null) return null;
  const quote = quoteSpan(checker, answered.quote, what, evidence);
  if (quote === false) return null;
  const speaker = checkSpeaker(checker, answered.speaker, what);
  if (speaker === null || !checker.holds(answered.gist, what)) return null;
  const verb = /^[\p{Ll}' -]{2,30}$/u.test(answered.verb) ? answered.verb : "said";
  if (verb !== answered.verb) checker.drop(`${what}, verb`, `${shown(answered.verb)} is no verb`);
  const inside = quote === null || (quote[0] >= evidence[0] && quote[1] <= evidence[1]);
  return {
    id: "",
    speaker,
    verb,
    quote: quote === null ? null : at.text.slice(...quote),
    gist: answered.gist,
    span: inside ? evidence : quote,
    sameAs: null,
  };
}

/** Where a quote stands; null where there is none, false where the text does not say it. */
function quoteSpan(checker: Checker, quote: string | null, what: string, near: Span): Span | null | false {
  const bare = (quote ?? "").trim().replace(/^["“”„«]+|["“”»]+$/g, "");
  if (bare === "") return null;
  const { passages, isQuoted } = checker.grounds;
  const span = passages.find(bare, near[0]) ?? passages.find(bare);
  if (span === null) {
    checker.drop(what, `its quote is not in the text: ${shown(bare)}`);
    return false;
  }
  if (isQuoted(span)) return span;
  checker.drop(`${what}, quote`, `the text does not put it in quotation marks: ${shown(bare)}`);
  return null;
}

function checkSpeaker(checker: Checker, said: AnsweredStatement["speaker"], what: string): Speaker | null {
  const name = said.name === null ? null : nameInText(checker, said.name);
  if (said.name !== null && name === null)
    return checker.drop(what, `the text does not name its speaker, ${shown(said.name)}`);
  let role = said.role?.trim() || null;
  if (role !== null && !checker.holds(role, `${what}, role`)) role = null;
  const code = said.economy === null ? [] : checker.economies([said.economy], `${what}, economy`);
  const economy = code[0] === "all" ? null : (code[0] ?? null);
  if (name === null && role === null && economy === null)
    return checker.drop(what, "it has no speaker that the text names");
  return { name, role, economy };
}

/** A name as the text has it: whole, else its last word ("Vladimir Putin" where the text says "Putin"). */
function nameInText(checker: Checker, name: string): string | null {
  const { passages } = checker.grounds;
  const whole = name.trim();
  if (whole !== "" && passages.find(whole) !== null) return whole;
  const surname = whole.split(/\s+/).at(-1)!;
  return surname.length > 2 && passages.find(surname) !== null ? surname : null;
}

function numbered(checker: Checker, kept: readonly Kept[]): Statement[] {
  const ids = new Map<string, number>();
  for (const [n, { answered }] of kept.entries()) if (!ids.has(answered.id)) ids.set(answered.id, n);
  return kept.map(({ answered, statement }, n) => {
    const earlier = answered.sameAs === null ? undefined : ids.get(answered.sameAs);
    const sameAs =
      earlier !== undefined && earlier < n && sameSpeaker(kept[earlier]!.statement, statement)
        ? `s${earlier + 1}`
        : null;
    if (answered.sameAs !== null && sameAs === null)
      checker.drop(
        `statement ${answered.id}, sameAs`,
        `${shown(answered.sameAs)} is no earlier statement of this speaker`,
      );
    return { ...statement, id: `s${n + 1}`, sameAs };
  });
}

const sameSpeaker = ({ speaker: a }: Statement, { speaker: b }: Statement): boolean =>
  a.name !== null && b.name !== null ? a.name === b.name : a.economy === b.economy;
