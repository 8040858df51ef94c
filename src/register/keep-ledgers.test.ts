import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../contracts/ledger.js";
import {
  diffLedgers,
  embeddedLedger,
  gtaRows,
  inspectLedger,
  ledgerFaults,
  stackLedgers,
  timeline,
} from "./index.js";

const ledger = embeddedLedger();
const byId = (id: string): LedgerEntry => ledger.find((entry) => entry.id === id)!;

describe("ledgers that stack", () => {
  const own = { ...byId("rus-geo-wine-ban-2006"), summary: "As I see it." };
  it("a later layer replaces by id and says so", () => {
    const stacked = stackLedgers([
      { layer: "embedded", entries: ledger },
      { layer: "own.yaml", entries: [own] },
    ]);
    expect(stacked.entries).toHaveLength(ledger.length);
    expect(stacked.layerOf.get(own.id)).toBe("own.yaml");
    expect(stacked.replaced).toEqual([{ id: own.id, layer: "embedded", by: "own.yaml" }]);
  });

  it("differences are told by field", () => {
    const other = { ...own, valid: ["2006-03-27", "2013-07"] as [string, string] };
    const diff = diffLedgers([own, byId("war-2008")], [other, byId("geo-wto")]);
    expect(diff.added.map((e) => e.id)).toEqual(["geo-wto"]);
    expect(diff.removed.map((e) => e.id)).toEqual(["war-2008"]);
    expect(diff.changed).toEqual([
      { id: own.id, fields: [{ field: "valid[1]", before: "2013-06", after: "2013-07" }] },
    ]);
    expect(diffLedgers(ledger, ledger)).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe("every problem of a ledger", () => {
  it("is told with its line", () => {
    const text = "- id: x\n  kind: mesure\n  by: [RUX]\n- id: y\n  valid: [2006, null]\n";
    const { problems, entries } = inspectLedger(text, "own.yaml");
    expect(entries).toEqual([]);
    expect(problems.map((p) => p.place?.line)).toEqual(expect.arrayContaining([2, 5]));
    expect(problems.length).toBeGreaterThanOrEqual(4);
    expect(problems.map((p) => p.message).join(" ")).toContain("an entry needs");
  });

  it("includes references that lead nowhere, all of them", () => {
    const lost = { ...byId("geo-wto"), overrides: ["nope", "neither"] };
    expect(ledgerFaults([{ file: "own.yaml", entries: [lost] }])).toHaveLength(2);
  });
});

describe("timelines", () => {
  const shown = timeline(ledger, { a: "RUS", b: "Georgia" });
  const item = (id: string) => shown.items.find((one) => one.entry === id)!;

  it("keeps dates no more exact than they are known", () => {
    expect(item("rus-geo-wine-ban-2006")).toMatchObject({
      group: "bans",
      mark: false,
      starts: ["2006-03-27", "2006-03-27"],
      ends: ["2013-06-01", "2013-06-30"],
    });
    expect(item("war-2008").mark).toBe(true);
  });

  it("has everybody's view of the territories, or only one side's", () => {
    const views = (of: typeof shown) => of.items.flatMap((one) => one.accordingTo ?? []);
    expect(new Set(views(shown))).toEqual(new Set(["GEO", "RUS", "NIC", "VEN", "NRU"]));
    expect(new Set(views(timeline(ledger, { a: "RUS", b: "GEO", view: "GEO" })))).toEqual(new Set(["GEO"]));
  });

  it("forgets what was not known yet, ends too", () => {
    const then = timeline(ledger, { a: "RUS", b: "GEO", knownOn: "2010-01-01" });
    const ban = then.items.find((one) => one.entry === "rus-geo-wine-ban-2006")!;
    expect(ban.until).toBeNull();
    expect(then.items.some((one) => one.entry === "rus-geo-wine-2013")).toBe(false);
  });

  it("refuses what is no span and no pair", () => {
    expect(() => timeline(ledger, { a: "RUS", b: "RUS" })).toThrow(/two economies/);
    expect(() => timeline(ledger, { a: "RUS", b: "GEO", from: "2010-01-01", to: "2010-01-01" })).toThrow(
      /after the start/,
    );
    expect(() => timeline(ledger, { a: "RUS", b: "GEO", from: "2010-02-30" })).toThrow(/YYYY-MM-DD/);
  });
});

describe("in the Global Trade Alert's columns", () => {
  const rows = gtaRows(ledger);
  it("a ban is red and an admission green, of the type of what it lifts", () => {
    const row = (id: string) => rows.find((one) => one.state_act === id)!;
    expect(row("rus-geo-wine-ban-2006")).toMatchObject({
      intervention_type: "Import ban",
      mast: "A1",
      evaluation: "Red",
      announced: "2006-03-25",
      implemented: "2006-03-27",
      removed: "2013-06",
      implementing_jurisdiction: "Russia",
      affected_jurisdiction: "Georgia",
      hs: "2204 2205",
    });
    expect(row("rus-geo-wine-2013")).toMatchObject({ intervention_type: "Import ban", evaluation: "Green" });
  });
  it("statements, drafts, relations and mean rates are no interventions", () => {
    const listed = new Set(rows.map((one) => one.state_act));
    for (const id of ["geo-wto", "war-2008", "rus-mfn-2014", "geo-rus-fta-suspension-draft-2014"])
      expect(listed.has(id)).toBe(false);
  });
});
