import { InputError } from "../contracts/errors.js";
import { chapters } from "./chapters.js";
import { describeHs } from "./describe-hs.js";
import { HS_VINTAGES, type HsVintage, headingVintages } from "./hs-headings.js";

export interface HsFound {
  /** Two, four or six digits. */
  readonly code: string;
  /** In which vintages there is such a chapter or heading; six digits are held to their heading. */
  readonly vintages: readonly HsVintage[];
}

/**
 * An HS code as people write it ("2204", "22.04", "2204.21") in its plain form, with the vintages that have it.
 *
 * A code with an odd number of digits has lost its leading zero somewhere and is refused, with the code that it may be.
 * @param field where it stood, for the message
 * @throws {InputError} `unknown_goods` a code that no vintage has, with the nearest that one has; one of another length
 */
export function requireHs(text: string, field: string): HsFound {
  const code = text.trim().replace(/[.\s]/g, "");
  const vintages = vintagesOf(code);
  if (vintages.length > 0) return { code, vintages };
  throw new InputError(
    "unknown_goods",
    `an HS code has 2, 4 or 6 digits of a heading that some vintage of it has; received ${JSON.stringify(text)}.`,
    { place: { field }, received: text, hint: hintFor(code) },
  );
}

/** Vintages with this chapter or heading; none for what is no code. */
export function vintagesOf(code: string): readonly HsVintage[] {
  if (!/^\d{2}(\d{2}(\d{2})?)?$/.test(code)) return [];
  if (code.length > 2) return headingVintages.get(code.slice(0, 4)) ?? [];
  return chapters.some(([chapter]) => chapter === code) ? HS_VINTAGES : [];
}

function hintFor(code: string): string {
  if (!/^\d+$/.test(code)) return "Use a code such as 2204, or a word such as wine.";
  if (code.length % 2 === 1 && code.length < 6 && vintagesOf(`0${code}`).length > 0)
    return `A leading zero may have been lost: did you mean "0${code}" (${describeHs(`0${code}`)})?`;
  if (code.length > 6) return `Codes of more digits are national: take its first six, "${code.slice(0, 6)}".`;
  const near = nearest(code.padEnd(2, "0"));
  const named = near.map((one) => `"${one}" (${describeHs(one)})`).join(" or ");
  return `Nearest: ${named}. A word such as wine works too.`;
}

/** The two nearest headings (chapters for two digits), those of the same chapter first. */
function nearest(code: string): string[] {
  const length = code.length > 2 ? 4 : 2;
  const all = length === 2 ? chapters.map(([chapter]) => chapter) : [...headingVintages.keys()];
  const at = Number(code.slice(0, length).padEnd(length, "0"));
  const far = (other: string) =>
    Math.abs(Number(other) - at) + (other.slice(0, 2) === code.slice(0, 2) ? 0 : 100);
  return all.sort((a, b) => far(a) - far(b) || Number(a) - Number(b)).slice(0, 2);
}
