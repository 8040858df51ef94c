import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Brief } from "../../src/contracts/brief.js";
import { gravitas, root } from "../cli/gravitas.js";

const shared = process.env.GRAVITAS_SHARED ?? resolve(root, "../shared");
const report = resolve(shared, "seed/russia-georgia-2014.txt");

describe("the brief on the first report", () => {
  it("says what is known of the case from the register and from customs", (context) => {
    if (!existsSync(report)) context.skip(`${report} is absent: set GRAVITAS_SHARED`);
    const ran = gravitas(["brief", report, "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    const brief = Brief.parse(JSON.parse(ran.stdout));

    // What was said: the two statements that stand twice are told once.
    expect(brief.on).toBe("2014-12-18");
    expect(brief.said.filter((s) => s.times === 2).length).toBe(2);
    expect(brief.said[0]!.speaker).toMatchObject({ name: "Vladimir Putin", economy: "RUS" });
    expect(brief.moves[0]).toMatchObject({ by: "RUS", towards: ["GEO"], statusSays: "ready, not decided" });

    // What was in force: free of duty since 1994, 8.07 % without, wine 16.25 %, relations severed, both in the WTO.
    const regime = brief.regime!;
    expect(regime.tariff).toMatchObject({ rate: 0, basis: "preference", mfn: { rate: 0.0807 } });
    expect(regime.tariff.lines.find((l) => l.hs.includes("2204"))?.mfn?.rate).toBe(0.1625);
    expect(regime.tariff.assumptions.join(" ")).toMatch(/assumption/);
    expect(regime.tariff.mfn!.disagree.map((d) => d.rate).sort()).toEqual([0.078, 0.084]);
    expect(regime.diplomatic.level).toBe("severed");
    expect(regime.memberships.map((m) => m.since)).toEqual(
      expect.arrayContaining(["2000-06-14", "2012-08-22"]),
    );
    expect(regime.pending.some((p) => p.since === "2014-07-30")).toBe(true);
    const entries = Object.values(brief.entries);
    expect(entries.every((entry) => entry.sources.length > 0)).toBe(true);
    expect(brief.findings.join(" ")).toMatch(/little tariff left to cut/);

    // What it would do: 500 draws, the sign of each effect as theory has it, diversion from others.
    const [opened, lost, still] = brief.scenarios;
    expect(brief.trust).toMatchObject({ draws: 500, closure: { deficits: "additive" } });
    const figure = (scenario: typeof opened, id: string) => scenario!.figures.find((f) => f.id === id)!;
    for (const [scenario, sign] of [
      [opened, 1],
      [lost, -1],
    ] as const) {
      for (const id of ["flow", "exports", "imports"]) {
        const { central, low, high } = figure(scenario, id).percent;
        expect(Math.sign(central)).toBe(sign);
        expect(low!).toBeLessThan(central);
        expect(high!).toBeGreaterThan(central);
      }
      const georgia = scenario!.effects.find((e) => e.economy === "GEO")!;
      expect(Math.sign(georgia.usdMillion.central)).toBe(sign);
      // Trade diverted: the importer's other suppliers and the exporter's other markets move the other way.
      for (const b of scenario!.bilateral.filter((x) => x.exporter !== "GEO" || x.importer !== "RUS")) {
        expect(Math.sign(b.usdMillion.central)).toBe(-sign);
      }
      expect(scenario!.residual).toBeLessThan(1e-12);
    }
    for (const f of still!.figures) expect(f).toMatchObject({ percent: { central: 0, low: 0, high: 0 } });
    // Near partial equilibrium: a tenth off the cost multiplies a small flow by about 0.9^-θ.
    expect(figure(opened, "flow").after / figure(opened, "flow").before).toBeCloseTo(0.9 ** -5.03, 0);

    // How far to trust it: the Factbook's figure and customs', and what the difference changes.
    const replacement = brief.trust!.replacement!;
    expect(replacement.usdMillion).toBe(274.7);
    expect(replacement.worldUsdMillion).toBeGreaterThan(400);
    expect(replacement.changes.length).toBeGreaterThan(8);
    expect(replacement.says.join(" ")).toMatch(/2,?861/);
  });
});
