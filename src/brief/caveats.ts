/**
 * What else moved the same trade in the years of a report, and no model here has: facts with their source.
 * @module
 */
interface Caveat {
  readonly economy: string;
  /** First and last day of reports that it concerns. */
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

const caveats: readonly Caveat[] = [
  {
    economy: "RUS",
    from: "2014-07-01",
    to: "2016-12-31",
    says:
      "The rouble: 31.8 to the dollar on average in 2013, 38.4 in 2014, 60.9 in 2015 (World Development Indicators, PA.NUS.FCRF). " +
      "Exports to Russia fell with it in 2015 with no measure at all.",
  },
  {
    economy: "RUS",
    from: "2014-08-07",
    to: "2016-12-31",
    says:
      "Russia's food embargo of August 2014 on the European Union, the United States, Canada, Australia and Norway left shelves to others; " +
      "the base is a mean of 2014, before and after it.",
  },
];

/** The caveats for trade of these economies on a day. */
export function caveatsOf(economies: readonly string[], on: string | null): string[] {
  if (on === null) return [];
  return caveats
    .filter((c) => economies.includes(c.economy) && on >= c.from && on <= c.to)
    .map((c) => c.says);
}
