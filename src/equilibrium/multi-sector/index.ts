/**
 * Linked sectors: a SectorBaseline and a Shock in, a MultiSectorOutcome out.
 * @module
 */
export { checkSectorBaseline } from "./check-sector-baseline.js";
export { firstOrderSplit } from "./first-order-split.js";
export { linkedWorld } from "./linked-world.js";
export { type MultiSectorOptions, solveMultiSector } from "./multi-sector.js";
export { multiSectorToJson } from "./multi-sector-to-json.js";
export {
  type MultiSectorDraw,
  type MultiSectorSolution,
  type PreparedMultiSector,
  prepareMultiSector,
} from "./prepare-multi-sector.js";
export { type CompiledSectorShock, compileSectorShock } from "./sector-shock.js";
export { restGap, type SettledSectors, settleSectors } from "./settle-sectors.js";
