/**
 * Pieces of a file as they come, cut so that each ends with the end of a row.
 * @module
 */
const lineFeed = 0x0a;
const quote = 0x22;
/** A row longer than this is no row. */
const longestRow = 64 * 1024 * 1024;

/** Holds back what follows the last line end that is not inside a quoted cell. */
export class LineBlocks {
  private rest: Uint8Array = new Uint8Array(0);

  /** Rows that are complete, or null where there is none yet. What is returned is the caller's. */
  push(chunk: Uint8Array): Uint8Array | null {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    const end = lastRowEnd(bytes);
    // Chunks may be views of a buffer that is used again.
    this.rest = bytes.slice(end);
    return end === 0 ? null : bytes.subarray(0, end);
  }

  /** What is left when the file ends: a last row without a line end, or nothing. */
  finish(): Uint8Array {
    return this.rest;
  }

  /** Whether what is held back is longer than any row. */
  get stuck(): boolean {
    return this.rest.length > longestRow;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** Just after the last line feed outside quotation marks; every block starts outside them. */
function lastRowEnd(bytes: Uint8Array): number {
  if (bytes.indexOf(quote) < 0) return bytes.lastIndexOf(lineFeed) + 1;
  let quoted = false;
  let end = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) quoted = !quoted;
    else if (byte === lineFeed && !quoted) end = at + 1;
  }
  return end;
}
