/**
 * Tests and resampling of a regression in sentences.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { count, decimalsFor, fixed, pValue, testStatistic } from "./estimate-numbers.js";

/** One sentence a test, RESET, and one a bootstrapped term; nothing where the fit did not converge. */
export function answersOf({ converged, tests = [], reset, bootstrap }: Estimate): string[] {
  if (!converged) return [];
  return [
    ...tests.map((test) => `Wald test of ${test.test}: ${chiSquare(test)}.`),
    ...(reset ? [`RESET, the squared linear index added: ${chiSquare(reset)}.`] : []),
    ...(bootstrap ? bootstrapLines(bootstrap) : []),
  ];
}

function chiSquare({ chiSquare, df, p }: NonNullable<Estimate["reset"]>): string {
  if (p === null) return "nothing could be tested";
  return `chi-square ${testStatistic(chiSquare)} on ${df} degree${df === 1 ? "" : "s"} of freedom, p ${pValue(p)}`;
}

function bootstrapLines(bootstrap: NonNullable<Estimate["bootstrap"]>): string[] {
  const { draws, seed, cluster, groups, terms } = bootstrap;
  return [
    `Bootstrap, ${count(draws)} draws of ${count(groups)} groups of ${cluster}, seed ${seed}:`,
    ...terms.map(({ name, se, low, high, failures }) => {
      if (se === null || low === null || high === null) return `${name} had an estimate in too few draws.`;
      const decimals = decimalsFor(se);
      const failed = failures > 0 ? `; no estimate in ${count(failures)} draws` : "";
      return `${name} standard error ${fixed(se, decimals)}, 95 % of draws from ${fixed(low, decimals)} to ${fixed(high, decimals)}${failed}.`;
    }),
  ];
}
