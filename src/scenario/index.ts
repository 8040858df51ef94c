/** The bridge from what was said and what is in force to a change of trade costs. @module */
export { central } from "./central.js";
export type { CellColumn } from "./column-shock.js";
export { type CompiledScenario, compileScenario } from "./compile-scenario.js";
export { type DiplomacyCosted, diplomacyFromMove } from "./diplomacy-from-move.js";
export { type GravityFlow, liftedFlow } from "./lifted-flow.js";
export { parseScenario } from "./parse-scenario.js";
export { type Principal, principalMove, tradeOf } from "./principal-move.js";
export {
  type FromMove,
  type MoveScenario,
  type ScenarioSizes,
  scenariosFromMove,
  toScenario,
} from "./scenarios-from-move.js";
