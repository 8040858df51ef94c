/**
 * A world of one's own from a year of trade and the economies' figures.
 * @module
 */
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import { DataError } from "../contracts/errors.js";
import type { WorldFileJson } from "../contracts/world-file.js";
import { defaultGoodsParameters, leastHomeShare } from "./domestic-sales.js";
import { packedWorld2014 } from "./world-2014.generated.js";

/** A file of some hundred megabytes; models of linked sectors end long before. */
const cellsMost = 10_000_000;

/** A year of trade, one row a cell; million current US dollars. */
export interface YearOfTrade {
  readonly year: number;
  readonly economies: readonly string[];
  readonly sectors: readonly string[];
  readonly rows: Iterable<{
    readonly exporter: number;
    readonly importer: number;
    readonly sector: number;
    readonly value: number;
    readonly origin: CellOrigin;
  }>;
  readonly title: string;
  readonly source: string;
}

/** What is known of an economy; million dollars, shares in GDP as fractions. */
export interface OwnEconomy {
  readonly gdp: number;
  /** Gross output of the goods that the trade is in. */
  readonly output: number | null;
  readonly agriculture: number | null;
  readonly industry: number | null;
}

export interface BuildOptions {
  readonly id: string;
  readonly gdpSource: string;
  /** Applied tariff of an economy pair as a fraction; zero everywhere when absent. */
  readonly tariff?: ((exporter: string, importer: string) => number) | undefined;
  readonly tariffNote?: string | undefined;
}

export interface BuiltWorld {
  readonly baseline: Baseline;
  readonly totals: WorldFileJson["totals"];
  readonly leftOut: WorldFileJson["leftOut"];
  readonly floored: readonly string[];
}

/**
 * Puts the flows of a year into a Baseline of the economies that have a GDP; nothing is balanced or moved: exports and
 * imports are the file's, deficits are what they leave.
 *
 * Domestic sales are the file's rows of an economy to itself. Where a world of one sector lacks them they are output less
 * exports, output being given or κ × GDP × (agriculture + g × industry), at least 0.3 of output (as in world-2014).
 *
 * @throws {DataError} `no-economies`, `too-many-cells`, `no-domestic` with the economies and sectors concerned
 */
export function buildWorld(
  trade: YearOfTrade,
  known: ReadonlyMap<string, OwnEconomy>,
  options: BuildOptions,
): BuiltWorld {
  const economies = trade.economies.filter((code) => known.has(code)).sort();
  if (economies.length < 2) {
    throw new DataError(
      "no-economies",
      `A world needs two economies with trade and GDP; ${trade.source} and ${options.gdpSource} share ${economies.length}.`,
      { place: { file: options.gdpSource }, hint: "Economies are ISO codes, M49 numbers or names in both." },
    );
  }
  const cells = trade.sectors.length * economies.length ** 2;
  if (cells > cellsMost) {
    throw new DataError(
      "too-many-cells",
      `${trade.sectors.length} sectors of ${economies.length} economies are ${cells.toLocaleString("en")} cells; a world holds at most ${cellsMost.toLocaleString("en")}.`,
      { place: { file: trade.source }, hint: "Add goods up: --sum-to chapter or total." },
    );
  }
  const filled = fill(trade, economies);
  const { flows, origin, n } = filled;
  const notes: string[] = [];
  const floored = domesticSales(trade, { economies, known, filled, notes, gdpSource: options.gdpSource });
  const tariffs = new Float64Array(flows.length);
  if (options.tariff) {
    for (let c = 0; c < tariffs.length; c++) {
      const [i, j] = [Math.floor(c / n) % n, c % n];
      if (i !== j) tariffs[c] = options.tariff(economies[i]!, economies[j]!);
    }
  }
  notes.push(options.tariffNote ?? "Tariffs are zero: the trade file has none, and none were asked for.");
  const title = `${trade.title}, ${trade.year}`;
  return {
    baseline: {
      id: options.id,
      title,
      year: trade.year,
      economies,
      sectors: trade.sectors.length === 1 ? ["goods"] : [...trade.sectors],
      flows,
      tariffs,
      origin,
      moved: new Float64Array(flows.length).fill(1),
      gdp: Float64Array.from(economies, (code) => known.get(code)!.gdp),
      sources: [
        { title, publisher: trade.source, date: String(trade.year), url: null, licence: null },
        {
          title: "Gross domestic product",
          publisher: options.gdpSource,
          date: null,
          url: null,
          licence: null,
        },
      ],
      notes,
    },
    totals: filled.totals,
    leftOut: filled.leftOut,
    floored,
  };
}

interface Filled {
  readonly n: number;
  readonly flows: Float64Array;
  readonly origin: Uint8Array;
  /** Whether the file has a row of the cell. */
  readonly given: Uint8Array;
  readonly totals: { readonly exports: number[]; readonly imports: number[] };
  readonly leftOut: WorldFileJson["leftOut"];
}

