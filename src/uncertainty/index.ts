/**
 * Distributions, draws, quantiles, over an executor.
 * @module
 */
export { distributionQuantile } from "./distribution-quantile.js";
export type { DrawFigure, EconomyFigure } from "./draw-figures.js";
export { drawParameters, type ParameterColumns } from "./draw-parameters.js";
export { type DrawChunk, type DrawJob, type Executor, inlineExecutor } from "./executor.js";
export { type DrawQuestion, type DrawValues, solveDraws } from "./solve-draws.js";
export { type DrawColumns, type Summary, summarise } from "./summarise.js";
