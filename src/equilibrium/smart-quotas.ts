/**
 * Tariff-rate quotas on the lines of a market: checked, and their duty and rent told apart.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Market, QuotaOutcome, TariffRateQuota } from "../contracts/index.js";
import type { CellsByKind } from "./cells-by-kind.js";
import type { Source } from "./partial-sources.js";
import { checkQuotaTerms, checkShares } from "./tariff-rate-quota.js";

/** A quota with its place in the market. */
export interface PlacedQuota {
  readonly terms: TariffRateQuota;
  readonly line: number;
  readonly importer: number;
  /** Places of its exporters. */
  readonly exporters: readonly number[];
}

/** Rates and premiums differ by less than this through rounding in files. */
const rateTolerance = 1e-9;

/**
 * @throws {InputError} an unknown line, importer or exporter; an exporter in two quotas of a line, or in a quota and a
 *   tariff cell; terms out of range; a quota in the base that does not agree with base trade and tariffs
 */
export function placeQuotas(
  market: Market,
  quotas: readonly TariffRateQuota[],
  byFlow: ReadonlyMap<number, CellsByKind>,
): PlacedQuota[] {
  const taken = new Set<number>();
  return quotas.map((terms, q) => {
    const place = `quotas[${q}]`;
    checkQuotaTerms(terms, place);
    const line = placeOf(market.lines, terms.line, `${place}.line`);
    const importer = placeOf(market.importers, terms.importer, `${place}.importer`);
    const { exporters: rows, importers: columns } = market;
    const exporters =
      terms.exporters === "all"
        ? rows.flatMap((code, i) => (code === columns[importer] ? [] : [i]))
        : terms.exporters.map((code) => placeOf(rows, code, `${place}.exporters`));
    for (const i of exporters) {
      const at = (line * rows.length + i) * columns.length + importer;
      if (taken.has(at)) throw clash(rows[i], "one quota of a line", place);
      if (byFlow.get(at)?.tariffs.length) throw clash(rows[i], "a quota or a tariff cell, not both", place);
      taken.add(at);
    }
    checkSharing(terms, market, exporters, place);
    const placed = { terms, line, importer, exporters };
    if (terms.before) checkBefore(market, placed, place);
    return placed;
  });
}

function placeOf(names: readonly string[], name: string | undefined, field: string): number {
  if (name === undefined && names.length === 1) return 0;
  const at = name === undefined ? -1 : names.indexOf(name);
  if (at >= 0) return at;
  throw new InputError(
    "quota-place",
    `A quota must name what the market has; received ${name ?? "nothing"}.`,
    {
      place: { field },
      received: name,
      hint: `It has ${names.slice(0, 5).join(", ")}${names.length > 5 ? " …" : ""}.`,
    },
  );
}

function clash(exporter: string, must: string, field: string): InputError {
  return new InputError("quota-clash", `An exporter must be in ${must}; received ${exporter} twice.`, {
    place: { field },
    received: exporter,
    hint: "The quota's rates are the tariffs of those who share it.",
  });
}

function checkSharing(
  terms: TariffRateQuota,
  market: Market,
  exporters: readonly number[],
  place: string,
): void {
  const { rentAtHome = 1, allocation } = terms;
  if (!(rentAtHome >= 0 && rentAtHome <= 1)) {
    throw new InputError(
      "quota-rent",
      `The share of rent that stays at home must be 0 to 1; received ${rentAtHome}.`,
      {
        place: { field: `${place}.rentAtHome` },
        received: rentAtHome,
        hint: "1 where importers hold the licences or buy them, 0 where exporters do.",
      },
    );
  }
  if (typeof allocation !== "object") return;
  checkShares(allocation, `${place}.allocation`);
  const members = new Set(exporters.map((i) => market.exporters[i]));
  const stranger = Object.keys(allocation).find((code) => !members.has(code));
  if (stranger !== undefined || Object.keys(allocation).length === 0) {
    throw new InputError(
      "quota-shares",
      `Licences must go to exporters that share the quota; received ${stranger ?? "none"}.`,
      { place: { field: `${place}.allocation` }, received: allocation, hint: "Name them in exporters too." },
    );
  }
}

