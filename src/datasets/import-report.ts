/**
 * What an import did, and whether it may stand.
 * @module
 */
import { type ImportReport, type LeftOutReason, leftOutReasons } from "../contracts/dataset.js";
import { DataError } from "../contracts/errors.js";
import { statisticalArea } from "../economies/index.js";
import { checkUnits } from "./check-units.js";
import { unitInWords } from "./conventions.js";
import type { Intake } from "./intake.js";
import type { MatchedColumns } from "./match-columns.js";

/** Above this share of value in rows that nobody can place, a file is refused. */
const unknownMost = 0.05;
const valuations = ["fob", "cif", "as reported", "not stated"] as const;
const unknownReasons: readonly LeftOutReason[] = [
  "unknown-exporter",
  "unknown-importer",
  "unknown-goods",
  "no-year",
];

export interface ImportFacts {
  readonly files: ImportReport["files"];
  readonly columns: MatchedColumns;
  readonly out: string | null;
  /** Rows and value written, where preparation changed them. */
  readonly written: { readonly rows: number; readonly usdMillion: number; readonly sectors: number };
  readonly valuation: ImportReport["valuation"];
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
  /** Exports of goods by economy, million dollars, of a year that is known. */
  readonly known: ReadonlyMap<string, number>;
  /** Doubts that the user has looked into. */
  readonly accept: { readonly units: boolean; readonly unknown: boolean };
}

/**
 * Refuses rows that stand twice, levels of goods that are mixed, units that contradict what is known, and files of which
 * too much is unknown.
 *
 * @throws {DataError} `cell-twice`, `mixed-levels`, `wrong-unit`, `unknown-share`, `nothing-left`
 */
export function checkImport(
  intake: Intake,
  facts: Pick<ImportFacts, "files" | "known" | "accept">,
): string[] {
  const file = facts.files.length === 1 ? { place: { file: facts.files[0]!.name } } : {};
  const twice = intake.tally.list().filter(({ reason }) => reason === "twice");
  if (twice.length > 0 && intake.options.duplicates === "error") {
    const rows = intake.tally.rows("twice");
    const list = twice.slice(0, 3).map(({ text, first }) => `${first[0]} (${text})`);
    throw new DataError(
      "cell-twice",
      `${rows} row${rows === 1 ? " stands" : "s stand"} for a cell that an earlier row has: ${list.join("; ")}${twice.length > 3 ? "; …" : ""}.`,
      {
        ...file,
        hint: "Give --duplicates sum to add them up, or --duplicates first to take the first of each.",
      },
    );
  }
  if (intake.options.hs && intake.levels.size > 1) {
    const levels = [...intake.levels].sort((a, b) => a[0] - b[0]);
    throw new DataError(
      "mixed-levels",
      `Goods stand at several levels, which would count trade twice: ${levels.map(([digits, rows]) => `${rows} rows of ${digits === 0 ? "all goods" : `${digits} digits`}`).join(", ")}.`,
      { ...file, hint: `Choose one: --digits ${levels.at(-1)![0]}.` },
    );
  }
  if (intake.rowsTaken === 0) {
    const why = intake.tally.list().slice(0, 3);
    throw new DataError(
      "nothing-left",
      `None of ${intake.rowsRead} rows can be used: ${why.map(({ reason, text, rows }) => `${rows} ${leftOutReasons[reason]} (${JSON.stringify(text)})`).join("; ")}.`,
      { ...file, hint: "Is --as the right data set?" },
    );
  }
  const doubts = checkUnits(intake, facts.known);
  const errors = doubts.filter(({ severity }) => severity === "error");
  if (errors.length > 0 && !facts.accept.units) {
    throw new DataError(
      "wrong-unit",
      `The unit cannot be right: ${errors
        .map(({ says }) => says)
        .slice(0, 3)
        .join("; ")}.`,
      {
        ...file,
        hint: "Mend the file, or name its unit with --unit dollars, thousands or millions; --accept-units takes it as it is.",
      },
    );
  }
  const share = unknownShare(intake);
  if (share > unknownMost && !facts.accept.unknown) {
    const worst = intake.tally.list().filter(({ reason }) => unknownReasons.includes(reason));
    throw new DataError(
      "unknown-share",
      `Rows that cannot be placed carry ${(100 * share).toFixed(1)} % of the value: ${worst
        .slice(0, 4)
        .map(
          ({ reason, text, rows, first }) =>
            `${JSON.stringify(text)}, ${leftOutReasons[reason]} (${rows} rows from ${first[0]})`,
        )
        .join("; ")}.`,
      { ...file, hint: "Map the codes with --codes FILE (columns code, economy), or give --accept-unknown." },
    );
  }
  return doubts.map(
    ({ says, severity }) =>
      `${severity === "error" ? "Unit accepted though " : "See that the unit is right: "}${says}.`,
  );
}

