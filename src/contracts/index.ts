/** The values on the arrows: schemas, types and errors. @module */
export * from "./baseline.js";
export * from "./brief.js";
export * from "./codes.js";
export * from "./errors.js";
export * from "./estimate.js";
export * from "./explain-issues.js";
export * from "./ledger.js";
export * from "./manifest.js";
export * from "./market.js";
export * from "./outcome.js";
export * from "./panel.js";
export * from "./reading.js";
export * from "./regime.js";
export * from "./scenario.js";
export * from "./sector-baseline.js";
export * from "./sector-outcome.js";
export * from "./shock.js";
