/** `gravitas world build`: a world of one's own from trade and GDP. @module */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { CellOrigin } from "../contracts/baseline.js";
import { DatasetName, tradeOrigins } from "../contracts/dataset.js";
import { DataError, InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import {
  conventions,
  defaultCifFactor,
  type MirrorRule,
  mirrorRules,
  type TradeTable,
} from "../datasets/index.js";
import { statisticalArea } from "../economies/index.js";
import { labelColumn, numberColumn, worldFileText } from "../formats/index.js";
import { importTrade } from "../node/import-trade.js";
import { readTable } from "../node/read-table.js";
import { fileBytes } from "../node/trade-file.js";
import { writeOutput } from "../node/write-output.js";
import { plainText } from "../report/escape.js";
import { ownWorldCheckToText } from "../report/own-world-text.js";
import {
  buildWorld,
  checkOwnWorld,
  isInWorld,
  type OwnEconomy,
  tariffBasis,
  worldSummary,
} from "../worlds/index.js";
import { guessConvention } from "./guess-convention.js";
import { importProgress } from "./import-progress.js";
import { numberOption } from "./options.js";

const usage = `usage: gravitas world build --trade FILE --gdp FILE --out world.json [OPTIONS]

A world of one's own, which a scenario takes as base: { world: world.json }. Exports and imports are
the file's; nothing is balanced. Domestic sales are the file's rows of an economy to itself; in one
sector they may also come from output or GDP (docs/data.md).

  --trade FILE     trade as gravitas data import writes it, or as a publisher ships it (--as)
  --gdp FILE       columns economy, gdp_usd_million (or gdp_usd_thousand, gdp_usd), and where known
                   year, output_usd_million, agriculture and industry (shares of GDP, fractions)
  --as DATASET     ${DatasetName.options.join(", ")}; told from the columns when absent
  --year Y         of several years, the one
  --sum-to LEVEL   goods added up: total, chapter or heading
  --mirror RULE    ${mirrorRules.join(", ")}, where both sides report
  --tariffs world-2014  the applied tariffs of the embedded world; zero when absent
  --accept-units, --accept-unknown  as in gravitas data import
  --json           the checks as JSON
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      trade: { type: "string" },
      gdp: { type: "string" },
      out: { type: "string" },
      as: { type: "string" },
      year: { type: "string" },
      "sum-to": { type: "string" },
      mirror: { type: "string" },
      tariffs: { type: "string" },
      "accept-units": { type: "boolean", default: false },
      "accept-unknown": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals.length > 0)
    throw needed(`no more than options; received ${JSON.stringify(positionals[0])}`);
  const { trade, gdp, out } = values;
  if (trade === undefined || gdp === undefined || out === undefined)
    throw needed(
      `--trade FILE, --gdp FILE and --out FILE; ${trade === undefined ? "--trade" : gdp === undefined ? "--gdp" : "--out"} is missing`,
    );
  const year = values.year === undefined ? null : yearOption(values.year);
  const { table, title, warnings } = await readTrade({ ...values, trade }, year);
  const only = oneYear(table, year, trade);
  const embedded = tariffsOption(values.tariffs);
  const built = buildWorld(
    {
      year: only,
      economies: table.economies.list,
      sectors: table.sectors.list,
      rows: rowsOf(table, only),
      title,
      source: basename(trade),
    },
    gdpOf(await readTable(gdp), only),
    { id: basename(out).replace(/\.json$/i, ""), gdpSource: basename(gdp), ...embedded },
  );
  writeOutput(out, worldFileText(built));
  const check = checkOwnWorld(built);
  const width = Math.min(process.stdout.columns || 100, 120);
  process.stdout.write(
    values.json ? `${JSON.stringify(check, null, 1)}\n` : ownWorldCheckToText(check, { width }),
  );
  for (const warning of warnings) process.stderr.write(`gravitas: ${plainText(warning)}\n`);
  return check.margins.met && check.deficits.met ? 0 : 3;
}

function needed(what: string): InputError {
  return new InputError("arguments", `gravitas world build needs ${what}.`, { hint: usage.split("\n")[0]! });
}

const yearOption = (text: string): number =>
  numberOption(text, {
    option: "--year",
    expected: "a year",
    accepts: (y) => Number.isInteger(y) && y >= 1800 && y <= 2100,
    hint: "For example --year 2014.",
  });

interface TradeOptions {
  readonly trade: string;
  readonly as?: string;
  readonly "sum-to"?: string;
  readonly mirror?: string;
  readonly "accept-units"?: boolean;
  readonly "accept-unknown"?: boolean;
}

async function readTrade(
  values: TradeOptions,
  year: number | null,
): Promise<{ table: TradeTable; title: string; warnings: readonly string[] }> {
  const as = values.as === undefined ? null : choice("--as", values.as, DatasetName.options);
  const convention = as === null ? await guessConvention(values.trade, false) : conventions[as];
  const levels = { total: 0, chapter: 2, heading: 4 };
  const progress = importProgress(fileBytes(values.trade), false);
  const mirror: MirrorRule | null =
    values.mirror === undefined ? null : choice("--mirror", values.mirror, mirrorRules);
  if (convention.flow.length > 0 && mirror === null) {
    throw new InputError(
      "mirror-missing",
      "Exporters' and importers' reports of one flow must become one first.",
      {
        place: { field: "--mirror" },
        hint: "Give --mirror importer, exporter, mean or larger.",
      },
    );
  }
  const sumTo =
    values["sum-to"] === undefined
      ? null
      : choice("--sum-to", values["sum-to"], ["total", "chapter", "heading"]);
  const { report, table } = await importTrade({
    files: [values.trade],
    out: null,
    convention,
    choice: {},
    // Own files keep their goods codes as text; headings and chapters are their first digits.
    hs: convention.hs || sumTo === "chapter" || sumTo === "heading",
    vintage: null,
    years: year === null ? null : [year, year],
    digits: null,
    duplicates: "error",
    ownCodes: new Map(),
    sumTo: sumTo === null ? null : levels[sumTo],
    mirror,
    cifFactor: defaultCifFactor,
    production: null,
    zeros: false,
    balance: false,
    leftOut: null,
    keep: true,
    accept: { units: values["accept-units"] ?? false, unknown: values["accept-unknown"] ?? false },
    known: new Map(worldSummary().economies.map(({ code, exports }) => [code, exports])),
    onProgress: progress.step,
  }).finally(progress.clear);
  const warnings = report.warnings.filter((text) => !text.startsWith("Nothing tells the vintage"));
  return { table: table!, title: `Trade of ${basename(values.trade)}`, warnings };
}

function choice<T extends string>(option: string, text: string, list: readonly T[]): T {
  const found = list.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InputError(
    "option-value",
    `${option} must be one of ${list.join(", ")}; received ${JSON.stringify(text)}.`,
    {
      place: { field: option },
      received: text,
      hint: `For example ${option} ${list[0]}.`,
    },
  );
}

function oneYear(table: TradeTable, year: number | null, file: string): number {
  const years = table.years();
  if (year !== null && years.includes(year)) return year;
  if (year === null && years.length === 1) return years[0]!;
  const has = years.length > 0 ? `${years[0]} to ${years.at(-1)}` : "none of that year";
  throw new InputError("world-year", `A world is of one year; ${file} has ${has}.`, {
    place: { field: "--year" },
    received: year,
    hint: years.length > 0 ? `For example --year ${years.at(-1)}.` : "gravitas data show lists its years.",
  });
}

const originOf = {
  exporter: CellOrigin.exporter,
  importer: CellOrigin.importer,
  both: CellOrigin.both,
} as const;

function* rowsOf(table: TradeTable, year: number) {
  for (let k = 0; k < table.n; k++) {
    if (table.year[k] !== year) continue;
    const name = tradeOrigins[table.origin[k]!]!;
    yield {
      exporter: table.exporter[k]!,
      importer: table.importer[k]!,
      sector: table.sector[k]!,
      value: table.value[k]!,
      origin: Object.hasOwn(originOf, name) ? originOf[name as keyof typeof originOf] : CellOrigin.observed,
    };
  }
}

function tariffsOption(text: string | undefined) {
  if (text === undefined) return {};
  choice("--tariffs", text, ["world-2014"]);
  return {
    tariff: (exporter: string, importer: string): number =>
      isInWorld(exporter) && isInWorld(importer) ? tariffBasis(exporter, importer).rate : 0,
    tariffNote: "Tariffs are the applied rates of world-2014; zero for economies that it lacks.",
  };
}

const units = [
  ["usd_million", 1],
  ["usd_thousand", 1000],
  ["usd", 1e6],
] as const;

/** @throws {InputError} `no-such-column`; {DataError} `unknown-economy`, `gdp-range`, `economy-twice`, `no-rows` */
function gdpOf(panel: Panel, year: number): Map<string, OwnEconomy> {
  const names = panel.columns.map(({ name }) => name);
  const money = (what: string): ((row: number) => number | null) | null => {
    const unit = units.find(([suffix]) => names.includes(`${what}_${suffix}`));
    if (unit === undefined) return null;
    const values = numberColumn(panel, `${what}_${unit[0]}`, "--gdp");
    return (row) => (Number.isNaN(values[row]) ? null : values[row]! / unit[1]);
  };
  const share = (name: string): ((row: number) => number | null) => {
    if (!names.includes(name)) return () => null;
    const values = numberColumn(panel, name, "--gdp");
    return (row) => (Number.isNaN(values[row]) ? null : values[row]!);
  };
  const [gdp, output] = [money("gdp"), money("output")];
  if (gdp === null || !names.includes("economy")) {
    throw new InputError(
      "no-such-column",
      `--gdp has columns economy and gdp_usd_million (or gdp_usd_thousand, gdp_usd); this file has ${names.join(", ")}.`,
      {
        place: { file: panel.source, line: 1 },
        received: names,
        hint: "The name tells the unit.",
      },
    );
  }
  const economy = labelColumn(panel, "economy", "--gdp");
  const years = names.includes("year") ? numberColumn(panel, "year", "--gdp") : null;
  const [agriculture, industry] = [share("agriculture"), share("industry")];
  const known = new Map<string, OwnEconomy>();
  for (let row = 0; row < panel.nObs; row++) {
    if (years !== null && years[row] !== year) continue;
    const area = statisticalArea(economy(row));
    if (area === null || area.kind === "none")
      throw wrongRow(panel, row, "unknown-economy", `no economy is ${JSON.stringify(economy(row))}`);
    if (known.has(area.code))
      throw wrongRow(panel, row, "economy-twice", `${area.code} stands a second time`);
    const value = gdp(row);
    if (value === null) continue;
    if (!(value > 0)) throw wrongRow(panel, row, "gdp-range", `GDP is ${value}`);
    const [a, m] = [agriculture(row), industry(row)];
    if ((a ?? 0) < 0 || (m ?? 0) < 0 || (a ?? 0) + (m ?? 0) > 1)
      throw wrongRow(panel, row, "share-range", `agriculture and industry are ${a} and ${m}`);
    known.set(area.code, { gdp: value, output: output?.(row) ?? null, agriculture: a, industry: m });
  }
  if (known.size > 0) return known;
  throw new DataError("no-rows", `There is no GDP of ${year}.`, {
    place: { file: panel.source },
    hint: "Give figures of the year of the trade.",
  });
}

function wrongRow(panel: Panel, row: number, code: string, what: string): DataError {
  return new DataError(code, `In data row ${row + 1}, ${what}.`, {
    place: { file: panel.source, line: row + 2 },
    hint: "One row an economy (and year): GDP above zero, agriculture and industry as fractions of it.",
  });
}
