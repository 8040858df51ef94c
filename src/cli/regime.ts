/** `gravitas regime`: what is in force between two economies on a day. @module */
import { parseArgs } from "node:util";
import { registerFallback } from "../brief/register-fallback.js";
import { InputError } from "../contracts/errors.js";
import { readInput } from "../node/read-input.js";
import { checkLedger, embeddedLedger, loadLedger, REGISTER_DAYS, regime } from "../register/index.js";
import { plainText } from "../report/escape.js";
import { regimeToText } from "../report/regime-text.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas regime IMPORTER EXPORTER --on DATE [OPTIONS]

What was in force for goods of EXPORTER in IMPORTER on a day, each line with its sources.

  --on DATE        the day, YYYY-MM-DD, from ${REGISTER_DAYS[0]} to ${REGISTER_DAYS[1]}
  --goods LIST     words or HS codes, joined by commas (wine,2201); default all
  --view ECONOMY   tell disputed statuses as this economy sees them; default everybody's
  --known-on DATE  count only what the public could know by then
  --ledger FILE    add the entries of a ledger of your own (docs/register.md)
  --json           the Regime as JSON
`;

const options = {
  on: { type: "string" },
  goods: { type: "string" },
  view: { type: "string" },
  "known-on": { type: "string" },
  ledger: { type: "string" },
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
  const found = regime(ledgerWith(values.ledger), {
    importer: importer!,
    exporter: exporter!,
    on: values.on,
    goods: values.goods?.split(",") ?? ["all"],
    view: values.view ?? null,
    knownOn: values["known-on"] ?? null,
    fallback: registerFallback,
  });
  process.stdout.write(values.json ? `${JSON.stringify(found, null, 1)}\n` : plainText(regimeToText(found)));
  return 0;
}

/** The embedded ledger, with somebody's own entries behind it. */
function ledgerWith(file: string | undefined) {
  const embedded = embeddedLedger();
  if (file === undefined) return embedded;
  const entries = loadLedger(readInput(file), file);
  checkLedger(
    [{ file, entries }],
    embedded.map((entry) => entry.id),
  );
  return [...embedded, ...entries];
}
