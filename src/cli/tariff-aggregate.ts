/** `gravitas tariff aggregate`: a table of goods with their duties in, one tariff a sector out. @module */
import { parseArgs } from "node:util";
import type { SectorTariffs } from "../contracts/sector-tariffs.js";
import { readTable } from "../node/read-table.js";
import { csvCell, plainText } from "../report/escape.js";
import { sectorTariffsToText } from "../report/sector-tariffs-text.js";
import { AGGREGATIONS, type Aggregation, parseExchange, parsePer, sectorTariffs } from "../tariffs/index.js";
import { dayOption, exactly, numberOption } from "./options.js";

const usage = `usage: gravitas tariff aggregate FILE --goods COLUMN --duty COLUMN [OPTIONS]

One tariff a sector out of the duties on goods. FILE is CSV, Parquet or Stata.

  --goods COLUMN       HS codes
  --duty COLUMN        duties as laws write them ("15 %, at least 0.40 EUR/kg"); a bare number is a percentage
  --imports COLUMN     imports before duty; needed by all methods but simple
  --sector COLUMN      default: the HS chapter
  --value COLUMN       customs value of each line ("3.25 USD/l"), for duties in money
  --unit-value VALUE   the same for lines without one; may be repeated
  --exchange RATE      a stated rate ("1 EUR = 1.33 USD"); may be repeated
  --on DATE            the day, for seasonal duties
  --method NAME        ${AGGREGATIONS.join(", ")}; default trade-weighted with imports, simple without
  --sigma NUMBER       elasticity between the goods of a sector, for the ces methods
  --demand NUMBER      elasticity of demand for the sector, for ces-imports and ces-welfare
  --csv, --json
`;

const options = {
  goods: { type: "string" },
  duty: { type: "string" },
  imports: { type: "string" },
  sector: { type: "string" },
  value: { type: "string" },
  "unit-value": { type: "string", multiple: true },
  exchange: { type: "string", multiple: true },
  on: { type: "string" },
  method: { type: "string" },
  sigma: { type: "string" },
  demand: { type: "string" },
  csv: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @throws {InputError} for arguments that cannot be used @throws {DataError} for tables that cannot */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file] = exactly(positionals, ["FILE"], usage);
  const [goods] = exactly(values.goods === undefined ? [] : [values.goods], ["--goods COLUMN"], usage);
  const [duty] = exactly(values.duty === undefined ? [] : [values.duty], ["--duty COLUMN"], usage);
  const { imports, sector, value } = values;
  const method = values.method ?? (imports === undefined ? "simple" : "trade-weighted");
  const made = sectorTariffs(
    await readTable(file!),
    {
      goods: goods!,
      duty: duty!,
      ...(imports === undefined ? {} : { imports }),
      ...(sector === undefined ? {} : { sector }),
      ...(value === undefined ? {} : { unitValue: value }),
    },
    {
      method: method as Aggregation,
      ...elasticity("sigma", values.sigma),
      ...elasticity("demand", values.demand),
      facts: {
        unitValues: (values["unit-value"] ?? []).map((text) => parsePer(text, "--unit-value")),
        exchange: (values.exchange ?? []).map((text) => parseExchange(text, "--exchange")),
        ...(values.on === undefined ? {} : { on: dayOption(values.on, "--on") }),
      },
    },
  );
  for (const warning of made.warnings) process.stderr.write(`${plainText(warning)}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ method, ...made }, null, 1)}\n`);
  else process.stdout.write(values.csv ? asCsv(made) : plainText(sectorTariffsToText(made)));
  return 0;
}

function elasticity(name: "sigma" | "demand", text: string | undefined): { sigma?: number; demand?: number } {
  if (text === undefined) return {};
  const number = numberOption(text, {
    option: `--${name}`,
    expected: "a number above 0",
    accepts: (v) => v > 0,
    hint: "For example 3.",
  });
  return { [name]: number };
}

function asCsv({ sectors }: SectorTariffs): string {
  const head = ["sector", "lines", "rate", "lowest", "highest", "simple", "trade_weighted"];
  const rows = sectors.map((s) => [
    s.sector,
    s.lines,
    s.rate,
    s.lowest,
    s.highest,
    s.simple,
    s.tradeWeighted ?? "",
  ]);
  return [head, ...rows].map((row) => `${row.map((cell) => csvCell(String(cell))).join(",")}\r\n`).join("");
}
