/**
 * Which keys of a three-way model are exporter, importer and time.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { BuiltDesign } from "./build-design.js";
import type { BiasKeys } from "./design.js";
import { parseKeys } from "./formula/parse-formula.js";
import { printExpression } from "./formula/print-formula.js";

/**
 * Reads `exporter,importer,time`, or finds them in the effects `exporter^time + importer^time + exporter^importer`:
 * time is the declared panel's, else the key with the fewest levels.
 *
 * @throws {InputError} `bias-keys` where the effects are not three pairs of three keys and no keys are given
 */
export function biasKeys(
  built: BuiltDesign,
  given: string | undefined,
  panelId: string | undefined,
): BiasKeys & { readonly names: readonly [string, string, string] } {
  const field = given === undefined ? "--bias" : "--bias-keys";
  const names = given === undefined ? fromEffects(built, panelId) : fromText(given, field);
  const [exporter, importer, time] = names.map((name) => {
    const { codes } = built.keyOf(name, field);
    if (codes.some((code) => code < 0)) throw wrong(`${name} is missing in some rows`, field);
    return codes;
  });
  return { exporter: exporter!, importer: importer!, time: time!, names };
}

function fromText(given: string, field: string): readonly [string, string, string] {
  const keys = parseKeys(given, field).map((key) => key.keys.map((k) => printExpression(k)).join("^"));
  if (keys.length !== 3) throw wrong(`three keys are needed; received ${keys.length}`, field);
  return keys as unknown as readonly [string, string, string];
}

function fromEffects(built: BuiltDesign, panelId: string | undefined): readonly [string, string, string] {
  const pairs = built.model.effects.map((effect) => effect.keys.map((key) => printExpression(key)));
  const all = [...new Set(pairs.flat())];
  const triangle =
    pairs.length === 3 &&
    all.length === 3 &&
    pairs.every((pair) => pair.length === 2 && pair[0] !== pair[1]) &&
    all.every((key) => pairs.filter((pair) => pair.includes(key)).length === 2);
  if (!triangle) {
    throw wrong(
      "it needs the three effects exporter^time + importer^time + exporter^importer, or the names of the keys",
      "--bias",
    );
  }
  const declared = panelId?.split(",").at(-1)?.trim();
  const levels = (key: string): number => new Set(built.keyOf(key, "--bias").codes).size;
  const time = all.includes(declared ?? "")
    ? declared!
    : all.reduce((least, key) => (levels(key) < levels(least) ? key : least));
  const [exporter, importer] = pairs.find((pair) => !pair.includes(time))!;
  return [exporter!, importer!, time];
}

function wrong(what: string, field: string): InputError {
  return new InputError(
    "bias-keys",
    `The bias correction cannot tell exporter, importer and time: ${what}.`,
    {
      place: { field },
      hint: "For example --bias-keys exporter,importer,year.",
    },
  );
}
