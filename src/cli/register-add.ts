import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { isSeq, parse, parseDocument, stringify } from "yaml";
import { InputError } from "../contracts/errors.js";
import { readInput } from "../node/read-input.js";
import { writeOutput } from "../node/write-output.js";
import { checkLedger, embeddedLedger, loadLedger } from "../register/index.js";
import { exactly } from "./options.js";

const LISTS: readonly string[] = ["by", "towards", "goods", "hs"];
const options = {
  id: { type: "string" },
  kind: { type: "string" },
  by: { type: "string" },
  towards: { type: "string" },
  goods: { type: "string" },
  hs: { type: "string" },
  instrument: { type: "string" },
  direction: { type: "string" },
  effect: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  known: { type: "string" },
  "according-to": { type: "string" },
  summary: { type: "string" },
  source: { type: "string", multiple: true },
  confidence: { type: "string" },
  note: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/**
 * Appends one entry, from flags or from YAML on standard input, to a ledger; asks nothing. The text that is there stays
 * as it is, comments too, and the file is replaced in one step, or not at all.
 * @throws {InputError} when the entry, or the file with it, does not hold
 */
export function addEntry(args: string[], usage: string): number {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file] = exactly(positionals, ["FILE"], "usage: gravitas register add FILE [FLAGS]");
  const hasFlags = Object.entries(values).some(([name, value]) => name !== "help" && value !== undefined);
  const addition = hasFlags ? stringify([fromFlags(values)], { lineWidth: 0 }) : fromYaml(readInput("-"));
  // By itself first, so that errors tell the lines of what is added.
  const added = loadLedger(addition, hasFlags ? "the flags" : "standard input");
  const before = existsSync(file!) ? readInput(file!) : "";
  const text = appended(before, addition, file!);
  const entries = loadLedger(text, file!);
  const own = new Set(entries.map(({ id }) => id));
  checkLedger(
    [{ file: file!, entries }],
    embeddedLedger()
      .map(({ id }) => id)
      .filter((id) => !own.has(id)),
  );
  writeOutput(file!, text);
  process.stderr.write(
    `added ${added.map(({ id }) => id).join(", ")} to ${file}: ${entries.length} entries\n`,
  );
  return 0;
}

type Flags = { readonly [K in keyof typeof options]?: string | string[] | boolean | undefined };

function fromFlags(flags: Flags): Record<string, unknown> {
  const text = (name: keyof Flags): string | undefined => {
    const value = flags[name];
    return typeof value === "string" ? value : undefined;
  };
  const list = (name: keyof Flags) =>
    text(name)
      ?.split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  const since = text("since");
  const effect = text("effect");
  const sources = Array.isArray(flags.source) ? flags.source.map(sourceOf) : [];
  const plain = ["id", "kind", "instrument", "direction", "summary", "confidence", "note"] as const;
  const all: Record<string, unknown> = {
    ...Object.fromEntries(plain.map((name) => [name, text(name)])),
    ...Object.fromEntries(LISTS.map((name) => [name, list(name as keyof Flags)])),
    goods: list("goods") ?? ["all"],
    effect: effect === undefined ? null : parse(effect),
    valid: since === undefined ? undefined : [since, text("until") ?? null],
    known: text("known") ?? since,
    according_to: text("according-to"),
    sources,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** "TITLE | PUBLISHER | DATE | URL", the last two optional. */
function sourceOf(text: string): Record<string, unknown> {
  const [title = "", publisher = "", date = "", url = ""] = text.split("|").map((part) => part.trim());
  return { title, publisher, date: date === "" ? null : date, url: url === "" ? null : url };
}

/** One entry, or a list of them, as a list. */
function fromYaml(text: string): string {
  const document = parseDocument(text, { prettyErrors: false });
  if (text.trim() === "" || document.errors.length > 0) {
    const why = document.errors[0]?.message.split("\n")[0] ?? "nothing came";
    throw new InputError("ledger", `an entry must come as YAML on standard input, or as flags; ${why}.`, {
      place: { file: "standard input" },
      hint: "gravitas register --help lists the flags.",
    });
  }
  if (isSeq(document.contents)) return text.endsWith("\n") ? text : `${text}\n`;
  const lines = text.trimEnd().split("\n");
  return `${lines.map((line, n) => (n === 0 ? `- ${line}` : line === "" ? line : `  ${line}`)).join("\n")}\n`;
}

function appended(before: string, addition: string, file: string): string {
  if (before.trim() === "") return addition;
  const document = parseDocument(before, { prettyErrors: false, merge: true });
  const contents: unknown = document.contents;
  if (contents === null) return `${before.trimEnd()}\n\n${addition}`;
  if (!isSeq(contents) || contents.flow === true) {
    throw new InputError("ledger", "an entry can only be added to a list of entries, one under the other.", {
      place: { file },
      hint: "Each entry starts with “- id:” on a line of its own.",
    });
  }
  return `${before.trimEnd()}\n\n${addition}`;
}
