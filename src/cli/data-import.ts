/** `gravitas data import` and `gravitas data show`. @module */
import { parseArgs } from "node:util";
import { DatasetName } from "../contracts/dataset.js";
import { describeError, InputError } from "../contracts/errors.js";
import { type Convention, conventions, defaultCifFactor, mirrorRules } from "../datasets/index.js";
import { economyOf } from "../economies/index.js";
import { labelColumn } from "../formats/index.js";
import { hsVintage } from "../goods/index.js";
import { type ImportRequest, importTrade } from "../node/import-trade.js";
import { readTable } from "../node/read-table.js";
import { fileBytes } from "../node/trade-file.js";
import { datasetToText, importToText } from "../report/dataset-text.js";
import { plainText } from "../report/escape.js";
import { worldSummary } from "../worlds/index.js";
import { guessConvention } from "./guess-convention.js";
import { importProgress } from "./import-progress.js";
import { numberOption } from "./options.js";

const usage = `usage: gravitas data import FILE.. --as DATASET --out FILE.parquet|FILE.csv [OPTIONS]

Rows of trade by year, exporter, importer and goods, in million US dollars under ISO codes. What
cannot be placed is counted and listed with its rows and its value; a unit that cannot be right is
refused. FILE is CSV (also gzipped), Parquet or Stata; - is standard input.

  --as DATASET       ${DatasetName.options.join(", ")}
  --out FILE         .parquet or .csv; without it nothing is written
  --year COL, --exporter COL, --importer COL, --sector COL, --value COL
                     columns by name, over those of the data set
  --unit UNIT        dollars, thousands or millions: what the value column is in, over what the data set says
  --hs VINTAGE       of the goods codes: 1992, 1996, 2002, 2007, 2012, 2017 or 2022
  --years A-B        these years only
  --digits N         of several levels of goods codes, the one with N digits (0: all goods)
  --duplicates HOW   second rows of a cell: error (default), first, or sum
  --codes FILE       a CSV of codes of one's own: columns code, economy (ISO; blank: no economy)
  --sum-to LEVEL     goods added up: total, chapter or heading
  --mirror RULE      ${mirrorRules.join(", ")}: one figure at FOB from both sides' reports
  --cif-factor X     imports at CIF over FOB, for --mirror; default ${defaultCifFactor}
  --production FILE  adds domestic trade: output less exports
  --zeros            adds a row of zero where an exporter and an importer of the year have none
  --balance          keeps the cells that every year has
  --left-out FILE    a CSV of every row that was left out, and why
  --accept-units     takes figures whose unit is in doubt
  --accept-unknown   takes a file of which more than 5 % of the value cannot be placed
  --progress         prints progress to stderr though it is no terminal
  --json             the report as JSON
`;

const showUsage = `usage: gravitas data show FILE [--as DATASET] [--unit UNIT] [--json]

What a trade file holds: data set, years, totals, largest traders, and what an import would leave
out or refuse.
`;

const units: Readonly<Record<string, number>> = { dollars: 1, thousands: 1000, millions: 1e6 };
const levels: Readonly<Record<string, number>> = { total: 0, chapter: 2, heading: 4 };

const options = {
  as: { type: "string" },
  out: { type: "string" },
  year: { type: "string" },
  exporter: { type: "string" },
  importer: { type: "string" },
  sector: { type: "string" },
  value: { type: "string" },
  unit: { type: "string" },
  hs: { type: "string" },
  years: { type: "string" },
  digits: { type: "string" },
  duplicates: { type: "string", default: "error" },
  codes: { type: "string" },
  "sum-to": { type: "string" },
  mirror: { type: "string" },
  "cif-factor": { type: "string", default: String(defaultCifFactor) },
  production: { type: "string" },
  zeros: { type: "boolean", default: false },
  balance: { type: "boolean", default: false },
  "left-out": { type: "string" },
  "accept-units": { type: "boolean", default: false },
  "accept-unknown": { type: "boolean", default: false },
  progress: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Values = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof options }>
>["values"];

