/**
 * A document in, a Reading out, by a language model whose client the caller passes in, and what the two engines
 * make of one text side by side.
 * @module
 */
export { compareReadings } from "./compare-readings.js";
export type { ModelClient, ModelQuestion } from "./model-client.js";
export { type ModelReadOptions, readWithModel } from "./read-with-model.js";
