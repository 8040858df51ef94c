/** The conductor: reading, regime, scenarios, and what is worth saying. @module */
export { bargain } from "./bargain.js";
export { brief } from "./brief.js";
export { type BriefOptions, briefOfReading } from "./brief-of-reading.js";
export { type ReadBase, type ScenarioBase, simulate, simulateModels } from "./simulate.js";