export async function runImport(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const files = needFiles(positionals, usage);
  const as = one("--as", values.as, DatasetName.options, "the data set that the files are");
  const request = await requestOf(files, conventions[as], values);
  const progress = importProgress(totalBytes(files), values.progress);
  const start = performance.now();
  try {
    const { report, refused } = await importTrade({ ...request, onProgress: progress.step });
    progress.clear();
    const seconds = (performance.now() - start) / 1000;
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 1)}\n` : importToText(report, { width: pageWidth() }),
    );
    if (refused)
      process.stderr.write(`gravitas: it would be refused: ${plainText(describeError(refused))}\n`);
    process.stderr.write(
      `${report.rowsRead.toLocaleString("en")} rows in ${seconds.toFixed(1)} s, ${Math.round(report.rowsRead / seconds).toLocaleString("en")} a second\n`,
    );
    return refused ? 2 : 0;
  } finally {
    progress.clear();
  }
}

export async function runShow(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(showUsage);
    return 0;
  }
  const files = needFiles(positionals, showUsage);
  const convention =
    values.as === undefined
      ? await guessConvention(files[0]!, values.unit !== undefined)
      : conventions[one("--as", values.as, DatasetName.options, "a data set")];
  const request = { ...(await requestOf(files, convention, values)), out: null };
  const progress = importProgress(totalBytes(files), values.progress);
  const { report, intake, refused } = await importTrade({ ...request, onProgress: progress.step });
  progress.clear();
  const shown = {
    ...report,
    byYear: intake.totals.byYear(intake.years.list.map(Number)),
    exporters: intake.totals.largest(intake.economies.list, "exports"),
    importers: intake.totals.largest(intake.economies.list, "imports"),
    refused: refused === null ? null : describeError(refused),
  };
  process.stdout.write(
    values.json ? `${JSON.stringify(shown, null, 1)}\n` : datasetToText(shown, { width: pageWidth() }),
  );
  return 0;
}

const pageWidth = (): number => Math.min(process.stdout.columns || 100, 120);

function needFiles(positionals: readonly string[], help: string): string[] {
  if (positionals.length > 0) return [...positionals];
  throw new InputError("arguments", "Expected a FILE; received none.", { hint: help.split("\n")[0]! });
}

const totalBytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + fileBytes(file), 0);

async function requestOf(
  files: readonly string[],
  convention: Convention,
  values: Values,
): Promise<Omit<ImportRequest, "onProgress">> {
  const vintage = values.hs === undefined ? null : hsVintage(values.hs);
  if (values.hs !== undefined && vintage === null) {
    throw new InputError(
      "option-value",
      `--hs must be a vintage of the Harmonized System; received ${JSON.stringify(values.hs)}.`,
      {
        place: { field: "--hs" },
        received: values.hs,
        hint: "1992, 1996, 2002, 2007, 2012, 2017 or 2022.",
      },
    );
  }
  const pick = <T extends string>(option: string, text: string | undefined, list: readonly T[]): T | null =>
    text === undefined ? null : one(option, text, list, "one of these");
  const unit = pick("--unit", values.unit, Object.keys(units));
  const sumTo = pick("--sum-to", values["sum-to"], Object.keys(levels));
  return {
    files,
    out: values.out ?? null,
    convention,
    choice: {
      year: values.year,
      exporter: values.exporter,
      importer: values.importer,
      sector: values.sector,
      value: values.value,
      dollars: unit === null ? undefined : units[unit],
    },
    hs: convention.hs || vintage !== null,
    vintage,
    years: yearsOption(values.years),
    digits:
      values.digits === undefined
        ? null
        : numberOption(values.digits, {
            option: "--digits",
            expected: "0, 2, 4 or 6",
            accepts: (n) => [0, 2, 4, 6].includes(n),
            hint: "0 stands for rows of all goods together.",
          }),
    duplicates: one(
      "--duplicates",
      values.duplicates,
      ["error", "first", "sum"],
      "what to do with second rows",
    ),
    ownCodes: values.codes === undefined ? new Map() : await codesOf(values.codes),
    sumTo: sumTo === null ? null : levels[sumTo]!,
    mirror: pick("--mirror", values.mirror, mirrorRules),
    cifFactor: numberOption(values["cif-factor"]!, {
      option: "--cif-factor",
      expected: "from 1 to 2",
      accepts: (x) => x >= 1 && x <= 2,
      hint: "1.06 is 6 % of freight and insurance.",
    }),
    production: values.production ?? null,
    zeros: values.zeros!,
    balance: values.balance!,
    leftOut: values["left-out"] ?? null,
    accept: { units: values["accept-units"]!, unknown: values["accept-unknown"]! },
    known: new Map(worldSummary().economies.map(({ code, exports }) => [code, exports])),
  };
}

/** @throws {InputError} `option-value` */
function one<T extends string>(
  option: string,
  text: string | undefined,
  list: readonly T[],
  what: string,
): T {
  const found = list.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InputError(
    "option-value",
    `${option} must be ${what}: ${list.join(", ")}; received ${text === undefined ? "nothing" : JSON.stringify(text)}.`,
    { place: { field: option }, received: text, hint: `For example ${option} ${list[0]}.` },
  );
}

function yearsOption(text: string | undefined): readonly [number, number] | null {
  if (text === undefined) return null;
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
  if (match && Number(match[1]) <= Number(match[2] ?? match[1]))
    return [Number(match[1]), Number(match[2] ?? match[1])];
  throw new InputError("option-value", `--years must be a year or A-B; received ${JSON.stringify(text)}.`, {
    place: { field: "--years" },
    received: text,
    hint: "For example --years 2010-2014.",
  });
}

async function codesOf(path: string): Promise<Map<string, string>> {
  const panel = await readTable(path);
  const code = labelColumn(panel, "code", "--codes");
  const economy = panel.columns.find(({ name }) => name === "economy");
  const codes = new Map<string, string>();
  for (let row = 0; row < panel.nObs; row++) {
    const text = economy?.type === "text" ? (economy.levels[economy.codes[row]!] ?? "") : "";
    if (text !== "" && !economyOf(text) && !/^[A-Z]{3}$/.test(text)) {
      throw new InputError(
        "unknown_economy",
        `In data row ${row + 1} of --codes, economy must be three capital letters; received ${JSON.stringify(text)}.`,
        {
          place: { file: path, line: row + 2, field: "economy" },
          received: text,
          hint: "An ISO 3166 alpha-3 code such as GEO; blank for no economy.",
        },
      );
    }
    codes.set(code(row), text);
  }
  return codes;
}
