import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filledPage, type VetoStudy, vetoStudy } from "../../tools/studies/veto/study.js";
import { root } from "../cli/gravitas.js";

const folder = join(root, "docs", "studies");
let known: VetoStudy | undefined;
const study = (): VetoStudy => {
  known ??= vetoStudy();
  return known;
};

describe("the study of the veto", { timeout: 120_000 }, () => {
  it("tells the figures that the model gives", () => {
    const page = readFileSync(join(folder, "veto.md"), "utf8");
    expect(filledPage(page, study()) === page, "run npx tsx tools/studies/veto/write.ts").toBe(true);
  });

  it("shows the pictures that the model draws", () => {
    const { pictures } = study();
    expect(Object.keys(pictures)).toEqual(["veto-1.svg", "veto-2.svg"]);
    for (const [name, svg] of Object.entries(pictures))
      expect(readFileSync(join(folder, name), "utf8") === svg, name).toBe(true);
  });

  it("says nothing in its prose that the figures do not bear", () => {
    for (const { figures } of study().entry) {
      const figure = (name: string): number => figures[name] ?? Number.NaN;
      // 1: Georgia gains in every case. 2: Russia loses or gains with the effect.
      expect(figure("effect 0: veto percent")).toBeGreaterThan(0);
      expect(figure("effect 0.37: veto percent")).toBeGreaterThan(0);
      expect(figure("effect 0: entrant percent")).toBeLessThan(0);
      expect(figure("effect 0.37: entrant million")).toBeGreaterThan(10_000);
      // 3: the concession serves its giver, and costs nothing whatever membership does.
      expect(figure("effect 0: concession worth to entrant")).toBeGreaterThan(0);
      expect(figure("effect 0.37: concession worth to entrant")).toBeCloseTo(
        figure("effect 0: concession worth to entrant"),
        -1,
      );
    }
    // 4: Georgia's gross domestic product of 2014, million dollars.
    const nash = study().entry[1]!.figures["effect 0.37: money nash"]!;
    expect(nash / 17_627).toBeGreaterThan(0.8);
    expect(nash / 17_627).toBeLessThan(1.25);
    expect(study().price.figures.days).toBe(599);
  });
});
