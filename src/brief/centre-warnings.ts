/**
 * What a model without draws says of a scenario that asks for them.
 * @module
 */
import type { ModelName, Scenario } from "../contracts/scenario.js";

/** One sentence where the scenario asks for draws, none where it does not. */
export function centreWarnings(model: ModelName, { uncertainty }: Pick<Scenario, "uncertainty">): string[] {
  if ((uncertainty?.draws ?? 0) === 0) return [];
  return [
    `${model} is solved once, at the centre of the parameters: the scenario's draws are for one-sector.`,
  ];
}
