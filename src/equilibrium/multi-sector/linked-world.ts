/**
 * A world of linked sectors from flows, with an input–output table or without.
 * @module
 */
import type { Baseline } from "../../contracts/baseline.js";
import { InputError } from "../../contracts/errors.js";
import type { SectorBaseline, SectorLinks } from "../../contracts/sector-baseline.js";

/**
 * Makes a SectorBaseline of a Baseline.
 *
 * Without a table, buyers of inputs and final users spend on sectors in the proportions in which the economy spends
 * altogether, and every sector has the same share of value added: at rest by construction. With valueAddedShare 1 there are
 * no inputs, and one sector is then the one-sector model.
 *
 * @param options theta: one for all sectors or (S), > 0; links: of a table (sectorLinks of formats), or valueAddedShare: in
 *   (0, 1], default 1
 * @returns the same flows, with notes that say what was assumed
 * @throws {InputError} a share out of range, thetas that are not as many as sectors
 */
export function linkedWorld(
  baseline: Baseline,
  options: {
    readonly theta: number | ArrayLike<number>;
    readonly valueAddedShare?: number;
    readonly links?: SectorLinks;
  },
): SectorBaseline {
  const { theta, valueAddedShare = 1, links } = options;
  const n = baseline.economies.length;
  const S = baseline.sectors.length;
  if (!(valueAddedShare > 0 && valueAddedShare <= 1)) {
    throw new InputError(
      "value-added-share",
      `The share of value added in output must be above 0 and at most 1; received ${valueAddedShare}.`,
      { place: { field: "valueAddedShare" }, received: valueAddedShare, hint: "It is 1 without inputs." },
    );
  }
  const thetas = typeof theta === "number" ? new Float64Array(S).fill(theta) : Float64Array.from(theta);
  if (thetas.length !== S) {
    throw new InputError("theta-range", `${S} sectors need ${S} elasticities; received ${thetas.length}.`, {
      place: { field: "theta" },
      received: thetas.length,
      hint: "Give one for all, or one a sector in their order.",
    });
  }
  const { notes, ...shares } = links ? fromTable(links) : inProportion(baseline, valueAddedShare);
  return {
    ...baseline,
    traded: baseline.sectors.map((_, s) => tradesAbroad(baseline.flows, s, n)),
    theta: thetas,
    ...shares,
    notes: [...baseline.notes, ...notes],
  };
}

type Links = Omit<SectorLinks, "source">;

const fromTable = ({ valueAddedShare, inputShare, finalShare, notes }: SectorLinks): Links => ({
  valueAddedShare,
  inputShare,
  finalShare,
  notes,
});

/** Links of which nothing is known but one share of value added. */
function inProportion(baseline: Baseline, valueAddedShare: number): Links {
  const n = baseline.economies.length;
  const S = baseline.sectors.length;
  const finalShare = spendingShares(baseline);
  const inputShare = new Float64Array(S * S * n);
  for (let k = 0; k < S; k++) inputShare.set(finalShare, k * S * n);
  const note =
    valueAddedShare === 1
      ? "Sectors buy no inputs; shares of final use are those of spending."
      : `No input–output table: value added is ${valueAddedShare} of output in every sector, and inputs are bought in the proportions of all spending.`;
  return {
    valueAddedShare: new Float64Array(S * n).fill(valueAddedShare),
    inputShare,
    finalShare,
    notes: [note],
  };
}

/** What part of an economy's spending falls on each sector, [sector][economy]; equal parts where it spends nothing. */
function spendingShares({ flows, tariffs, sectors, economies }: Baseline): Float64Array {
  const n = economies.length;
  const spent = new Float64Array(sectors.length * n);
  const total = new Float64Array(n);
  for (let k = 0; k < flows.length; k++) {
    const gross = flows[k] * (1 + tariffs[k]);
    spent[Math.floor(k / (n * n)) * n + (k % n)] += gross;
    total[k % n] += gross;
  }
  return spent.map((x, c) => (total[c % n] > 0 ? x / total[c % n] : 1 / sectors.length));
}

function tradesAbroad(flows: Float64Array, s: number, n: number): boolean {
  for (let k = 0; k < n * n; k++) if (flows[s * n * n + k] > 0 && k % (n + 1) !== 0) return true;
  return false;
}
