/**
 * Gravitas as one import. Pages that want less take a subpath: `gravitas/equilibrium`, `gravitas/read`, …
 * @module
 */
export { parseBargain, solveBargain } from "./bargain/index.js";
export * from "./brief/index.js";
export * from "./contracts/index.js";
export { economyName, findEconomy, membersOf } from "./economies/index.js";
export { outcomeToJson, solveOneSector } from "./equilibrium/index.js";
export { estimatePanel, ols, ppml } from "./estimate/index.js";
export { read } from "./read/index.js";
export { regime } from "./register/index.js";
export { compileScenario, parseScenario } from "./scenario/index.js";
export { world2014 } from "./worlds/index.js";
