/** `gravitas regime`: what is in force between two economies on a day. @module */
import { parseArgs } from "node:util";
import { registerFallback } from "../brief/register-fallback.js";
import { InputError } from "../contracts/errors.js";
import { REGISTER_DAYS, regime } from "../register/index.js";
import { plainText } from "../report/escape.js";
import { regimeToText } from "../report/regime-text.js";
import { ledgerLayers } from "./ledger-layers.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas regime IMPORTER EXPORTER --on DATE [OPTIONS]

What was in force for goods of EXPORTER in IMPORTER on a day, each line with its sources.

  --on DATE        the day, YYYY-MM-DD, from ${REGISTER_DAYS[0]} to ${REGISTER_DAYS[1]}
  --goods LIST     words or HS codes, joined by commas (wine,2201); default all
  --view ECONOMY   tell disputed statuses as this economy sees them; default everybody's
  --known-on DATE  count only what the public could know by then
  --why            the chain behind it: which entries make it so, which they set aside, from which ledger each is
  --ledger FILE    a ledger of your own on top (docs/register.md); may be repeated, later ones override by id
  --json           the Regime as JSON
`;

const options = {
  on: { type: "string" },
  goods: { type: "string" },
  view: { type: "string" },
  "known-on": { type: "string" },
  why: { type: "boolean", default: false },
  ledger: { type: "string", multiple: true },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @throws {InputError} for arguments that cannot be used */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [importer, exporter] = exactly(positionals, ["IMPORTER", "EXPORTER"], usage);
  if (values.on === undefined) {
    throw new InputError("arguments", "--on DATE is required: what is in force depends on the day.", {
      hint: "For example --on 2014-12-18.",
    });
  }
  const stacked = ledgerLayers(values.ledger);
  const found = regime(stacked.entries, {
    importer: importer!,
    exporter: exporter!,
    on: values.on,
    goods: values.goods?.split(",") ?? ["all"],
    view: values.view ?? null,
    knownOn: values["known-on"] ?? null,
    fallback: registerFallback,
  });
  if (values.json) {
    const { layerOf, replaced } = stacked;
    const layers = Object.fromEntries(
      Object.keys(found.entries).map((id) => [id, layerOf.get(id) ?? "general"]),
    );
    // The layers are told beside the Regime only when there is more than one.
    const own = (values.ledger ?? []).length > 0 ? { layers, replaced } : {};
    process.stdout.write(`${JSON.stringify({ ...found, ...own }, null, 1)}\n`);
    return 0;
  }
  process.stdout.write(plainText(regimeToText(found)));
  if (values.why || values.ledger !== undefined) {
    const { regimeWhy } = await import("../report/regime-why.js");
    process.stdout.write(plainText(`\n${regimeWhy(found, stacked)}`));
  }
  return 0;
}
