import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import { type AccessionQuestion, accession } from "./accession.js";
import { leastPatience } from "./credibility.js";
import { makePlayer } from "./make-player.js";
import { oneSectorWorld } from "./one-sector-world.js";
import { payoff, ratesOf } from "./player.js";
import { reciprocalCut } from "./reciprocal-cuts.js";
import { reciprocity, snapshot } from "./reciprocity.js";
import { canBePrice, type DatedMove, respond } from "./response.js";

function world(flows: readonly number[], rates: readonly number[] = flows.map(() => 0)): Baseline {
  const n = Math.sqrt(flows.length);
  return {
    id: "test",
    title: "A made-up world",
    year: 2000,
    economies: ["AAA", "BBB", "CCC"].slice(0, n),
    sectors: ["goods"],
    flows: Float64Array.from(flows),
    tariffs: Float64Array.from(rates),
    origin: new Uint8Array(n * n),
    moved: new Float64Array(n * n).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
  };
}

const three = () =>
  oneSectorWorld(world([100, 20, 15, 20, 150, 10, 15, 10, 90], [0, 0.1, 0.1, 0.05, 0, 0.1, 0.08, 0.1, 0]), 4);

const entry: AccessionQuestion = {
  entrant: 2,
  members: [0, 1],
  veto: 1,
  concession: { kind: "non-tariff", from: 1.3, to: 1 },
  effect: 0.3,
  tariffFactorOutside: 1.2,
  already: true,
};

describe("entry under a veto", () => {
  it("leaves the world as it was, and answers the same again", () => {
    const table = three();
    const [tariffs, costs] = [table.tariffs.slice(), table.costs.slice()];
    const first = accession(table, entry);
    expect(table.tariffs).toEqual(tariffs);
    expect(table.costs).toEqual(costs);
    const again = accession(table, entry);
    expect(again.entrant.percent).toBeCloseTo(first.entrant.percent, 10);
    expect(again.concession!.worth.member).toBeCloseTo(first.concession!.worth.member, 8);
  });

  it("is worth nothing where it changes nothing", () => {
    const found = accession(three(), { ...entry, effect: 0, tariffFactorOutside: 1, concession: null });
    for (const { usdMillion } of [found.entrant, ...found.members]) expect(usdMillion).toBeCloseTo(0, 10);
    expect(found.money.nash).toBeNull();
  });

  it("run forwards from the world outside, or backwards from the one inside, is worth the same", () => {
    const outside = three();
    for (const j of [0, 1]) {
      for (const k of [j * 3 + 2, 6 + j]) outside.costs[k] = Math.exp(0.3 / 4);
      outside.tariffs[j * 3 + 2]! *= 1.2;
    }
    outside.solve();
    const forwards = accession(outside, { ...entry, already: false, concession: null });
    const backwards = accession(three(), { ...entry, concession: null });
    expect(forwards.entrant.percent).toBeCloseTo(backwards.entrant.percent, 9);
    expect(forwards.veto.percent).toBeCloseTo(backwards.veto.percent, 9);
  });

  it("shares money so that each gets its part of the joint gain, and never pays a member less than it loses", () => {
    const found = accession(three(), { ...entry, power: 0.3 });
    const joint = found.entrant.usdMillion + found.veto.usdMillion;
    const { least, most, nash } = found.money;
    expect(joint).toBeGreaterThan(0);
    expect(nash).toBeGreaterThanOrEqual(least);
    expect(nash).toBeLessThanOrEqual(most);
    expect(found.entrant.usdMillion - nash!).toBeCloseTo(0.3 * joint, 8);
  });

  it("follows the concession from nothing to all, the member gaining all the way", () => {
    const { curve, least } = accession(three(), entry).concession!;
    expect(curve[0]!.part).toBe(0);
    expect(curve.at(-1)!.part).toBe(1);
    for (const [k, point] of curve.slice(1).entries()) expect(point.member).toBeGreaterThan(curve[k]!.member);
    expect(least).toBe(0);
  });
});

