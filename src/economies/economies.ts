import { blocRows, economyRows, territoryRows } from "./economies.generated.js";
import type { Bloc, Economy, TerritoryView } from "./economy.js";

/** Every economy, union, organisation and contested territory that Gravitas can name, by code. */
export const economies: readonly Economy[] = economyRows.map(
  ([code, name, kind, iso2, numeric, adjectives, people, aliases, seats]) => ({
    code,
    name,
    kind,
    adjective: adjectives[0] ?? name,
    adjectives,
    people,
    aliases,
    seats,
    iso2,
    numeric,
  }),
);

/** Groups with a public membership, with the days on which members joined and left. */
export const blocs: readonly Bloc[] = blocRows.map(([code, name, aliases, customsUnion, members]) => ({
  code,
  name,
  aliases,
  customsUnion,
  members: members.map(([member, since, until]) => ({ code: member, since, until })),
}));

/** Contested territories and who says what of them. */
export const territories: readonly TerritoryView[] = territoryRows;
