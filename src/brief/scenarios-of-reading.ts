import { InputError } from "../contracts/errors.js";
import type { Reading } from "../contracts/reading.js";
import type { Scenario } from "../contracts/scenario.js";
import { type BriefOptions, planOfReading, settingOf } from "./plan-of-reading.js";

export interface ReadingScenario {
  /** "a", "b" …, as in the brief. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly scenario: Scenario;
}

/**
 * The scenarios that a brief of the reading solves, unsolved: for other models, other parameters, one's own changes.
 *
 * @throws {InputError} `no-scenario` when no move of the reading changes the trade cost of goods; `date-range`
 */
export function scenariosOfReading(reading: Reading, options: BriefOptions = {}): ReadingScenario[] {
  const { chosen, world, principal, costs } = planOfReading(reading, options);
  if (principal === null || costs === null) {
    throw new InputError(
      "no-scenario",
      reading.moves.length === 0
        ? "The reading has no move, so there is no scenario to run."
        : "No move of the reading changes the trade cost of goods between economies of the world, so there is no scenario to run.",
      { hint: "Correct the moves (gravitas read FILE --edit), or write a scenario (docs/scenario.md)." },
    );
  }
  return costs.scenarios.map((draft) => ({
    id: draft.id,
    title: draft.title,
    says: draft.says,
    scenario: settingOf(draft, world, reading, chosen).scenario,
  }));
}