describe("reciprocity", () => {
  it("between two economies leaves the terms of trade as they were (Bagwell and Staiger)", () => {
    const table = oneSectorWorld(world([100, 25, 25, 140], [0, 0.3, 0.2, 0]), 3);
    table.solve();
    const before = snapshot(table);
    table.tariffs[2] = 0.05;
    const two = makePlayer(table, { economies: ["BBB"] });
    const cut = reciprocalCut(table, before, 0, two, ratesOf(table, two.controls));
    expect(cut).not.toBeNull();
    const found = reciprocity(table, before, snapshot(table), 0);
    expect(found.gap).toBeCloseTo(0, 8);
    expect(found.imports).toBeGreaterThan(0);
    expect(found.termsOfTrade).toBeCloseTo(0, 9);
  });
});

describe("answers to a move", () => {
  const table = three();
  table.solve();
  const mover = makePlayer(table, { economies: ["AAA"] });
  const answerer = makePlayer(table, { economies: ["BBB"], on: ["AAA"], schedule: "uniform" });
  const move = { name: "a duty", by: mover, cells: [{ cell: 3, tariff: 0.12 }] };
  const found = respond(table, move, answerer);
  const kind = (name: string) => found.answers.find((a) => a.kind === name)!;

  it("hurt the answerer first, and none serves it better than its best reply", () => {
    expect(found.answerer).toBeLessThan(0);
    for (const { answerer: own, rates } of found.answers)
      if (rates) expect(own).toBeLessThanOrEqual(kind("best").answerer + 1e-9);
    expect(kind("best").answerer).toBeGreaterThanOrEqual(found.answerer);
  });

  it("are equivalent where as much is taken as was lost", () => {
    const fresh = three();
    fresh.solve();
    const before = snapshot(fresh);
    fresh.tariffs[3] = 0.12;
    fresh.solve();
    const moved = snapshot(fresh);
    const at = (s: typeof moved, i: number, j: number) =>
      (s.flows[i * 3 + j]! * before.prices[i]!) / s.prices[i]!;
    const lost = at(moved, 1, 0) - at(before, 1, 0);
    fresh.tariffs[1] = kind("equivalent").rates![0]!;
    fresh.solve();
    expect(at(snapshot(fresh), 0, 1) - at(moved, 0, 1)).toBeCloseTo(lost, 7);
  });

  it("leave the world as it was", () => {
    expect(payoff(mover, table)).toBeCloseTo(0, 12);
    expect(table.tariffs[3]).toBe(0.05);
  });
});

describe("one move as the price of another", () => {
  const table = three();
  const by = (code: string) => makePlayer(table, { economies: [code] });
  const give: DatedMove = {
    name: "give",
    by: by("AAA"),
    date: "2010-01-01",
    cells: [{ cell: 3, cost: 0.9 }],
  };
  const take: DatedMove = {
    name: "take",
    by: by("BBB"),
    date: "2010-06-30",
    cells: [{ cell: 1, cost: 0.9 }],
  };

  it("by date and by size", () => {
    expect(canBePrice(table, give, take, 365).verdict).toBe("can be");
    expect(canBePrice(table, give, take, 100).verdict).toBe("not by its date");
    expect(canBePrice(table, take, give, 365).verdict).toBe("not by its date");
    const harm = { ...take, cells: [{ cell: 1, cost: 1.2 }] };
    expect(canBePrice(table, give, harm, 365).verdict).toBe("not by its size");
    expect(canBePrice(table, give, take, 365).daysBetween).toBe(180);
  });
});

describe("patience", () => {
  it.each([
    [{ keep: 2, cheat: 3, punished: 1 }, 0.5],
    [{ keep: 2, cheat: 2, punished: 1 }, 0],
    [{ keep: 1, cheat: 2, punished: 1 }, null],
    [{ keep: 3, cheat: 4, punished: 0 }, 0.25],
  ])("of %o is %s", (payoffs, least) => expect(leastPatience(payoffs).least).toBe(least));
});
