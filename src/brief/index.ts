/** The conductor: reading, regime, scenarios, and what is worth saying. @module */
export { bargain } from "./bargain.js";
export { brief } from "./brief.js";
export { briefOfReading } from "./brief-of-reading.js";
export type { BriefOptions } from "./plan-of-reading.js";
export { type ReadingScenario, scenariosOfReading } from "./scenarios-of-reading.js";
export { type ReadBase, type ScenarioBase, simulate, simulateModels } from "./simulate.js";
