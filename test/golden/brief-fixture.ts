/**
 * A Brief made by hand for trying the renderers. ITS NUMBERS ARE INVENTED and its report is written for the purpose.
 * @module
 */
import type { Brief, Trust } from "../../src/contracts/brief.js";
import type { Reading, Span, Statement } from "../../src/contracts/reading.js";
import { entries, regime } from "./fixture-ledger.js";
import { scenarios } from "./fixture-scenarios.js";

const s1 = "Russia stands ready to open its market wider to goods from Georgia";
const q2 = "We were asked to let Georgian goods in, and we did. We are ready to go further.";
const text = [
  `MOSCOW, December 18 (Example Wire) – ${s1}, President Vladimir Putin told reporters on Thursday.`,
  `“${q2}” he said, recalling that Georgia had not stood in the way of Russia’s entry into the WTO.`,
  "Georgia broke off diplomatic relations in 2008. A deal of 2011 cleared the last obstacle.",
  `“${q2}” Putin repeated at the end of the evening.`,
].join("\n");

const span = (part: string, nth = 0): Span => {
  let at = -1;
  for (let n = 0; n <= nth; n++) at = text.indexOf(part, at + 1);
  return [at, at + part.length];
};

const putin = { name: "Vladimir Putin", role: "President", economy: "RUS" };
const said = (
  id: string,
  quote: string | null,
  gist: string,
  where: Span,
  sameAs: string | null,
): Statement => ({
  id,
  speaker: putin,
  verb: "said",
  quote,
  gist,
  span: where,
  sameAs,
});

export const reading: Reading = {
  document: {
    title: "Russia ready to open market wider to Georgian goods",
    outlet: "Example Wire",
    place: "Moscow",
    date: "2014-12-18",
    dateBecause: "18 December was a Thursday in 2014, the first such year after 2011, the latest year named",
    text,
  },
  statements: [
    said("s1", null, "Russia is ready to open its market wider to Georgian goods", span(s1), null),
    said("s2", q2, "Russia let Georgian goods in and is ready to go further", span(q2), null),
    said("s3", q2, "Russia let Georgian goods in and is ready to go further", span(q2, 1), "s2"),
  ],
  moves: [
    {
      id: "m1",
      by: "RUS",
      towards: ["GEO"],
      instrument: "market_access",
      goods: ["all"],
      hs: [],
      rate: null,
      direction: "liberalising",
      status: "ready",
      condition: null,
      inResponseTo: "m3",
      when: null,
      evidence: [span(s1), span("We are ready to go further")],
      confidence: 0.92,
    },
    {
      id: "m2",
      by: "RUS",
      towards: ["GEO"],
      instrument: "market_access",
      goods: ["all"],
      hs: [],
      rate: null,
      direction: "liberalising",
      status: "in_force",
      condition: null,
      inResponseTo: "m3",
      when: null,
      evidence: [span("We were asked to let Georgian goods in, and we did")],
      confidence: 0.8,
    },
    {
      id: "m3",
      by: "GEO",
      towards: ["RUS"],
      instrument: "accession",
      goods: [],
      hs: [],
      rate: null,
      direction: "liberalising",
      status: "in_force",
      condition: null,
      inResponseTo: null,
      when: null,
      evidence: [span("Georgia had not stood in the way of Russia’s entry into the WTO")],
      confidence: 0.7,
    },
  ],
  events: [
    {
      id: "e1",
      kind: "diplomatic_relations_severed",
      parties: ["GEO", "RUS"],
      when: { from: "2008", to: "2008" },
      gist: "Georgia broke off diplomatic relations with Russia",
      evidence: [span("Georgia broke off diplomatic relations in 2008")],
    },
  ],
  claims: [],
  notes: [],
};

