/**
 * A Baseline and a Shock in, an Outcome out; one file a model.
 * @module
 */
export { type CompiledShock, compileShock } from "./compile-shock.js";
export { type OneSectorOptions, solveOneSector } from "./one-sector.js";
export { type OutcomeJsonOptions, outcomeToJson } from "./outcome-json.js";
export {
  type OneSectorDraw,
  type OneSectorSolution,
  type PreparedOneSector,
  prepareOneSector,
} from "./prepare-one-sector.js";
export { removeDeficits } from "./remove-deficits.js";
