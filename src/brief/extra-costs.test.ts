import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import type { CellShock } from "../contracts/scenario.js";
import { diplomacyFromMove, type MoveScenario } from "../scenario/index.js";
import { withPriors } from "./extra-costs.js";

/** B imports 90 of C and 10 of A; A and C nothing of one another. */
const world = {
  id: "toy",
  economies: ["AAA", "BBB", "CCC"],
  flows: Float64Array.from([50, 10, 0, 0, 50, 0, 0, 90, 50]),
} as unknown as Baseline;

const lifting = (part: Partial<CellShock>): MoveScenario => ({
  id: "a",
  title: "The ban lifted",
  says: "",
  moves: ["m1"],
  shocks: [{ exporter: ["AAA"], importer: ["BBB"], goods: "all", because: "m1", ...part } as CellShock],
  assumptions: [],
});
const priced = (part: Partial<CellShock>) =>
  withPriors({ scenarios: [lifting(part)], notCosted: null }, world);
const share = (value: number) => ({ prior: { share: value, source: "customs" } });

describe("a ban lifted", () => {
  it("brings the flow to its share before the ban, not on top of what is there", () => {
    const { priorFlow } = priced({ unban: share(0.4) }).scenarios[0]!.shocks[0]!.unban!;
    expect((10 + priorFlow!) / (100 + priorFlow!)).toBeCloseTo(0.4, 12);
  });

  it("of some goods takes off what the base has of these, and no share is taken twice", () => {
    const goods = { goods: ["2204"], share: { value: 0.5, source: "customs" } };
    const shock = priced({ ...goods, unban: share(0.2) }).scenarios[0]!.shocks[0]!;
    expect(shock.share).toBeUndefined();
    expect(shock.unban!.priorFlow!).toBeCloseTo((0.2 / 0.8) * (100 - 5) - 5, 12);
  });

  it("is not costed where the base has that share, where pairs are several, or gravity is asked of some goods", () => {
    expect(priced({ unban: share(0.1) }).notCosted).toContain("already has 10 million");
    expect(priced({ unban: share(0.4), exporter: ["AAA", "CCC"] }).notCosted).toContain("several");
    expect(priced({ unban: { prior: { gravity: true } }, goods: ["2204"] }).notCosted).toContain(
      "--prior-share",
    );
  });
});

describe("diplomacy", () => {
  const move = { id: "m1", by: "RUS", towards: ["GEO"], direction: "liberalising" } as never as Parameters<
    typeof diplomacyFromMove
  >[0];
  const costed = (part: object) => diplomacyFromMove({ ...move, ...part }, ["RUS", "GEO"], "2014-12-18", 5);

  it("has the range of the literature, both ways", () => {
    const found = costed({ instrument: "diplomatic_relations" });
    if (typeof found === "string") throw new Error(found);
    const { tau } = found.draft.shocks[0]!;
    const [low, mid, high] = (tau as { triangular: [number, number, number] }).triangular;
    expect([low, mid, high].map((x) => x ** -5 - 1)).toEqual(
      [0.2, 0.1, 0.05].map((x) => expect.closeTo(x, 12)),
    );
    expect(found.draft.shocks).toHaveLength(2);
  });

  it("has no cost where none was found", () => {
    expect(costed({ instrument: "meeting" })).toContain("no effect on trade in the literature");
    expect(costed({ instrument: "mediation" })).toContain("no effect");
    expect(costed({ instrument: "diplomatic_relations", direction: "restrictive" })).toContain(
      "no clean estimate",
    );
  });
});
