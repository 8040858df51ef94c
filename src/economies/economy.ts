/**
 * The shapes of what `economies/` knows.
 * @module
 */

/** A row of the generated table: code, name, kind, ISO alpha-2, ISO numeric, adjectives, people, aliases, seats. */
export type EconomyRow = readonly [
  code: string,
  name: string,
  kind: EconomyKind,
  iso2: string | null,
  numeric: string | null,
  adjectives: readonly string[],
  people: readonly string[],
  aliases: readonly string[],
  seats: readonly string[],
];

/** An economy of its own, a union that acts for its members, an organisation, or a contested territory. */
export type EconomyKind = "economy" | "union" | "organisation" | "contested";

export interface Economy {
  /** ISO 3166 alpha-3; XKX Kosovo, XAB Abkhazia, XSO South Ossetia, EUU European Union, WTO. */
  readonly code: string;
  readonly name: string;
  readonly kind: EconomyKind;
  /** The usual adjective: "Georgian". */
  readonly adjective: string;
  readonly adjectives: readonly string[];
  /** Words for its people, singular and plural, where they differ from the adjective: "Spaniards". */
  readonly people: readonly string[];
  readonly aliases: readonly string[];
  /** The capital first, then other seats and offices that stand for the government: "the Kremlin". */
  readonly seats: readonly string[];
  readonly iso2: string | null;
  /** ISO 3166 numeric, three digits as text. */
  readonly numeric: string | null;
}

/** A row of the generated table: code, name, aliases, whether a customs union, members with since and until. */
export type BlocRow = readonly [
  code: string,
  name: string,
  aliases: readonly string[],
  customsUnion: boolean,
  members: readonly (readonly [code: string, since: string, until: string | null])[],
];

export interface Bloc {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly customsUnion: boolean;
  /** `until`: the first day without the member. */
  readonly members: readonly {
    readonly code: string;
    readonly since: string;
    readonly until: string | null;
  }[];
}

/** A contested territory and who says what of it; `territory` is null where it has no code of its own. */
export interface TerritoryView {
  readonly territory: string | null;
  readonly name: string;
  readonly views: readonly {
    readonly accordingTo: string;
    readonly says: string;
    readonly since: string | null;
  }[];
}
