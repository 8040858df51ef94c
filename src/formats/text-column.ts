import type { TextColumn } from "../contracts/panel.js";

/**
 * A dictionary-encoded column from a function that gives each row's text: levels in order of appearance, white space
 * around them cut, empty texts missing (so in every file format).
 */
export function textColumn(
  name: string,
  nObs: number,
  cell: (row: number) => string | null | undefined,
): TextColumn {
  const index = new Map<string, number>();
  const codes = new Int32Array(nObs);
  for (let row = 0; row < nObs; row++) {
    const text = cell(row)?.trim() ?? "";
    if (text === "") {
      codes[row] = -1;
      continue;
    }
    let code = index.get(text);
    if (code === undefined) {
      code = index.size;
      index.set(text, code);
    }
    codes[row] = code;
  }
  return { type: "text", name, codes, levels: [...index.keys()] };
}
