/**
 * A place in a byte array that moves as it is read, and says where a file ends too soon.
 * @module
 */
import { DataError } from "../../contracts/errors.js";

export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly source: string;
  /** Set once the file's header has told it. */
  little = true;
  /** Latin-1 (as Windows has it) before format 118, UTF-8 since. */
  decoder: InstanceType<typeof TextDecoder> = new TextDecoder("windows-1252");
  at = 0;

  constructor(bytes: Uint8Array, source: string) {
    this.bytes = bytes;
    this.source = source;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves on by `count` bytes and returns where they start. */
  take(count: number, what: string): number {
    const start = this.at;
    if (!(count >= 0) || start + count > this.bytes.length) {
      throw new DataError(
        "dta-truncated",
        `The file ends at byte ${this.bytes.length}, but ${what} should fill bytes ${start} to ${start + count}.`,
        {
          place: { file: this.source, field: what },
          received: this.bytes.length,
          hint: "It is truncated or corrupt: copy or save it again.",
        },
      );
    }
    this.at = start + count;
    return start;
  }

  u8(what: string): number {
    return this.bytes[this.take(1, what)]!;
  }

  /** Unsigned whole number of 1 to 8 bytes in the file's order. */
  unsigned(width: number, what: string): number {
    return this.unsignedAt(this.take(width, what), width);
  }

  unsignedAt(start: number, width: number): number {
    let value = 0;
    for (let k = 0; k < width; k++) {
      value = value * 256 + this.bytes[this.little ? start + width - 1 - k : start + k]!;
    }
    return value;
  }

  i32(what: string): number {
    return this.view.getInt32(this.take(4, what), this.little);
  }

  /** Text of a fixed field: up to its first zero byte. */
  text(width: number, what: string): string {
    return this.textAt(this.take(width, what), width);
  }

  textAt(start: number, width: number): string {
    let end = start;
    while (end < start + width && this.bytes[end] !== 0) end++;
    return this.decoder.decode(this.bytes.subarray(start, end));
  }

  /** The same bytes as ASCII, moving on only where they match. */
  skipIf(ascii: string): boolean {
    for (let k = 0; k < ascii.length; k++) {
      if (this.bytes[this.at + k] !== ascii.charCodeAt(k)) return false;
    }
    this.at += ascii.length;
    return true;
  }

  /** @throws {DataError} `dta-corrupt` (or `dta-truncated` at the end) unless the bytes are these */
  expect(ascii: string): void {
    if (this.skipIf(ascii)) return;
    if (this.at + ascii.length > this.bytes.length) this.take(ascii.length, ascii);
    throw this.corrupt(`${ascii} should stand at byte ${this.at}`);
  }

  corrupt(what: string): DataError {
    return new DataError("dta-corrupt", `This is no valid Stata file: ${what}.`, {
      place: { file: this.source },
      hint: "Save it again from Stata, or export it as CSV.",
    });
  }
}
