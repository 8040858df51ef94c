/**
 * Two engines' readings of one report side by side, for the terminal.
 * @module
 */
import type { KindComparison, ModelReading, ReadingComparison } from "../contracts/model-reading.js";
import type { Reading } from "../contracts/reading.js";
import { economyName } from "../economies/index.js";
import { speakerWords, spoken } from "./brief-words.js";
import { oneLine } from "./escape.js";
import { listedToText, type MoveWords } from "./reading-text.js";
import { hanging } from "./text-layout.js";

export interface ComparedReadings {
  readonly rules: Reading;
  readonly llm: ModelReading;
  readonly comparison: ReadingComparison;
}

type Say = (of: Reading, id: string) => string;

/**
 * Per kind: what both found, with the fields in which they differ, and what only one of them found.
 * @param options width: columns of the page; words: how to say a move
 */
export function comparisonToText(
  { rules, llm, comparison }: ComparedReadings,
  options: { readonly width: number; readonly words: MoveWords },
): string {
  const { width, words } = options;
  const say: Record<keyof ReadingComparison, Say> = {
    moves: (of, id) => {
      const move = of.moves.find((one) => one.id === id)!;
      return `${words.says(move)} — ${words.status(move)}`;
    },
    statements: (of, id) => {
      const statement = of.statements.find((one) => one.id === id)!;
      return `${speakerWords(statement.speaker, economyName)}, ${statement.verb}: ${spoken(statement)}`;
    },
    events: (of, id) => of.events.find((one) => one.id === id)!.gist,
    claims: (of, id) => {
      const claim = of.claims.find((one) => one.id === id)!;
      return `According to ${economyName(claim.accordingTo)}: ${claim.claim}`;
    },
  };
  const kind = (name: keyof ReadingComparison): string[] => {
    const found: KindComparison = comparison[name];
    const counts = `${found.both.length} by both, ${found.onlyRules.length} by the rules only, ${found.onlyLlm.length} by the model only`;
    const line = (mark: string, text: string): string[] =>
      hanging(`  ${mark.padEnd(7)}`, oneLine(text), width);
    return [
      "",
      `${name[0]!.toUpperCase()}${name.slice(1)}: ${counts}`,
      ...found.both.flatMap((pair) => [
        ...line("both", say[name](rules, pair.rules)),
        ...pair.differences.flatMap(({ field, rules: a, llm: b }) =>
          hanging("         ", oneLine(`${field}: ${a} (rules), ${b} (model)`), width),
        ),
      ]),
      ...found.onlyRules.flatMap((id) => line("rules", say[name](rules, id))),
      ...found.onlyLlm.flatMap((id) => line("model", say[name](llm, id))),
    ];
  };
  const head = hanging(
    "",
    `The rules beside ${oneLine(llm.engine.model)}. Neither is taken for the truth: read the passages.`,
    width,
  );
  const dropped = llm.dropped.map(({ what, because }) => `${what}: ${because}`);
  return `${[...head, ...kind("moves"), ...kind("statements"), ...kind("events"), ...kind("claims")].join("\n")}\n${
    dropped.length > 0 ? listedToText("Left out of the model's answer", dropped, width) : ""
  }`;
}
