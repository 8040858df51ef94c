/**
 * Distributions, draws, quantiles, over an executor.
 * @module
 */
export { distributionQuantile } from "./distribution-quantile.js";
export { type DrawFigure, type EconomyFigure, type FigureColumns, figureColumns } from "./draw-figures.js";
export { drawLoop, type ReadDraw } from "./draw-loop.js";
export { type DrawOptions, drawParameters, type ParameterColumns } from "./draw-parameters.js";
export { type DrawMethod, type DrawPlan, drawGroups } from "./draw-points.js";
export { effectsOfFit } from "./effects-of-fit.js";
export { type DrawChunk, type DrawJob, type Executor, inlineExecutor } from "./executor.js";
export { firstOrderIndex } from "./first-order-index.js";
export { jointNormalQuantile } from "./joint-normal.js";
export {
  type DrawQuestion,
  type DrawValues,
  drawJob,
  type NamedJob,
  onBase,
  runDraws,
  solveDraws,
  withDomestic,
} from "./solve-draws.js";
export {
  type DrawColumns,
  type Groups,
  quantilesOf,
  type Sampled,
  type Summary,
  summarise,
} from "./summarise.js";
export { type TornadoBar, type TornadoPlan, tornado, tornadoPlan } from "./tornado.js";
