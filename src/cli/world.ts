/** `gravitas world`: the embedded world, one of its economies, or its checks. @module */
import { parseArgs } from "node:util";
import { InputError } from "../contracts/errors.js";
import { requireEconomy } from "../economies/index.js";
import { readWorldFile } from "../formats/index.js";
import { readBytes } from "../node/read-input.js";
import { ownWorldCheckToText } from "../report/own-world-text.js";
import { economySheetToText, worldCheckToText, worldToText } from "../report/world-text.js";
import { checkOwnWorld, checkWorld, economySheet, worldSummary } from "../worlds/index.js";

const usage = `usage: gravitas world [--economy NAME | --check [--world FILE]] [--json]
       gravitas world build --trade FILE --gdp FILE --out world.json

The embedded world of 2014 (docs/world-2014.md): what it holds, and how far to trust it.

  --economy NAME  the sheet of one economy: a code such as GEO, or a name
  --check         totals met, shares reported, cells moved and why, reports held out
  --world FILE    with --check: a world of one's own, which gravitas world build wrote
  --json          the same as JSON
`;

export async function run(args: string[]): Promise<number> {
  if (args[0] === "build") {
    const { run: build } = await import("./world-build.js");
    return build(args.slice(1));
  }
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      economy: { type: "string" },
      check: { type: "boolean", default: false },
      world: { type: "string" },
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
      `gravitas world takes options only; received ${JSON.stringify(positionals[0])}.`,
      {
        received: positionals,
        hint: usage.split("\n")[0]!,
      },
    );
  }
  if (values.economy !== undefined && values.check) {
    throw new InputError("arguments", "--economy and --check are two questions; received both.", {
      received: args,
      hint: "Ask one at a time.",
    });
  }
  if (values.world !== undefined && !values.check) {
    throw new InputError("arguments", "--world goes with --check.", {
      place: { field: "--world" },
      hint: "gravitas world --check --world world.json",
    });
  }
  const width = Math.min(process.stdout.columns ?? 100, 120);
  const print = <T>(value: T, text: (value: T, options: { width: number }) => string): void => {
    process.stdout.write(values.json ? `${JSON.stringify(value, null, 1)}\n` : text(value, { width }));
  };
  if (values.economy !== undefined) {
    const { code } = requireEconomy(values.economy, "--economy");
    print(economySheet(code, { field: "--economy" }), economySheetToText);
    return 0;
  }
  if (!values.check) {
    print(worldSummary(), worldToText);
    return 0;
  }
  if (values.world !== undefined) {
    const own = readWorldFile(new TextDecoder().decode(readBytes(values.world)), values.world);
    const checked = checkOwnWorld(own);
    print(checked, ownWorldCheckToText);
    return checked.margins.met && checked.deficits.met ? 0 : 3;
  }
  const check = checkWorld();
  print(check, worldCheckToText);
  return check.margins.met && check.holdOut.folds.every(({ converged }) => converged) ? 0 : 3;
}
