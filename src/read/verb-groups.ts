import type { VerbGroup } from "./clause-types.js";
import { particles, verbForms } from "./lexicon-verbs.js";
import type { Range, Token } from "./text-types.js";
import { wordSet } from "./word-set.js";

const modals = wordSet("will would shall should may might can could must ought 'll 'd wo");
const be = wordSet("is are was were be been being am 's 're 'm");
const have = wordSet("has have had having 've");
const notWord = wordSet("not n't never hardly no");
const adverbs =
  wordSet(`itself themselves himself herself also then still now both all not yet longer again already ever
  even only once just thus further`);

const isVerbal = (token: Token): boolean =>
  token.pos === "VERB" ||
  token.pos === "AUX" ||
  (modals.has(token.lower) && token.pos !== "PROPN") ||
  (be.has(token.lower) && token.pos !== "PART");

const skipped = (token: Token): boolean =>
  token.pos === "ADV" || notWord.has(token.lower) || adverbs.has(token.lower);

/** The particle that belongs to a verb: next to it, or after a short object ("cut the emirate off"). */
function particleOf(
  tokens: readonly Token[],
  lemma: string,
  head: number,
  end: number,
): { name: string; at: number } | null {
  const known = particles.get(lemma);
  if (known === undefined) return null;
  for (let n = head + 1; n < Math.min(end, head + 6); n++) {
    const token = tokens[n]!;
    const two = `${token.lower}_${tokens[n + 1]?.lower ?? ""}`;
    if (n === head + 1 && known.has(two)) return { name: two, at: n + 1 };
    if (known.has(token.lower)) {
      const next = tokens[n + 1];
      const adjacent = n === head + 1;
      const stranded =
        next === undefined || n + 1 >= end || /^(?:ADP|PUNCT|ADV|CCONJ|SCONJ|PART)$/.test(next.pos);
      const off = token.lower === "off" && /^(?:strike|cross|take|knock)$/.test(lemma);
      if (adjacent || stranded || off) return { name: token.lower, at: n };
    }
    if (/^(?:PUNCT|VERB|AUX|CCONJ|SCONJ)$/.test(token.pos)) break;
  }
  return null;
}

/** The lemma of a verb form; unknown verbs keep their stem as written. */
function lemmaOf(token: Token): { lemma: string; forms: readonly string[] } {
  const known = verbForms.get(token.lower);
  if (known !== undefined) return { lemma: known[0]![0], forms: known.map(([, form]) => form) };
  const { lower } = token;
  if (be.has(lower)) return { lemma: "be", forms: [/^(?:was|were)$/.test(lower) ? "past" : "third"] };
  if (lower.endsWith("ing")) return { lemma: lower, forms: ["ing"] };
  if (lower.endsWith("ed")) return { lemma: lower, forms: ["past", "participle"] };
  return { lemma: lower, forms: lower.endsWith("s") ? ["third"] : ["base"] };
}

interface Reading {
  modal: string | null;
  negated: boolean;
  noLonger: boolean;
  have: boolean;
  be: boolean;
  past: boolean;
  infinitive: boolean;
  auxiliaries: number;
}

function readAuxiliary(state: Reading, token: Token): void {
  if (modals.has(token.lower))
    state.modal ??= token.lower === "wo" || token.lower === "'ll" ? "will" : token.lower;
  else if (have.has(token.lower)) state.have = true;
  else if (be.has(token.lower)) state.be = true;
  if (/^(?:was|were|had|did)$/.test(token.lower)) state.past = true;
  state.auxiliaries++;
}

