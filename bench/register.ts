/**
 * How long a table of regimes takes: `npx tsx bench/register.ts`, or as a part of `npm run bench`.
 * @module
 */
import { economies } from "../src/economies/index.js";
import { seededRandom } from "../src/kernel/index.js";
import { embeddedLedger, generalData, regime, regimeTable } from "../src/register/index.js";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** 1,000 pairs on a day of each of 50 years, and the same cells asked one by one, of which a part is timed. */
export function benchRegister(): void {
  const random = seededRandom(1948, "register");
  const codes = economies.flatMap(({ code }) => (/^[A-Z]{3}$/.test(code) && code !== "WTO" ? [code] : []));
  const pick = (): string => codes[Math.floor(random.uniform() * codes.length)]!;
  const pairs = Array.from({ length: 1000 }, () => {
    const importer = pick();
    let exporter = pick();
    while (exporter === importer) exporter = pick();
    return [importer, exporter] as const;
  });
  const days = Array.from({ length: 50 }, (_, n) => `${1967 + n}-06-15`);
  const start = performance.now();
  const table = regimeTable(pairs, days);
  const first = performance.now() - start;
  const again = performance.now();
  regimeTable(pairs, days);
  const second = performance.now() - again;
  const one = performance.now();
  const ledger = embeddedLedger();
  const some = pairs.slice(0, 20);
  let agree = 0;
  for (const [p, [importer, exporter]] of some.entries()) {
    for (const [d, on] of days.entries()) {
      const { tariff } = regime(ledger, { importer, exporter, on, fallback: generalData });
      const rate = table.rate[p * days.length + d]!;
      if ((tariff.rate === null && Number.isNaN(rate)) || tariff.rate === rate) agree++;
    }
  }
  const each = (performance.now() - one) / (some.length * days.length);
  if (agree !== some.length * days.length) throw new Error("the table and regime() disagree");
  const known = table.rate.reduce((sum, rate) => sum + (Number.isNaN(rate) ? 0 : 1), 0);
  print(
    `register: 1,000 pairs × 50 years, first ${first.toFixed(0)} ms, then ${second.toFixed(0)} ms; ` +
      `regime() one by one ${each.toFixed(2)} ms a cell; a rate in ${((100 * known) / 50_000).toFixed(0)} % of cells`,
  );
}

if (process.argv[1]?.endsWith("register.ts")) benchRegister();
