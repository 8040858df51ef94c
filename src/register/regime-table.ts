import type { LedgerEntry } from "../contracts/ledger.js";
import type { DutyBasis } from "../contracts/regime.js";
import { type Cell, cellOf } from "./cell-of.js";
import { daysInEu } from "./coverage.js";
import { embeddedLedger } from "./embedded-ledger.js";
import { agreementEntry, type FallbackMfn, type RegimeFallback } from "./fallback.js";
import { generalData } from "./general-data.js";
import { goodsQuery } from "./goods-query.js";
import { ledgerIndex } from "./ledger-index.js";
import { type Question, visible } from "./question.js";
import { requireDay, requireKnownOn, requirePair, requireView } from "./require-query.js";
import { turnsOf } from "./valid-on.js";

/** The bases by their code in the column. */
export const DUTY_BASES: readonly DutyBasis[] = [
  "unknown",
  "preference",
  "customs_union",
  "mfn",
  "outside_wto",
];

export interface RegimeTableOptions {
  /** Default: the embedded ledger. */
  readonly ledger?: readonly LedgerEntry[];
  /** Words or HS codes; default all. Of goods with different duties none is told. */
  readonly goods?: readonly string[];
  readonly view?: string | null;
  readonly knownOn?: string | null;
  /** Default: general data; null for none. */
  readonly fallback?: RegimeFallback | null;
}

/** Columns over pairs × days; the cell of pair p and day d is at p · days.length + d. */
export interface RegimeTable {
  readonly pairs: readonly (readonly [importer: string, exporter: string])[];
  readonly days: readonly string[];
  /** Applied duty, a fraction; NaN where it is not known. */
  readonly rate: Float64Array;
  /** Position in `DUTY_BASES`. */
  readonly basis: Uint8Array;
  /** Some of the goods are banned: 0 no, 1 perhaps, 2 yes. */
  readonly ban: Uint8Array;
  /** Diplomatic relations are severed: 0 no, 1 perhaps, 2 yes. */
  readonly severed: Uint8Array;
  /** 1 when no day that the sources leave open would change any of it, else 0. */
  readonly certain: Uint8Array;
}

/**
 * Duty, basis, bans and relations of many pairs on many days: what `regime` says, without the words. Each pair is
 * worked out once between two dates on which anything between the two changes, so that many days cost little.
 *
 * @param pairs importer and exporter, codes or names
 * @param days YYYY-MM-DD, in any order
 * @throws {InputError} as `regime`
 */
export function regimeTable(
  pairs: readonly (readonly [importer: string, exporter: string])[],
  days: readonly string[],
  options: RegimeTableOptions = {},
): RegimeTable {
  const view = requireView(options.view);
  const knownOn = requireKnownOn(options.knownOn);
  const ledger = ledgerIndex(options.ledger ?? embeddedLedger());
  const goods = goodsQuery(options.goods ?? ["all"], ledger.goodsNamed);
  const fallback = options.fallback === undefined ? generalData : options.fallback;
  for (const day of days) requireDay(day, "days");
  const size = pairs.length * days.length;
  const table: RegimeTable = {
    pairs: pairs.map(([importer, exporter]) => requirePair(importer, exporter)),
    days: [...days],
    rate: new Float64Array(size),
    basis: new Uint8Array(size),
    ban: new Uint8Array(size),
    severed: new Uint8Array(size),
    certain: new Uint8Array(size),
  };
  table.pairs.forEach(([importer, exporter], p) => {
    const entries = visible(ledger.between(importer, exporter), { view, knownOn }).filter(countsInTable);
    const at = stretches(entries, importer, exporter, fallback);
    const known = new Map<FallbackMfn | null, Map<number, Cell>>();
    for (let d = 0; d < days.length; d++) {
      const on = days[d]!;
      // The mean tariff is that of the nearest year: the same object as long as it is the same.
      const mfn = fallback?.mfn(importer, on) ?? null;
      const cells = known.get(mfn) ?? new Map<number, Cell>();
      known.set(mfn, cells);
      const stretch = at(on);
      let cell = cells.get(stretch);
      if (cell === undefined) {
        const question: Question = {
          entries,
          ledger,
          pair: { importer, exporter, on },
          goods,
          view,
          knownOn,
        };
        cell = cellOf(question, fallback);
        cells.set(stretch, cell);
      }
      put(table, p * days.length + d, cell);
    }
  });
  return table;
}

function put(table: RegimeTable, at: number, cell: Cell): void {
  table.rate[at] = cell.duty.rate ?? Number.NaN;
  table.basis[at] = DUTY_BASES.indexOf(cell.duty.basis);
  table.ban[at] = LEVELS.indexOf(cell.ban);
  table.severed[at] = LEVELS.indexOf(cell.severed);
  table.certain[at] = cell.certainty === "certain" ? 1 : 0;
}

/** Statuses, statements and the like make no column. */
function countsInTable({ effect, overrides, instrument }: LedgerEntry): boolean {
  if (effect === null) return overrides.length > 0 || instrument === "tariff";
  if (effect.type === "member")
    return effect.of === "WTO" || effect.of === "GATT" || /^[a-z]/.test(effect.of);
  return effect.type !== "recognition" && effect.type !== "quota" && effect.type !== "ave";
}

const LEVELS = ["no", "perhaps", "yes"] as const;

/** The number of the stretch of days in which a day lies, between two dates on which something changes. */
function stretches(
  entries: readonly LedgerEntry[],
  importer: string,
  exporter: string,
  fallback: RegimeFallback | null,
): (day: string) => number {
  const general = (fallback?.agreements(exporter, importer) ?? []).map((agreement) =>
    agreementEntry(exporter, importer, agreement),
  );
  const eu = [importer, exporter].flatMap((code) => {
    const days = daysInEu(code);
    return days === null ? [] : [days.since, ...(days.until === null ? [] : [days.until])];
  });
  const turns = [...new Set([...[...entries, ...general].flatMap(turnsOf), ...eu])].sort();
  return (day) => {
    let [low, high] = [0, turns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (turns[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
