import { LineCounter, parseDocument } from "yaml";
import { InputError } from "../../contracts/errors.js";
import { fieldPath } from "../../contracts/explain-issues.js";

/** Makes the error for what is wrong at a field. */
export type Complain = (path: readonly (string | number)[], says: string, hint: string) => InputError;

/**
 * YAML as a value, with a way to complain of its fields by line.
 * @throws {InputError} `yaml` for what is no YAML, or unfolds without end
 */
export function yamlWithLines(yaml: string, file: string): { value: unknown; complain: Complain } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) {
    throw new InputError("yaml", `This is not valid YAML: ${broken.message.split("\n")[0]}.`, {
      place: { file, line: lines.linePos(broken.pos[0]).line },
      hint: "Check the indentation and the quotes.",
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
  const lineOf = (path: readonly (string | number)[]): number | undefined => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const range = (node as { range?: [number, number, number] } | null | undefined)?.range;
      if (range) return lines.linePos(range[0]).line;
    }
    return undefined;
  };
  return {
    value,
    complain: (path, says, hint) => {
      const line = lineOf(path);
      const place = { file, ...(line === undefined ? {} : { line }), field: fieldPath(path) };
      return new InputError("reading", `${says.charAt(0).toUpperCase()}${says.slice(1)}.`, { place, hint });
    },
  };
}
