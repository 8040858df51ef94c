/**
 * A table of goods with their duties in, one tariff a sector out.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import { type Column, MissingReason, type Panel } from "../contracts/panel.js";
import type { SectorTariffs } from "../contracts/sector-tariffs.js";
import { describeHs, requireHs } from "../goods/index.js";
import { adValoremEquivalent, type DutyFacts } from "./ad-valorem-equivalent.js";
import {
  AGGREGATIONS,
  type AggregateOptions,
  aggregateTariffs,
  type TariffLine,
} from "./aggregate-tariffs.js";
import { decimal } from "./decimal.js";
import { parseDuty, parsePer } from "./parse-duty.js";

/** Columns by name. */
export interface TariffColumns {
  /** HS codes. */
  readonly goods: string;
  /** Duties as laws write them; a bare number is a percentage. */
  readonly duty: string;
  /** Imports before duty. */
  readonly imports?: string;
  /** Default: the HS chapter. */
  readonly sector?: string;
  /** A value for an amount of goods, of each line by itself. */
  readonly unitValue?: string;
}

/**
 * @param options  the method; facts for duties in money, used where the line has no value of its own
 * @throws {DataError} `no-such-column`; a row without goods, duty or imports, with its number
 * @throws {InputError} a code that no vintage of HS has, a duty that cannot be read or made a percentage, with the row
 */
export function sectorTariffs(
  panel: Panel,
  columns: TariffColumns,
  options: AggregateOptions & { readonly facts?: DutyFacts },
): SectorTariffs {
  const cell = (name: string) => reader(panel, name);
  const [goods, duty] = [cell(columns.goods), cell(columns.duty)];
  const imports = columns.imports === undefined ? null : cell(columns.imports);
  const sector = columns.sector === undefined ? null : cell(columns.sector);
  const value = columns.unitValue === undefined ? null : cell(columns.unitValue);
  const groups = new Map<string, TariffLine[]>();
  let restored = 0;
  for (let row = 0; row < panel.nObs; row++) {
    const at = `${panel.source}, data row ${row + 1}`;
    const written = needed(goods(row), columns.goods, at);
    // Codes have an even number of digits: a table that took them for numbers lost a leading zero.
    const isShort = /^\d(\d\d)?(\d\d)?$/.test(written);
    if (isShort) restored++;
    const { code } = requireHs(isShort ? `0${written}` : written, `${at}, ${columns.goods}`);
    const facts = lineFacts(value?.(row) ?? null, options.facts ?? {}, `${at}, ${columns.unitValue}`);
    const rate = rateOf(needed(duty(row), columns.duty, at), facts, `${at}, ${columns.duty}`);
    const line = {
      goods: code,
      rate,
      ...(imports === null ? {} : { imports: Number(needed(imports(row), columns.imports!, at)) }),
    };
    const name =
      sector === null
        ? `${code.slice(0, 2)} ${describeHs(code.slice(0, 2))}`
        : needed(sector(row), columns.sector!, at);
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  const made = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, lines]) => oneSector(name, lines, options));
  return {
    sectors: made.map((one) => one.sector),
    says: made[0]?.says ?? "",
    warnings:
      restored === 0
        ? []
        : [
            `${restored} HS ${restored === 1 ? "code has" : "codes have"} an odd number of digits: the leading zero was put back.`,
          ],
  };
}

function oneSector(sector: string, lines: readonly TariffLine[], options: AggregateOptions) {
  const hasImports = lines.some((line) => (line.imports ?? 0) > 0);
  if (!hasImports && AGGREGATIONS.includes(options.method) && options.method !== "simple") {
    throw new InputError("tariff-lines", `${sector} has no imports to weigh its ${lines.length} lines by.`, {
      place: { field: "imports" },
      hint: 'Name the column of imports, or take the method "simple".',
    });
  }
  const { rate, says } = aggregateTariffs(lines, options);
  const rates = lines.map((line) => line.rate);
  return {
    says: says.replace(/ of \d+ lines?\.$/, "."),
    sector: {
      sector,
      lines: lines.length,
      rate,
      lowest: Math.min(...rates),
      highest: Math.max(...rates),
      simple: aggregateTariffs(lines, { method: "simple" }).rate,
      tradeWeighted: hasImports ? aggregateTariffs(lines, { method: "trade-weighted" }).rate : null,
    },
  };
}

/** A bare number is a percentage, as tariff schedules have it. */
function rateOf(text: string, facts: DutyFacts, field: string): number {
  try {
    return adValoremEquivalent(parseDuty(/^\d+(\.\d+)?$/.test(text) ? `${text} %` : text, field), facts).rate;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // What the duty lacks is said of its row.
    const { code, message, received, hint } = error;
    throw new InputError(code, message, {
      place: { field },
      received,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function lineFacts(value: string | null, facts: DutyFacts, field: string): DutyFacts {
  if (value === null) return facts;
  return { ...facts, unitValues: [parsePer(value, field), ...(facts.unitValues ?? [])] };
}

function needed(text: string | null, column: string, at: string): string {
  if (text !== null) return text;
  throw new DataError("missing-cell", `Every line needs ${column}; it is missing.`, {
    place: { field: at },
    hint: "Fill it in, or leave the row out.",
  });
}

/** The text of a cell, null where it is missing. */
function reader(panel: Panel, name: string): (row: number) => string | null {
  const column = panel.columns.find((one) => one.name === name);
  if (column === undefined) {
    throw new DataError("no-such-column", `There is no column ${JSON.stringify(name)} in ${panel.source}.`, {
      place: { field: name },
      received: name,
      hint: `Columns: ${panel.columns.map((one) => one.name).join(", ")}.`,
    });
  }
  return (row) => cellText(column, row);
}

function cellText(column: Column, row: number): string | null {
  if (column.type === "text") return column.codes[row]! < 0 ? null : column.levels[column.codes[row]!]!;
  return column.missing[row] === MissingReason.present ? decimal(column.values[row]!) : null;
}
