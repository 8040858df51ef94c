import { LineCounter, parseDocument } from "yaml";
import { firstDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";
import { type ExplainedIssue, explainIssues, fieldPath } from "../contracts/explain-issues.js";
import { LedgerEntry } from "../contracts/ledger.js";
import { lineOfPath } from "../contracts/yaml-with-lines.js";
import { economyOf, nearestEconomies } from "../economies/index.js";
import { parseDuty } from "../tariffs/index.js";
import { lastDay } from "./valid-on.js";

/** Where a problem stands and what it is. */
type Complain = (problem: ExplainedIssue) => InputError;

/**
 * Reads a ledger: a YAML list of entries as `LedgerEntry` describes them, checked one by one: the schema, real
 * economies, an end after the start. What entries say of one another is for `checkLedger` to check.
 * @param file the name to give in errors
 * @throws {InputError} `ledger`, with the file, the line, and the entry's id and field
 */
export function loadLedger(yamlText: string, file: string): LedgerEntry[] {
  const { entries, problems } = inspectLedger(yamlText, file);
  if (problems[0] !== undefined) throw problems[0];
  return entries.map(({ entry }) => entry);
}

/** What `inspectLedger` found: the entries that hold, each with its line, and every problem of the others. */
export interface InspectedLedger {
  readonly entries: readonly { readonly entry: LedgerEntry; readonly line: number | undefined }[];
  readonly problems: readonly InputError[];
}

/** As `loadLedger`, but tells every problem instead of throwing the first. */
export function inspectLedger(yamlText: string, file: string): InspectedLedger {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, merge: true, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const problem = new InputError("ledger", `a ledger must be YAML; ${broken.message.split("\n")[0]}.`, {
      place: { file, line: lines.linePos(broken.pos[0]).line },
      hint: "Check the indentation and the quotes.",
    });
    return { entries: [], problems: [problem] };
  }
  const raw = plainValue(document, file);
  if (raw instanceof InputError) return { entries: [], problems: [raw] };
  const complain: Complain = ({ path, says }) => {
    const id = entryName(raw, path[0]);
    const line = lineOfPath(document, lines, path);
    return new InputError("ledger", `${says}${came(raw, path)}.`, {
      place: {
        file,
        ...(line === undefined ? {} : { line }),
        field: [id, fieldPath(path.slice(1))].filter(Boolean).join(", "),
      },
      received: at(raw, path),
      hint: "docs/register.md describes the fields.",
    });
  };
  if (raw === null || !Array.isArray(raw)) {
    const problem = complain({
      path: [],
      says: "a ledger must be a list of entries, each starting with “- id:”",
    });
    return { entries: [], problems: [problem] };
  }
  const loaded = raw.map((item, index) => loadEntry(item, index, complain));
  return {
    entries: loaded.flatMap((one, index) =>
      Array.isArray(one) ? [] : [{ entry: one, line: lineOfPath(document, lines, [index]) }],
    ),
    problems: loaded.flatMap((one) => (Array.isArray(one) ? one : [])),
  };
}

/** The document as plain values; a few aliases that name each other many times over would fill the memory. */
function plainValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 10_000 });
  } catch (cause) {
    return new InputError("ledger", "a ledger's aliases must not multiply.", {
      place: { file },
      hint: "Write the values out instead of repeating them by alias.",
      cause,
    });
  }
}

/** The entry, or all that is wrong with it. */
function loadEntry(item: unknown, index: number, complain: Complain): LedgerEntry | InputError[] {
  const parsed = LedgerEntry.safeParse(item);
  if (!parsed.success) {
    const issues = explainIssues(parsed.error);
    const isMissing = ({ path }: ExplainedIssue) => path.length === 1 && at(item, path) === undefined;
    const missing = issues.filter(isMissing).map(({ path }) => path[0]!);
    const others = issues.filter((issue) => !isMissing(issue));
    return [
      ...others.map((issue) => complain({ path: [index, ...issue.path], says: withRemedy(issue, item) })),
      // One problem for all of them: each would point to the same line.
      ...(missing.length === 0
        ? []
        : [
            complain({ path: [index, missing[0]!], says: `an entry needs ${missing.join(", ")}; not found` }),
          ]),
    ];
  }
  const entry = parsed.data;
  const codes = [
    ...entry.by.map((code, n) => ({ code, path: ["by", n] })),
    ...entry.towards.map((code, n) => ({ code, path: ["towards", n] })),
    ...(entry.according_to === null ? [] : [{ code: entry.according_to, path: ["according_to"] }]),
  ];
  const problems = codes
    .filter(({ code }) => code !== "all" && economyOf(code) === undefined)
    .map(({ code, path }) => {
      const near = nearestEconomies(code).map((e) => e.code);
      return complain({
        path: [index, ...path],
        says: `no economy has the code ${code}${near.length > 0 ? ` (near: ${near.join(", ")})` : ""}`,
      });
    });
  const [since, until] = entry.valid;
  if (until !== null && lastDay(until) <= firstDay(since)) {
    problems.push(complain({ path: [index, "valid", 1], says: "the end must come after the start" }));
  }
  const fault = dutyFault(entry);
  if (fault !== null) problems.push(complain({ path: [index, "effect", "duty"], says: fault }));
  return problems.length > 0 ? problems : entry;
}

/** What is wrong with a duty as law writes it; null where nothing is. */
function dutyFault({ effect }: LedgerEntry): string | null {
  if (effect?.type !== "tariff" || effect.duty === undefined) return null;
  try {
    parseDuty(effect.duty);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `a duty is written as laws write it (docs/tariffs.md), such as "15 %, at least 0.40 EUR/kg"`;
  }
}

/** YAML turns a bare year into a number; say so. */
function withRemedy(issue: ExplainedIssue, item: unknown): string {
  const value = at(item, issue.path);
  const isDate = issue.path[0] === "valid" || issue.path.at(-1) === "known" || issue.path.at(-1) === "date";
  return isDate && typeof value === "number" ? `a date must be in quotes: write "${value}"` : issue.says;
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null ? (node as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}

function came(raw: unknown, path: readonly (string | number)[]): string {
  const value = at(raw, path);
  if (path.length === 0 || value === undefined) return "";
  const text = JSON.stringify(value) ?? String(value);
  return `; received ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
}

function entryName(raw: unknown, index: string | number | undefined): string {
  if (index === undefined) return "";
  const id = at(raw, [index, "id"]);
  return typeof id === "string" ? `entry ${id}` : `entry ${Number(index) + 1}`;
}
