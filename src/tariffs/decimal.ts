/** A number in decimal notation, never with an exponent; exact: reading it gives the number back. */
export function decimal(value: number): string {
  return shifted(value, 0);
}

/**
 * The number times 10 to the power of `places`, as decimal text. The point moves in the shortest text of the number, so
 * that 0.07 becomes "7" and not 7.000000000000001, and reading and writing undo each other.
 */
export function shifted(value: number | string, places: number): string {
  const text = String(value).replace(/^-/, "");
  const [mantissa, exponent = "0"] = text.split("e") as [string, string?];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + places;
  const padded =
    point <= 0 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(Math.max(point, digits.length), "0");
  const at = Math.max(point, 1);
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const tail = padded.slice(at).replace(/0+$/, "");
  const sign = Number(value) < 0 ? "-" : "";
  return `${sign}${head}${tail === "" ? "" : `.${tail}`}`;
}

/** Decimal text as a number, times 10 to the power of `places`, rounded once. */
export const shift = (text: string, places: number): number => Number(shifted(text, places));
