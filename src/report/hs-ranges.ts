/**
 * HS codes in a sentence: runs of chapters as ranges, "HS 01–02, 04–24".
 *
 * A run of three chapters or more is one range; 77, which the HS keeps free, does not break one.
 */
export function hsRanges(codes: readonly string[]): string {
  const parts: string[] = [];
  const next = (code: string): string => {
    const n = Number(code) + 1;
    return String(n === 77 ? 78 : n).padStart(2, "0");
  };
  for (let at = 0; at < codes.length; ) {
    let end = at;
    while (codes[at]!.length === 2 && codes[end + 1] === next(codes[end]!)) end++;
    if (end - at >= 2) parts.push(`${codes[at]}–${codes[end]}`);
    else parts.push(...codes.slice(at, end + 1));
    at = end + 1;
  }
  return parts.join(", ");
}
