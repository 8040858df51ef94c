/** How many letters a key has. */
const LENGTH = 3;

/** Beginnings of what a pattern matches: whole where the match may end, or go on in any way, after them. */
interface Beginnings {
  /** Exactly `LENGTH` letters. */
  readonly cut: ReadonlySet<string>;
  /** Shorter texts that match as a whole. */
  readonly whole: ReadonlySet<string>;
}

/**
 * The first three letters that a match of `source` can begin with; where fewer are certain, those fewer.
 *
 * Knows the part of the syntax of regular expressions that the lexicon uses: letters, classes of single characters,
 * groups, alternatives, `?`, `*` and escapes. Whatever else stands for "anything may follow here".
 */
export function firstLetters(source: string): string[] {
  const state = { source, at: 0 };
  const { cut, whole } = alternatives(state);
  return [...new Set([...cut, ...whole])];
}

interface State {
  readonly source: string;
  at: number;
}

function alternatives(state: State): Beginnings {
  const cut = new Set<string>();
  const whole = new Set<string>();
  for (;;) {
    const one = sequence(state);
    for (const text of one.cut) cut.add(text);
    for (const text of one.whole) whole.add(text);
    if (state.source[state.at] !== "|") return { cut, whole };
    state.at++;
  }
}

function sequence(state: State): Beginnings {
  let cut = new Set<string>();
  let whole = new Set<string>([""]);
  while (state.at < state.source.length && state.source[state.at] !== "|" && state.source[state.at] !== ")") {
    const next = quantified(state);
    const joined = { cut: new Set(cut), whole: new Set<string>() };
    for (const before of whole) {
      for (const text of next.cut) joined.cut.add((before + text).slice(0, LENGTH));
      for (const text of next.whole) {
        const both = before + text;
        if (both.length >= LENGTH) joined.cut.add(both.slice(0, LENGTH));
        else joined.whole.add(both);
      }
    }
    cut = joined.cut;
    whole = joined.whole;
  }
  return { cut, whole };
}

function quantified(state: State): Beginnings {
  const one = atom(state);
  const sign = state.source[state.at];
  if (sign === "?") {
    state.at++;
    return { cut: one.cut, whole: new Set([...one.whole, ""]) };
  }
  if (sign === "*" || sign === "+" || sign === "{") {
    state.at = sign === "{" ? state.source.indexOf("}", state.at) + 1 : state.at + 1;
    // What is repeated may be followed by itself: a key ends before it.
    return { cut: new Set([""]), whole: new Set() };
  }
  return one;
}

function atom(state: State): Beginnings {
  const sign = state.source[state.at]!;
  if (sign === "(") {
    state.at += state.source.startsWith("(?:", state.at) ? 3 : 1;
    const inner = alternatives(state);
    state.at++;
    return inner;
  }
  if (sign === "[") {
    const end = state.source.indexOf("]", state.at);
    const letters = state.source.slice(state.at + 1, end);
    state.at = end + 1;
    return /[\^\\]|.-./.test(letters)
      ? { cut: new Set([""]), whole: new Set() }
      : { cut: new Set(), whole: new Set(letters) };
  }
  state.at += sign === "\\" ? 2 : 1;
  if (sign === "." || sign === "\\")
    return sign === "\\" && !/[a-z]/i.test(state.source[state.at - 1]!)
      ? { cut: new Set(), whole: new Set([state.source[state.at - 1]!]) }
      : { cut: new Set([""]), whole: new Set() };
  return { cut: new Set(), whole: new Set([sign]) };
}
