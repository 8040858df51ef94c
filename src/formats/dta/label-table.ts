import type { ByteCursor } from "./byte-cursor.js";

/**
 * One table of value labels: count, length of the text, offsets, values, text.
 * Missing codes can carry labels too; they stay with the codes and never meet a value.
 */
export function labelTable(cursor: ByteCursor, length: number): Map<number, string> {
  const start = cursor.take(length, "a table of value labels");
  const table = new Map<number, string>();
  if (length < 8) return table;
  const count = cursor.view.getInt32(start, cursor.little);
  const textLength = cursor.view.getInt32(start + 4, cursor.little);
  const text = start + 8 + 8 * count;
  if (count < 0 || textLength < 0 || 8 + 8 * count + textLength > length) {
    throw cursor.corrupt(`the value labels at byte ${start} do not fit their own length`);
  }
  for (let k = 0; k < count; k++) {
    const offset = cursor.view.getInt32(start + 8 + 4 * k, cursor.little);
    const value = cursor.view.getInt32(start + 8 + 4 * (count + k), cursor.little);
    if (offset < 0 || offset > textLength) throw cursor.corrupt(`a value label at byte ${start} has no text`);
    table.set(value, cursor.textAt(text + offset, textLength - offset));
  }
  return table;
}
