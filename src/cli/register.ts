/** `gravitas register`: ledgers of facts checked, compared, added to and exported. @module */
import { parseArgs } from "node:util";
import { describeError, InputError } from "../contracts/errors.js";
import { readInput } from "../node/read-input.js";
import { writeOutput } from "../node/write-output.js";
import {
  diffLedgers,
  embeddedLedger,
  type GtaRow,
  gtaRows,
  inspectLedger,
  type LedgerFile,
  ledgerFaults,
  loadLedger,
} from "../register/index.js";
import { csvCell, plainText } from "../report/escape.js";
import { ledgerLayers } from "./ledger-layers.js";
import { addEntry } from "./register-add.js";

const usage = `usage: gravitas register check FILE..
       gravitas register diff A B [--json]
       gravitas register add FILE [FLAGS]         (or an entry as YAML on standard input)
       gravitas register export --as gta [--ledger FILE].. --out FILE.csv

  check    every problem of the files, each with file, line, what was expected and what to do. Files stack in their
           order over the embedded ledger: a later entry replaces one of the same id
  diff     entries added, removed and changed, field by field; "embedded" names the ledger of the package
  add      checks one entry and appends it; the file's comments stay, and a file that would not hold stays as it was
  export   the measures in the columns of the Global Trade Alert, with MAST chapters; --out - for standard output

flags of add, one a field (docs/register.md); lists are joined by commas:
  --id --kind --by --towards --goods --hs --instrument --direction --since --until --known --according-to
  --summary --source "TITLE | PUBLISHER | DATE | URL" (may be repeated) --confidence --note
  --effect YAML       for example "{ type: ban, flow: import }"
`;

/** @throws {InputError} for arguments that cannot be used and files that do not hold */
export async function run(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === "check") return check(rest);
  if (verb === "diff") return diff(rest);
  if (verb === "add") return addEntry(rest, usage);
  if (verb === "export") return exportRows(rest);
  if (verb === "--help" || verb === "-h") {
    process.stdout.write(usage);
    return 0;
  }
  throw new InputError(
    "arguments",
    `register takes check, diff, add or export; received ${verb === undefined ? "nothing" : JSON.stringify(verb)}.`,
    { received: verb, hint: "gravitas register --help tells what each does." },
  );
}

function check(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals.length === 0) {
    throw new InputError("arguments", "check needs at least one file.", { hint: usage.split("\n")[0]! });
  }
  const known = new Set(embeddedLedger().map(({ id }) => id));
  let count = 0;
  for (const file of positionals) {
    const { entries, problems } = inspectLedger(readInput(file), file);
    const lineOf = new Map(entries.map(({ entry, line }) => [entry.id, line]));
    const own: LedgerFile = { file, entries: entries.map(({ entry }) => entry) };
    const faults = ledgerFaults(
      [own],
      [...known].filter((id) => !lineOf.has(id)),
    ).map((fault) => withLine(fault, lineOf));
    const all = [...problems, ...faults];
    for (const problem of all) process.stdout.write(`${plainText(describeError(problem))}\n`);
    const replaced = own.entries.filter(({ id }) => known.has(id)).length;
    const over = replaced === 0 ? "" : `, ${replaced} of them in place of one underneath`;
    process.stdout.write(
      plainText(
        `${file}: ${entries.length} entries hold${over}; ${all.length === 0 ? "no problems" : `problems: ${all.length}`}\n`,
      ),
    );
    for (const { id } of own.entries) known.add(id);
    count += all.length;
  }
  return count === 0 ? 0 : 2;
}

/** A fault between entries knows the entry; the file knows the line. */
function withLine(fault: InputError, lineOf: ReadonlyMap<string, number | undefined>): InputError {
  const id = /^entry ([^,]+),/.exec(fault.place?.field ?? "")?.[1];
  const line = id === undefined ? undefined : lineOf.get(id);
  if (line === undefined) return fault;
  return new InputError(fault.code, fault.message, {
    place: { ...fault.place, line },
    received: fault.received,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
  });
}

function diff(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  if (positionals.length !== 2) {
    throw new InputError("arguments", `diff needs two ledgers; received ${positionals.length}.`, {
      received: positionals,
      hint: "Each is a file, or the word embedded.",
    });
  }
  const [a, b] = positionals.map((name) =>
    name === "embedded" ? embeddedLedger() : loadLedger(readInput(name), name),
  );
  const found = diffLedgers(a!, b!);
  if (values.json) {
    process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
    return 0;
  }
  const value = (x: unknown) => (x === undefined ? "nothing" : JSON.stringify(x));
  const lines = [
    ...found.removed.map((entry) => `- ${entry.id}: ${entry.summary}`),
    ...found.added.map((entry) => `+ ${entry.id}: ${entry.summary}`),
    ...found.changed.flatMap(({ id, fields }) => [
      `~ ${id}`,
      ...fields.map(({ field, before, after }) => `    ${field}: ${value(before)} → ${value(after)}`),
    ]),
    `${found.added.length} added, ${found.removed.length} removed, ${found.changed.length} changed`,
  ];
  process.stdout.write(plainText(`${lines.join("\n")}\n`));
  return 0;
}

const COLUMNS: readonly (keyof GtaRow)[] = [
  "state_act",
  "intervention",
  "intervention_type",
  "mast",
  "evaluation",
  "announced",
  "implemented",
  "removed",
  "implementing_jurisdiction",
  "affected_jurisdiction",
  "affected_flow",
  "goods",
  "hs",
  "prior_level",
  "new_level",
  "source",
  "confidence",
];

function exportRows(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      as: { type: "string", default: "gta" },
      ledger: { type: "string", multiple: true },
      out: { type: "string" },
    },
  });
  if (values.as !== "gta") {
    throw new InputError("option-value", `--as must be gta; received ${JSON.stringify(values.as)}.`, {
      place: { field: "--as" },
      received: values.as,
      hint: "gta: the columns of the Global Trade Alert.",
    });
  }
  if (values.out === undefined) {
    throw new InputError("arguments", "--out FILE.csv is required.", {
      hint: "Use - for standard output.",
    });
  }
  const rows = gtaRows(ledgerLayers(values.ledger).entries);
  const lines = [COLUMNS.join(","), ...rows.map((row) => COLUMNS.map((c) => csvCell(row[c])).join(","))];
  const text = `${lines.join("\n")}\n`;
  if (values.out === "-") process.stdout.write(text);
  else {
    writeOutput(values.out, text);
    process.stderr.write(`wrote ${values.out}: ${rows.length} interventions\n`);
  }
  return 0;
}
