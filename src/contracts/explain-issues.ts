/**
 * What a schema found wrong, in sentences with the field's path: of a union's branches, the one that came closest.
 * @module
 */
import type { z } from "zod";

export interface ExplainedIssue {
  /** Path of the field, as keys and indices. */
  readonly path: readonly (string | number)[];
  readonly says: string;
}

type Issue = z.core.$ZodIssue;

/** All issues of a failed parse, flattened. */
export function explainIssues(error: z.ZodError): ExplainedIssue[] {
  return error.issues.flatMap((issue) => explain(issue, []));
}

function explain(issue: Issue, prefix: readonly (string | number)[]): ExplainedIssue[] {
  const path = [...prefix, ...issue.path.map((p) => (typeof p === "symbol" ? String(p) : p))];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => explain(inner, path)));
    const depth = (branch: ExplainedIssue[]) => Math.max(...branch.map((b) => b.path.length));
    branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
    return branches[0]!;
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], says: `unknown field "${key}"` }));
  }
  return [{ path, says: issue.message.charAt(0).toLowerCase() + issue.message.slice(1) }];
}

/** `shocks[0].tariff` for ["shocks", 0, "tariff"]. */
export function fieldPath(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}
