/**
 * Which column of a file is what.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Convention, ValueColumn } from "./conventions.js";

/** Names that the user gave, over those of the convention. */
export interface ColumnChoice {
  readonly year?: string | undefined;
  readonly exporter?: string | undefined;
  readonly importer?: string | undefined;
  readonly sector?: string | undefined;
  readonly value?: string | undefined;
  /** Dollars in one unit of the value column. */
  readonly dollars?: number | undefined;
}

/** Positions in the header, −1 where the file has no such column; factors turn cells into million dollars and tons. */
export interface MatchedColumns {
  readonly header: readonly string[];
  readonly year: number;
  readonly exporter: number;
  readonly importer: number;
  /** Reporter, partner and flow instead of exporter and importer. */
  readonly flow: number;
  readonly sector: number;
  readonly value: number;
  readonly dollars: number;
  /** Whether the header, the data set's documentation or the user told the unit. */
  readonly unitToldBy: string;
  readonly fob: number;
  readonly fobDollars: number;
  readonly cif: number;
  readonly cifDollars: number;
  readonly tons: number;
  readonly tonsFactor: number;
  readonly vintage: number;
  readonly mirrorFlag: number;
  readonly zeroFlag: number;
  readonly origin: number;
  readonly whole: readonly {
    readonly column: number;
    readonly name: string;
    readonly texts: readonly string[];
  }[];
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9$]/g, "");

/**
 * Finds the columns of a convention in a header.
 * @throws {InputError} `no-such-column` with the columns that there are; `unit-missing` where nothing tells the unit
 */
export function matchColumns(
  convention: Convention,
  names: readonly string[],
  choice: ColumnChoice,
  source: string,
): MatchedColumns {
  const header = names.map(plain);
  const position = (wanted: readonly string[]): number => {
    for (const name of wanted) {
      const at = header.indexOf(plain(name));
      if (at >= 0) return at;
    }
    return -1;
  };
  const need = (role: string, wanted: readonly string[], chosen?: string): number => {
    const at = chosen === undefined ? position(wanted) : names.indexOf(chosen);
    if (at >= 0) return at;
    throw missing(convention, names, source, role, chosen === undefined ? wanted : [chosen]);
  };
  const sided = convention.flow.length > 0;
  const value = valueColumn(convention, names, choice, source, need, position);
  const money = (list: readonly ValueColumn[]) => {
    const at = position(list.map(({ name }) => name));
    return { at, dollars: list.find(({ name }) => at >= 0 && plain(name) === header[at])?.dollars ?? 1 };
  };
  const [fob, cif] = [money(convention.fob), money(convention.cif)];
  const tons = position(convention.tons.map(({ name }) => name));
  return {
    header: names,
    year: need("year", convention.year, choice.year),
    exporter: sided
      ? need("reporter", convention.reporter, choice.exporter)
      : need("exporter", convention.exporter, choice.exporter),
    importer: sided
      ? need("partner", convention.partner, choice.importer)
      : need("importer", convention.importer, choice.importer),
    flow: sided ? need("flow", convention.flow) : -1,
    sector:
      choice.sector !== undefined || convention.dataset !== "panel"
        ? need("goods or industry", convention.sector, choice.sector)
        : position(convention.sector),
    ...value,
    fob: fob.at,
    fobDollars: fob.dollars,
    cif: cif.at,
    cifDollars: cif.dollars,
    tons,
    tonsFactor: convention.tons.find(({ name }) => tons >= 0 && plain(name) === header[tons])?.tons ?? 1,
    vintage: position(convention.vintage),
    mirrorFlag: position(convention.mirrorFlag),
    zeroFlag: position(convention.zeroFlag),
    origin: convention.dataset === "panel" ? names.indexOf("origin") : -1,
    whole: Object.entries(convention.whole)
      .map(([name, texts]) => ({ column: position([name]), name, texts }))
      .filter(({ column }) => column >= 0),
  };
}

function valueColumn(
  convention: Convention,
  names: readonly string[],
  choice: ColumnChoice,
  source: string,
  need: (role: string, wanted: readonly string[], chosen?: string) => number,
  position: (wanted: readonly string[]) => number,
): Pick<MatchedColumns, "value" | "dollars" | "unitToldBy"> {
  const value = need(
    "value",
    convention.value.map(({ name }) => name),
    choice.value,
  );
  if (choice.dollars !== undefined) return { value, dollars: choice.dollars, unitToldBy: "--unit" };
  const known = convention.value.find(({ name }) => position([name]) === value);
  if (known === undefined) {
    throw new InputError("unit-missing", `Nothing tells the unit of column ${names[value]} of ${source}.`, {
      place: { file: source, field: "--unit" },
      hint: "Give --unit dollars, thousands or millions.",
    });
  }
  const inName = /usd|us\$/i.test(known.name);
  return {
    value,
    dollars: known.dollars,
    unitToldBy: inName ? `the column's name, ${names[value]}` : "the publisher's documentation",
  };
}

function missing(
  convention: Convention,
  names: readonly string[],
  source: string,
  role: string,
  wanted: readonly string[],
): InputError {
  const list = names.length > 12 ? [...names.slice(0, 12), "…"] : names;
  return new InputError(
    "no-such-column",
    `${convention.title} has a column of the ${role} (${wanted.join(", ")}); this file has ${list.join(", ")}.`,
    {
      place: { file: source, line: 1 },
      received: names,
      hint:
        convention.dataset === "panel"
          ? "Name the columns: --exporter COL --importer COL --value COL --year COL --unit dollars."
          : "Is --as the right data set? For columns of your own take --as panel.",
    },
  );
}
