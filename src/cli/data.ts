/** `gravitas data`: publishers' trade files in, one file of trade out. @module */
import { InputError } from "../contracts/errors.js";

const usage = `usage: gravitas data import FILE.. --as DATASET --out FILE.parquet|FILE.csv [OPTIONS]
       gravitas data show FILE [--as DATASET]

Reads trade data as their publishers ship them (docs/data.md). gravitas data import --help tells the options.
`;

export async function run(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === "--help" || verb === "-h") {
    process.stdout.write(usage);
    return 0;
  }
  if (verb === "import" || verb === "show") {
    const { runImport, runShow } = await import("./data-import.js");
    return verb === "import" ? runImport(rest) : runShow(rest);
  }
  throw new InputError(
    "arguments",
    `gravitas data has import and show; received ${JSON.stringify(verb ?? "nothing")}.`,
    {
      received: args,
      hint: usage.split("\n")[0]!,
    },
  );
}
