import { blocs } from "./economies.js";
import type { Bloc } from "./economy.js";

const byName = new Map<string, Bloc>(
  blocs.flatMap((bloc) =>
    [bloc.code, bloc.name, ...bloc.aliases].map((text) => [text.toLowerCase(), bloc] as const),
  ),
);

/** The group that a code, name or alias names ("EUU", "Mercosur", "the EAEU"), or null. */
export function findBloc(text: string): Bloc | null {
  const key = text.trim().toLowerCase();
  return byName.get(key) ?? byName.get(key.replace(/^the /, "")) ?? null;
}

/**
 * Who belongs to a group on a day, sorted by code; an economy, or anything else that is no group, is itself.
 * @param blocOrCode "EUU", "Mercosur", "GEO"
 * @param on the day, YYYY-MM-DD
 */
export function membersOf(blocOrCode: string, on: string): string[] {
  const bloc = findBloc(blocOrCode);
  if (bloc === null) return [blocOrCode];
  return bloc.members
    .filter(({ since, until }) => since <= on && (until === null || on < until))
    .map(({ code }) => code)
    .sort();
}
