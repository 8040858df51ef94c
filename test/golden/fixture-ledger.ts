/**
 * Register and regime of the fixture: a few real facts in short words, made up where a renderer needs variety.
 * @module
 */
import type { LedgerEntry } from "../../src/contracts/ledger.js";
import type { Regime, RegimeItem } from "../../src/contracts/regime.js";

type Part = Partial<LedgerEntry> & Pick<LedgerEntry, "id" | "kind" | "valid" | "summary" | "sources">;

const entry = (part: Part): LedgerEntry => ({
  by: ["RUS"],
  towards: ["GEO"],
  goods: ["all"],
  hs: [],
  instrument: "trade_agreement",
  direction: "neutral",
  effect: null,
  known: part.valid[0],
  according_to: null,
  overrides: [],
  confidence: "high",
  assumes: [],
  note: "",
  ...part,
});

const source = (title: string, publisher: string, date: string | null, url: string | null) => ({
  title,
  publisher,
  date,
  url,
});

const list: LedgerEntry[] = [
  entry({
    id: "geo-rus-fta-1994",
    kind: "agreement",
    valid: ["1994-05-10", null],
    summary: "Free trade agreement between Georgia and Russia.",
    sources: [
      source(
        "Free trade agreement, text",
        "Example treaty series",
        "1994-02-03",
        "https://example.org/fta-1994",
      ),
    ],
    note: "The text allows a list of exceptions; none was found.",
  }),
  entry({
    id: "rus-wto",
    kind: "membership",
    instrument: "accession",
    valid: ["2012-08-22", null],
    summary: "Russia is a member of the WTO.",
    sources: [
      source(
        "Russian Federation: member information",
        "World Trade Organization",
        "2012-08-22",
        "https://example.org/wto?a=1&b=2",
      ),
    ],
  }),
  entry({
    id: "rus-mfn-2014",
    kind: "measure",
    instrument: "tariff",
    valid: ["2014-01-01", "2014-12-31"],
    summary: "Average MFN tariff.",
    sources: [source("World Development Indicators", "World Bank", "2014", null)],
  }),
  entry({
    id: "rus-wine-mfn-2014",
    kind: "measure",
    instrument: "tariff",
    goods: ["wine"],
    hs: ["2204"],
    valid: ["2014-09-01", "2015-09-01"],
    summary: "MFN duty on bottled wine.",
    sources: [
      source("Schedule of concessions", "Example institute", "2012-12-20", "https://example.org/wine-duty"),
    ],
  }),
  entry({
    id: "rus-geo-wine-2013",
    kind: "measure",
    instrument: "sps",
    goods: ["wine", "mineral water"],
    hs: ["2204", "2201"],
    valid: ["2013-06", null],
    summary: "Wine and water admitted again.",
    sources: [
      source("Georgian wine returns to Russia", "Example news", "2013-06", "https://example.org/wine"),
      source("A page whose address is not one", "Example archive", null, null),
    ],
  }),
  entry({
    id: "rus-geo-wine-ban-2006",
    kind: "measure",
    instrument: "import_ban",
    direction: "restrictive",
    goods: ["wine"],
    hs: ["2204"],
    valid: ["2006-03-27", "2013-06"],
    summary: "Ban on wine.",
    sources: [source("Letter of the chief sanitary doctor", "Example gazette", "2006-03-27", null)],
  }),
  entry({
    id: "dipl-break-2008",
    kind: "diplomatic",
    instrument: "diplomatic_relations",
    direction: "restrictive",
    by: ["GEO"],
    towards: ["RUS"],
    goods: [],
    valid: ["2008-09-02", null],
    summary: "Relations severed.",
    sources: [source("Georgia breaks relations", "Example news", "2008-09-02", "https://example.org/break")],
  }),
  entry({
    id: "geo-rus-corridors-2011",
    kind: "agreement",
    valid: ["2011-11-09", null],
    summary: "Customs monitoring on three corridors.",
    sources: [source("Agreement on customs monitoring", "Example foreign ministry", "2011-11-09", null)],
    confidence: "memory",
  }),
  entry({
    id: "rus-geo-fta-suspension-draft",
    kind: "draft",
    direction: "restrictive",
    valid: ["2014-07-30", null],
    summary: "Draft to suspend the free trade agreement.",
    sources: [source("Draft resolution", "Example ministry", "2014-07-30", "https://example.org/draft")],
    confidence: "low",
  }),
  ...(["GEO", "RUS"] as const).map((code) =>
    entry({
      id: `recognition-${code.toLowerCase()}`,
      kind: "recognition",
      instrument: "recognition",
      by: [code],
      towards: ["XAB", "XSO"],
      goods: [],
      valid: ["2008-08-26", null],
      according_to: code,
      summary: "Status of Abkhazia and South Ossetia.",
      sources: [source("Statement", "Example foreign ministry", "2008-08-26", null)],
    }),
  ),
];

