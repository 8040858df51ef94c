/**
 * YAML text to a question of bargaining, refused whole when any field is wrong.
 * @module
 */
import { Bargain } from "../contracts/bargain.js";
import { InputError } from "../contracts/errors.js";
import { explainIssues, fieldPath } from "../contracts/explain-issues.js";
import { yamlWithLines } from "../contracts/yaml-with-lines.js";

/**
 * @param file name for messages
 * @throws {InputError} `yaml` when the text is no YAML, `bargain` for the first field that is wrong, with its line
 */
export function parseBargain(text: string, file: string): Bargain {
  const { value, lineOf } = yamlWithLines(text, file, "See docs/bargain.md for files that run.");
  const parsed = Bargain.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = explainIssues(parsed.error);
  const issue = issues[0]!;
  const says = `${issue.says.charAt(0).toUpperCase()}${issue.says.slice(1)}.`;
  const more = issues.length > 1 ? ` (${issues.length - 1} more after it.)` : "";
  const line = lineOf(issue.path);
  throw new InputError("bargain", `${says}${more}`, {
    place: { file, ...(line === undefined ? {} : { line }), field: fieldPath(issue.path) },
    received: value,
    hint: "Questions: bestReply, nash, cooperate, accession, response, price, credibility; docs/bargain.md shows each.",
  });
}
