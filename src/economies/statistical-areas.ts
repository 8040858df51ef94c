/**
 * What the codes and names of trade statistics stand for: numbers (M49, with the statisticians' own), letters, names.
 * The one place where publishers' codes become Gravitas's.
 * @module
 */
import { economies } from "./economies.js";
import { areaCodes, letterCodes, officialNames } from "./statistical-codes.js";

/**
 * `economy`: a code of Gravitas. `former`: no economy any more, under the code that it had. `none`: trade that no
 * economy of its own stands for (World, bunkers, areas not specified, the European Union as a whole).
 */
export interface StatisticalArea {
  readonly kind: "economy" | "former" | "none";
  /** ISO alpha-3 of the economy, the former code, or "" where there is none. */
  readonly code: string;
  readonly name: string;
  /** Why a code that looks like a country's is another's: "customs area of France with Monaco …". */
  readonly note: string | null;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

const nameOf = new Map(economies.map(({ code, name }) => [code, name]));

function area(code: string, name: string | null, note: string | null): StatisticalArea {
  if (code === "") return { kind: "none", code, name: name ?? "", note };
  const known = nameOf.get(code);
  return known === undefined
    ? { kind: "former", code, name: name ?? code, note }
    : { kind: "economy", code, name: known, note };
}

const own = economies.filter(({ kind }) => kind === "economy" || kind === "contested");

const byNumber: ReadonlyMap<number, StatisticalArea> = new Map([
  ...own.flatMap(({ code, numeric }) =>
    numeric ? [[Number(numeric), area(code, null, null)] as const] : [],
  ),
  ...areaCodes.map(([number, code, name, note]) => [number, area(code, name, note)] as const),
]);

// Later entries win: statisticians' spellings over aliases ("Congo" is Brazzaville to them), names over all.
const byText: ReadonlyMap<string, StatisticalArea> = new Map([
  ...own.flatMap(({ code, aliases }) =>
    aliases.map((text) => [plain(text), area(code, null, null)] as const),
  ),
  ...own.map(({ code, name }) => [plain(name), area(code, null, null)] as const),
  ...areaCodes.map(([, code, name, note]) => [plain(name), area(code, name, note)] as const),
  ...officialNames.map(([name, code]) => [plain(name), area(code, name, null)] as const),
]);

const byLetters: ReadonlyMap<string, StatisticalArea> = new Map([
  ...own.flatMap(({ code, iso2 }) => (iso2 ? [[iso2, area(code, null, null)] as const] : [])),
  ...areaCodes.flatMap(([, code, name, note]) =>
    code === "" ? [] : [[code, area(code, name, note)] as const],
  ),
  ...letterCodes.map(
    ([letters, code, note]) => [letters, area(code, code === "" ? note : null, note)] as const,
  ),
  ...own.map(({ code }) => [code, area(code, null, null)] as const),
]);

/**
 * What a cell of a trade file names: a number (with or without leading zeros), two or three capital letters, or an
 * English name as statistical offices write it. Null where nobody uses it: never the nearest, never a guess.
 */
export function statisticalArea(text: string): StatisticalArea | null {
  const cell = text.trim();
  if (/^\d{1,3}$/.test(cell)) return byNumber.get(Number(cell)) ?? null;
  return byLetters.get(cell) ?? byText.get(plain(cell)) ?? null;
}

/**
 * The number that UN Comtrade and BACI write for an economy (251 for France, 490 for Taiwan), or null.
 * @param code ISO alpha-3, or the code of a former state
 */
export function statisticalNumber(code: string): number | null {
  return numberOf.get(code) ?? null;
}

// The first number of the list stands for the customs area of today; Monaco has none, for it trades as France.
const numberOf: ReadonlyMap<string, number> = new Map(
  [
    ...areaCodes.map(([number, code]) => [number, code] as const),
    ...own.flatMap(({ code, numeric }) => (numeric ? [[Number(numeric), code] as const] : [])),
  ]
    .filter(([number, code]) => code !== "" && byNumber.get(number)?.code === code)
    .reverse()
    .map(([number, code]) => [code, number] as const),
);
