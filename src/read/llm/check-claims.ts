import type { Claim } from "../../contracts/reading.js";
import { AnsweredClaim } from "./answer-shape.js";
import { type Checker, itemsOf, shown } from "./check-items.js";

/** The claims of an answer that the text bears out, in its order. */
export function checkClaims(checker: Checker, list: unknown): Claim[] {
  const items = itemsOf(checker, list, { noun: "claim", shape: AnsweredClaim, mayBeEmpty: [] });
  const kept: Claim[] = [];
  for (const { id, about: named, claim, accordingTo: by, evidence: passages } of items) {
    const what = `claim ${id}`;
    const evidence = checker.evidence(passages, what);
    const accordingTo = holder(checker, by);
    const about = checker.economies(named, `${what}, about`);
    if (evidence.length === 0) checker.drop(what, "no evidence remains");
    else if (accordingTo === null) checker.drop(what, `the text names no ${shown(by)}`);
    else if (named.length > 0 && about.length === 0) checker.drop(what, "none of those it is about remains");
    else if (checker.holds(claim, what)) kept.push({ id: "", about, claim, accordingTo, evidence });
  }
  kept.sort((a, b) => a.evidence[0]![0] - b.evidence[0]![0]);
  return kept.map((claim, n) => ({ ...claim, id: `c${n + 1}` }));
}

/** An economy by its code; a body, whose words must stand in the text, by its name. */
function holder(checker: Checker, name: string): string | null {
  const economy = checker.grounds.economy(name);
  if ("code" in economy) return economy.code === "all" ? null : economy.code;
  if (/^[A-Z]{3}$/.test(name)) return null;
  return /\p{L}{3}/u.test(name) && checker.grounds.share(name) >= 0.5 ? name.trim() : null;
}
