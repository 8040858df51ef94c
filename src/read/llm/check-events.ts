import type { ReadEvent } from "../../contracts/reading.js";
import { AnsweredEvent } from "./answer-shape.js";
import { type Checker, itemsOf } from "./check-items.js";
import { periodOf } from "./check-moves.js";

/** The events of an answer that the text bears out, in its order. */
export function checkEvents(checker: Checker, list: unknown): ReadEvent[] {
  const items = itemsOf(checker, list, { noun: "event", shape: AnsweredEvent, mayBeEmpty: ["when"] });
  const kept: ReadEvent[] = [];
  for (const { id, kind, parties: named, when, gist, evidence: passages } of items) {
    const what = `event ${id}`;
    const evidence = checker.evidence(passages, what);
    if (evidence.length === 0) {
      checker.drop(what, "no evidence remains");
      continue;
    }
    const parties = checker.economies(named, `${what}, parties`).filter((code) => code !== "all");
    if (named.length > 0 && parties.length === 0) {
      checker.drop(what, "none of its parties remains");
      continue;
    }
    if (!checker.holds(gist, what)) continue;
    kept.push({ id: "", kind, parties, when: periodOf(checker, when, `${what}, when`), gist, evidence });
  }
  kept.sort((a, b) => a.evidence[0]![0] - b.evidence[0]![0]);
  return kept.map((event, n) => ({ ...event, id: `e${n + 1}` }));
}
