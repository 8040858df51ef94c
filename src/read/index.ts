/**
 * A document in, a Reading out, by rules.
 * @module
 */
export { type ReadOptions, read } from "./read.js";
