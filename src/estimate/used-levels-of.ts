/** Codes of levels. */
export interface Levels {
  readonly codes: Int32Array;
  readonly nLevels: number;
}

/** The same levels numbered as they come, those without a row left out. */
export function usedLevelsOf({ codes, nLevels }: Levels): Levels {
  const place = new Int32Array(nLevels).fill(-1);
  let used = 0;
  const out = codes.map((code) => {
    if (place[code] < 0) place[code] = used++;
    return place[code];
  });
  return { codes: out, nLevels: used };
}
