/** `gravitas timeline`: all that the register knows between two economies, over the years. @module */
import { parseArgs } from "node:util";
import { writeOutput } from "../node/write-output.js";
import { timeline } from "../register/index.js";
import { plainText } from "../report/escape.js";
import { ledgerLayers } from "./ledger-layers.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas timeline ECONOMY ECONOMY [OPTIONS]

All that the register knows between two economies: measures as bands, statements and breaks as marks, who recognises
what, each with its dates as exact as they are known and its source.

  --from DATE      first day (default 1992-01-01)
  --to DATE        the day after the last (default 2017-01-01)
  --view ECONOMY   tell disputed statuses as this economy sees them; default everybody's
  --known-on DATE  only what the public could know by then
  --ledger FILE    a ledger of your own on top; may be repeated, later ones override by id
  --html FILE      one self-contained page; - for standard output
  --json           the Timeline as JSON
`;

/** @throws {InputError} for arguments that cannot be used */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: "string" },
      to: { type: "string" },
      view: { type: "string" },
      "known-on": { type: "string" },
      ledger: { type: "string", multiple: true },
      html: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [a, b] = exactly(positionals, ["ECONOMY", "ECONOMY"], usage);
  const { entries, layerOf } = ledgerLayers(values.ledger);
  const found = timeline(entries, {
    a: a!,
    b: b!,
    from: values.from ?? null,
    to: values.to ?? null,
    view: values.view ?? null,
    knownOn: values["known-on"] ?? null,
    layerOf,
  });
  if (values.html !== undefined) {
    const { timelineToHtml } = await import("../report/timeline-html.js");
    const page = timelineToHtml(found);
    if (values.html === "-") process.stdout.write(page);
    else {
      writeOutput(values.html, page);
      process.stderr.write(`wrote ${values.html}\n`);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
  if (values.json || values.html !== undefined) return 0;
  const { timelineToText } = await import("../report/timeline-text.js");
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const text = timelineToText(found, { width: process.stdout.columns ?? 80, colour });
  process.stdout.write(colour ? text : plainText(text));
  return 0;
}
