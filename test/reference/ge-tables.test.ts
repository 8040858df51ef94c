/**
 * The references on linked sectors, run as a user would: long tables in files of one's own and a scenario that names them.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { simulateModels } from "../../src/brief/simulate.js";
import type { FlowsFile } from "../../src/contracts/scenario.js";
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import { MultiSectorOutcomeJson } from "../../src/contracts/sector-outcome.js";
import { readScenarioBase } from "../../src/node/read-scenario-base.js";
import { parseScenario } from "../../src/scenario/index.js";
import { cp2015World } from "./cp2015-world.js";
import { conformance, economyColumn, geFile, largestGap, readTable } from "./ge-cases.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-tables-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = readonly (string | number)[];

function writeLong(name: string, head: string, rows: readonly Row[]): void {
  writeFileSync(join(folder, name), `${head}\n${rows.map((row) => row.join(",")).join("\n")}\n`);
}

async function run(yaml: string): Promise<MultiSectorOutcomeJson> {
  const scenario = parseScenario(yaml, "scenario.yaml");
  const base = await readScenarioBase(scenario.base as FlowsFile, folder);
  const { outcomes } = await simulateModels(scenario, () => base);
  return MultiSectorOutcomeJson.parse(outcomes[0]);
}

const base = (table: string) => `
base:
  flows: flows.csv
  exporter: exporter
  importer: importer
  sector: sector
  value: trade
  tariff: tariff
  inputOutput: { file: table.csv, supplier: supplier, user: user, economy: economy, ${table} }
model: multi-sector`;

const elasticities = (sectors: readonly string[], theta: ArrayLike<number>): string =>
  `theta: { bySector: { ${sectors.map((sector, s) => `${sector}: ${theta[s]}`).join(", ")} } }`;

describe("KITE from files: shares of output, value added and final use in one table", () => {
  conformance("war: real income, final spending and revenue to 1e-9", async () => {
    const open = (name: string) => readTable(geFile("kite", `k5x3_${name}.csv`));
    const keyed = (name: string, ...keys: string[]) =>
      new Map(open(name).map((row) => [keys.map((key) => row[key]).join(), Number(row.value)]));
    const [factor, after] = ["tariff", "tariff_new_war"].map((name) =>
      keyed(name, "sector", "origin", "destination"),
    );
    const spending = keyed("expenditure", "sector", "country");
    const valueAdded = keyed("factor_share", "sector", "country");
    writeLong(
      "flows.csv",
      "sector,exporter,importer,trade,tariff,war",
      open("trade_share").map((row) => {
        const pair = `${row.sector},${row.origin},${row.destination}`;
        const value =
          (Number(row.value) * spending.get(`${row.sector},${row.destination}`)!) / factor!.get(pair)!;
        return [pair, value, factor!.get(pair)! - 1, after!.get(pair)! - 1];
      }),
    );
    writeLong("table.csv", "supplier,user,economy,share", [
      ...open("intermediate_share").map((row): Row => {
        const inputs = 1 - valueAdded.get(`${row.output},${row.country}`)!;
        return [row.input!, row.output!, row.country!, Number(row.value) * inputs];
      }),
      ...[...valueAdded].map(([key, share]): Row => ["labour", key, share]),
      ...open("consumption_share").map((row): Row => [row.sector!, "households", row.country!, row.value!]),
    ]);
    const thetas = open("trade_elasticity");
    const outcome = await run(`title: War${base("share: share, valueAdded: labour, final: households")}
parameters: { ${elasticities(
      thetas.map((row) => row.sector!),
      thetas.map((row) => 1 / Number(row.value)),
    )} }
shocks: [{ column: war, as: tariff }]`);
    const { economies } = outcome;
    const codes = economies.map(({ economy }) => economy);
    const column = (key: string) => economyColumn(open("war_numpy"), "country", codes, key);
    const real = economies.map(({ realIncome }) => realIncome.after / realIncome.before);
    expect(largestGap(real, column("welfare_change"))).toBeLessThan(1e-9);
    const spent = economies.map(({ expenditure }) => expenditure.after);
    expect(largestGap(spent, column("income_new"))).toBeLessThan(1e-9);
    const revenue = economies.map(({ tariffRevenue }) => tariffRevenue.after);
    expect(largestGap(revenue, column("tariff_revenue_new"))).toBeLessThan(1e-9);
    expect(outcome.warnings).toEqual([]);
  });
});

describe("Caliendo and Parro (2015) from files: a table in money, final use as what is left", () => {
  conformance(
    "NAFTA: every economy's real income; imports from the bloc; both measures of welfare",
    async () => {
      const { world, tariffs2005 } = cp2015World();
      writeCp2015(world, tariffs2005);
      const { sectors } = world;
      const outcome = await run(`title: NAFTA${base("value: dollars, valueAdded: [wages, other]")}
parameters: { deficits: removed, ${elasticities(sectors, world.theta)} }
shocks: [{ column: nafta, as: tariff }]`);
      const says = outcome.assumptions.map((assumption) => assumption.says).join(" ");
      expect(says).toContain("185 of 1240 cells of final use came out negative");
      const codes = outcome.economies.map(({ economy }) => economy);
      const rows = readTable(geFile("cp2015", "nafta_only_country.csv"));
      const want = economyColumn(rows, "country", codes, "welfare_exact_pct").map((x) => 1 + x / 100);
      const real = outcome.economies.map(({ realIncome }) => realIncome.after / realIncome.before);
      // Input shares are divided by their sums; ge-cp2015 says what that moves.
      expect(largestGap(real, want)).toBeLessThan(3e-9);
      const bloc = ["MEX", "CAN", "USA"];
      const rise = bloc.map((importer) => {
        const inside = outcome.flows.filter(
          (flow) => flow.importer === importer && flow.exporter !== importer && bloc.includes(flow.exporter),
        );
        const sum = (side: "before" | "after") => inside.reduce((total, flow) => total + flow[side], 0);
        return (100 * (sum("after") / sum("before") - 1)).toFixed(2);
      });
      expect(rise).toEqual(["118.28", "11.11", "40.52"]);
      const split = bloc.map(
        (code) => outcome["multi-sector"].firstOrderSplit.find(({ economy }) => economy === code)!,
      );
      expect(split.map((own) => own.firstOrder.toFixed(3))).toEqual(["1.312", "-0.064", "0.085"]);
      expect(split.map((own) => own.exact.toFixed(5))).toEqual(["0.00732", "-0.11010", "0.07415"]);
    },
  );
});

/** Money by supplier and user; value added in two rows that add up. */
function writeCp2015(world: SectorBaseline, tariffs2005: Float64Array): void {
  const { economies, sectors, flows, tariffs, valueAddedShare, inputShare } = world;
  const n = economies.length;
  const bloc = new Set(["MEX", "CAN", "USA"]);
  writeLong(
    "flows.csv",
    "sector,exporter,importer,trade,tariff,nafta",
    Array.from(flows, (flow, k) => {
      const [sector, exporter, importer] = [
        sectors[Math.floor(k / (n * n))]!,
        economies[Math.floor(k / n) % n]!,
        economies[k % n]!,
      ];
      const inside =
        bloc.has(exporter) &&
        bloc.has(importer) &&
        exporter !== importer &&
        world.traded[Math.floor(k / (n * n))];
      return [sector, exporter, importer, flow, tariffs[k]!, inside ? tariffs2005[k]! : ""];
    }),
  );
  const rows: Row[] = [];
  for (const [k, user] of sectors.entries()) {
    for (const [j, economy] of economies.entries()) {
      const c = k * n + j;
      let output = 0;
      for (let m = 0; m < n; m++) output += flows[c * n + m]!;
      const added = valueAddedShare[c]! * output;
      rows.push(["wages", user, economy, 0.7 * added], ["other", user, economy, 0.3 * added]);
      for (const [s, supplier] of sectors.entries())
        rows.push([
          supplier,
          user,
          economy,
          inputShare[(k * sectors.length + s) * n + j]! * (1 - valueAddedShare[c]!) * output,
        ]);
    }
  }
  writeLong("table.csv", "supplier,user,economy,dollars", rows);
}
