/**
 * Time in the register against slow, obvious evaluators: every day that a partial date can mean is tried, ledger by
 * ledger, with full dates only; what all of them agree on is certain, the rest perhaps. Then the table against `regime`.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../src/contracts/ledger.js";
import { DUTY_BASES, embeddedLedger, generalData, regime, regimeTable } from "../../src/register/index.js";
import { dayBetween, daysOf } from "./calendar-days.js";

/** Whether the entry may hold, and may not hold, on the day, over all pairs of days that its dates can mean. */
function slowValidity({ valid: [start, end] }: LedgerEntry, day: string): { may: boolean; mayNot: boolean } {
  let [may, mayNot] = [false, false];
  for (const since of daysOf(start)) {
    for (const until of end === null ? ["9999-12-31"] : daysOf(end)) {
      if (until <= since) continue;
      if (since <= day && day < until) may = true;
      else mayNot = true;
    }
  }
  return { may, mayNot };
}

// Around the end of a February of a leap year, so that "2012-02" ends on the 29th.
const dates = fc
  .tuple(dayBetween("2012-01-20", "2012-04-10"), fc.constantFrom(7, 10, 10))
  .map(([day, length]) => day.slice(0, length));
const spans = fc
  .tuple(dates, fc.option(dates))
  .filter(([start, end]) => end === null || daysOf(end).at(-1)! > daysOf(start)[0]!);

const base: Omit<LedgerEntry, "id" | "by" | "towards" | "valid" | "effect"> = {
  kind: "measure",
  goods: ["all"],
  hs: [],
  instrument: "tariff",
  direction: "neutral",
  known: "2011",
  according_to: null,
  overrides: [],
  summary: "An entry.",
  sources: [{ title: "A source", publisher: "A publisher", date: null, url: null }],
  confidence: "high",
  assumes: [],
  note: "",
};

const known = fc.constantFrom("2011-12-01", "2012-02-15", "2012-03");

