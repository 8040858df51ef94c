/** `gravitas tariff`: the duty on goods between two economies on a day, line by line. @module */
import { parseArgs } from "node:util";
import { explainTariff } from "../brief/explain-tariff.js";
import { registerFallback } from "../brief/register-fallback.js";
import { InputError } from "../contracts/errors.js";
import { requireEconomy } from "../economies/require-economy.js";
import { REGISTER_DAYS } from "../register/index.js";
import { plainText } from "../report/escape.js";
import { tariffToText } from "../report/tariff-text.js";
import { type OriginCost, parseAmount, parseExchange, parsePer } from "../tariffs/index.js";
import { world2014 } from "../worlds/index.js";
import { ledgerLayers } from "./ledger-layers.js";
import { exactly, numberOption } from "./options.js";

const usage = `usage: gravitas tariff IMPORTER EXPORTER --on DATE [OPTIONS]
       gravitas tariff aggregate FILE --goods COLUMN --duty COLUMN [OPTIONS]

The duty on goods of EXPORTER in IMPORTER on a day: bound, MFN, preference, margin, what is paid; quotas, duties
on top and bans; each with its sources.

  --on DATE            the day, YYYY-MM-DD, from ${REGISTER_DAYS[0]} to ${REGISTER_DAYS[1]}
  --goods LIST         words or HS codes, joined by commas (wine,2201); default all
  --unit-value VALUE   customs value of an amount of goods ("3.25 USD/l"), for duties in money; may be repeated
  --exchange RATE      a stated rate ("1 EUR = 1.33 USD"); may be repeated
  --imports AMOUNT     imports of the period ("600000 t"), for tariff-rate quotas
  --use SHARE          share of the goods that use the preference, 0 to 1; default 1
  --origin-cost COST   cost of rules of origin and who says so ("0.03,assumed"), a fraction of the value
  --partners LIST      other suppliers to set beside it: codes joined by commas, or all
  --known-on DATE      count only what the public could know by then
  --ledger FILE        a ledger of your own on top (docs/register.md); may be repeated
  --json               the answer as JSON
`;

const options = {
  on: { type: "string" },
  goods: { type: "string" },
  "unit-value": { type: "string", multiple: true },
  exchange: { type: "string", multiple: true },
  imports: { type: "string" },
  use: { type: "string" },
  "origin-cost": { type: "string" },
  partners: { type: "string" },
  "known-on": { type: "string" },
  ledger: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @throws {InputError} for arguments that cannot be used */
export async function run(args: string[]): Promise<number> {
  if (args[0] === "aggregate") return (await import("./tariff-aggregate.js")).run(args.slice(1));
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [importer, exporter] = exactly(positionals, ["IMPORTER", "EXPORTER"], usage);
  if (values.on === undefined) {
    throw new InputError("arguments", "--on DATE is required: the duty depends on the day.", {
      hint: "For example --on 2014-12-18.",
    });
  }
  const answer = explainTariff(ledgerLayers(values.ledger).entries, {
    importer: importer!,
    exporter: exporter!,
    on: values.on,
    goods: values.goods?.split(",") ?? ["all"],
    knownOn: values["known-on"] ?? null,
    fallback: registerFallback,
    facts: {
      unitValues: (values["unit-value"] ?? []).map((text) => parsePer(text, "--unit-value")),
      exchange: (values.exchange ?? []).map((text) => parseExchange(text, "--exchange")),
      ...(values.imports === undefined ? {} : { imports: parseAmount(values.imports, "--imports").volume }),
    },
    ...(values.use === undefined ? {} : { use: share(values.use) }),
    ...(values["origin-cost"] === undefined ? {} : { originCost: originCost(values["origin-cost"]) }),
    partners: partnersOf(values.partners),
  });
  process.stdout.write(
    values.json ? `${JSON.stringify(answer, null, 1)}\n` : plainText(tariffToText(answer)),
  );
  return 0;
}

function share(text: string): number {
  return numberOption(text, {
    option: "--use",
    expected: "a share from 0 to 1",
    accepts: (v) => v >= 0 && v <= 1,
    hint: "0.85 is 85 %.",
  });
}

/** "0.03,assumed": a fraction of the value and who says so. */
function originCost(text: string): OriginCost {
  const comma = text.indexOf(",");
  const source = comma < 0 ? "" : text.slice(comma + 1).trim();
  const hint = 'For example --origin-cost "0.03,assumed".';
  if (source === "") {
    throw new InputError("option-value", "--origin-cost must name who says so after the cost.", {
      place: { field: "--origin-cost" },
      received: text,
      hint,
    });
  }
  const rate = numberOption(text.slice(0, comma), {
    option: "--origin-cost",
    expected: "a fraction of the value, 0 or more, then a comma and who says so",
    accepts: (v) => v >= 0,
    hint,
  });
  return { name: "proving and keeping to origin", rate, source };
}

function partnersOf(list: string | undefined): string[] {
  if (list === undefined) return [];
  if (list === "all") return [...world2014().economies];
  return list.split(",").map((name) => requireEconomy(name.trim(), "--partners").code);
}