function checkBefore(market: Market, { terms, line, importer, exporters }: PlacedQuota, place: string): void {
  const before = terms.before!;
  checkQuotaTerms(before, `${place}.before`);
  const at = (i: number) => (line * market.exporters.length + i) * market.importers.length + importer;
  const imports = exporters.reduce((sum, i) => sum + market.flows[at(i)], 0);
  const band = before.overQuota - before.inQuota;
  const filled = Math.abs(imports - before.volume) <= 1e-6 * before.volume;
  const premium = before.premium ?? (filled ? Number.NaN : imports > before.volume ? band : 0);
  const pays = before.inQuota + premium;
  const off = exporters.find((i) => !(Math.abs(market.tariffs[at(i)] - pays) <= rateTolerance));
  const inside = premium >= -rateTolerance && premium <= band + rateTolerance;
  const slack =
    filled || (imports < before.volume ? premium <= rateTolerance : premium >= band - rateTolerance);
  if (off === undefined && inside && slack) return;
  throw new InputError(
    "quota-before",
    `The quota in force before must agree with base trade and tariffs: members sell ${imports} of ${before.volume}, so the last unit pays ${Number.isNaN(premium) ? "the in-quota rate plus a premium that must be given" : pays}; received ${
      off === undefined
        ? `a premium of ${premium}`
        : `a tariff of ${market.tariffs[at(off)]} on ${market.exporters[off]}`
    }.`,
    {
      place: { field: `${place}.before` },
      received: before,
      hint: "Set the market's tariffs to the in-quota rate plus the premium.",
    },
  );
}

/** Duty and rent that a quota's members pay, million dollars, by member source. */
export interface QuotaMoney {
  readonly inside: number;
  readonly revenue: Float64Array;
  readonly rent: Float64Array;
}

/**
 * @param values   of the members' trade, at the border
 * @param imports  their sum in units that the volume counts
 * @param premium  per unit of value
 */
export function quotaMoney(
  values: readonly number[],
  imports: number,
  { volume, inQuota, overQuota }: { volume: number; inQuota: number; overQuota: number },
  premium: number,
): QuotaMoney {
  const inside = imports > volume ? volume / imports : 1;
  return {
    inside,
    revenue: Float64Array.from(values, (v) => v * (inQuota * inside + overQuota * (1 - inside))),
    rent: Float64Array.from(values, (v) => v * inside * premium),
  };
}

/** The rent by exporter, as licences are allocated. */
export function shareRent(
  { terms, exporters }: PlacedQuota,
  market: Market,
  members: readonly Source[],
  earned: ArrayLike<number>,
): Float64Array {
  const total = Array.from(earned).reduce((sum, x) => sum + x, 0);
  const { allocation = "shipments" } = terms;
  const shares = new Float64Array(exporters.length);
  const place = new Map(exporters.map((i, e) => [i, e]));
  if (typeof allocation === "object")
    return Float64Array.from(exporters, (i) => total * (allocation[market.exporters[i]] ?? 0));
  members.forEach((source, m) => {
    const past = source.state === "reopened" ? 0 : source.value;
    shares[place.get(source.exporter)!] += allocation === "history" ? past : earned[m];
  });
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => (sum === 0 ? 0 : (total * share) / sum));
}

export function regimeOf(
  imports: number,
  premium: number,
  { volume, inQuota, overQuota }: { volume: number; inQuota: number; overQuota: number },
): QuotaOutcome["regime"] {
  if (premium === 0 && imports <= volume) return "in-quota";
  return premium === overQuota - inQuota ? "over-quota" : "binding";
}
