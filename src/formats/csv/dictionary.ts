/**
 * Texts to codes, straight from bytes: a text is decoded once, when it is first seen.
 */
export class Dictionary {
  readonly levels: string[] = [];
  private readonly bytes: Uint8Array;
  private readonly decode: (start: number, end: number) => string;
  private readonly byText = new Map<string, number>();
  private mask = 255;
  private slots = new Int32Array(256).fill(-1);
  /** Byte range and code of each entry; two entries may share a code (a quoted and a bare cell). */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly codes: number[] = [];
  private last = -1;

  constructor(bytes: Uint8Array, decode: (start: number, end: number) => string) {
    this.bytes = bytes;
    this.decode = decode;
  }

  /** Code of the text in [start, end). Panels are sorted: the text of the row before is tried first. */
  codeOf(start: number, end: number): number {
    if (this.last >= 0 && this.same(this.last, start, end)) return this.codes[this.last]!;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ this.bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    while (this.slots[slot]! >= 0 && !this.same(this.slots[slot]!, start, end)) slot = (slot + 1) & this.mask;
    let entry = this.slots[slot]!;
    if (entry < 0) {
      entry = this.codes.length;
      this.slots[slot] = entry;
      this.starts.push(start);
      this.ends.push(end);
      this.codes.push(this.codeOfText(this.decode(start, end)));
      if (entry * 2 > this.mask) this.grow();
    }
    this.last = entry;
    return this.codes[entry]!;
  }

  codeOfText(text: string): number {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    this.byText.set(text, this.levels.length);
    return this.levels.push(text) - 1;
  }

  private same(entry: number, start: number, end: number): boolean {
    const from = this.starts[entry]!;
    if (this.ends[entry]! - from !== end - start) return false;
    for (let k = 0; k < end - start; k++) if (this.bytes[from + k] !== this.bytes[start + k]) return false;
    return true;
  }

  private grow(): void {
    this.mask = this.mask * 2 + 1;
    this.slots = new Int32Array(this.mask + 1).fill(-1);
    for (let entry = 0; entry < this.codes.length; entry++) {
      let hash = 0x811c9dc5;
      for (let at = this.starts[entry]!; at < this.ends[entry]!; at++)
        hash = Math.imul(hash ^ this.bytes[at]!, 0x01000193);
      hash ^= hash >>> 15;
      let slot = hash & this.mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = entry;
    }
  }
}