const item = (id: string, says: string, extra: Partial<RegimeItem> = {}): RegimeItem => {
  const from = list.find((e) => e.id === id)!;
  return {
    entry: id,
    says,
    goods: from.goods,
    since: from.valid[0],
    until: from.valid[1],
    accordingTo: from.according_to,
    ...extra,
  };
};

export const entries: Record<string, LedgerEntry> = Object.fromEntries(list.map((e) => [e.id, e]));

export const regime: Regime = {
  importer: "RUS",
  exporter: "GEO",
  on: "2014-12-18",
  goods: ["all"],
  hs: [],
  view: null,
  knownOn: null,
  certainty: "certain",
  tariff: {
    rate: 0,
    basis: "preference",
    certainty: "certain",
    alternatives: [],
    because: ["geo-rus-fta-1994"],
    mfn: {
      rate: 0.0807,
      measure: "simple mean of tariff lines",
      because: ["rus-mfn-2014"],
      disagree: [{ rate: 0.084, according: "World Tariff Profiles 2015", note: "another count of lines" }],
    },
    lines: [
      {
        goods: "wine",
        hs: ["2204"],
        rate: 0,
        basis: "preference",
        because: ["geo-rus-fta-1994"],
        mfn: {
          rate: 0.1625,
          measure: "bound path, computed",
          because: ["rus-wine-mfn-2014"],
          disagree: [],
        },
      },
    ],
    assumptions: ["Zero on all goods is an assumption: the agreement allows exceptions, none was found."],
  },
  bans: [],
  quotas: [],
  conditions: [
    item(
      "rus-geo-wine-2013",
      "Wine and mineral water admitted again, each label registered, after the bans of 2006.",
    ),
  ],
  agreements: [
    item(
      "geo-rus-fta-1994",
      "Free trade agreement: no duties either way on goods that originate in the other.",
    ),
    item("geo-rus-corridors-2011", "Swiss-brokered agreement on customs monitoring along three corridors."),
  ],
  memberships: [item("rus-wto", "Russia is in the WTO, as Georgia has been since 14 June 2000.")],
  diplomatic: {
    level: "severed",
    items: [item("dipl-break-2008", "Diplomatic relations severed by Georgia.")],
  },
  territories: [
    item("recognition-geo", "Abkhazia and South Ossetia: parts of Georgia, occupied by Russia."),
    item("recognition-rus", "Abkhazia and South Ossetia: independent states."),
  ],
  pending: [
    item(
      "rus-geo-fta-suspension-draft",
      "Draft to suspend the free trade agreement, published, not adopted.",
    ),
  ],
  history: [item("rus-geo-wine-ban-2006", "Ban on Georgian wine.")],
  overridden: [
    {
      entry: "rus-mfn-2014",
      by: "geo-rus-fta-1994",
      why: "the preference applies to goods that originate in Georgia",
    },
  ],
  reading: ["Georgian goods already enter Russia duty-free."],
  entries,
  warnings: [],
};