function unknownShare(intake: Intake): number {
  const lost = intake.tally
    .list()
    .filter(({ reason }) => unknownReasons.includes(reason))
    .reduce((sum, { usdMillion }) => sum + usdMillion, 0);
  return lost > 0 ? lost / (lost + intake.totals.all) : 0;
}

/** The report of an import that stands. */
export function importReport(intake: Intake, facts: ImportFacts): ImportReport {
  const { convention, hs } = intake.options;
  const years = intake.years.list.map(Number).sort((a, b) => a - b);
  const first = years[0] ?? null;
  const last = years.at(-1) ?? null;
  const missing: number[] = [];
  for (let year = first ?? 0; year < (last ?? 0); year++) if (!years.includes(year)) missing.push(year);
  const vintages = [...intake.vintages.keys()].sort((a, b) => a - b);
  const hsVintage = intake.options.vintage ?? (vintages.length === 1 ? vintages[0]! : null);
  return {
    dataset: convention.dataset,
    title: intake.recalled ? `${intake.recalled.title}, as imported` : convention.title,
    documentation: convention.documentation,
    files: facts.files,
    out: facts.out,
    unit: {
      inFile: unitInWords(facts.columns.dollars),
      dollars: facts.columns.dollars,
      toldBy: facts.columns.unitToldBy,
    },
    valuation: recalledValuation(intake, facts.valuation),
    hsVintage: hs ? hsVintage : (intake.recalled?.hs ?? null),
    rowsRead: intake.rowsRead,
    rowsWritten: facts.written.rows,
    usdMillion: facts.written.usdMillion,
    years: { first, last, missing },
    economies: intake.economies.list.length,
    sectors: facts.written.sectors,
    zerosRestored: intake.zerosRestored,
    leftOut: intake.tally.list(),
    unknownShare: unknownShare(intake),
    steps: facts.steps,
    warnings: [
      ...facts.warnings,
      ...(missing.length > 0
        ? [`There are no rows of ${missing.join(", ")} between ${first} and ${last}.`]
        : []),
      ...vintageWarnings(hs, hsVintage, intake),
    ],
    notes: codeNotes(intake),
  };
}

function recalledValuation(
  { recalled }: Intake,
  stated: ImportReport["valuation"],
): ImportReport["valuation"] {
  if (recalled === null || stated !== "not stated") return stated;
  return valuations.find((valuation) => valuation === recalled.valuation) ?? stated;
}

function vintageWarnings(hs: boolean, vintage: number | null, intake: Intake): string[] {
  if (!hs || vintage !== null || intake.sectors.list.every((code) => code === "TOTAL" || code === "all"))
    return [];
  const seen = [...intake.vintages].sort((a, b) => a[0] - b[0]);
  return seen.length === 0
    ? ["Nothing tells the vintage of the goods codes: give --hs 1992, 1996, 2002, 2007, 2012, 2017 or 2022."]
    : [
        `Goods are in several vintages of the Harmonized System, whose codes differ: ${seen.map(([year, rows]) => `HS ${year} (${rows} rows)`).join(", ")}.`,
      ];
}

/** Codes that stand for another area than their ISO number says, and former states. */
function codeNotes(intake: Intake): string[] {
  const notes = new Set<string>();
  for (const table of [intake.codes.exporter, intake.codes.importer]) {
    table.texts.forEach((text, k) => {
      if (table.values[k]! < 0 || intake.options.ownCodes.has(text)) return;
      const area = statisticalArea(text);
      if (area?.note) notes.add(`${text} is taken as ${area.code}: ${area.note}.`);
      else if (area?.kind === "former") notes.add(`${text} is ${area.name}, which is no economy any more.`);
    });
  }
  return [...notes].sort();
}
