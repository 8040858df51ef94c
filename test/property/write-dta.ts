/**
 * A small writer of Stata files, for tests: formats 113, 114, 115, 117, 118, 119, both byte orders.
 */
export type DtaValue = number | string | null;

export interface DtaVariable {
  readonly name: string;
  /** A width for strings, "strL", or a storage type of numbers. */
  readonly type: number | "strL" | "byte" | "int" | "long" | "float" | "double";
  readonly values: readonly DtaValue[];
  /** Missing codes by row: "." or ".a" to ".z". */
  readonly codes?: Readonly<Record<number, string>>;
  readonly labels?: Readonly<Record<number, string>>;
}

export interface DtaOptions {
  readonly format: 113 | 114 | 115 | 117 | 118 | 119;
  readonly big: boolean;
}

class Out {
  private readonly parts: Buffer[] = [];
  length = 0;
  constructor(readonly big: boolean) {}

  raw(bytes: Buffer): this {
    this.parts.push(bytes);
    this.length += bytes.length;
    return this;
  }
  ascii(text: string): this {
    return this.raw(Buffer.from(text, "latin1"));
  }
  field(bytes: Buffer, width: number): this {
    const field = Buffer.alloc(width);
    bytes.copy(field, 0, 0, width);
    return this.raw(field);
  }
  whole(value: number, width: number): this {
    const bytes = Buffer.alloc(width);
    for (let k = 0, rest = value; k < width; k++, rest = Math.floor(rest / 256)) {
      bytes[this.big ? width - 1 - k : k] = ((rest % 256) + 256) % 256;
    }
    return this.raw(bytes);
  }
  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

const oldCodes = { byte: 251, int: 252, long: 253, float: 254, double: 255 };
const newCodes = { byte: 65530, int: 65529, long: 65528, float: 65527, double: 65526, strL: 32768 };
const sizes = { byte: 1, int: 2, long: 4, float: 4, double: 8, strL: 8 };
const width = (v: DtaVariable): number => (typeof v.type === "number" ? v.type : sizes[v.type]);

function encodeText(text: string, format: number): Buffer {
  return Buffer.from(text, format >= 118 ? "utf8" : "latin1");
}

/** Number of the missing code: 0 for ".", 1 for ".a" … */
const codeNumber = (code: string): number => (code === "." ? 0 : code.charCodeAt(1) - 96);

function number(out: Out, type: string, value: DtaValue, code: string | undefined): void {
  const at = code === undefined ? (value === null ? 0 : null) : codeNumber(code);
  if (type === "byte") out.whole(at === null ? Number(value) : 101 + at, 1);
  else if (type === "int") out.whole(at === null ? Number(value) : 32741 + at, 2);
  else if (type === "long") out.whole(at === null ? Number(value) : 2147483621 + at, 4);
  else if (type === "float") {
    if (at !== null) out.whole(0x7f000000 + at * 0x800, 4);
    else {
      const bytes = Buffer.alloc(4);
      if (out.big) bytes.writeFloatBE(Number(value));
      else bytes.writeFloatLE(Number(value));
      out.raw(bytes);
    }
  } else {
    const bytes = Buffer.alloc(8);
    const high = 0x7fe00000 + (at ?? 0) * 0x100;
    if (at !== null && out.big) out.whole(high, 4).whole(0, 4);
    else if (at !== null) out.whole(0, 4).whole(high, 4);
    else {
      if (out.big) bytes.writeDoubleBE(Number(value));
      else bytes.writeDoubleLE(Number(value));
      out.raw(bytes);
    }
  }
}

function table(labels: Readonly<Record<number, string>>, big: boolean, format: number): Buffer {
  const entries = Object.entries(labels);
  const texts = entries.map(([, text]) => Buffer.concat([encodeText(text, format), Buffer.alloc(1)]));
  const out = new Out(big).whole(entries.length, 4).whole(Buffer.concat(texts).length, 4);
  let offset = 0;
  for (const text of texts) {
    out.whole(offset, 4);
    offset += text.length;
  }
  for (const [value] of entries) out.whole(Number(value) >>> 0, 4);
  return out.raw(Buffer.concat(texts)).bytes();
}

export function writeDta(variables: readonly DtaVariable[], { format, big }: DtaOptions): Buffer {
  return format < 117 ? writeOld(variables, format, big) : writeTagged(variables, format, big);
}

function writeOld(variables: readonly DtaVariable[], format: number, big: boolean): Buffer {
  const out = new Out(big);
  const n = variables[0]!.values.length;
  out
    .whole(format, 1)
    .whole(big ? 1 : 2, 1)
    .whole(1, 1)
    .whole(0, 1);
  out.whole(variables.length, 2).whole(n, 4).field(Buffer.from("test"), 81).field(Buffer.alloc(0), 18);
  for (const v of variables) {
    if (v.type === "strL") throw new Error("no long strings before 117");
    out.whole(typeof v.type === "number" ? v.type : oldCodes[v.type], 1);
  }
  for (const v of variables) out.field(encodeText(v.name, format), 33);
  out.raw(Buffer.alloc(2 * (variables.length + 1)));
  for (const _ of variables) out.field(Buffer.from("%9.0g"), format === 113 ? 12 : 49);
  for (const v of variables) out.field(Buffer.from(v.labels ? `${v.name}_l` : ""), 33);
  for (const _ of variables) out.field(Buffer.alloc(0), 81);
  // One characteristic, then the end of them.
  out.whole(1, 1).whole(5, 4).ascii("xxxxx").whole(0, 1).whole(0, 4);
  for (let row = 0; row < n; row++) {
    for (const v of variables) {
      if (typeof v.type === "number") out.field(encodeText(String(v.values[row] ?? ""), format), v.type);
      else number(out, v.type, v.values[row]!, v.codes?.[row]);
    }
  }
  for (const v of variables) {
    if (!v.labels) continue;
    const bytes = table(v.labels, big, format);
    out
      .whole(bytes.length, 4)
      .field(Buffer.from(`${v.name}_l`), 33)
      .raw(Buffer.alloc(3))
      .raw(bytes);
  }
  return out.bytes();
}

function writeTagged(variables: readonly DtaVariable[], format: number, big: boolean): Buffer {
  const out = new Out(big);
  const n = variables[0]!.values.length;
  const unicode = format >= 118;
  const name = unicode ? 129 : 33;
  const k = variables.length;
  out.ascii(
    `<stata_dta><header><release>${format}</release><byteorder>${big ? "MSF" : "LSF"}</byteorder><K>`,
  );
  out
    .whole(k, format === 119 ? 4 : 2)
    .ascii("</K><N>")
    .whole(n, unicode ? 8 : 4)
    .ascii("</N><label>");
  out
    .whole(4, unicode ? 2 : 1)
    .ascii("test</label><timestamp>")
    .whole(17, 1);
  out
    .ascii("01 Jan 2014 00:00</timestamp></header><map>")
    .raw(Buffer.alloc(14 * 8))
    .ascii("</map>");
  out.ascii("<variable_types>");
  for (const v of variables) out.whole(typeof v.type === "number" ? v.type : newCodes[v.type], 2);
  out.ascii("</variable_types><varnames>");
  for (const v of variables) out.field(encodeText(v.name, format), name);
  out.ascii("</varnames><sortlist>").raw(Buffer.alloc((format === 119 ? 4 : 2) * (k + 1)));
  out.ascii("</sortlist><formats>");
  for (const _ of variables) out.field(Buffer.from("%9.0g"), unicode ? 57 : 49);
  out.ascii("</formats><value_label_names>");
  for (const v of variables) out.field(Buffer.from(v.labels ? `${v.name}_l` : ""), name);
  out.ascii("</value_label_names><variable_labels>");
  for (const _ of variables) out.field(Buffer.alloc(0), unicode ? 321 : 81);
  out.ascii("</variable_labels><characteristics><ch>").whole(4, 4).ascii("abcd</ch></characteristics><data>");
  const strls = new Out(big);
  for (let row = 0; row < n; row++) {
    variables.forEach((v, column) => {
      if (typeof v.type === "number") out.field(encodeText(String(v.values[row] ?? ""), format), width(v));
      else if (v.type === "strL") longString(out, strls, { text: v.values[row], format, column, row });
      else number(out, v.type, v.values[row]!, v.codes?.[row]);
    });
  }
  out.ascii("</data><strls>").raw(strls.bytes()).ascii("</strls><value_labels>");
  for (const v of variables) {
    if (!v.labels) continue;
    const bytes = table(v.labels, big, format);
    out
      .ascii("<lbl>")
      .whole(bytes.length, 4)
      .field(Buffer.from(`${v.name}_l`), name);
    out.raw(Buffer.alloc(3)).raw(bytes).ascii("</lbl>");
  }
  return out.ascii("</value_labels></stata_dta>").bytes();
}

interface Long {
  readonly text: DtaValue | undefined;
  readonly format: number;
  readonly column: number;
  readonly row: number;
}

function longString(out: Out, strls: Out, { text, format, column, row }: Long): void {
  if (text === null || text === undefined || text === "") {
    out.raw(Buffer.alloc(8));
    return;
  }
  const first = format === 117 ? 4 : format === 118 ? 2 : 3;
  out.whole(column + 1, first).whole(row + 1, 8 - first);
  const bytes = Buffer.concat([encodeText(String(text), format), Buffer.alloc(1)]);
  strls
    .ascii("GSO")
    .whole(column + 1, 4)
    .whole(row + 1, format === 117 ? 4 : 8);
  strls.whole(130, 1).whole(bytes.length, 4).raw(bytes);
}
