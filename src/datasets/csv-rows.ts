/**
 * A CSV file of a publisher, block by block.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import {
  CellKind,
  type CellSink,
  findSeparator,
  type NumberCell,
  parseNumberInto,
  scanCells,
} from "../formats/index.js";
import type { CodeTable } from "./code-table.js";
import type { Intake, RawRow } from "./intake.js";
import { type ColumnChoice, type MatchedColumns, matchColumns } from "./match-columns.js";

const codeRoles = [
  "year",
  "exporter",
  "importer",
  "flow",
  "sector",
  "vintage",
  "mirrorFlag",
  "zeroFlag",
  "origin",
] as const;
const numberRoles = ["value", "fob", "cif", "tons"] as const;

/** What the cells of a column are: nothing, a code (1 + its role), a number (101 + its role), a part (201 + its rank). */
const codeFrom = 1;
const numberFrom = 101;
const partFrom = 201;

/** Reads the blocks of one file into an Intake. The first block holds the header. */
export class CsvRows implements CellSink {
  readonly name: string;
  /** Data rows so far. */
  rows = 0;
  columns: MatchedColumns | null = null;
  private readonly intake: Intake;
  private readonly choice: ColumnChoice;
  private readonly tables: CodeTable[];
  private bytes = new Uint8Array(0);
  private separator = 0;
  private header: string[] = [];
  private roles = new Uint8Array(0);
  private factors: number[] = [1, 1, 1, 1];
  private readonly ids = new Int32Array(codeRoles.length).fill(-1);
  private readonly numbers = new Float64Array(numberRoles.length).fill(Number.NaN);
  private part: string | null = null;
  private readonly number: NumberCell = { value: 0, kind: 0 };
  private readonly raw: RawRow = emptyRow();
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });

  constructor(name: string, intake: Intake, choice: ColumnChoice) {
    this.name = name;
    this.intake = intake;
    this.choice = choice;
    this.tables = codeRoles.map((role) => intake.codes[role]);
  }

  /** Takes whole rows. */
  block(bytes: Uint8Array): void {
    this.bytes = bytes as Uint8Array<ArrayBuffer>;
    const first = this.columns === null;
    let start = 0;
    if (first) {
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) start = 3;
      if (bytes.subarray(0, 4096).includes(0))
        throw this.wrong("csv-encoding", "This is no text: it has zero bytes.", 1);
      this.separator = findSeparator(bytes, start);
    }
    scanCells(bytes, start, this.separator, this, this.name, first ? 0 : this.rows + 1);
  }

  cell(row: number, column: number, start: number, end: number, escaped: boolean): boolean {
    if (row === 0) {
      this.header.push(this.text(start, end, escaped));
      return true;
    }
    const role = this.roles[column];
    if (role === 0 || role === undefined) return true;
    if (role < numberFrom) {
      this.ids[role - codeFrom] = this.tables[role - codeFrom]!.idOf(this.bytes, start, end);
    } else if (role < partFrom) this.readNumber(row, role - numberFrom, start, end);
    else {
      const whole = this.columns!.whole[role - partFrom]!;
      const text = start === end ? "" : this.text(start, end, escaped);
      if (text !== "" && !whole.texts.includes(text)) this.part ??= `${whole.name} ${text}`;
    }
    return true;
  }

  endRow(row: number, cells: number, line: number): void {
    if (row === 0) {
      this.start();
      return;
    }
    if (cells !== this.header.length) {
      throw this.wrong(
        "csv-ragged",
        `Data row ${row} has ${cells} cells where the header has ${this.header.length}.`,
        line,
        "The file may have been cut off; quote cells that hold the separator.",
      );
    }
    this.rows = row;
    const { raw, ids, numbers, factors } = this;
    for (let k = 0; k < codeRoles.length; k++) raw[codeRoles[k]!] = ids[k]!;
    raw.value = numbers[0]! / factors[0]!;
    raw.fob = numbers[1]! / factors[1]!;
    raw.cif = numbers[2]! / factors[2]!;
    raw.tons = numbers[3]! * factors[3]!;
    raw.part = this.part;
    this.part = null;
    this.intake.take(row, raw);
  }

  private start(): void {
    const columns = matchColumns(this.intake.options.convention, this.header, this.choice, this.name);
    this.columns = columns;
    this.roles = new Uint8Array(this.header.length);
    codeRoles.forEach((role, k) => {
      if (columns[role] >= 0) this.roles[columns[role]] = codeFrom + k;
    });
    numberRoles.forEach((role, k) => {
      if (columns[role] >= 0) this.roles[columns[role]] = numberFrom + k;
    });
    columns.whole.forEach(({ column }, k) => {
      this.roles[column] = partFrom + k;
    });
    this.factors = factorsOf(columns);
  }

  private readNumber(row: number, role: number, start: number, end: number): void {
    const { number } = this;
    parseNumberInto(this.bytes, start, end, number);
    if (number.kind === CellKind.number && Number.isFinite(number.value)) {
      this.numbers[role] = number.value;
      return;
    }
    if (number.kind === CellKind.number || number.kind === CellKind.text)
      throw notANumber(
        this.name,
        row,
        this.header[this.roles.indexOf(numberFrom + role)]!,
        this.text(start, end, false),
      );
    this.numbers[role] = Number.NaN;
  }

  private text(start: number, end: number, escaped: boolean): string {
    try {
      const text = this.decoder.decode(this.bytes.subarray(start, end));
      return escaped ? text.replaceAll('""', '"') : text;
    } catch {
      throw this.wrong(
        "csv-encoding",
        "This is no CSV file in UTF-8.",
        this.rows + 1,
        "Save it as CSV in UTF-8.",
      );
    }
  }

  private wrong(
    code: string,
    message: string,
    line: number,
    hint = "Check that this is the file you meant.",
  ): DataError {
    return new DataError(code, message, { place: { file: this.name, line }, hint });
  }
}

/** Divisors to million dollars, and the factor to tons. */
export function factorsOf(columns: MatchedColumns): number[] {
  return [1e6 / columns.dollars, 1e6 / columns.fobDollars, 1e6 / columns.cifDollars, columns.tonsFactor];
}

export function emptyRow(): RawRow {
  return {
    year: -1,
    exporter: -1,
    importer: -1,
    flow: -1,
    sector: -1,
    vintage: -1,
    mirrorFlag: -1,
    zeroFlag: -1,
    origin: -1,
    part: null,
    value: Number.NaN,
    fob: Number.NaN,
    cif: Number.NaN,
    tons: Number.NaN,
  };
}

export function notANumber(file: string, row: number, column: string, text: string): DataError {
  return new DataError(
    "not-a-number",
    `Column ${column} must hold numbers; data row ${row} has ${JSON.stringify(text.slice(0, 40))}.`,
    {
      place: { file, line: row + 1, field: column },
      received: text,
      hint: "Take out thousands separators, units and words; leave a cell blank where nothing is known.",
    },
  );
}
