/**
 * Whether figures are in the unit that they are taken to be in. A unit is off by a thousand or a million: each check
 * looks for a factor of a hundred or more where trade itself does not jump so.
 * @module
 */
import type { Intake } from "./intake.js";

export interface UnitDoubt {
  /** `error` where figures contradict one another or what is known; `warning` where a good's nature may explain it. */
  readonly severity: "error" | "warning";
  readonly says: string;
}

/** A median ratio beyond this is a unit, not trade. */
const jump = 100;
/** Exports beyond this many times those of 2014: world trade has never been more than twice its size of 2014. */
const beyondKnown = 30;
/** A file with so many exporters and chapters is taken to hold all trade, so that too little tells a unit too. */
const allTrade = { exporters: 50, chapters: 85 };
const usualDollarsATon = [30, 300_000] as const;
const enoughQuantities = 30;
const enoughRatios = 5;

/**
 * Looks at neighbouring years, at what the partners report, at the totals that the file states, at exports of 2014, and
 * at dollars a ton.
 *
 * @param known total exports of goods by economy of a year that is known, million dollars
 */
export function checkUnits(intake: Intake, known: ReadonlyMap<string, number>): UnitDoubt[] {
  return [
    ...neighbouringYears(intake),
    ...partnersReports(intake),
    ...statedTotals(intake),
    ...knownExports(intake, known),
    ...unitValues(intake),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const times = (ratio: number): string =>
  ratio >= 1 ? `${Number(ratio.toPrecision(2))} times` : `one ${Number((1 / ratio).toPrecision(2))}th of`;
const isUnit = (ratio: number): boolean => ratio >= jump || ratio <= 1 / jump;

/**
 * A median of few may jump for reasons of its own (one shipment of a small exporter): it is an error only where the
 * factor is a thousand or a million within two.
 */
function severityOf(ratio: number, count: number): UnitDoubt["severity"] {
  const thousands = Math.log10(ratio) / 3;
  const round = Math.abs(thousands - Math.round(thousands)) * 3 < Math.log10(2);
  return count >= enoughRatios || round ? "error" : "warning";
}

function neighbouringYears({ totals, years, sided }: Intake): UnitDoubt[] {
  const order = years.list.map((year, k) => ({ year: Number(year), k })).sort((a, b) => a.year - b.year);
  return order.slice(1).flatMap(({ year, k }, before) =>
    [0, 1].flatMap((side): UnitDoubt[] => {
      const [earlier, later] = [
        totals.exports[side]![order[before]!.k] ?? [],
        totals.exports[side]![k] ?? [],
      ];
      const ratios = later.flatMap((value, e) => (value > 0 && earlier[e]! > 0 ? [value / earlier[e]!] : []));
      if (ratios.length === 0) return [];
      const middle = median(ratios);
      if (!isUnit(middle)) return [];
      const whose = sided ? (side === 0 ? " (as exporters report them)" : " (as importers report them)") : "";
      return [
        {
          severity: severityOf(middle, ratios.length),
          says: `exports of ${year}${whose} are ${times(middle)} those of ${order[before]!.year} (median of ${ratios.length} exporters)`,
        },
      ];
    }),
  );
}

function partnersReports({ totals, years, economies }: Intake): UnitDoubt[] {
  return years.list.flatMap((year, y) =>
    economies.list.flatMap((economy, e): UnitDoubt[] => {
      const [own, theirs] = [totals.pairs[0]![y]?.[e], totals.pairs[1]![y]?.[e]];
      const ratios = (own ?? []).flatMap((value, i) =>
        value > 0 && (theirs?.[i] ?? 0) > 0 ? [value / theirs![i]!] : [],
      );
      if (ratios.length === 0 || !isUnit(median(ratios))) return [];
      return [
        {
          severity: severityOf(median(ratios), ratios.length),
          says: `exports that ${economy} reports for ${year} are ${times(median(ratios))} what its partners report (median of ${ratios.length} partners)`,
        },
      ];
    }),
  );
}

function statedTotals({ totals, years, economies }: Intake): UnitDoubt[] {
  return [0, 1].flatMap((side) =>
    years.list.flatMap((year, y) =>
      (totals.stated[side]![y] ?? []).flatMap((stated, reporter): UnitDoubt[] => {
        const sum = partnersSum(totals.pairs[side]![y] ?? [], side, reporter);
        const ratio = sum / stated;
        if (!(stated > 0 && sum > 0) || ratio < jump) return [];
        const what = side === 0 ? "exports" : "imports";
        return [
          {
            severity: "error",
            says: `${what} of ${economies.list[reporter]} by partner add up to ${times(ratio)} its total of ${year} in the same file`,
          },
        ];
      }),
    ),
  );
}

function partnersSum(pairs: readonly (readonly number[])[], side: number, reporter: number): number {
  if (side === 0) return (pairs[reporter] ?? []).reduce((sum, x) => sum + (x ?? 0), 0);
  return pairs.reduce((sum, line) => sum + (line?.[reporter] ?? 0), 0);
}

function knownExports(intake: Intake, known: ReadonlyMap<string, number>): UnitDoubt[] {
  const { totals, years, economies } = intake;
  return years.list.flatMap((year, y): UnitDoubt[] => {
    const best = economies.list.map((_, e) =>
      Math.max(totals.exports[0]![y]?.[e] ?? 0, totals.exports[1]![y]?.[e] ?? 0),
    );
    const ratios = best.flatMap((value, e) => {
      const exports = known.get(economies.list[e]!);
      return value > 0 && exports !== undefined && exports > 0 ? [value / exports] : [];
    });
    if (ratios.length === 0) return [];
    const middle = median(ratios);
    const whole =
      ratios.length >= allTrade.exporters && chaptersOf(intake) >= allTrade.chapters && Number(year) >= 1990;
    if (middle <= beyondKnown && !(whole && middle <= 1 / jump)) return [];
    return [
      {
        severity: "error",
        says: `exports of ${year} are ${times(middle)} those of 2014 that the CIA World Factbook has (median of ${ratios.length} exporters)`,
      },
    ];
  });
}

function chaptersOf({ sectors, options }: Intake): number {
  return options.hs ? new Set(sectors.list.map((code) => code.slice(0, 2))).size : 0;
}

function unitValues({ totals }: Intake): UnitDoubt[] {
  const { rows, dollars } = totals.medianUnitValue();
  if (rows < enoughQuantities || (dollars >= usualDollarsATon[0] && dollars <= usualDollarsATon[1]))
    return [];
  return [
    {
      severity: "warning",
      says: `the median row is worth ${Number(dollars.toPrecision(2)).toLocaleString("en")} dollars a ton, where trade in all goods has some thousands`,
    },
  ];
}
