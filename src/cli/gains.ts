/** `gravitas gains`: what trade is worth to an economy of the embedded world, by a formula. @module */
import { parseArgs } from "node:util";
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import { requireEconomy } from "../economies/index.js";
import { gainsReport } from "../equilibrium/index.js";
import { gainsToText } from "../report/gains-text.js";
import { domesticSales, economySheet, type GoodsParameters, isInWorld, world2014 } from "../worlds/index.js";
import { numberOption } from "./options.js";

const usage = `usage: gravitas gains --economy NAME [--theta NUMBER] [--json]

What an economy of the embedded world would lose in real income if it traded goods with nobody:
1 − λ^(1/θ), λ the share of spending on own goods (Arkolakis, Costinot and Rodríguez-Clare 2012).
One sector, no links between sectors: on the low side (docs/models-multi-sector.md).

  --economy NAME  a code such as GEO, or a name
  --theta NUMBER  the trade elasticity; default 5.03 with a range, log s.d. 0.4; a number given is taken as fixed
  --json          the same as JSON
`;

/** Median and log standard deviation; their source stands in docs/models.md. */
const defaultTheta = { median: 5.03, sdLog: 0.4 };

const floored =
  "Domestic sales stand at their floor, because part of what is exported is re-exports: own goods are too small a part of spending here, and the figure is too large.";

/** What domestic sales rest on, one end at a time; docs/world-2014.md. */
const instead: readonly (GoodsParameters & { readonly says: string })[] = [
  { says: "gross output 2.3 times value added in goods, not 2.74", kappa: 2.3 },
  { says: "gross output 3.2 times value added in goods", kappa: 3.2 },
  { says: "goods 0.55 of industry, not 0.7", g: 0.55 },
  { says: "goods 0.85 of industry", g: 0.85 },
];

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      economy: { type: "string" },
      theta: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals.length > 0) {
    throw new InputError(
      "arguments",
      `gravitas gains takes options only; received ${JSON.stringify(positionals[0])}.`,
      { received: positionals, hint: usage.split("\n")[0]! },
    );
  }
  if (values.economy === undefined) {
    throw new InputError("arguments", "gravitas gains needs an economy; received none.", {
      place: { field: "--economy" },
      hint: usage.split("\n")[0]!,
    });
  }
  const { code, name } = requireEconomy(values.economy, "--economy");
  if (!isInWorld(code)) {
    throw new InputError("economy_not_in_world", `${name} is not an economy of world-2014.`, {
      place: { field: "--economy" },
      received: values.economy,
      hint: "gravitas world lists those that are.",
    });
  }
  const theta =
    values.theta === undefined
      ? defaultTheta
      : {
          median: numberOption(values.theta, {
            option: "--theta",
            expected: "positive",
            accepts: (value) => value > 0,
            hint: "Estimates lie between about 2 and 9.",
          }),
          sdLog: 0,
        };
  const world = world2014();
  const report = gainsReport(world, code, {
    theta,
    notes: economySheet(code).floored ? [floored] : [],
    instead: instead.map(({ says, ...goods }) => ({ says, world: withSales(world, domesticSales(goods)) })),
  });
  const width = Math.min(process.stdout.columns ?? 100, 120);
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : gainsToText(report, { width }));
  return 0;
}

/** The world with other sales of economies to themselves. */
function withSales(world: Baseline, sales: Float64Array): Baseline {
  const flows = world.flows.slice();
  sales.forEach((sold, j) => {
    flows[j * (sales.length + 1)] = sold;
  });
  return { ...world, flows };
}