const trust: Trust = {
  reportedShare: 0.61,
  cells: [
    {
      exporter: "GEO",
      importer: "RUS",
      usdMillion: 431,
      origin: "reported by the exporter",
      movedPercent: 0.4,
      says: "9.6 % of Georgia’s exports, by the World Factbook; balancing moved it by +0.4 %.",
    },
    {
      exporter: "RUS",
      importer: "GEO",
      usdMillion: 612,
      origin: "imputed",
      movedPercent: 0,
      says: "Filled by gravity: no side reported it.",
    },
  ],
  replacement: {
    exporter: "GEO",
    importer: "RUS",
    worldUsdMillion: 431,
    usdMillion: 274.7,
    source: "Georgia’s customs, 2014",
    says: [
      "The Factbook gives 9.6 % of 4,493 million dollars, that is 431 million.",
      "Georgia’s customs give 274.7 million of 2,861 million in all: another basis.",
    ],
    changes: scenarios.slice(0, 2).flatMap((s) => [
      {
        scenario: s.id,
        figure: "bilateral",
        label: "Georgia’s exports to Russia",
        unit: "usdMillion" as const,
        world: s.figures[0]!.usdMillion.central,
        replaced: s.figures[0]!.usdMillion.central * 0.62,
      },
      {
        scenario: s.id,
        figure: "realIncome",
        label: "Georgia’s real income",
        unit: "percent" as const,
        world: s.effects[0]!.realIncomePercent.central,
        replaced: s.effects[0]!.realIncomePercent.central * 0.66,
      },
    ]),
  },
  leavesOut: [
    "Services, investment and remittances.",
    "Sectors: one good an economy, so wine is not told from ferro-alloys.",
    "Time: it compares two states at rest, not the road between them.",
  ],
  parameters: [
    {
      id: "theta",
      symbol: "θ",
      says: "Trade elasticity",
      central: 5.03,
      distribution: { lognormal: { median: 5.03, sdLog: 0.4 } },
      source: "Head and Mayer (2014), structural estimates by tariffs: median 5.03",
      confidence: "memory",
    },
    {
      id: "kappa",
      symbol: "κ",
      says: "Gross output over value added in goods",
      central: 2.74,
      distribution: { uniform: [2.3, 3.2] },
      source: "computed from Caliendo and Parro (2015), input–output data",
      confidence: "medium",
    },
    {
      id: "cut",
      symbol: "τ̂",
      says: "Factor on the non-tariff cost",
      central: 0.9,
      distribution: { triangular: [0.85, 0.9, 0.95] },
      source: "assumed",
      confidence: "low",
    },
  ],
  closure: { deficits: "additive", numeraire: "world-output" },
  draws: 500,
  seed: 20141218,
  measure: "Real income is spending on goods over its price; the per cent is of that spending, not of GDP.",
};

/** A fresh copy each time, so that a test may change it. */
export function briefFixture(): Brief {
  return structuredClone({
    manifest: {
      gravitas: "0.1.0",
      command: "gravitas brief report.txt",
      input: "0".repeat(64),
      options: { draws: 500, cut: 0.9 },
      base: "world-2014",
      ledger: { entries: 10, sha256: "1".repeat(64) },
      seed: 20141218,
    },
    title: "Russia ready to open market wider to Georgian goods",
    on: "2014-12-18",
    onBecause: reading.document.dateBecause,
    reading,
    said: [
      {
        statements: ["s1"],
        times: 1,
        speaker: putin,
        verb: "told reporters",
        quote: null,
        gist: reading.statements[0]!.gist,
        spans: [reading.statements[0]!.span],
      },
      {
        statements: ["s2", "s3"],
        times: 2,
        speaker: putin,
        verb: "said",
        quote: q2,
        gist: reading.statements[1]!.gist,
        spans: [reading.statements[1]!.span, reading.statements[2]!.span],
      },
    ],
    moves: [
      {
        move: "m1",
        by: "RUS",
        towards: ["GEO"],
        instrument: "market_access",
        direction: "liberalising",
        status: "ready",
        says: "Russia → Georgia: opens its market (all goods)",
        statusSays: "ready, not decided",
        costed: "scenarios a and c",
        matches: [],
        noMatch: null,
        reciprocity: null,
      },
      {
        move: "m2",
        by: "RUS",
        towards: ["GEO"],
        instrument: "market_access",
        direction: "liberalising",
        status: "in_force",
        says: "Russia → Georgia: opens its market (all goods)",
        statusSays: "done",
        costed: "not costed: already in the base",
        matches: [],
        noMatch: null,
        reciprocity: null,
      },
      {
        move: "m3",
        by: "GEO",
        towards: ["RUS"],
        instrument: "accession",
        direction: "liberalising",
        status: "in_force",
        says: "Georgia → Russia: does not impede its entry into the WTO",
        statusSays: "done",
        costed: "not costed: no known effect on trade cost",
        matches: [],
        noMatch: null,
        reciprocity: null,
      },
    ],
    principal: {
      move: "m1",
      importer: "RUS",
      exporter: "GEO",
      goods: ["all"],
      hs: [],
      because: "the only promise of market access that is not yet in force",
    },
    regime,
    findings: [
      "There is little tariff left to cut: what can be liberalised is non-tariff cost.",
      "What can be lost is the preference, as the draft of 30 July 2014 shows.",
    ],
    scenarios,
    trust,
    notes: [],
    entries,
  } satisfies Brief);
}
