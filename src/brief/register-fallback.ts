/**
 * General data behind the ledger, for pairs of which the ledger knows nothing. The mean tariffs and agreements are
 * those of the embedded world, with the days that it does not need.
 * @module
 */
export { generalData as registerFallback } from "../register/index.js";
