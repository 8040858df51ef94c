/**
 * CSV to a Panel. The separator (comma, semicolon, tab, bar) is found; a column is numeric when every cell that is not
 * blank is a number without a leading zero (codes such as "0101" stay text); TRUE and FALSE are 1 and 0. Works on
 * bytes: a file of a million rows takes about a second, and no string is made but for the distinct texts.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import type { Column, Panel } from "../contracts/panel.js";
import { Dictionary } from "./csv/dictionary.js";
import { CellKind, type NumberCell, parseNumberInto } from "./csv/parse-number.js";
import { findSeparator, scanCells } from "./csv/scan-cells.js";

/**
 * @param content text, or the bytes of a file in UTF-8
 * @param source name for messages
 * @throws {DataError} `csv-empty` without a header and a row; `csv-ragged` for a line whose cells do not match the
 * header; `csv-header` for a name that is missing or stands twice; `csv-quotes`; `csv-encoding`
 */
export function readCsv(content: string | Uint8Array, source: string): Panel {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (bytes.subarray(0, 4096).includes(0)) throw encoding(source, "it has zero bytes");
  const separator = findSeparator(bytes, start);
  const table = new Table(bytes, source);
  // A column that turns out to be text after it began with numbers is read again as text from the start.
  for (;;) {
    const rows = scanCells(bytes, start, separator, table, source);
    if (rows < 0) continue;
    if (rows < 2) {
      throw new DataError("csv-empty", "A CSV file needs a header and at least one row.", {
        place: { file: source },
        hint: "Check that this is the file you meant.",
      });
    }
    return { source, nObs: rows - 1, columns: table.columns(rows - 1) };
  }
}

function encoding(source: string, why: string): DataError {
  return new DataError("csv-encoding", `This is no CSV file in UTF-8: ${why}.`, {
    place: { file: source },
    hint: "Save it as CSV in UTF-8.",
  });
}

/** One column while it is read: its kind is open until the first cell that is not blank. */
interface Draft {
  kind: "open" | "number" | "text";
  /** A cell such as NA has been passed that a column of text would keep. */
  words: boolean;
  values: Float64Array | null;
  missing: Uint8Array | null;
  codes: Int32Array | null;
  dictionary: Dictionary | null;
}

class Table {
  private readonly bytes: Uint8Array;
  private readonly source: string;
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private readonly capacity: number;
  private header: string[] = [];
  private drafts: Draft[] = [];
  /** Columns known to be text from an earlier pass. */
  private readonly texts = new Set<number>();
  private readonly number: NumberCell = { value: 0, kind: 0 };

  constructor(bytes: Uint8Array, source: string) {
    this.bytes = bytes;
    this.source = source;
    let lines = 1;
    for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0x0a || bytes[at] === 0x0d) lines++;
    this.capacity = lines;
  }

  cell(row: number, column: number, start: number, end: number, escaped: boolean): boolean {
    if (row === 0) {
      if (column === 0) this.header = [];
      this.header.push(this.text(start, end, escaped));
      return true;
    }
    const draft = this.drafts[column];
    // A row that is too long is refused at its end.
    if (!draft) return true;
    if (draft.kind === "text") {
      draft.codes![row - 1] = this.code(draft.dictionary!, start, end, escaped);
      return true;
    }
    const { number } = this;
    parseNumberInto(this.bytes, start, end, number);
    if (number.kind === CellKind.text || escaped)
      return this.becomeText(draft, { row, column, start, end, escaped });
    if (number.kind === CellKind.number) draft.kind = "number";
    else if (end > start) draft.words = true;
    draft.values![row - 1] = number.value;
    // Kinds below `text` are the codes of MissingReason.
    draft.missing![row - 1] = number.kind;
    return true;
  }

  endRow(row: number, cells: number, line: number): void {
    if (row === 0) this.start();
    else if (cells !== this.header.length) {
      throw new DataError(
        "csv-ragged",
        `Row ${row} has ${cells} cells where the header has ${this.header.length}.`,
        { place: { file: this.source, line }, hint: "Quote cells that hold the separator." },
      );
    }
  }

  private start(): void {
    const { header } = this;
    const twice = header.find((name, k) => name === "" || header.indexOf(name) !== k);
    if (twice !== undefined) {
      throw new DataError(
        "csv-header",
        `A column name is missing or stands twice: ${JSON.stringify(twice)}.`,
        {
          place: { file: this.source, line: 1 },
          hint: "Give every column a name of its own.",
        },
      );
    }
    this.drafts = header.map((_, column) => (this.texts.has(column) ? this.textDraft() : this.openDraft()));
  }

  private openDraft(): Draft {
    return {
      kind: "open",
      words: false,
      values: new Float64Array(this.capacity),
      missing: new Uint8Array(this.capacity),
      codes: null,
      dictionary: null,
    };
  }

  private textDraft(): Draft {
    return {
      kind: "text",
      words: false,
      values: null,
      missing: null,
      codes: new Int32Array(this.capacity).fill(-1),
      dictionary: new Dictionary(this.bytes, (start, end) => this.text(start, end, false)),
    };
  }

  /** @returns false where rows that were read as numbers have to be read again */
  private becomeText(
    draft: Draft,
    at: { row: number; column: number; start: number; end: number; escaped: boolean },
  ): boolean {
    if (draft.kind === "number" || draft.words) {
      this.texts.add(at.column);
      return false;
    }
    Object.assign(draft, this.textDraft());
    draft.codes![at.row - 1] = this.code(draft.dictionary!, at.start, at.end, at.escaped);
    return true;
  }

  private code(dictionary: Dictionary, start: number, end: number, escaped: boolean): number {
    if (start === end) return -1;
    return escaped ? dictionary.codeOfText(this.text(start, end, true)) : dictionary.codeOf(start, end);
  }

  private text(start: number, end: number, escaped: boolean): string {
    let text: string;
    try {
      text = this.decoder.decode(this.bytes.subarray(start, end)).trim();
    } catch {
      throw encoding(this.source, `the bytes ${start} to ${end} are none`);
    }
    return escaped ? text.replaceAll('""', '"') : text;
  }

  columns(nObs: number): Column[] {
    return this.drafts.map((draft, k) => {
      const name = this.header[k]!;
      if (draft.kind === "text") {
        const codes = draft.codes!.slice(0, nObs);
        const { levels } = draft.dictionary!;
        return logicalColumn(name, codes, levels) ?? { type: "text", name, codes, levels };
      }
      const values = draft.values!.subarray(0, nObs);
      return { type: "number", name, values, missing: draft.missing!.subarray(0, nObs) };
    });
  }
}

const truths: ReadonlyMap<string, number> = new Map([
  ["TRUE", 1],
  ["True", 1],
  ["true", 1],
  ["FALSE", 0],
  ["False", 0],
  ["false", 0],
]);

/** TRUE and FALSE alone are 1 and 0 (as in Parquet), with their words kept beside them. */
function logicalColumn(name: string, codes: Int32Array, levels: readonly string[]): Column | null {
  if (levels.length === 0 || levels.length > 2 || !levels.every((level) => truths.has(level))) return null;
  const values = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : truths.get(levels[code]!)!));
  return {
    type: "number",
    name,
    values,
    missing: Uint8Array.from(codes, (code) => (code < 0 ? CellKind.blank : CellKind.number)),
    labels: new Map(levels.map((level) => [truths.get(level)!, level])),
  };
}
