/**
 * YAML text to a question of bargaining, refused whole when any field is wrong.
 * @module
 */
import { Bargain } from "../contracts/bargain.js";
import { InputError } from "../contracts/errors.js";
import { explainIssues, fieldPath } from "../contracts/explain-issues.js";
import { yamlWithLines } from "../contracts/yaml-with-lines.js";

const questions = ["bestReply", "nash", "cooperate", "accession", "response", "price", "credibility"];

/** Names of what a file asks; null where the file is no mapping at all. */
function questionsIn(value: unknown): string[] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { question } = value as { question?: unknown };
  return typeof question === "object" && question !== null ? Object.keys(question) : [];
}

/**
 * @param file name for messages
 * @throws {InputError} `yaml` when the text is no YAML, `bargain` for the first field that is wrong, with its line
 */
export function parseBargain(text: string, file: string): Bargain {
  const { value, lineOf } = yamlWithLines(text, file, "See docs/bargain.md for files that run.");
  const asked = questionsIn(value);
  if (asked !== null && (asked.length !== 1 || !questions.includes(asked[0]!))) {
    const line = lineOf(["question"]);
    throw new InputError(
      "bargain",
      `A file asks one question of ${questions.join(", ")}; received ${asked.join(", ") || "none"}.`,
      {
        place: { file, ...(line === undefined ? {} : { line }), field: "question" },
        received: asked,
        hint: "docs/bargain.md shows each.",
      },
    );
  }
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
