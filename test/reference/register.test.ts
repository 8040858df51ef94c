/**
 * The ledger against the facts that were gathered for it: rates, starts and ends, WTO days. Ours may be less exact
 * (a month where the fact has a day), never other.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { generalTables } from "../../src/register/general.generated.js";
import { embeddedLedger, regime, validOn } from "../../src/register/index.js";

const folder = join(process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"), "facts");
const check = (name: string, test: () => void) =>
  it(name, (context) => {
    if (!existsSync(folder)) context.skip("the reference folder is absent (set GRAVITAS_SHARED)");
    test();
  });

interface Fact {
  id: string;
  effect: { tariff?: number | string } | null;
  valid_from: string;
  valid_to: string | null;
}

/** Our id for a fact's, where they differ. */
const ours: Readonly<Record<string, string>> = {
  "so-ceasefire-1992": "south-ossetia-ceasefire-1992",
  "diplomatic-1992": "geo-rus-relations-1992",
  "geo-cis-membership": "geo-cis",
  "cis-abkhazia-1996": "cis-abkhazia-sanctions-1996",
  "geo-wto-application": "geo-wto-application-1996",
  "rus-visa-2000": "rus-geo-visas-2000",
  "geo-consent-2004": "geo-wto-consent-2004",
  "rus-water-ban-2006": "rus-geo-water-ban-2006",
  "geo-consent-withdrawn-2006": "geo-wto-consent-withdrawn-2006",
  "rus-blockade-2006": "rus-geo-blockade-2006",
  "rus-mda-wine-return-2007": "rus-mda-wine-2007",
  "rus-leaves-abkhazia-sanctions": "rus-abkhazia-sanctions-end-2008",
  "rus-flights-2008": "rus-geo-flights-2008",
  "recognition-rus": "rus-recognises-2008",
  "dipl-break-2008": "geo-rus-break-2008",
  "recognition-nic": "nic-recognises-2008",
  "geo-occupied-territories-law": "geo-occupied-territories-law-2008",
  "geo-tur-fta": "geo-tur-fta-2008",
  "swiss-sections-2009": "che-protecting-power-2009",
  "recognition-ven": "ven-recognises-2009",
  "recognition-nru": "nru-recognises-2009",
  "cu-2010": "cu-rus-blr-kaz-2010",
  "lars-open-2010": "rus-geo-lars-open-2010",
  "geo-rus-corridors-2011": "geo-rus-deal-2011",
  "geo-visa-2012": "geo-rus-visas-2012",
  "talks-2012": "geo-rus-talks-2012",
  "rus-geo-fta-suspension-draft": "geo-rus-fta-suspension-draft-2014",
  "eu-us-sanctions-2014": "eu-us-rus-sanctions-2014",
  "eu-aa-mda": "eu-mda-dcfta-2014",
  "eu-geo-dcfta": "eu-geo-dcfta-2014",
  "flights-2014": "rus-geo-flights-2014",
  "eaeu-treaty": "eaeu-2015",
  "arm-eaeu": "arm-eaeu-2015",
  "kgz-eaeu": "kgz-eaeu-2015",
  "geo-demand-2005": "geo-wto-condition-2005",
  "eu-gsp-plus-geo": "eu-geo-gsp-plus-2006",
  "rus-geo-plants-ban-2005": "rus-geo-plants-ban-2006",
  "geo-tariff": "geo-mfn-2013",
  "rus-ties-abkhazia-so-2008": "rus-ties-abkhazia-south-ossetia-2008",
  "geo-cis-exit-notice": "geo-cis-exit-notice-2008",
  "non-recognition": "geo-holds-abkhazia-south-ossetia",
  "dipl-announced-2008": "geo-rus-break-announced-2008",
  "air-2010": "rus-geo-air-2010",
  "rus-wto-package-2011": "rus-wto-terms-2011",
  "rus-bound-2014": "rus-bound",
  "rus-xab-trade": "rus-abkhazia-trade-2013",
  "eu-geo-initialled": "eu-geo-initialled-2013",
  "crimea-2014": "rus-crimea-2014",
  "eu-parliament-consent": "eu-geo-parliament-consent-2014",
  "putin-2014-12-18": "rus-ready-to-open-2014",
  "abashidze-answer-2014": "geo-answer-on-meeting-2014",
  "putin-visas-2015": "rus-ready-on-visas-2015",
  "eu-aa-ukr": "eu-ukr-dcfta-2016",
};

/** Facts that an entry tells of beside its own: the same demand repeated, the end of a membership. */
const within: Readonly<Record<string, string>> = {
  "geo-condition-2006": "geo-wto-condition-2005",
  "geo-condition-2010": "geo-wto-condition-2005",
  "geo-offer-2011": "geo-wto-condition-2005",
  "dipl-parliament-2008": "geo-rus-break-announced-2008",
  "geo-cis-exit": "geo-cis",
};

/** Entries whose dates we chose otherwise, each with its reason in the entry's note. */
const chosen = [
  "geo-veto-resolution-2002",
  "rus-geo-plants-ban-2006",
  "nic-recognises-2008",
  "eu-ukr-preferences-2014",
  "eu-geo-gsp-plus-2006",
  "geo-mfn-2013",
  "geo-holds-abkhazia-south-ossetia",
  "geo-rus-break-announced-2008",
];