/** Ledgers of up to six entries between two economies; entry n can set aside or lift any other. */
const ledgers = fc
  .array(
    fc.record({
      shape: fc.constantFrom("mfn", "preference", "union", "ban", "admission", "suspension", "break"),
      valid: spans,
      known,
      rate: fc.integer({ min: 1, max: 4 }),
      names: fc.uniqueArray(fc.nat(5), { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drafts) =>
    drafts.map((draft, n): LedgerEntry => {
      const others = draft.names.filter((m) => m !== n && m < drafts.length).map((m) => `e${m}`);
      const one = {
        ...base,
        id: `e${n}`,
        by: ["RUS"],
        towards: ["GEO"],
        valid: draft.valid,
        known: draft.known,
      };
      const both = { ...one, by: ["GEO", "RUS"], towards: ["GEO", "RUS"] };
      const rate = draft.rate / 100;
      switch (draft.shape) {
        case "mfn":
          return {
            ...one,
            towards: ["all"],
            effect: { type: "tariff", basis: "mfn", rate, measure: "m", disagree: [] },
          };
        case "preference":
          return {
            ...both,
            effect: { type: "tariff", basis: "preference", rate, measure: "p", disagree: [] },
          };
        case "union":
          return { ...both, effect: { type: "customs_union", name: "U" } };
        case "ban":
          return { ...one, effect: { type: "ban", flow: "import" } };
        case "admission":
          return { ...one, effect: { type: "admission", lifts: others } };
        case "break":
          return { ...both, kind: "diplomatic", effect: { type: "relations", level: "severed" } };
        default:
          return { ...one, overrides: others, effect: null };
      }
    }),
  );

interface Outcome {
  readonly rate: number | null;
  readonly basis: string;
  readonly banned: boolean;
  readonly severed: boolean;
}

/** What the rules say when just these entries hold. */
function outcomeOf(live: readonly LedgerEntry[]): Outcome {
  const of = (type: string, basis?: string) =>
    live.filter(
      (e) =>
        e.effect?.type === type && (basis === undefined || (e.effect as { basis?: string }).basis === basis),
    );
  const rateOf = (e: LedgerEntry): number => (e.effect as { rate: number }).rate;
  const isSetAside = (id: string): boolean =>
    live.some((other) => other.effect === null && other.overrides.includes(id));
  // Of several MFN rates the one that began later; on one date, the first id.
  const mfn = of("tariff", "mfn").sort((a, b) =>
    a.valid[0] === b.valid[0] ? (a.id < b.id ? -1 : 1) : a.valid[0] < b.valid[0] ? 1 : -1,
  )[0];
  const best = of("tariff", "preference")
    .filter((e) => !isSetAside(e.id))
    .map(rateOf)
    .sort((a, b) => a - b)[0];
  const isLifted = (id: string): boolean =>
    of("admission").some((e) => (e.effect as { lifts: string[] }).lifts.includes(id));
  const duty =
    of("customs_union").length > 0
      ? { rate: 0, basis: "customs_union" }
      : best !== undefined
        ? { rate: best, basis: "preference" }
        : mfn !== undefined
          ? { rate: rateOf(mfn), basis: "mfn" }
          : { rate: null, basis: "unknown" };
  return { ...duty, banned: of("ban").some((e) => !isLifted(e.id)), severed: of("relations").length > 0 };
}

/** Every way in which the open days can have fallen. */
function worlds(entries: readonly LedgerEntry[], day: string): LedgerEntry[][] {
  return entries.reduce<LedgerEntry[][]>(
    (all, entry) => {
      const { may, mayNot } = slowValidity(entry, day);
      return all.flatMap((world) => [
        ...(may ? [[...world, entry]] : []),
        ...(mayNot || !may ? [world] : []),
      ]);
    },
    [[]],
  );
}

const ask = (entries: readonly LedgerEntry[], on: string, knownOn: string | null) =>
  regime(entries, { importer: "RUS", exporter: "GEO", on, knownOn });

describe("three-valued time", () => {
  it("is certain where all that the open days can mean agree, and else names every duty that there may be", () => {
    fc.assert(
      fc.property(ledgers, dayBetween("2012-01-15", "2012-04-15"), (entries, on) => {
        const r = ask(entries, on, null);
        const all = worlds(entries, on).map(outcomeOf);
        const duties = new Set(all.map(({ rate, basis }) => `${rate} ${basis}`));
        const told = new Set(
          [r.tariff, ...r.tariff.alternatives].map(({ rate, basis }) => `${rate} ${basis}`),
        );
        expect(told).toEqual(duties);
        expect(r.tariff.certainty).toBe(duties.size > 1 ? "perhaps" : "certain");
        const three = (of: (o: Outcome) => boolean): string =>
          all.every(of) ? "yes" : all.some(of) ? "perhaps" : "no";
        const ban = r.bans.some((item) => !item.perhaps) ? "yes" : r.bans.length > 0 ? "perhaps" : "no";
        // Of several bans each may be lifted and still one of them hold: only then is "perhaps" said for "yes".
        if (entries.filter((e) => e.effect?.type === "ban").length < 2)
          expect(ban).toBe(three((o) => o.banned));
        expect(r.diplomatic.level === "severed").toBe(three((o) => o.severed) !== "no");
      }),
      { numRuns: 1500 },
    );
  });

  it("counts what was known by a day, as it was known: an end that lies later is none", () => {
    fc.assert(
      fc.property(
        ledgers,
        dayBetween("2012-01-15", "2012-04-15"),
        dayBetween("2011-11-25", "2012-04-15"),
        (entries, on, knownOn) => {
          const asKnown = entries
            .filter((entry) => daysOf(entry.known)[0]! <= knownOn)
            .map((entry): LedgerEntry => {
              const [since, until] = entry.valid;
              return until !== null && daysOf(until)[0]! > knownOn
                ? { ...entry, valid: [since, null] }
                : entry;
            });
          // What is pending is what was known of days to come, by knownOn.
          const bare = ({ pending: _, entries: __, ...rest }: ReturnType<typeof ask>) => ({
            ...rest,
            knownOn: null,
          });
          expect(bare(ask(entries, on, knownOn))).toEqual(bare(ask(asKnown, on, null)));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("the table", () => {
  const cells = (
    entries: readonly LedgerEntry[],
    pairs: [string, string][],
    days: string[],
    fallback: boolean,
  ) => {
    const table = regimeTable(pairs, days, { ledger: entries, fallback: fallback ? generalData : null });
    pairs.forEach(([importer, exporter], p) => {
      days.forEach((on, d) => {
        const at = p * days.length + d;
        const r = regime(entries, { importer, exporter, on, ...(fallback ? { fallback: generalData } : {}) });
        const name = `${importer} ${exporter} ${on}`;
        expect(Number.isNaN(table.rate[at]!) ? null : table.rate[at], name).toBe(r.tariff.rate);
        expect(DUTY_BASES[table.basis[at]!], name).toBe(r.tariff.basis);
        expect(table.ban[at], name).toBe(r.bans.some((b) => !b.perhaps) ? 2 : r.bans.length > 0 ? 1 : 0);
        expect(table.severed[at]! > 0, name).toBe(r.diplomatic.level === "severed");
        expect(table.certain[at], name).toBe(r.certainty === "certain" ? 1 : 0);
      });
    });
  };

  it("is what regime says, cell by cell, for any ledger", () => {
    fc.assert(
      fc.property(
        ledgers,
        fc.uniqueArray(dayBetween("2012-01-15", "2012-04-15"), { maxLength: 12 }),
        (entries, days) => cells(entries, [["RUS", "GEO"]], days, false),
      ),
      { numRuns: 200 },
    );
  });

  it("is what regime says, for the embedded ledger with general data", () => {
    const codes = [
      "RUS",
      "GEO",
      "MDA",
      "UKR",
      "DEU",
      "HRV",
      "POL",
      "EUU",
      "USA",
      "CHN",
      "HKG",
      "TUR",
      "KAZ",
      "ARM",
      "XAB",
      "PRK",
      "IND",
      "PAK",
      "BGD",
      "MMR",
      "CUB",
      "LAO",
      "BMU",
      "MCO",
      "SRB",
      "XKX",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.shuffledSubarray(codes, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(dayBetween("1958-01-01", "2016-12-31"), { minLength: 1, maxLength: 15 }),
        (pairs, days) => cells(embeddedLedger(), pairs as [string, string][], days, true),
      ),
      { numRuns: 120 },
    );
  });
});
