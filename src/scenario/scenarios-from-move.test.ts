import { describe, expect, it } from "vitest";
import type { Move } from "../contracts/reading.js";
import type { Regime } from "../contracts/regime.js";
import { type Principal, principalMove, tradeOf } from "./principal-move.js";
import { type ScenarioSizes, scenariosFromMove } from "./scenarios-from-move.js";

const world = ["CHN", "DEU", "FRA", "GEO", "RUS", "USA"];
const move = (change: Partial<Move>): Move => ({
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
  inResponseTo: null,
  when: null,
  evidence: [[0, 10]],
  confidence: 1,
  ...change,
});
const sizes: ScenarioSizes = {
  cut: 0.9,
  cutDistribution: { triangular: [0.85, 0.9, 0.95] },
  cutSays: "drawn",
  share: null,
};
/** What the rules read of a regime. */
const regime = (basis: "preference" | "mfn", rate: number): Regime =>
  ({
    tariff: {
      rate,
      basis,
      because: [],
      assumptions: [],
      lines: [],
      mfn: { rate: 0.08, measure: "mean", because: ["mfn"], disagree: [] },
    },
  }) as unknown as Regime;
const principal = (change: Partial<Move>): Principal => {
  const trade = tradeOf(move(change), world, "2014-12-18");
  if (typeof trade === "string") throw new Error(trade);
  return trade;
};
const titles = (change: Partial<Move>, of: Regime | null, more: Partial<ScenarioSizes> = {}): string[] =>
  scenariosFromMove(principal(change), { forGoods: of, forAll: of }, { ...sizes, ...more }).scenarios.map(
    (s) => s.title,
  );

describe("scenarios from a move", () => {
  it.each<[string, Partial<Move>, Regime | null, string[]]>([
    [
      "an opening under a preference",
      {},
      regime("preference", 0),
      ["Non-tariff cost cut", "The preference lost", "Nothing changes"],
    ],
    [
      "an opening where a tariff stands",
      {},
      regime("mfn", 0.08),
      ["Non-tariff cost cut", "Tariff to zero", "Nothing changes"],
    ],
    [
      "a tariff cut where there is none left",
      { instrument: "tariff" },
      regime("preference", 0),
      ["Non-tariff cost cut", "The preference lost", "Nothing changes"],
    ],
    [
      "a tariff cut to a stated rate",
      { instrument: "tariff", rate: { from: 8, to: 5, unit: "percent" } },
      regime("mfn", 0.08),
      ["Tariff to 5 %", "Tariff to zero", "Nothing changes"],
    ],
    [
      "a tariff with a rate",
      { instrument: "tariff", direction: "restrictive", rate: { from: null, to: 25, unit: "percent" } },
      regime("mfn", 0.08),
      ["Tariff to 25 %", "Answered in kind", "Nothing changes"],
    ],
    [
      "an agreement suspended",
      { instrument: "trade_agreement", direction: "restrictive", goods: [] },
      regime("preference", 0),
      ["The preference lost", "Nothing changes"],
    ],
    [
      "a ban on everything",
      { instrument: "import_ban", direction: "restrictive" },
      null,
      ["The flow is shut", "Answered in kind", "Nothing changes"],
    ],
    [
      "stricter inspection",
      { instrument: "sps", direction: "restrictive" },
      null,
      ["Non-tariff cost raised", "Answered in kind", "Nothing changes"],
    ],
    [
      "a tariff without rate or preference",
      { instrument: "tariff", direction: "restrictive" },
      null,
      ["Nothing changes"],
    ],
    ["a ban lifted", { instrument: "import_ban" }, null, ["The ban lifted", "Nothing changes"]],
  ])("%s", (_, change, of, expected) => expect(titles(change, of)).toEqual(expected));

  it("costs some goods only with their share", () => {
    const wine = {
      instrument: "import_ban",
      direction: "restrictive",
      goods: ["wine"],
      hs: ["2204"],
    } as const;
    const without = scenariosFromMove(
      principal({ ...wine, goods: ["wine"], hs: ["2204"] }),
      { forGoods: null, forAll: null },
      sizes,
    );
    expect(without.notCosted).toMatch(/share of these in the flow is not known/);
    const share = { value: 0.4, source: "customs" };
    const { scenarios } = scenariosFromMove(
      principal({ ...wine, goods: ["wine"], hs: ["2204"] }),
      { forGoods: null, forAll: null },
      { ...sizes, share },
    );
    expect(scenarios[0]!.shocks[0]).toMatchObject({ goods: ["2204"], share, ban: true });
  });

  it("draws a rise of cost as the mirror of a cut", () => {
    const { scenarios } = scenariosFromMove(
      principal({ instrument: "tbt", direction: "restrictive" }),
      { forGoods: null, forAll: null },
      sizes,
    );
    expect(scenarios[0]!.shocks[0]!.tau).toEqual({ triangular: [1 / 0.95, 1 / 0.9, 1 / 0.85] });
  });
});

describe("whose trade a move changes", () => {
  it("an export ban is the exporter's act, a demand asks for the other side's", () => {
    expect(principal({ instrument: "export_ban", direction: "restrictive" })).toMatchObject({
      exporter: "RUS",
      importer: "GEO",
    });
    expect(principal({ status: "demanded" })).toMatchObject({ importer: "GEO", exporter: "RUS" });
  });

  it("a bloc acts through its members, everybody is everybody else", () => {
    expect(principal({ by: "EUU", towards: ["USA"] })).toMatchObject({
      importer: "EUU",
      importers: ["DEU", "FRA"],
    });
    expect(principal({ by: "USA", towards: ["all"] }).exporters).toEqual(["CHN", "DEU", "FRA", "GEO", "RUS"]);
  });

  it.each<[Partial<Move>, RegExp]>([
    [{ instrument: "meeting" }, /no known effect on trade cost/],
    [{ towards: [] }, /whose goods/],
    [{ by: "XAB" }, /not an economy of the world/],
  ])("says why not: %o", (change, message) =>
    expect(tradeOf(move(change), world, "2014-12-18")).toMatch(message),
  );

  it("takes the first act before demands and what was withdrawn", () => {
    const reading = {
      moves: [
        move({ id: "m1", status: "demanded", evidence: [[0, 5]] }),
        move({ id: "m2", status: "withdrawn", evidence: [[6, 9]] }),
        move({ id: "m3", evidence: [[40, 50]] }),
        move({ id: "m4", evidence: [[20, 30]], instrument: "tariff" }),
      ],
    };
    expect(principalMove(reading as never, world, "2014-12-18")?.move.id).toBe("m4");
  });
});