/** Agreements that count from another day than their entry into force: that of their duties, or of an older union. */
const otherDays = ["sacu", "comesa", "eac", "cefta2006", "chn-hkg", "chn-mac", "geo-cis-others"];

const facts = (): Fact[] =>
  readFileSync(join(folder, "ledger.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const table = (name: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(join(folder, name), "utf8"), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe("the ledger against the gathered facts", () => {
  const byId = new Map(embeddedLedger().map((entry) => [entry.id, entry]));

  check("has each of them, in an entry of its own or within another's time", () => {
    expect(facts()).toHaveLength(92);
    for (const fact of facts()) {
      const folded = within[fact.id];
      const entry = byId.get(folded ?? ours[fact.id] ?? fact.id);
      expect(entry, fact.id).toBeDefined();
      if (folded === undefined) continue;
      const [from, to] = entry!.valid;
      expect(from! <= fact.valid_from && fact.valid_from <= (to ?? "9"), fact.id).toBe(true);
    }
  });

  check("has each agreement with its days, and each mean tariff", () => {
    const agreements = new Map(generalTables.agreements.map((one) => [one.id, one]));
    for (const row of table("agreements.csv")) {
      // Those who joined are parties of the agreement itself, from their day.
      const whole = /^eu-\d{4}$/.test(row.id!) ? "eu" : null;
      if (/^eaeu-/.test(row.id!)) {
        const since = byId.get(`${row.id!.slice(5)}-eaeu-2015`)?.valid[0];
        expect(row.in_force!.startsWith(since ?? "never"), row.id).toBe(true);
        continue;
      }
      const agreement = agreements.get(whole ?? row.id!);
      expect(agreement, row.id).toBeDefined();
      if (whole === null) {
        if (!otherDays.includes(row.id!)) expect(agreement!.since, row.id).toBe(row.in_force || null);
        continue;
      }
      const parties = new Map(agreement!.sides.flat().map(([code, since]) => [code, since]));
      for (const code of row.members!.split(";"))
        expect(parties.get(code) ?? agreement!.since, `${row.id} ${code}`).toBe(row.in_force);
    }
    const means = new Map(generalTables.mfn.map((row) => [`${row[0]} ${row[1]}`, row[2]]));
    for (const row of table("mfn-tariffs.csv")) {
      // Members of the European Union have its tariff.
      const importer = row.customs_union === "EU" ? "EUU" : row.economy!;
      expect(means.get(`${importer} ${row.year}`), row.economy).toBeCloseTo(
        Number(row.simple_mfn_applied_all) / 100,
        12,
      );
    }
  });

  check("has the dates and rates of the facts, at most less exact", () => {
    let compared = 0;
    for (const fact of facts()) {
      const entry = byId.get(ours[fact.id] ?? fact.id);
      if (entry === undefined || chosen.includes(entry.id)) continue;
      compared++;
      const agrees = (mine: string | null, theirs: string | null) =>
        mine === theirs || (theirs ?? "").startsWith(mine ?? "never");
      expect(agrees(entry.valid[0], fact.valid_from), `${entry.id} from`).toBe(true);
      if (fact.valid_to !== null && entry.effect?.type !== "tariff") {
        expect(agrees(entry.valid[1], fact.valid_to), `${entry.id} to`).toBe(true);
      }
      if (typeof fact.effect?.tariff === "number" && entry.effect?.type === "tariff") {
        expect(entry.effect.rate, entry.id).toBe(fact.effect.tariff);
      }
    }
    expect(compared).toBeGreaterThanOrEqual(79);
  });

  check("has every member of the WTO from its day", () => {
    const members = embeddedLedger().filter(
      (entry) => entry.effect?.type === "member" && entry.effect.of === "WTO",
    );
    for (const { economy, wto_member_since: since } of table("wto-members.csv")) {
      const entry = members.find((one) => one.by.includes(economy!));
      if (!/^\d{4}-\d{2}-\d{2}$/.test(since!)) expect(entry, economy).toBeUndefined();
      else expect(entry?.valid[0], economy).toBe(since);
    }
  });

  check("finds the mean tariffs of Russia in 2014 and Georgia in 2013", () => {
    const rows = table("mfn-tariffs.csv");
    for (const [importer, exporter, on] of [
      ["RUS", "GEO", "2014-12-18"],
      ["GEO", "RUS", "2013-12-18"],
    ] as const) {
      const percent = Number(rows.find((row) => row.economy === importer)!.simple_mfn_applied_all);
      const { tariff } = regime(embeddedLedger(), { importer, exporter, on });
      expect(tariff.mfn!.rate).toBeCloseTo(percent / 100, 12);
    }
  });

  check("has the state of 18 December 2014 of the facts that were in force", () => {
    const day = "2014-12-18";
    for (const fact of facts()) {
      const entry = byId.get(ours[fact.id] ?? fact.id);
      if (entry === undefined || chosen.includes(entry.id)) continue;
      const status = (fact as Fact & { status: string }).status;
      if (status === "in_force" || status === "threatened") expect(validOn(entry, day), entry.id).toBe("yes");
      if (status === "ended" || status === "withdrawn" || status === "announced")
        expect(validOn(entry, day), entry.id).toBe("no");
    }
  });
});
