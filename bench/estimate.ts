/**
 * What an estimation costs: `tsx bench/estimate.ts`, or with the rest by `npm run bench`. Coefficients and standard
 * errors are held against the reference before anything is timed.
 * @module
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Design, type DesignFactor, type Fit, ppml } from "../src/estimate/index.js";

const folder = join(
  process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"),
  "reference",
  "estimate",
);
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Reference {
  readonly coef: Record<string, number>;
  readonly se: Record<string, { stata_ppmlhdfe_style: Record<string, number> }>;
  readonly timings: Record<"threads_1" | "threads_2", { readonly wall_median_s: number }>;
}

/** Numeric columns of a CSV file; text becomes codes in the order of appearance. */
function columnsOf(bytes: Buffer): Map<string, Float64Array> {
  const lines = gunzipSync(bytes).toString("utf8").trimEnd().split(/\r?\n/);
  const names = lines[0]!.split(",").map((name) => name.replaceAll('"', ""));
  const columns = names.map(() => new Float64Array(lines.length - 1));
  const codes = names.map(() => new Map<string, number>());
  for (let r = 1; r < lines.length; r++) {
    lines[r]!.split(",").forEach((cell, c) => {
      const value = Number(cell);
      const known = codes[c]!;
      if (Number.isNaN(value) && !known.has(cell)) known.set(cell, known.size);
      columns[c]![r - 1] = Number.isNaN(value) ? known.get(cell)! : value;
    });
  }
  return new Map(names.map((name, c) => [name, columns[c]!]));
}

function factorOf(name: string, ...keys: readonly Float64Array[]): DesignFactor {
  const index = new Map<number, number>();
  const codes = new Int32Array(keys[0]!.length);
  for (let r = 0; r < codes.length; r++) {
    const key = keys.reduce((sum, k) => sum * 100_003 + k[r]!, 0);
    const known = index.get(key) ?? index.size;
    index.set(key, known);
    codes[r] = known;
  }
  return { name, codes, nLevels: index.size };
}

interface Case {
  readonly id: string;
  readonly file: string;
  /** For synth.mjs, where the file is made. */
  readonly make?: readonly [number, number, number];
  design(columns: Map<string, Float64Array>): Design;
  readonly se: string;
}

function gravity(columns: Map<string, Float64Array>): Design {
  const column = (name: string) => columns.get(name)!;
  const [e, i, t] = [column("exporter"), column("importer"), column("year")];
  const pair = factorOf("pair", e, i);
  return {
    nObs: e.length,
    y: column("trade"),
    x: ["rta", "tariff", "x3"].map((name) => ({ name, values: column(name) })),
    effects: [factorOf("exp_year", e, t), factorOf("imp_year", i, t), pair],
    clusters: [pair],
    rowNumbers: Int32Array.from(e, (_, r) => r + 1),
    missing: 0,
  };
}

function products(columns: Map<string, Float64Array>, years: boolean): Design {
  const column = (name: string) => columns.get(name)!;
  const [o, d, p, t] = [column("Origin"), column("Destination"), column("Product"), column("Year")];
  return {
    nObs: o.length,
    y: column("Euros"),
    x: [{ name: "log(dist_km)", values: column("dist_km").map(Math.log) }],
    effects: years
      ? [factorOf("ot", o, t), factorOf("dt", d, t), factorOf("p", p)]
      : [factorOf("o", o), factorOf("d", d), factorOf("p", p), factorOf("t", t)],
    clusters: [factorOf("od", o, d)],
    rowNumbers: Int32Array.from(o, (_, r) => r + 1),
    missing: 0,
  };
}

const cases: readonly Case[] = [
  {
    id: "e1_4fe",
    file: "data/fixest_trade.csv.gz",
    design: (c) => products(c, false),
    se: "cluster_pair(pair)",
  },
  {
    id: "e2_odyear",
    file: "data/fixest_trade.csv.gz",
    design: (c) => products(c, true),
    se: "cluster_pair(pair)",
  },
  {
    id: "f_synth_200x200x10_3fe",
    file: "10.csv.gz",
    make: [200, 10, 20240607],
    design: gravity,
    se: "cluster_pair(pair)",
  },
  {
    id: "f_synth_200x200x30_3fe",
    file: "30.csv.gz",
    make: [200, 30, 987654321],
    design: gravity,
    se: "cluster_pair(pair)",
  },
];

function agree(id: string, fit: Fit, reference: Reference, se: string): void {
  for (const { name, estimate, se: own } of fit.estimate.terms) {
    const gap = Math.abs(estimate - reference.coef[name]!);
    const ratio = Math.abs(own / reference.se[se]!.stata_ppmlhdfe_style[name]! - 1);
    if (!(gap < 1e-8 && ratio < 1e-7)) {
      throw new Error(`${id}: ${name} is off by ${gap}, its standard error by ${ratio}: nothing is timed`);
    }
  }
}

/** Times the cases; prints a line each. */
export function benchEstimate(): void {
  if (!existsSync(folder)) {
    print("Estimation: skipped, no reference folder (set GRAVITAS_SHARED)");
    return;
  }
  const models = JSON.parse(readFileSync(join(folder, "fixest.json"), "utf8")).models as Record<
    string,
    Reference
  >;
  const temporary = mkdtempSync(join(tmpdir(), "gravitas-bench-"));
  try {
    for (const one of cases) {
      const file = one.make ? join(temporary, one.file) : join(folder, one.file);
      if (one.make) {
        execFileSync(process.execPath, [join(folder, "synth.mjs"), ...one.make.map(String), file], {
          stdio: "ignore",
        });
      }
      const design = one.design(columnsOf(readFileSync(file)));
      const options = {
        vcov: { kind: "cluster", correction: "ppmlhdfe" },
        clock: () => performance.now(),
      } as const;
      let best = Number.POSITIVE_INFINITY;
      let cold = 0;
      let processor = 0;
      let detail = "";
      for (let k = 0; k < 5; k++) {
        const start = performance.now();
        const cpu = process.cpuUsage();
        const fit = ppml(design, options);
        const seconds = (performance.now() - start) / 1000;
        if (k === 0) {
          agree(one.id, fit, models[one.id]!, one.se);
          cold = seconds;
        }
        if (seconds < best) {
          best = seconds;
          const { user, system } = process.cpuUsage(cpu);
          processor = (user + system) / 1e6;
          detail = Object.entries(fit.estimate.timings!)
            .map(([name, value]) => `${name.replace("Seconds", "")} ${value.toFixed(3)}`)
            .join(", ");
        }
      }
      const { threads_1, threads_2 } = models[one.id]!.timings;
      print(
        `${one.id}, ${design.nObs} rows: ${best.toFixed(3)} s, processor ${processor.toFixed(3)} s, first ${cold.toFixed(3)} s`,
      );
      print(`  ${detail}`);
      print(
        `  fixest took ${threads_1.wall_median_s.toFixed(3)} s on one thread and ${threads_2.wall_median_s.toFixed(3)} s on two, without standard errors, on a quiet machine of this kind (quoted, not measured here)`,
      );
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith("estimate.ts")) benchEstimate();