/** Reads one verb group that starts at token `n`, or null. */
function groupAt(tokens: readonly Token[], n: number, range: Range): VerbGroup | null {
  const state: Reading = {
    modal: null,
    negated: false,
    noLonger: false,
    have: false,
    be: false,
    past: false,
    infinitive: false,
    auxiliaries: 0,
  };
  let from = n;
  let at = n;
  if (tokens[n]!.lower === "to") {
    state.infinitive = true;
    at++;
    while (at < range.to && skipped(tokens[at]!) && !isVerbal(tokens[at]!)) at++;
    const next = tokens[at];
    if (next === undefined || at >= range.to || !isVerbal(next)) return null;
    // "to ships from Qatar", "to shipping": nouns.
    if (next.pos === "VERB" && !lemmaOf(next).forms.includes("base")) return null;
    const before = tokens[n - 1];
    if (before && notWord.has(before.lower)) {
      state.negated = true;
      from = n - 1;
    }
  }
  let last = -1;
  for (; at < range.to; at++) {
    const token = tokens[at]!;
    if (notWord.has(token.lower) && last >= 0) {
      if (token.lower === "no" && tokens[at + 1]?.lower !== "longer") break;
      if (tokens[at + 1]?.lower === "longer") state.noLonger = true;
      else if (token.lower === "not" && tokens[at + 1]?.lower === "only") continue;
      else state.negated = true;
      continue;
    }
    const auxiliary =
      token.pos === "AUX" ||
      modals.has(token.lower) ||
      (be.has(token.lower) && !/^'s$/.test(token.lower)) ||
      (token.lower === "'s" && token.pos === "AUX");
    if (auxiliary) {
      readAuxiliary(state, token);
      last = at;
      // "is to be applied", "has to pay"
      if (
        tokens[at + 1]?.lower === "to" &&
        tokens[at + 2] &&
        isVerbal(tokens[at + 2]!) &&
        at + 2 < range.to &&
        (be.has(token.lower) || have.has(token.lower))
      ) {
        state.modal ??= be.has(token.lower) ? "be_to" : "must";
        state.be = false;
        state.have = false;
        at++;
      }
      continue;
    }
    if (token.pos === "VERB") {
      last = at;
      break;
    }
    // A quotation may begin inside the verb: `will" withdraw`.
    if (!skipped(token) && !(last >= 0 && /^["“”]$/.test(token.text))) break;
  }
  return last < 0 ? null : finish(tokens, state, from, last, range);
}

function finish(
  tokens: readonly Token[],
  state: Reading,
  from: number,
  head: number,
  range: Range,
): VerbGroup {
  const token = tokens[head]!;
  const { lemma, forms } = lemmaOf(token);
  const copula = token.pos === "AUX" || be.has(token.lower);
  const passive = !copula && state.be && forms.includes("participle") && !token.lower.endsWith("ing");
  const before = tokens[from - 1];
  if (before && /^(?:never|not|no)$/.test(before.lower) && state.auxiliaries === 0) state.negated = true;
  if (before?.lower === "longer") state.noLonger = true;
  const particle = particleOf(tokens, lemma, head, range.to);
  const bare = state.auxiliaries === 0 && !state.infinitive;
  const ing = bare && token.lower.endsWith("ing") && forms.includes("ing");
  return {
    from: before && state.noLonger && before.lower === "longer" ? from - 2 : from,
    to: particle !== null && particle.at === head + 1 ? particle.at + 1 : head + 1,
    head,
    verb: particle === null ? lemma : `${lemma}_${particle.name}`,
    modal: state.modal,
    negated: state.negated,
    noLonger: state.noLonger,
    passive,
    perfect: state.have && !copula,
    progressive: state.be && token.lower.endsWith("ing"),
    past:
      state.past ||
      (bare && forms.includes("past") && !forms.includes("base")) ||
      (bare && /^(?:cut|put|set|shut|hit|let|quit)$/.test(token.lower)),
    form: state.infinitive ? "infinitive" : ing ? "ing" : "finite",
  };
}

const isParticiple = (token: Token): boolean =>
  lemmaOf(token).forms.includes("participle") || token.lower === "known";

/** The verb groups of a sentence, in order. */
export function verbGroups(tokens: readonly Token[], range: Range): VerbGroup[] {
  const out: VerbGroup[] = [];
  for (let n = range.from; n < range.to; n++) {
    const token = tokens[n]!;
    const starts = isVerbal(token) || (token.lower === "to" && n + 1 < range.to);
    if (!starts || (token.lower === "'s" && token.pos !== "AUX")) continue;
    const group = groupAt(tokens, n, range);
    if (group === null) continue;
    const previous = out.at(-1);
    if (
      previous !== undefined &&
      previous.to === group.from &&
      group.from === group.head &&
      previous.form !== "ing"
    ) {
      // "stay banned" says of the goods what "are banned" says; "made known" is one verb.
      if (isParticiple(tokens[group.head]!)) {
        if (/^(?:stay|remain|keep|get|become)$/.test(previous.verb))
          out[out.length - 1] = {
            ...previous,
            to: group.to,
            head: group.head,
            verb: group.verb,
            stays: /^(?:stay|remain|keep)$/.test(previous.verb),
            passive: true,
            past: previous.past,
          };
        else if (/^(?:make|let)$/.test(previous.verb)) out[out.length - 1] = { ...previous, to: group.to };
        else out.push(group);
        n = Math.max(n, group.head);
        continue;
      }
    }
    out.push(group);
    n = Math.max(n, group.head);
  }
  return out;
}
