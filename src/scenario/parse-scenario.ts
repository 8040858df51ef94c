/**
 * YAML text to a Scenario, refused whole when any field is wrong.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { type ExplainedIssue, explainIssues, fieldPath } from "../contracts/explain-issues.js";
import {
  CellShock,
  ColumnShock,
  FlowsFile,
  InputOutputFile,
  QuotaShock,
  Scenario,
} from "../contracts/scenario.js";
import { yamlWithLines } from "../contracts/yaml-with-lines.js";

const known: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(Scenario.shape),
  base: Object.keys(FlowsFile.shape),
  "base.inputOutput": Object.keys(InputOutputFile.shape),
  parameters: [
    "theta",
    "valueAdded",
    "kappa",
    "g",
    "deficits",
    "numeraire",
    "experiment",
    "reading",
    "partial",
    "effects",
  ],
  uncertainty: ["draws", "seed", "method", "shifts"],
  quotas: Object.keys(QuotaShock.shape),
  shocks: [...new Set([...Object.keys(CellShock.shape), ...Object.keys(ColumnShock.shape)])],
};

/**
 * @param file name for messages
 * @throws {InputError} `yaml` when the text is no YAML, `scenario` for the first field that is wrong, with its line
 */
export function parseScenario(text: string, file: string): Scenario {
  const { value, lineOf } = yamlWithLines(text, file, "See examples/ for a scenario that runs.");
  const parsed = Scenario.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = branchIssues(value) ?? explainIssues(parsed.error);
  const issue = issues[0]!;
  const line = lineOf(issue.path);
  throw new InputError("scenario", `${sentence(issue)}${more(issues.length)}`, {
    place: { file, ...(line === undefined ? {} : { line }), field: fieldPath(issue.path) },
    received: value,
    hint: hintFor(issue),
  });
}

/** Each shock is checked against the one form that it has, so that the message speaks of that form. */
function branchIssues(value: unknown): ExplainedIssue[] | null {
  const shocks = (value as { shocks?: unknown } | null)?.shocks;
  if (!Array.isArray(shocks)) return null;
  for (const [k, shock] of shocks.entries()) {
    const isColumn = typeof shock === "object" && shock !== null && "column" in shock;
    const parsed = (isColumn ? ColumnShock : CellShock).safeParse(shock);
    if (!parsed.success) {
      return explainIssues(parsed.error).map((i) => ({ ...i, path: ["shocks", k, ...i.path] }));
    }
  }
  return null;
}

const sentence = (issue: ExplainedIssue): string =>
  `${issue.says.charAt(0).toUpperCase()}${issue.says.slice(1)}.`;
const more = (count: number): string => (count > 1 ? ` (${count - 1} more after it.)` : "");

function hintFor(issue: ExplainedIssue): string {
  const parent =
    issue.path[0] === "shocks" && issue.path.length > 1 ? "shocks" : issue.path.slice(0, -1).join(".");
  const fields = known[parent];
  return issue.says.startsWith("unknown field") && fields
    ? `Fields here: ${fields.join(", ")}.`
    : "See docs/scenario.md for the form of a scenario.";
}
