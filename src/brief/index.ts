/** The conductor: reading, regime, scenarios, and what is worth saying. @module */
export { type BriefOptions, brief } from "./brief.js";
export { type ReadBase, type ScenarioBase, simulate } from "./simulate.js";
