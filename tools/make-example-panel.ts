/**
 * Makes examples/gravity-panel.csv: a small world whose trade costs, resistances and elasticity are known, so that
 * examples can be checked. Run by hand (`npx tsx tools/make-example-panel.ts`); the seed keeps it the same.
 *
 * Twelve economies on a plane, four years, sales at home included: 576 rows. Trade scatters around
 * exp(exporter-year + importer-year + pair + b · (log distance, border, agreement, log(1 + tariff))); two small pairs
 * are under an embargo and never trade.
 * @module
 */
import { writeFileSync } from "node:fs";
import { seededRandom } from "../src/kernel/index.js";

const economies = ["AVA", "BOR", "COR", "DEL", "ELN", "FAR", "GAL", "HAL", "IVO", "JUN", "KAR", "LUN"];
const years = [2000, 2004, 2008, 2012];
/** What an estimate should come near to: distance, border with the world, agreement, tariff (θ + 1), embargo. */
const truth = { distance: -0.9, home: 1.1, agreement: 0.35, tariff: -4.5 };

const random = seededRandom(20141218, "example-panel");
const place = economies.map(() => [random.uniform(), random.uniform()] as const);
const size = economies.map(() => Math.exp(7 + 0.6 * random.normal()));

const lines = ["exporter,importer,year,trade,dist,home,rta,tariff,embargo"];
for (const [t, year] of years.entries()) {
  const push = economies.map(() => 0.15 * random.normal() + 0.1 * t);
  const pull = economies.map(() => 0.15 * random.normal() + 0.1 * t);
  economies.forEach((exporter, i) => {
    economies.forEach((importer, j) => {
      const home = i === j ? 1 : 0;
      const [a, b] = [place[i]!, place[j]!];
      const dist = home ? 120 : Math.round(300 + 9000 * Math.hypot(a[0] - b[0], a[1] - b[1]));
      // Agreements join neighbours in the list, more of them every year.
      const rta = !home && Math.abs(i - j) <= t ? 1 : 0;
      const tariff = home ? 0 : rta ? 0 : 0.02 + 0.02 * ((3 * i + 5 * j + 2 * t) % 11);
      const embargo =
        (exporter === "KAR" && importer === "LUN" && year >= 2004) ||
        (exporter === "LUN" && importer === "AVA" && year >= 2008)
          ? 1
          : 0;
      const mean =
        (size[i]! * size[j]!) ** 0.8 *
        0.02 *
        Math.exp(
          push[i]! +
            pull[j]! +
            truth.distance * Math.log(dist / 1000) +
            truth.home * home +
            truth.agreement * rta +
            truth.tariff * Math.log(1 + tariff),
        );
      const noise = Math.exp(0.1 * random.normal() - 0.005);
      const trade = embargo ? 0 : Math.round(mean * noise * 10) / 10;
      lines.push([exporter, importer, year, trade, dist, home, rta, tariff.toFixed(2), embargo].join(","));
    });
  });
}
writeFileSync(new URL("../examples/gravity-panel.csv", import.meta.url), `${lines.join("\n")}\n`);
