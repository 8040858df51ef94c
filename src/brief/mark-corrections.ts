import type { Brief, BriefScenario, MoveSaid } from "../contracts/brief.js";
import type { Correction } from "../contracts/correction.js";
import type { Assumption } from "../contracts/shock.js";

const MOST = 12;

/** Sentences on what was corrected, the last one for those that are too many. */
function listed(corrections: readonly Correction[]): string[] {
  const says = corrections.slice(0, MOST).map((correction) => correction.says);
  const more = corrections.length - says.length;
  return more > 0 ? [...says, `${more} more`] : says;
}

/** "status and goods corrected by the user", or null. */
function markOf(move: MoveSaid, corrections: readonly Correction[]): string | null {
  const own = corrections.filter(({ kind, id }) => kind === "move" && id === move.move);
  if (own.length === 0) return null;
  if (own.some(({ field }) => field === null)) return "added by the user";
  const fields = own.map(({ field }) => field!);
  const names =
    fields.length < 2 ? fields.join("") : `${fields.slice(0, -1).join(", ")} and ${fields.at(-1)}`;
  return `${names} corrected by the user`;
}

/** The assumption that outcomes of a corrected reading rest on. */
export function correctionAssumption(corrections: readonly Correction[]): Assumption | null {
  const heavy = corrections.filter(({ kind }) => kind === "move" || kind === "document");
  if (heavy.length === 0) return null;
  return {
    id: "reading-corrected",
    says: `The reading was corrected by the user: ${listed(heavy).join("; ")}.`,
    source: "given by the user",
  };
}

/**
 * A brief with what the user corrected in its reading said where it matters: at each move, among the assumptions of
 * each scenario, and in the notes. Without corrections the brief as it is.
 */
export function markCorrections(brief: Brief, corrections: readonly Correction[]): Brief {
  if (corrections.length === 0) return brief;
  const assumption = correctionAssumption(corrections);
  const assumed = (scenario: BriefScenario): BriefScenario =>
    assumption === null
      ? scenario
      : {
          ...scenario,
          assumptions: [...scenario.assumptions, assumption],
          shock: { ...scenario.shock, assumptions: [...scenario.shock.assumptions, assumption] },
        };
  return {
    ...brief,
    moves: brief.moves.map((move) => {
      const mark = markOf(move, corrections);
      return mark === null ? move : { ...move, statusSays: `${move.statusSays}; ${mark}` };
    }),
    scenarios: brief.scenarios.map(assumed),
    notes: [...brief.notes, ...listed(corrections).map((says) => `Corrected by the user: ${says}.`)],
    corrections: [...corrections],
  };
}
