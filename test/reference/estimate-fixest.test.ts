/**
 * The models of fixest.json: coefficients within 1e-8, standard errors within 1e-7 relative in each convention.
 * @module
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import type { Design, DesignFactor, Fit, FitOptions } from "../../src/estimate/index.js";
import { ols, ppml, wald } from "../../src/estimate/index.js";
import { conformance, designOf, estimateFile, type Frame, factorOf, frameOf } from "./estimate-cases.js";

interface Model {
  readonly estimator: string;
  readonly n_obs_used: number;
  readonly n_params_total: number;
  readonly coef: Record<string, number>;
  readonly se: Record<string, Record<string, Record<string, number>> & { vcov_raw: number[][] | number }>;
  readonly deviance?: number;
  readonly ssr?: number;
  readonly loglik: number;
  readonly r2?: number;
  readonly pseudo_r2_mcfadden?: number;
  readonly cor2_y_mu?: number;
  readonly published?: { readonly coef: Record<string, number>; readonly se: number | number[] };
  readonly delta_method?: { readonly value: number; readonly se: number };
  readonly fitted_probe: { row: number[]; fitted: number[] };
}

const conventions = [
  ["fixest_default", "fixest"],
  ["raw_no_ssc", "none"],
  ["stata_ppmlhdfe_style", "ppmlhdfe"],
] as const;

function models(): Record<string, Model> {
  return JSON.parse(readFileSync(estimateFile("fixest.json"), "utf8")).models;
}

/** Compares one model in every convention that the reference has. */
function check(id: string, design: Design, keys: Record<string, readonly DesignFactor[]>): void {
  const model = models()[id]!;
  const estimator = model.estimator.includes("Poisson") || model.estimator.includes("PPML") ? ppml : ols;
  const names = Object.keys(model.coef);
  let first = true;
  for (const [label, clusters] of Object.entries(keys)) {
    const reference = model.se[label]!;
    for (const [theirs, ours] of conventions) {
      const options: FitOptions = {
        vcov: { kind: label === "iid" || label === "hetero" ? label : "cluster", correction: ours },
      };
      const fit = estimator({ ...design, ...(clusters.length > 0 ? { clusters } : {}) }, options);
      const { estimate } = fit;
      const se = Object.fromEntries(estimate.terms.map((t) => [t.name, t.se]));
      for (const name of names) {
        const want = reference[theirs]![name]!;
        expect(Math.abs(se[name]! / want - 1), `${id} ${label} ${theirs} ${name}`).toBeLessThan(1e-7);
      }
      if (ours === "ppmlhdfe" && label.startsWith("cluster_pair") && !label.includes("dir")) {
        checkPublished(id, model, fit);
      }
      if (!first) continue;
      first = false;
      expect(estimate.converged).toBe(true);
      expect(estimate.warnings).toEqual([]);
      expect(estimate.n).toBe(model.n_obs_used);
      expect(fit.nParameters).toBe(model.n_params_total);
      for (const t of estimate.terms)
        expect(Math.abs(t.estimate - model.coef[t.name]!), t.name).toBeLessThan(1e-8);
      expect(Math.abs(estimate.deviance / (model.deviance ?? model.ssr!) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(estimate.logLikelihood / model.loglik - 1)).toBeLessThan(1e-9);
      expect(Math.abs(estimate.pseudoR2 / (model.pseudo_r2_mcfadden ?? model.r2!) - 1)).toBeLessThan(1e-9);
      if (model.cor2_y_mu) expect(Math.abs(fit.squaredCorrelation / model.cor2_y_mu - 1)).toBeLessThan(1e-8);
      model.fitted_probe.row.forEach((row, k) => {
        const want = model.fitted_probe.fitted[k]!;
        expect(Math.abs(fit.fitted[row - 1]! / want - 1), `${id} fitted ${row}`).toBeLessThan(1e-7);
      });
    }
  }
}

/** Tables printed by the authors (to their digits), and sums of coefficients with their standard errors. */
function checkPublished(id: string, { published, delta_method: sum }: Model, fit: Fit): void {
  const se = [published?.se ?? []].flat();
  Object.entries(published?.coef ?? {}).forEach(([name, want], k) => {
    const term = fit.estimate.terms.find((t) => t.name === name)!;
    expect(Math.abs(term.estimate - want), `${id} ${name} as published`).toBeLessThan(5.01e-5);
    expect(Math.abs(term.se - se[k]!), `${id} ${name} as published`).toBeLessThan(5.01e-5);
  });
  if (!sum || !id.startsWith("c")) return;
  const { combinations } = wald(fit, [{ weights: Object.fromEntries(fit.names.map((name) => [name, 1])) }]);
  expect(combinations[0]!.estimate).toBeCloseTo(sum.value, 8);
  expect(combinations[0]!.se / sum.se).toBeCloseTo(1, 7);
}

const years = new Set([1986, 1990, 1994, 1998, 2002, 2006]);

function agtpa(): Frame {
  const all = frameOf("agtpa_applications.csv.gz");
  const year = all.number("year");
  return all.filter((r) => years.has(year[r]!));
}

function international(positive: boolean): Frame {
  const frame = agtpa();
  const exporter = frame.text("exporter");
  const importer = frame.text("importer");
  const trade = frame.number("trade");
  const dist = frame.number("dist");
  const year = frame.number("year");
  const output = new Map<string, number>();
  const expenditure = new Map<string, number>();
  trade.forEach((v, r) => {
    const i = `${exporter[r]} ${year[r]}`;
    const j = `${importer[r]} ${year[r]}`;
    output.set(i, (output.get(i) ?? 0) + v);
    expenditure.set(j, (expenditure.get(j) ?? 0) + v);
  });
  let out = frame
    .with("log_trade", (r) => Math.log(trade[r]!))
    .with("log_dist", (r) => Math.log(dist[r]!))
    .with("log_y", (r) => Math.log(output.get(`${exporter[r]} ${year[r]}`)!))
    .with("log_e", (r) => Math.log(expenditure.get(`${importer[r]} ${year[r]}`)!))
    .with("(Intercept)", () => 1);
  for (const t of years) out = out.with(`log_dist_${t}`, (r) => (year[r] === t ? Math.log(dist[r]!) : 0));
  return out.filter((r) => exporter[r] !== importer[r] && (!positive || trade[r]! > 0));
}

/** Six years, all rows of pairs that ever trade, symmetric pairs; sales at home share one level. */
function withHome(): Frame {
  const frame = agtpa();
  const pair = frame.text("pair_id");
  const total = new Map<string, number>();
  frame.number("trade").forEach((v, r) => {
    total.set(pair[r]!, (total.get(pair[r]!) ?? 0) + v);
  });
  return frame.filter((r) => total.get(pair[r]!)! > 0);
}

function keysOf(frame: Frame): Record<string, readonly DesignFactor[]> {
  const exporter = factorOf("exporter", frame.text("exporter"));
  return {
    iid: [],
    hetero: [],
    "cluster_pair(pair_id)": [factorOf("pair_id", frame.text("pair_id"))],
    "cluster_pair(pair_dir)": [factorOf("pair_dir", frame.text("exporter"), frame.text("importer"))],
    "cluster_exporter(exporter)": [exporter],
  };
}

function xOf(frame: Frame, names: string): Record<string, Float64Array> {
  return Object.fromEntries(names.split(" ").map((name) => [name, frame.number(name)]));
}

function timed(frame: Frame): DesignFactor[] {
  return [
    factorOf("exp_year", frame.text("exporter"), frame.text("year")),
    factorOf("imp_year", frame.text("importer"), frame.text("year")),
  ];
}

describe("fixest", () => {
  for (const [id, names, positive] of [
    ["a1_ols", "(Intercept) log_dist cntg lang clny log_y log_e", true],
    ["a3_ols_fe", "log_dist cntg lang clny", true],
    ["a5_ppml_fe", "log_dist cntg lang clny", false],
    [
      "b2_ppml",
      "log_dist_1986 log_dist_1990 log_dist_1994 log_dist_1998 log_dist_2002 log_dist_2006 cntg lang clny",
      false,
    ],
    ["c1_ols", "log_dist cntg lang clny rta", true],
    ["c2_ppml", "log_dist cntg lang clny rta", false],
  ] as const) {
    conformance(id, () => {
      const frame = international(positive);
      const design = designOf({
        y: frame.number(positive ? "log_trade" : "trade"),
        x: xOf(frame, names),
        effects: id === "a1_ols" ? [] : timed(frame),
      });
      check(id, design, keysOf(frame));
    });
  }

  for (const [id, names] of [
    ["c4_ppml_pairfe", "rta"],
    ["c5_ppml_lead", "rta rta_lead4"],
    ["c6_ppml_lags", "rta rta_lag4 rta_lag8 rta_lag12"],
  ] as const) {
    conformance(id, () => {
      const frame = withHome();
      const exporter = frame.text("exporter");
      const importer = frame.text("importer");
      const pair = frame.text("pair_id").map((p, r) => (exporter[r] === importer[r] ? "home" : p));
      const design = designOf({
        y: frame.number("trade"),
        x: xOf(frame, names),
        effects: [...timed(frame), factorOf("pair_id_2", pair)],
      });
      const keys = keysOf(frame);
      const twoway = {
        "twoway(exporter+importer)": [
          keys["cluster_exporter(exporter)"]![0]!,
          factorOf("importer", importer),
        ],
      };
      check(id, design, id === "c4_ppml_pairfe" ? { ...keys, ...twoway } : keys);
    });
  }

  conformance("d1_total", () => {
    const all = frameOf("ppmlhdfe_EXAMPLE_TRADE_FTA_DATA.csv.gz");
    const category = all.text("category");
    const frame = all.filter((r) => category[r] === "TOTAL");
    const [e, i, t] = ["isoexp", "isoimp", "year"].map((name) => frame.text(name)) as [
      string[],
      string[],
      string[],
    ];
    const pair = factorOf("pair", e, i);
    const exporter = factorOf("exporter", e);
    check(
      "d1_total",
      designOf({
        y: frame.number("trade"),
        x: { fta: frame.number("fta") },
        effects: [factorOf("imp_year", i, t), factorOf("exp_year", e, t), pair],
      }),
      {
        iid: [],
        hetero: [],
        "cluster_pair(pair)": [pair],
        "cluster_exporter(exporter)": [exporter],
        "twoway(exporter+importer)": [exporter, factorOf("importer", i)],
      },
    );
  });

  for (const id of ["e1_4fe", "e2_odyear"] as const) {
    conformance(id, () => {
      const frame = frameOf("fixest_trade.csv.gz");
      const [o, d, p, t] = ["Origin", "Destination", "Product", "Year"].map((name) => frame.text(name)) as [
        string[],
        string[],
        string[],
        string[],
      ];
      const origin = factorOf("Origin", o);
      const effects =
        id === "e1_4fe"
          ? [origin, factorOf("Destination", d), factorOf("Product", p), factorOf("Year", t)]
          : [factorOf("Origin^Year", o, t), factorOf("Destination^Year", d, t), factorOf("Product", p)];
      const x = { "log(dist_km)": frame.number("dist_km").map(Math.log) };
      check(id, designOf({ y: frame.number("Euros"), x, effects }), {
        iid: [],
        hetero: [],
        "cluster_pair(pair)": [factorOf("pair", o, d)],
        "cluster_exporter(exporter)": [origin],
      });
    });
  }

  for (const id of ["f_synth_30x30x8_3fe", "f_synth_30x30x8_2fe"] as const) {
    conformance(id, () => {
      const all = frameOf("synth_30x30x8.csv.gz");
      const home = all.text("exporter").map((e, r) => e === all.text("importer")[r]);
      const two = id.endsWith("2fe");
      const frame = two ? all.filter((r) => !home[r]) : all;
      const [e, i] = [frame.text("exporter"), frame.text("importer")];
      const pair = factorOf("pair", e, i);
      const x = xOf(frame, "rta tariff x3");
      check(
        id,
        designOf({
          y: frame.number("trade"),
          x: two ? { "log(dist)": frame.number("dist").map(Math.log), ...x } : x,
          effects: two ? timed(frame) : [...timed(frame), pair],
        }),
        {
          iid: [],
          hetero: [],
          "cluster_pair(pair)": [pair],
          "cluster_exporter(exporter)": [factorOf("exporter", e)],
        },
      );
    });
  }

  conformance("f_synth_200x200x10_3fe", () => {
    const folder = mkdtempSync(join(tmpdir(), "gravitas-synth-"));
    try {
      const file = join(folder, "synth.csv.gz");
      execFileSync(process.execPath, [estimateFile("synth.mjs"), "200", "10", "20240607", file], {
        stdio: "ignore",
      });
      const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n").slice(1);
      const columns = Array.from({ length: 7 }, () => new Float64Array(lines.length));
      lines.forEach((line, r) => {
        line.split(",").forEach((cell, c) => {
          if (c < 7) columns[c]![r] = Number(cell);
        });
      });
      const [e, i, t, y, rta, tariff, x3] = columns as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const joined = (name: string, a: Float64Array, b: Float64Array): DesignFactor => ({
        name,
        codes: Int32Array.from(a, (v, r) => (v - 1) * 200 + b[r]! - 1),
        nLevels: 40_000,
      });
      const pair = joined("pair", e, i);
      check(
        "f_synth_200x200x10_3fe",
        designOf({ y, x: { rta, tariff, x3 }, effects: [joined("it", e, t), joined("jt", i, t), pair] }),
        { "cluster_pair(pair)": [pair] },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
