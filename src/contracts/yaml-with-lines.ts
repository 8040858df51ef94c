import { type Document, LineCounter, parseDocument } from "yaml";
import { InputError } from "./errors.js";
import { fieldPath } from "./explain-issues.js";

type Path = readonly (string | number)[];

export interface YamlWithLines {
  readonly value: unknown;
  /** The line of the innermost value that a path reaches, from 1. */
  lineOf(path: Path): number | undefined;
  /** The error for what is wrong at a field: with file, line and path. */
  complain(code: string, path: Path, says: string, hint: string): InputError;
}

/** Makes the error for what is wrong at a field of one kind of file. */
export type Complain = (path: Path, says: string, hint: string) => InputError;

/**
 * YAML as a value, with a way to complain of its fields by line.
 *
 * @param file name for messages
 * @param hint for text that is no YAML
 * @throws {InputError} `yaml` for what is no YAML, or unfolds without end
 */
export function yamlWithLines(
  yaml: string,
  file: string,
  hint = "Check the indentation and the quotes.",
): YamlWithLines {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    throw new InputError("yaml", `This is not valid YAML: ${broken.message.split("\n")[0]}.`, {
      place: { file, line: lines.linePos(broken.pos[0]).line },
      hint,
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new InputError("yaml", "The aliases of this YAML unfold without end.", {
      place: { file },
      hint: "Write values out.",
      cause,
    });
  }
  const lineOf = (path: Path): number | undefined => lineOfPath(document, lines, path);
  return {
    value,
    lineOf,
    complain: (code, path, says, remedy) => {
      const line = lineOf(path);
      const place = { file, ...(line === undefined ? {} : { line }), field: fieldPath(path) };
      return new InputError(code, `${says.charAt(0).toUpperCase()}${says.slice(1)}.`, {
        place,
        hint: remedy,
      });
    },
  };
}

/** The line of the innermost node of a document that a path reaches, from 1. */
export function lineOfPath(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}
