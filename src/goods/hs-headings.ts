/**
 * Which four-digit headings each vintage of the Harmonized System has. Facts of the nomenclature, set down from memory:
 * the number of headings agrees with that of the World Customs Organization for 1992 and 1996 (1,241), 2007 (1,221),
 * 2012 (1,224) and 2017 (1,222); for 2002 and 2022 this table has one heading more (1,245 and 1,229).
 * @module
 */

/** Years in which a vintage came into force. */
export const HS_VINTAGES = [1992, 1996, 2002, 2007, 2012, 2017, 2022] as const;
export type HsVintage = (typeof HS_VINTAGES)[number];

/** The last heading of each chapter, 01 to 97, over all vintages. */
const LAST = [
  6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9, 6, 9, 9, 4, 30, 21, 16, 53, 42, 6, 5,
  15, 7, 7, 7, 6, 7, 27, 26, 17, 15, 6, 4, 21, 4, 2, 7, 23, 11, 7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6, 17, 17,
  10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7, 13, 15, 11, 87, 49, 9, 16, 7, 8, 33, 14, 9,
  7, 6, 8, 20, 6,
];

/** Headings that came in with a vintage, and those that it left out. Some numbers were used again. */
const CHANGES: readonly (readonly [vintage: HsVintage, came: string, went: string])[] = [
  [1996, "3824", "1519"],
  [2002, "3825 4112 4113 4114 4115 6003 6004 6005 6006", "2527 4108 4109 4110 4111"],
  [
    2007,
    "2852 2853 8486 8487",
    "0503 0509 1402 1403 2838 2851 4204 4815 5304 6503 7012 7414 7416 7417 7803 7805 7906 8004 8005 8006 8485 8520 8524 9009 9203 9204 9501 9502",
  ],
  [2012, "0308 3826 9619", ""],
  [2017, "9620", "2848 6908 8469"],
  [2022, "0309 2404 3827 8485 8524 8549 8806 8807", "8803"],
];

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
const two = (n: number): string => String(n).padStart(2, "0");

/** The vintages of each heading. */
export const headingVintages: ReadonlyMap<string, readonly HsVintage[]> = (() => {
  const came = new Set<string>();
  const went = new Set<string>();
  for (const [, new_, gone] of CHANGES) {
    // A number that went before it came again was there from the first.
    for (const code of words(new_)) if (!went.has(code)) came.add(code);
    for (const code of words(gone)) went.add(code);
  }
  const every = LAST.flatMap((last, c) =>
    Array.from({ length: last }, (_, h) => `${two(c + 1)}${two(h + 1)}`),
  );
  const now = new Set(every.filter((code) => !came.has(code)));
  const found = new Map<string, HsVintage[]>();
  for (const vintage of HS_VINTAGES) {
    const change = CHANGES.find(([year]) => year === vintage);
    for (const code of words(change?.[1] ?? "")) now.add(code);
    for (const code of words(change?.[2] ?? "")) now.delete(code);
    for (const code of now) found.set(code, [...(found.get(code) ?? []), vintage]);
  }
  return found;
})();
