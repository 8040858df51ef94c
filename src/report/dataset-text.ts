/**
 * The report of an import for people.
 * @module
 */
import { type ImportReport, type LeftOut, type LeftOutReason, leftOutReasons } from "../contracts/dataset.js";
import { plainText } from "./escape.js";
import { wrap } from "./text-layout.js";

const count = (n: number): string => n.toLocaleString("en");
const money = (usdMillion: number): string =>
  usdMillion >= 1000 ? count(Math.round(usdMillion)) : String(Number(usdMillion.toPrecision(4)));
/** Of each reason, texts that are listed by name. */
const listed = 6;

/** What was read, what it was taken to be, what was left out and done. */
export function importToText(report: ImportReport, { width }: { readonly width: number }): string {
  const { years, unit } = report;
  const span = years.first === years.last ? `${years.first}` : `${years.first} to ${years.last}`;
  const rows = (label: string, text: string): string[] =>
    wrap(text, width - 14).map((line, k) => `${(k === 0 ? label : "").padEnd(12)}  ${line}`);
  const lines = [
    `${report.title}: ${report.files.map(({ name, rows: n }) => `${plainText(name)} (${count(n)} rows)`).join(", ")}`,
    "",
    ...rows("years", span),
    ...rows("economies", count(report.economies)),
    ...rows(
      "sectors",
      `${count(report.sectors)}${report.hsVintage === null ? "" : `, Harmonized System of ${report.hsVintage}`}`,
    ),
    ...rows(
      "value",
      `${money(report.usdMillion)} million US dollars, ${report.valuation === "not stated" ? "valuation not stated" : report.valuation === "as reported" ? "exports FOB, imports CIF" : report.valuation.toUpperCase()}`,
    ),
    ...rows("unit", `${unit.inFile} in the file, told by ${unit.toldBy}`),
    ...rows(
      "rows",
      `${count(report.rowsRead)} read, ${count(report.rowsWritten)} ${report.out === null ? "usable" : "written"}`,
    ),
    ...(report.zerosRestored > 0
      ? rows("HS codes", `leading zero put back in ${count(report.zerosRestored)} rows`)
      : []),
  ];
  const reasons = [...new Set(report.leftOut.map(({ reason }) => reason))];
  if (reasons.length > 0)
    lines.push("", "Left out", ...reasons.flatMap((reason) => reasonLines(reason, report.leftOut, width)));
  const paragraphs = (title: string, list: readonly string[]): void => {
    if (list.length > 0)
      lines.push(
        "",
        title,
        ...list.flatMap((text) => wrap(plainText(text), width - 2).map((line) => `  ${line}`)),
      );
  };
  paragraphs("Done", report.steps);
  paragraphs("Warnings", report.warnings);
  paragraphs(
    "Codes",
    report.notes
      .slice(0, 12)
      .concat(report.notes.length > 12 ? [`and ${report.notes.length - 12} more (--json)`] : []),
  );
  if (report.out !== null) lines.push("", `Written to ${plainText(report.out)}.`);
  return `${lines.join("\n")}\n`;
}

function reasonLines(reason: LeftOutReason, all: readonly LeftOut[], width: number): string[] {
  const list = all.filter((left) => left.reason === reason);
  const rows = list.reduce((sum, left) => sum + left.rows, 0);
  const value = list.reduce((sum, left) => sum + left.usdMillion, 0);
  const named = list.slice(0, listed).map(({ text, rows: n, usdMillion, first }) => {
    const where = `${first.slice(0, 3).join(", ")}${n > 3 ? ", …" : ""}`;
    return `${text === "" ? "blank" : plainText(text)}: ${count(n)} row${n === 1 ? "" : "s"} with ${money(usdMillion)} million (${where})`;
  });
  if (list.length > listed) named.push(`and ${list.length - listed} more`);
  return [
    ...wrap(
      `${leftOutReasons[reason]}: ${count(rows)} row${rows === 1 ? "" : "s"} with ${money(value)} million dollars`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...named.flatMap((text) => wrap(text, width - 4).map((line) => `    ${line}`)),
  ];
}

/** What `gravitas data show` adds to the report of a dry run. */
export interface ShownDataset extends ImportReport {
  readonly byYear: readonly { readonly year: number; readonly usdMillion: number }[];
  readonly exporters: readonly { readonly economy: string; readonly usdMillion: number }[];
  readonly importers: readonly { readonly economy: string; readonly usdMillion: number }[];
  /** Why an import would refuse it, or null. */
  readonly refused: string | null;
}

/** The file at a glance, then what an import of it would say. */
export function datasetToText(shown: ShownDataset, { width }: { readonly width: number }): string {
  const years = shown.byYear.map(({ year, usdMillion }) => `  ${year}  ${money(usdMillion).padStart(14)}`);
  const rank = Math.max(shown.exporters.length, shown.importers.length);
  const cell = (line: { economy: string; usdMillion: number } | undefined): string =>
    line === undefined ? "".padEnd(20) : `${line.economy}  ${money(line.usdMillion).padStart(14)} `;
  const traders = Array.from({ length: rank }, (_, k) =>
    `  ${cell(shown.exporters[k])}   ${cell(shown.importers[k])}`.trimEnd(),
  );
  const few = years.length > 12 ? [...years.slice(0, 5), "  …", ...years.slice(-5)] : years;
  return [
    importToText(shown, { width }),
    "Trade between economies, million dollars",
    ...few,
    "",
    "Largest exporters and importers, all years, million dollars",
    ...traders,
    ...(shown.refused === null ? [] : ["", ...wrap(`An import would refuse it: ${shown.refused}`, width)]),
    "",
  ].join("\n");
}
