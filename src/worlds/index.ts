/**
 * Embedded baselines: made when the package is built, only decoded at run time.
 * @module
 */
export { domesticSales, type GoodsParameters } from "./domestic-sales.js";
export { world2014 } from "./world-2014.js";