function fill(trade: YearOfTrade, economies: readonly string[]): Filled {
  const n = economies.length;
  const place = new Map(economies.map((code, k) => [code, k]));
  const at = trade.economies.map((code) => place.get(code) ?? -1);
  const cells = trade.sectors.length * n * n;
  const flows = new Float64Array(cells);
  const origin = new Uint8Array(cells).fill(CellOrigin.observed);
  const given = new Uint8Array(cells);
  const totals = { exports: new Array<number>(n).fill(0), imports: new Array<number>(n).fill(0) };
  const lost = new Map<string, number>();
  for (const { exporter, importer, sector, value, origin: from } of trade.rows) {
    const [i, j] = [at[exporter]!, at[importer]!];
    if (i < 0 || j < 0) {
      for (const [k, side] of [
        [exporter, i],
        [importer, j],
      ] as const)
        if (side < 0) lost.set(trade.economies[k]!, (lost.get(trade.economies[k]!) ?? 0) + value);
      continue;
    }
    const cell = (sector * n + i) * n + j;
    flows[cell]! += value;
    given[cell] = 1;
    origin[cell] = i === j ? CellOrigin.domestic : from;
    if (i === j) continue;
    totals.exports[i]! += value;
    totals.imports[j]! += value;
  }
  const leftOut = [...lost]
    .sort((a, b) => b[1] - a[1])
    .map(([economy, usdMillion]) => ({ economy, usdMillion, because: "no GDP in the file" }));
  return { n, flows, origin, given, totals, leftOut };
}

interface Sales {
  readonly economies: readonly string[];
  readonly known: ReadonlyMap<string, OwnEconomy>;
  readonly filled: Filled;
  readonly notes: string[];
  readonly gdpSource: string;
}

/** Fills the diagonal; returns the economies whose sales stand at the floor. */
function domesticSales(trade: YearOfTrade, sales: Sales): string[] {
  const { economies, filled, notes } = sales;
  const { n, flows, given, origin } = filled;
  const sectors = trade.sectors.length;
  const without: string[] = [];
  for (let s = 0; s < sectors; s++)
    for (let i = 0; i < n; i++) {
      const cell = (s * n + i) * n + i;
      const exports = flows.subarray((s * n + i) * n, (s * n + i + 1) * n).reduce((a, b) => a + b, 0);
      if (given[cell] === 0 && (sectors === 1 || exports > 0))
        without.push(sectors === 1 ? economies[i]! : `${economies[i]} in ${trade.sectors[s]}`);
    }
  if (without.length === 0) return [];
  if (sectors > 1) {
    throw new DataError(
      "no-domestic",
      `A world of several sectors needs domestic sales in each; ${trade.source} has none of ${without.slice(0, 5).join(", ")}${without.length > 5 ? ` and ${without.length - 5} more` : ""}.`,
      {
        place: { file: trade.source },
        hint: "Add them from output with gravitas data import --production, or build one sector with --sum-to total.",
      },
    );
  }
  const floored: string[] = [];
  const lacking: string[] = [];
  let computed = 0;
  for (const code of without) {
    const i = economies.indexOf(code);
    const output = outputOf(sales.known.get(code)!);
    if (output.assumed) lacking.push(code);
    else if (!output.given) computed++;
    const left = output.value - filled.totals.exports[i]!;
    const least = leastHomeShare * output.value;
    if (left < least) floored.push(code);
    flows[i * n + i] = Math.max(left, least);
    origin[i * n + i] = CellOrigin.domestic;
  }
  if (computed > 0)
    notes.push(
      `Domestic sales of ${computed} economies are ${defaultGoodsParameters.kappa} × GDP × (agriculture + ${defaultGoodsParameters.g} × industry) less exports.`,
    );
  if (lacking.length > 0)
    notes.push(
      `${lacking.length} economies have no output or shares of agriculture and industry in ${sales.gdpSource}; the world's shares of 2014 stand in: ${named(lacking)}.`,
    );
  if (floored.length > 0)
    notes.push(
      `Domestic sales stand at their floor of ${leastHomeShare} of output in ${named(floored)}: part of what they export is re-exports.`,
    );
  return floored;
}

const named = (codes: readonly string[]): string =>
  codes.length > 12 ? `${codes.slice(0, 12).join(", ")} and ${codes.length - 12} more` : codes.join(", ");

function outputOf(economy: OwnEconomy): { value: number; given: boolean; assumed: boolean } {
  if (economy.output !== null) return { value: economy.output, given: true, assumed: false };
  const { kappa, g } = defaultGoodsParameters;
  const assumed = economy.agriculture === null || economy.industry === null;
  const [agriculture, industry] = assumed
    ? packedWorld2014.worldSectors
    : [economy.agriculture!, economy.industry!];
  return { value: kappa * economy.gdp * (agriculture + g * industry), given: false, assumed };
}
