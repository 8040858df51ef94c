/**
 * The files of Caliendo and Parro (2015), read by the recipe of the reference folder.
 * @module
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { geFile } from "./ge-cases.js";

const n = 31;
const sectors = 40;
const traded = 20;

function rows(name: string): number[][] {
  const bytes = readFileSync(geFile("cp2015", name));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number));
}

export interface Cp2015 {
  readonly world: SectorBaseline;
  /** Tariffs of 2005, [sector][exporter][importer], fractions. */
  readonly tariffs2005: Float64Array;
  /** Final shares that came out negative and were set to zero. */
  readonly negatives: number;
}

/**
 * The world of 1993, deficits included, in dollars as the files have it. Files have one block a sector, importers down and
 * exporters across; the input table has one block a country, supplying sectors down and using sectors across.
 */
export function cp2015World(): Cp2015 {
  const table = JSON.parse(readFileSync(geFile("cp2015", "table2_nafta.json"), "utf8")) as {
    countries: string[];
  };
  const [value, tariff93, tariff05, output, shareOfValue, table40, theta] = [
    rows("xbilat1993.txt"),
    rows("tariffs1993.txt"),
    rows("tariffs2005.txt"),
    rows("GO.txt"),
    rows("B.txt"),
    rows("IO.txt.gz"),
    rows("T.txt").flat(),
  ];
  const flows = new Float64Array(sectors * n * n);
  const tariffs = new Float64Array(sectors * n * n);
  const tariffs2005 = new Float64Array(sectors * n * n);
  for (let s = 0; s < sectors; s++) {
    for (let i = 0; i < n; i++) {
      let exports = 0;
      for (let j = 0; j < n; j++) {
        if (s >= traded || i === j) continue;
        const k = (s * n + i) * n + j;
        flows[k] = 1000 * value[s * n + j]![i]!;
        tariffs[k] = tariff93[s * n + j]![i]! / 100;
        tariffs2005[k] = tariff05[s * n + j]![i]! / 100;
        exports += flows[k]!;
      }
      flows[(s * n + i) * n + i] = Math.max(output[s]![i]!, exports) - exports;
    }
  }
  const inputShare = new Float64Array(sectors * sectors * n);
  for (let k = 0; k < sectors; k++) {
    for (let s = 0; s < sectors; s++) {
      for (let i = 0; i < n; i++) inputShare[(k * sectors + s) * n + i] = table40[i * sectors + s]![k]!;
    }
  }
  const valueAddedShare = Float64Array.from(shareOfValue.flat());
  const { finalShare, negatives } = residualShares(flows, tariffs, valueAddedShare, inputShare);
  const world: SectorBaseline = {
    id: "cp2015",
    title: "Caliendo and Parro 2015, world of 1993",
    year: 1993,
    economies: table.countries,
    sectors: Array.from({ length: sectors }, (_, s) => `s${String(s + 1).padStart(2, "0")}`),
    flows,
    tariffs,
    origin: new Uint8Array(flows.length).fill(6),
    moved: new Float64Array(flows.length).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
    traded: Array.from({ length: sectors }, (_, s) => s < traded),
    theta: Float64Array.from({ length: sectors }, (_, s) => (s < traded ? theta[s]! : 8.22)),
    valueAddedShare,
    inputShare,
    finalShare,
  };
  return { world, tariffs2005, negatives };
}

/** Final use as what is left of spending after inputs; negatives to zero, then divided by the sum. */
function residualShares(
  flows: Float64Array,
  tariffs: Float64Array,
  valueAddedShare: Float64Array,
  inputShare: Float64Array,
) {
  const left = new Float64Array(sectors * n);
  const made = new Float64Array(sectors * n);
  for (let k = 0; k < flows.length; k++) {
    const s = Math.floor(k / (n * n));
    left[s * n + (k % n)]! += flows[k]! * (1 + tariffs[k]!);
    made[Math.floor(k / n)]! += flows[k]!;
  }
  for (let k = 0; k < sectors; k++) {
    for (let s = 0; s < sectors; s++) {
      for (let i = 0; i < n; i++) {
        const c = k * n + i;
        left[s * n + i]! -= inputShare[(k * sectors + s) * n + i]! * (1 - valueAddedShare[c]!) * made[c]!;
      }
    }
  }
  let negatives = 0;
  for (let c = 0; c < left.length; c++) {
    if (left[c]! >= 0) continue;
    negatives++;
    left[c] = 0;
  }
  const total = new Float64Array(n);
  for (let c = 0; c < left.length; c++) total[c % n]! += left[c]!;
  return { finalShare: left.map((x, c) => x / total[c % n]!), negatives };
}

/** Tariffs among Canada, Mexico and the United States go to those of 2005, from a world's own. */
export function naftaCells(world: SectorBaseline, tariffs2005: Float64Array): ShockCell[] {
  const bloc = ["CAN", "MEX", "USA"];
  const size = world.economies.length;
  const place = (code: string) => world.economies.indexOf(code);
  return world.sectors.slice(0, traded).flatMap((sector, s) =>
    bloc.flatMap((exporter) =>
      bloc
        .filter((importer) => importer !== exporter)
        .map((importer) => {
          const k = (s * size + place(exporter)) * size + place(importer);
          return {
            exporter,
            importer,
            sector,
            kind: "tariff" as const,
            before: world.tariffs[k]!,
            after: tariffs2005[k]!,
          };
        }),
    ),
  );
}
