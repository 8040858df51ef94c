import type { PackedAgreement } from "../../src/worlds/packed-world.js";

/**
 * Agreements that make goods duty-free between their parties, from rows of data/worlds/agreements-2014.csv.
 * `parties` holds codes; `|` parts two sides, of which only pairs across count; EUU stands for `eu`, its members.
 * Parties that are not in the world drop out.
 */
export function readAgreements(
  rows: readonly Record<string, string>[],
  index: ReadonlyMap<string, number>,
  eu: readonly string[],
): PackedAgreement[] {
  return rows
    .filter((row) => row.zero_tariff === "yes")
    .map((row) => ({
      id: row.id,
      name: row.name,
      since: row.in_force,
      confidence: row.confidence,
      sides: row.parties.split("|").map((side) =>
        side
          .trim()
          .split(/\s+/)
          .flatMap((code) => (code === "EUU" ? eu : [code]))
          .flatMap((code) => index.get(code) ?? [])
          .sort((a, b) => a - b),
      ),
    }))
    .filter(({ sides }) => sides.every((side) => side.length > 0));
}
