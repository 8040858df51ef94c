/**
 * The register against slow, obvious evaluators: validity by trying every day that a date can mean, duties and bans
 * by walking the list of entries with nested loops. Then what must not matter: order, strangers' entries, days
 * between two dates of the ledger.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../src/contracts/ledger.js";
import type { Regime } from "../../src/contracts/regime.js";
import { embeddedLedger, regime, validOn } from "../../src/register/index.js";
import { DAY, dayBetween, daysOf, iso, time } from "./calendar-days.js";

const partial = (from: string, to: string) =>
  fc.tuple(dayBetween(from, to), fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));

describe("validOn", () => {
  it("agrees with trying every day that the dates can mean", () => {
    const dates = partial("2011-11-01", "2013-03-31");
    fc.assert(
      fc.property(dates, fc.option(dates), dayBetween("2011-01-01", "2014-01-31"), (start, end, day) => {
        // An end lies after its start, so only such pairs of days are meant.
        let holds = 0;
        let meant = 0;
        const ends = end === null ? ["9999-12-31"] : daysOf(end);
        for (const since of daysOf(start)) {
          for (const until of ends) {
            if (since >= until) continue;
            meant++;
            if (since <= day && day < until) holds++;
          }
        }
        fc.pre(meant > 0);
        const all = holds === meant;
        const some = holds > 0;
        expect(validOn({ valid: [start, end] }, day)).toBe(all ? "yes" : some ? "perhaps" : "no");
      }),
      { numRuns: 500 },
    );
  });
});

const ECONOMIES = ["RUS", "GEO", "MDA"] as const;
const CODES = ["22", "2204", "2201", "220421", "08", "0805"] as const;
const ASKED = ["2204", "220421", "2201", "0805", "0902"] as const;

const span = fc
  .tuple(dayBetween("2010-01-01", "2010-01-10"), fc.option(fc.integer({ min: 1, max: 20 })))
  .map(([start, length]): [string, string | null] => [
    start,
    length === null ? null : iso(time(start) + length * DAY),
  ]);

const base: Omit<LedgerEntry, "id" | "by" | "towards" | "goods" | "hs" | "valid" | "effect" | "overrides"> = {
  kind: "measure",
  instrument: "tariff",
  direction: "neutral",
  known: "2009",
  according_to: null,
  summary: "An entry.",
  sources: [{ title: "A source", publisher: "A publisher", date: null, url: null }],
  confidence: "high",
  assumes: [],
  note: "",
};

const goods: fc.Arbitrary<Pick<LedgerEntry, "goods" | "hs">> = fc.oneof(
  fc.constant({ goods: ["all"] as string[], hs: [] as string[] }),
  fc
    .subarray([...CODES], { minLength: 1, maxLength: 2 })
    .map((hs) => ({ goods: ["some"], hs: hs as string[] })),
);

const shape = fc.constantFrom("mfn", "preference", "union", "ban", "admission", "suspension", "draft");

/** Ledgers of up to twelve entries among three economies, within a few weeks, so that everything meets. */
const ledgers = fc
  .array(
    fc.record({
      shape,
      two: fc.oneof(
        { weight: 4, arbitrary: fc.constant(["RUS", "GEO"]) },
        fc.shuffledSubarray<string>([...ECONOMIES], { minLength: 2, maxLength: 2 }),
      ),
      what: goods,
      valid: span,
      rate: fc.integer({ min: 0, max: 20 }),
      names: fc.uniqueArray(fc.nat(11), { minLength: 2, maxLength: 8 }),
    }),
    { minLength: 3, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map((draft, n): LedgerEntry => {
      const [by, towards] = draft.two as [string, string];
      const targets = draft.names.filter((m) => m !== n && m < drafts.length).map((m) => `e${m}`);
      const one = {
        ...base,
        ...draft.what,
        id: `e${n}`,
        by: [by],
        towards: [towards],
        valid: draft.valid,
        overrides: [] as string[],
        effect: null,
      };
      const both = { by: [by, towards], towards: [towards, by] };
      const rate = draft.rate / 100;
      if (draft.shape === "mfn")
        return {
          ...one,
          towards: ["all"],
          effect: { type: "tariff", basis: "mfn", rate, measure: "m", disagree: [] },
        };
      if (draft.shape === "preference")
        return {
          ...one,
          ...both,
          kind: "agreement",
          effect: { type: "tariff", basis: "preference", rate, measure: "p", disagree: [] },
        };
      if (draft.shape === "union")
        return {
          ...one,
          ...both,
          goods: ["all"],
          hs: [],
          kind: "institution",
          effect: { type: "customs_union", name: "U" },
        };
      if (draft.shape === "ban") return { ...one, effect: { type: "ban", flow: "import" } };
      if (draft.shape === "admission") return { ...one, effect: { type: "admission", lifts: targets } };
      return {
        ...one,
        kind: draft.shape === "draft" ? "draft" : "measure",
        effect: null,
        overrides: targets,
      };
    }),
  );

const ask = (entries: readonly LedgerEntry[], on: string, hs: string | null): Regime =>
  regime(entries, { importer: "RUS", exporter: "GEO", on, goods: hs === null ? ["all"] : [hs] });

const holds = (entry: LedgerEntry, on: string): boolean =>
  entry.valid[0] <= on && (entry.valid[1] === null || on < entry.valid[1]);
const isOn = (entry: LedgerEntry, code: string): boolean => {
  if (entry.hs.length === 0) return entry.goods.includes("all");
  for (let n = 2; n <= code.length; n += 2) if (entry.hs.includes(code.slice(0, n))) return true;
  return false;
};
const binds = (entry: LedgerEntry): boolean =>
  entry.by.includes("RUS") && (entry.towards.includes("GEO") || entry.towards.includes("all"));

/** What the rules of docs/register.md say, word for word, for one HS code on one day. */
function slowly(entries: readonly LedgerEntry[], on: string, code: string) {
  const live = entries.filter((entry) => entry.kind !== "draft" && binds(entry) && holds(entry, on));
  let rate: number | null = null;
  let basis = "unknown";
  let longest = -1;
  let latest = "";
  for (const entry of live) {
    if (entry.effect?.type !== "tariff" || entry.effect.basis !== "mfn" || !isOn(entry, code)) continue;
    const length = Math.max(0, ...entry.hs.map((h) => h.length));
    if (length > longest || (length === longest && entry.valid[0] > latest)) {
      [longest, latest, rate, basis] = [length, entry.valid[0], entry.effect.rate, "mfn"];
    }
  }
  let best: number | null = null;
  for (const entry of live) {
    if (entry.effect?.type !== "tariff" || entry.effect.basis !== "preference" || !isOn(entry, code))
      continue;
    let isSetAside = false;
    for (const other of live) if (other.overrides.includes(entry.id) && isOn(other, code)) isSetAside = true;
    if (!isSetAside && (best === null || entry.effect.rate < best)) best = entry.effect.rate;
  }
  if (best !== null) [rate, basis] = [best, "preference"];
  for (const entry of live) if (entry.effect?.type === "customs_union") [rate, basis] = [0, "customs_union"];
  const bans: string[] = [];
  for (const ban of live) {
    if (ban.effect?.type !== "ban") continue;
    if (!isOn(ban, code) && !ban.hs.some((h) => h.startsWith(code))) continue;
    let isLifted = false;
    for (const other of live)
      if (other.effect?.type === "admission" && other.effect.lifts.includes(ban.id) && isOn(other, code))
        isLifted = true;
    if (!isLifted) bans.push(ban.id);
  }
  return { rate, basis, bans: bans.sort() };
}

/** Two MFN rates of one length and day are a contradiction in the ledger, not a rule to test. */
function isContradictory(entries: readonly LedgerEntry[]): boolean {
  const keys = entries
    .filter((entry) => entry.effect?.type === "tariff" && entry.effect.basis === "mfn")
    .map((entry) => `${entry.valid[0]} ${Math.max(0, ...entry.hs.map((h) => h.length))} ${entry.by}`);
  return new Set(keys).size < keys.length;
}

describe("regime", () => {
  it("agrees with the slow evaluator on duty, basis and bans, day by day", () => {
    fc.assert(
      fc.property(
        ledgers,
        fc.constantFrom(...ASKED),
        dayBetween("2009-12-31", "2010-01-31"),
        (entries, code, on) => {
          fc.pre(!isContradictory(entries));
          const fast = ask(entries, on, code);
          const slow = slowly(entries, on, code);
          expect({
            rate: fast.tariff.rate,
            basis: fast.tariff.basis,
            bans: fast.bans.map((ban) => ban.entry).sort(),
          }).toEqual(slow);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("does not depend on the order of the entries, nor on entries between others", () => {
    fc.assert(
      fc.property(
        ledgers,
        fc.infiniteStream(fc.nat()),
        dayBetween("2010-01-01", "2010-01-31"),
        (entries, keys, on) => {
          const shuffled = entries
            .map((entry) => ({ entry, key: keys.next().value }))
            .sort((a, b) => a.key - b.key);
          const stranger: LedgerEntry = {
            ...entries[0]!,
            id: "stranger",
            by: ["JPN"],
            towards: ["CHL"],
            overrides: [],
            effect: { type: "ban", flow: "import" },
          };
          expect(ask([...shuffled.map(({ entry }) => entry), stranger], on, null)).toEqual(
            ask(entries, on, null),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("changes only on a date that the ledger names", () => {
    const ledger = embeddedLedger();
    const dates = [
      ...new Set(ledger.flatMap((entry) => [...entry.valid, entry.known]).filter((d) => d !== null)),
    ];
    fc.assert(
      fc.property(
        dayBetween("1992-01-02", "2016-12-30"),
        fc.constantFrom(null, "2204", "2201", "0805"),
        (on, code) => {
          const before = iso(time(on) - DAY);
          fc.pre(
            !dates.some((date) => date.startsWith(on) || on.startsWith(date) || before.startsWith(date)),
          );
          const bare = (r: Regime) => ({
            ...r,
            on: "",
            warnings: [],
            tariff: { ...r.tariff, assumptions: [] },
          });
          expect(bare(ask(ledger, on, code))).toEqual(bare(ask(ledger, before, code)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("answers for any pair and day of its range, naming only entries that it shows", () => {
    const ledger = embeddedLedger();
    const codes = ["RUS", "GEO", "MDA", "DEU", "EUU", "USA", "KAZ", "ARM", "XAB", "TUR", "UKR", "CHE"];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(codes, { minLength: 2, maxLength: 2 }),
        dayBetween("1992-01-01", "2016-12-31"),
        ([importer, exporter], on) => {
          const r = regime(ledger, { importer: importer!, exporter: exporter!, on });
          const items = [
            r.bans,
            r.quotas,
            r.conditions,
            r.agreements,
            r.memberships,
            r.diplomatic.items,
            r.territories,
            r.pending,
            r.history,
          ].flat();
          for (const item of items) expect(r.entries).toHaveProperty([item.entry]);
          for (const item of [...r.bans, ...r.agreements, ...r.memberships]) {
            expect(validOn(r.entries[item.entry]!, on)).toBe(item.perhaps ? "perhaps" : "yes");
          }
          for (const item of r.history) expect(validOn(r.entries[item.entry]!, on)).toBe("no");
        },
      ),
      { numRuns: 200 },
    );
  });
});
