/**
 * Scenarios of the fixture. ALL NUMBERS ARE INVENTED: plausible sizes for trying the renderers, nothing computed.
 * @module
 */
import type {
  BilateralEffect,
  BriefFigure,
  BriefScenario,
  EconomyEffect,
  Ranged,
} from "../../src/contracts/brief.js";
import { economies } from "../../src/economies/index.js";

const ranged = (central: number, spread = 0.45): Ranged => ({
  central,
  low: central - Math.abs(central) * spread,
  high: central + Math.abs(central) * spread * 1.4,
});

function figure(id: string, label: string, before: number, percent: number): BriefFigure {
  const usd = (before * percent) / 100;
  return { id, label, before, after: before + usd, percent: ranged(percent), usdMillion: ranged(usd) };
}

/** A number in [0, 1) that depends on the code only. */
function hash(code: string): number {
  let h = 7;
  for (const c of code) h = (h * 31 + c.charCodeAt(0)) % 9973;
  return h / 9973;
}

const neighbours: Readonly<Record<string, number>> = {
  GEO: 0.21,
  RUS: 0.0011,
  UKR: -0.0031,
  TUR: -0.0017,
  AZE: -0.0042,
  ARM: 0.0019,
  MDA: -0.0105,
  BLR: -0.0028,
  DEU: -0.00006,
  CHN: -0.00009,
  BGR: 0.0008,
  USA: -0.00002,
  MLT: 0.0006,
  SGP: -0.0004,
};

const skipped = new Set(["ATA", "PRK", "ESH", "GRL", "SOM", "XAB", "XSO"]);

function effects(factor: number): EconomyEffect[] {
  const list = economies
    .filter((e) => e.kind === "economy" && !skipped.has(e.code))
    .map((e): EconomyEffect => {
      const base = neighbours[e.code] ?? (hash(e.code) - 0.55) * 0.0012;
      const percent = base * factor;
      const spending =
        e.code === "GEO" ? 15_000 : e.code === "RUS" ? 900_000 : 2_000 + hash(`${e.code}s`) * 400_000;
      const usd = (percent / 100) * spending;
      return {
        economy: e.code,
        name: e.name,
        realIncomePercent: ranged(percent),
        usdMillion: ranged(usd),
        percentOfGdp: e.code === "TWN" ? null : ranged(percent * 0.9),
      };
    });
  const principals = ["GEO", "RUS"].map((code) => list.find((e) => e.economy === code)!);
  const others = list.filter((e) => !["GEO", "RUS"].includes(e.economy));
  others.sort((a, b) => Math.abs(b.usdMillion.central) - Math.abs(a.usdMillion.central));
  return [...principals, ...others];
}

function bilateral(factor: number): BilateralEffect[] {
  const rows: [string, string, number, number, string][] = [
    ["GEO", "RUS", 431, 68, "reported by the exporter"],
    ["UKR", "RUS", 9_800, -0.31, "reported by both"],
    ["MDA", "RUS", 424, -0.52, "reported by the exporter"],
    ["AZE", "RUS", 640, -0.4, "imputed"],
    ["TUR", "RUS", 5_900, -0.22, "reported by the importer"],
    ["GEO", "AZE", 544, -6.2, "reported by the exporter"],
    ["GEO", "ARM", 288, -5.9, "reported by both"],
    ["GEO", "TUR", 239, -5.4, "imputed"],
    ["GEO", "USA", 206, -4.8, "imputed"],
  ];
  return rows.map(([exporter, importer, before, percent, origin]) => ({
    exporter,
    importer,
    before,
    after: before * (1 + (percent * factor) / 100),
    percent: ranged(percent * factor),
    usdMillion: ranged((before * percent * factor) / 100),
    origin,
  }));
}

function extremes(list: readonly EconomyEffect[], sign: 1 | -1): string[] {
  return list
    .slice(2)
    .filter((e) => e.usdMillion.central * sign > 0)
    .slice(0, 4)
    .map((e) => e.economy);
}

function scenario(
  id: string,
  factor: number,
  parts: Pick<BriefScenario, "title" | "says" | "moves" | "shock" | "assumptions">,
): BriefScenario {
  const list = effects(factor);
  return {
    id,
    ...parts,
    scenario: {
      title: parts.title,
      base: "world-2014",
      model: "one-sector",
      parameters: { theta: { lognormal: { median: 5.03, sdLog: 0.4 } }, deficits: "additive" },
      shocks: [],
      uncertainty: { draws: 500, seed: 20141218 },
    },
    converged: true,
    because: null,
    residual: factor === 0 ? 0 : 3.1e-13,
    iterations: factor === 0 ? 0 : 212,
    drawsFailed: 0,
    figures: [
      figure("bilateral", "Georgia’s exports to Russia", 431, 68 * factor),
      figure("exports", "Georgia’s exports in all", 4493, 5.4 * factor),
      figure("imports", "Russia’s imports in all", 323_900, 0.052 * factor),
      figure("revenue", "Russia’s tariff revenue", 21_400, factor < 0 ? 0.04 : -0.009 * factor),
    ],
    effects: list,
    gainers: extremes(list, 1),
    losers: extremes(list, -1),
    bilateral: factor === 0 ? [] : bilateral(factor),
  };
}

const cell = { exporter: "GEO", importer: "RUS" };

export const scenarios: BriefScenario[] = [
  scenario("a", 1, {
    title: "Non-tariff cost cut by a tenth",
    says: "The cost of bringing Georgian goods into Russia, tariffs aside, falls by 10 % (a factor of 0.90).",
    moves: ["m1"],
    shock: {
      title: "Non-tariff cost cut by a tenth",
      cells: [{ ...cell, kind: "iceberg", before: 1, after: 0.9 }],
      assumptions: [],
      notCosted: [],
    },
    assumptions: [
      {
        id: "tau",
        says: "The promise gives no size; a cut of a tenth is assumed, drawn from 5 to 15 %.",
        source: "assumed (option --cut)",
      },
      { id: "goods", says: "The cut falls on all goods alike.", source: "assumed" },
    ],
  }),
  scenario("b", -0.38, {
    title: "The preference is lost",
    says: "Russia applies its MFN tariff (8.07 % on average) instead of zero, as the draft of 30 July 2014 proposed.",
    moves: [],
    shock: {
      title: "The preference is lost",
      cells: [{ ...cell, kind: "tariff", before: 0, after: 0.0807 }],
      assumptions: [],
      notCosted: [],
    },
    assumptions: [
      {
        id: "mfn",
        says: "The simple mean of tariff lines stands for the duty that Georgian goods would meet.",
        source: "World Development Indicators, 2014; other sources say 7.8 to 8.4 %",
      },
    ],
  }),
  scenario("c", 0, {
    title: "Nothing changes",
    says: "Readiness is not a measure: until something is decided, trade goes on as it was.",
    moves: ["m1"],
    shock: { title: "Nothing changes", cells: [], assumptions: [], notCosted: [] },
    assumptions: [],
  }),
];
