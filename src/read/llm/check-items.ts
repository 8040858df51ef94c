/**
 * What the checks of statements, moves, events and claims share: the shape, the passages, the sides.
 * @module
 */
import type { z } from "zod";
import { explainIssues, fieldPath } from "../../contracts/explain-issues.js";
import type { Dropped } from "../../contracts/model-reading.js";
import type { Span } from "../../contracts/reading.js";
import type { TextGrounds } from "./text-grounds.js";

/** Where checks write what they leave out, and what they hold an answer to. */
export class Checker {
  readonly dropped: Dropped[] = [];
  readonly grounds: TextGrounds;

  constructor(grounds: TextGrounds) {
    this.grounds = grounds;
  }

  drop(what: string, because: string): null {
    this.dropped.push({ what, because });
    return null;
  }

  /** The economies of a list that exist and that the text names, each once. */
  economies(names: readonly string[], what: string): string[] {
    const codes = new Set<string>();
    for (const name of names) {
      const found = this.grounds.economy(name);
      if ("code" in found) codes.add(found.code);
      else this.drop(`${what} ${name.slice(0, 40)}`, found.because);
    }
    return [...codes];
  }

  /** Where the passages stand, in order; those that the text does not hold or that are orders to its reader go. */
  evidence(passages: readonly string[], what: string): Span[] {
    const spans: Span[] = [];
    for (const passage of passages) {
      const span = this.passage(passage, `${what}, evidence`);
      if (span !== null && !spans.some(([from, to]) => from === span[0] && to === span[1])) spans.push(span);
    }
    return spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /** Where a passage stands at or after `from`, else before it. */
  passage(words: string, what: string, from = 0): Span | null {
    if ((words.match(/[\p{L}\p{N}]+/gu) ?? []).length < 3)
      return this.drop(what, `${shown(words)} is too short to point at anything: three words at least`);
    const span = this.grounds.passages.find(words, from) ?? this.grounds.passages.find(words);
    if (span === null) return this.drop(what, `the text does not say ${shown(words)}`);
    if (this.grounds.isOrder(span))
      return this.drop(what, `${shown(words)} is an order to whoever reads the text, not a report`);
    return span;
  }

  /** Words about the text must use its words. */
  holds(words: string, what: string): boolean {
    if (this.grounds.share(words) >= 0.5) return true;
    this.drop(what, `too few of its words stand in the text: ${shown(words)}`);
    return false;
  }
}

/** A stranger's words in a sentence of ours: short, in quotation marks. */
export const shown = (words: string): string =>
  JSON.stringify(words.length <= 80 ? words : `${words.slice(0, 77)}…`);

const MOST = 500;

/** A list of an answer as items of a shape; single fields that may be empty and are wrong are emptied. */
export function itemsOf<S extends z.ZodObject>(
  checker: Checker,
  list: unknown,
  one: { readonly noun: string; readonly shape: S; readonly mayBeEmpty: readonly string[] },
): z.infer<S>[] {
  if (!Array.isArray(list)) {
    checker.drop(`all ${one.noun}s`, "the answer has no such list");
    return [];
  }
  if (list.length > MOST)
    checker.drop(`${list.length - MOST} ${one.noun}s`, `more than ${MOST} of one kind are not read`);
  return list.slice(0, MOST).flatMap((item: unknown, n) => {
    const tidy = tidied(item, one.noun, n);
    if (tidy === null) {
      checker.drop(`${one.noun} ${n + 1}`, "it is no object");
      return [];
    }
    const whole = one.shape.safeParse(tidy);
    if (whole.success) return [whole.data];
    const issues = explainIssues(whole.error);
    const what = `${one.noun} ${String(tidy.id)}`;
    const mendable = issues.every(({ path }) => one.mayBeEmpty.includes(String(path[0])));
    for (const { path, says } of issues) {
      const because = /expected one of/.test(says) ? `there is no ${shown(String(at(tidy, path)))}` : says;
      checker.drop(mendable ? `${what}, ${fieldPath(path)}` : what, `${fieldPath(path)}: ${because}`);
    }
    if (!mendable) return [];
    for (const { path } of issues) delete tidy[String(path[0])];
    const rest = one.shape.safeParse(tidy);
    return rest.success ? [rest.data] : [];
  });
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)?.[key], value);
}

/** Slips of form that leave no doubt: one passage instead of a list of one, a number as id. */
function tidied(item: unknown, noun: string, n: number): Record<string, unknown> | null {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return null;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item)) if (key !== "__proto__") out[key] = value;
  const id = out.id;
  out.id = typeof id === "string" && id !== "" ? id.slice(0, 40) : `${noun[0]}${n + 1}`;
  if (typeof id === "number") out.id = String(id);
  if (noun === "statement") {
    if (Array.isArray(out.evidence)) out.evidence = out.evidence[0];
    out.speaker ??= {};
  } else if (typeof out.evidence === "string") out.evidence = [out.evidence];
  for (const key of ["towards", "parties", "about", "goods"])
    if (typeof out[key] === "string") out[key] = [out[key]];
  return out;
}
