/**
 * Every name that a partner list may use, with its code: our own table first, then the names of the pages, then the
 * common names of world-countries.
 * @param aliases rows of data/worlds/partner-names.csv; an empty code marks a name that is no economy (a continent)
 */
export function partnerNames(
  aliases: readonly Record<string, string>[],
  codes: readonly Record<string, string>[],
  common: readonly (readonly [name: string, code: string])[],
): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, code] of common) names.set(name, code);
  for (const row of codes) if (row.code !== "") names.set(row.name, row.code);
  for (const row of aliases) names.set(row.name, row.code);
  return names;
}
