/**
 * Texts of a code column to what they stand for, straight from bytes: each distinct text is decoded and resolved once.
 */
export class CodeTable {
  readonly texts: string[] = [];
  /** What each text stands for, as `resolve` said. */
  readonly values: number[] = [];
  private readonly resolve: (text: string) => number;
  private readonly byText = new Map<string, number>();
  private readonly decoder = new TextDecoder("utf-8");
  private arena = new Uint8Array(4096);
  private used = 0;
  private starts: number[] = [];
  private lengths: number[] = [];
  private ids: number[] = [];
  private slots = new Int32Array(1024).fill(-1);
  private last = -1;

  constructor(resolve: (text: string) => number) {
    this.resolve = resolve;
  }

  /** Id of the text in [start, end) of `bytes`. Files are sorted: the text of the row before is tried first. */
  idOf(bytes: Uint8Array, start: number, end: number): number {
    if (this.last >= 0 && this.same(this.last, bytes, start, end)) return this.ids[this.last]!;
    const mask = this.slots.length - 1;
    let slot = hash(bytes, start, end) & mask;
    for (;;) {
      const entry = this.slots[slot]!;
      if (entry < 0) break;
      if (this.same(entry, bytes, start, end)) {
        this.last = entry;
        return this.ids[entry]!;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, start, end, slot);
  }

  idOfText(text: string): number {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.byText.set(text, id);
    this.texts.push(text);
    this.values.push(this.resolve(text));
    return id;
  }

  private add(bytes: Uint8Array, start: number, end: number, slot: number): number {
    const length = end - start;
    if (this.used + length > this.arena.length) {
      const larger = new Uint8Array(2 * (this.arena.length + length));
      larger.set(this.arena);
      this.arena = larger;
    }
    this.arena.set(bytes.subarray(start, end), this.used);
    const entry = this.ids.length;
    this.starts.push(this.used);
    this.lengths.push(length);
    this.used += length;
    this.ids.push(this.idOfText(this.decoder.decode(bytes.subarray(start, end)).replaceAll('""', '"')));
    this.slots[slot] = entry;
    this.last = entry;
    if (this.ids.length * 2 > this.slots.length) this.grow();
    return this.ids[entry]!;
  }

  private same(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.lengths[entry]!;
    if (length !== end - start) return false;
    const from = this.starts[entry]!;
    const { arena } = this;
    for (let k = 0; k < length; k++) if (arena[from + k] !== bytes[start + k]) return false;
    return true;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.ids.length; entry++) {
      const start = this.starts[entry]!;
      let slot = hash(this.arena, start, start + this.lengths[entry]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.slots = slots;
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at]!, 0x01000193);
  return value ^ (value >>> 15);
}
