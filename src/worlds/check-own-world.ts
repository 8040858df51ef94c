import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import type { OwnWorldCheck } from "../contracts/world-file.js";
import type { BuiltWorld } from "./build-world.js";
import { world2014 } from "./world-2014.js";

const MARGIN_TOLERANCE = 1e-9;

/**
 * The checks of world-2014 on a world of one's own: totals met, how cells are known; and what only such a world can
 * get wrong: deficits that do not cancel, economies that lack a side, exports above GDP, trade that was left out.
 * Reports withheld and cells moved are not among them: nothing was balanced.
 */
export function checkOwnWorld({ baseline, totals, leftOut, floored }: BuiltWorld): OwnWorldCheck {
  const { economies, sectors, flows, gdp } = baseline;
  const sums = sumsOf(baseline);
  const trade = sums.exports.reduce((a, b) => a + b, 0);
  const deficits = economies.map((economy, k) => ({
    economy,
    usdMillion: sums.imports[k]! - sums.exports[k]!,
    shareOfGdp: gdp[k]! > 0 ? (sums.imports[k]! - sums.exports[k]!) / gdp[k]! : null,
  }));
  const deficitSum = deficits.reduce((sum, { usdMillion }) => sum + usdMillion, 0) / trade;
  const lost = leftOut.reduce((sum, { usdMillion }) => sum + usdMillion, 0);
  return {
    id: baseline.id,
    year: Number.isNaN(baseline.year) ? null : baseline.year,
    economies: economies.length,
    sectors: sectors.length,
    trade,
    domesticSales: flows.reduce((a, b) => a + b, 0) - trade,
    margins: marginGap(economies, sums, totals),
    deficits: {
      sum: deficitSum,
      met: Math.abs(deficitSum) <= MARGIN_TOLERANCE,
      largest: [...deficits].sort((a, b) => Math.abs(b.usdMillion) - Math.abs(a.usdMillion)).slice(0, 5),
    },
    cells: cellShares(baseline, trade),
    leftOutShare: lost / (trade + lost),
    leftOut,
    floored,
    exportsAboveGdp: economies.filter((_, k) => sums.exports[k]! > gdp[k]!),
    empty: economies.flatMap((economy, k) => {
      const lacks = [
        ...(sums.exports[k] === 0 ? ["exports"] : []),
        ...(sums.imports[k] === 0 ? ["imports"] : []),
        ...(sums.domestic[k] === 0 ? ["domestic sales"] : []),
      ];
      return lacks.length === 0 ? [] : [`${economy}: no ${lacks.join(", no ")}`];
    }),
    besideWorld2014: besideWorld2014(economies, sums.exports),
    notes: baseline.notes,
  };
}

interface Sums {
  readonly exports: number[];
  readonly imports: number[];
  readonly domestic: number[];
}

function sumsOf({ economies, sectors, flows }: Baseline): Sums {
  const n = economies.length;
  const zeros = (): number[] => new Array<number>(n).fill(0);
  const sums = { exports: zeros(), imports: zeros(), domestic: zeros() };
  for (let s = 0, c = 0; s < sectors.length; s++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++, c++) {
        if (i === j) sums.domestic[i]! += flows[c]!;
        else {
          sums.exports[i]! += flows[c]!;
          sums.imports[j]! += flows[c]!;
        }
      }
  return sums;
}

function marginGap(
  economies: readonly string[],
  sums: Sums,
  totals: BuiltWorld["totals"],
): OwnWorldCheck["margins"] {
  let [largestGap, at] = [0, ""];
  for (const side of ["exports", "imports"] as const)
    economies.forEach((economy, k) => {
      const [is, asked] = [sums[side][k]!, totals[side][k]!];
      const gap = asked > 0 ? Math.abs(is / asked - 1) : is;
      if (gap > largestGap) [largestGap, at] = [gap, `${side} of ${economy}`];
    });
  return { tolerance: MARGIN_TOLERANCE, largestGap, at, met: largestGap <= MARGIN_TOLERANCE };
}

function cellShares({ economies, flows, origin }: Baseline, trade: number): OwnWorldCheck["cells"] {
  const n = economies.length;
  return Object.fromEntries(
    (["observed", "exporter", "importer", "both"] as const).map((name) => {
      let [cells, value] = [0, 0];
      flows.forEach((flow, c) => {
        if (Math.floor(c / n) % n === c % n || origin[c] !== CellOrigin[name] || flow === 0) return;
        cells++;
        value += flow;
      });
      return [name, { cells, share: value / trade }];
    }),
  );
}

function besideWorld2014(
  economies: readonly string[],
  exports: readonly number[],
): OwnWorldCheck["besideWorld2014"] {
  const world = world2014();
  const m = world.economies.length;
  const ratios = economies
    .flatMap((code, k) => {
      const i = world.economies.indexOf(code);
      if (i < 0) return [];
      let theirs = -world.flows[i * m + i]!;
      for (let j = 0; j < m; j++) theirs += world.flows[i * m + j]!;
      return theirs > 0 && exports[k]! > 0 ? [exports[k]! / theirs] : [];
    })
    .sort((a, b) => a - b);
  return { economies: ratios.length, medianRatio: ratios[ratios.length >> 1] ?? null };
}
