/**
 * The published example of Weidner and Zylkin's correction, and a second one printed by the authors' program.
 * @module
 */
import { describe, expect } from "vitest";
import { type BiasCorrection, type Design, ppml } from "../../src/estimate/index.js";
import { conformance, designOf, type Frame, factorOf, frameOf } from "./estimate-cases.js";

function threeWay(frame: Frame): {
  design: Design;
  keys: { exporter: Int32Array; importer: Int32Array; time: Int32Array };
} {
  const [e, i, t] = ["isoexp", "isoimp", "year"].map((name) => frame.text(name)) as [
    string[],
    string[],
    string[],
  ];
  const pair = factorOf("pair", e, i);
  const design = designOf({
    y: frame.number("trade"),
    x: { fta: frame.number("fta") },
    effects: [factorOf("exp_year", e, t), factorOf("imp_year", i, t), pair],
    clusters: [pair],
  });
  return {
    design,
    keys: {
      exporter: factorOf("e", e).codes,
      importer: factorOf("i", i).codes,
      time: factorOf("t", t).codes,
    },
  };
}

describe("Weidner and Zylkin (2021)", () => {
  for (const [name, file, want] of [
    [
      "manufactures, 65 countries",
      "weidner_zylkin_manuf.csv.gz",
      [0.178029, 0.0350079, 0.0076568, 0.0419559, 0.1703722],
    ],
    [
      "total trade, 35 countries",
      "ppmlhdfe_EXAMPLE_TRADE_FTA_DATA.csv.gz",
      [0.1924455, 0.0419527, 0.0060619547, 0.0527904093, 0.1863835],
    ],
  ] as const) {
    conformance(name, () => {
      const all = frameOf(file);
      const category = file.startsWith("ppmlhdfe") ? all.text("category") : undefined;
      const { design, keys } = threeWay(category ? all.filter((r) => category[r] === "TOTAL") : all);
      const { estimate } = ppml(design, {
        vcov: { kind: "cluster", correction: "ppmlhdfe" },
        biasCorrection: keys,
      });
      const [b, se, bias, adjusted, corrected] = want;
      const { terms } = estimate.biasCorrection as BiasCorrection;
      expect(estimate.terms[0]!.estimate).toBeCloseTo(b, 7);
      expect(estimate.terms[0]!.se).toBeCloseTo(se, 7);
      expect(terms[0]!.bias).toBeCloseTo(bias, 7);
      expect(terms[0]!.corrected).toBeCloseTo(corrected, 7);
      expect(terms[0]!.se).toBeCloseTo(adjusted, 7);
    });
  }
});
