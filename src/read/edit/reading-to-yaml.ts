import { Document, isMap, isScalar, isSeq, type Node, parse, Scalar, visit, type YAMLMap } from "yaml";
import { Direction, Instrument, MoveStatus } from "../../contracts/codes.js";
import { ReadEvent, type Reading } from "../../contracts/reading.js";
import { economyName, economyOf } from "../../economies/index.js";
import { formOf } from "./reading-form.js";

export interface MadeWith {
  /** Name of the report's file, for people. */
  readonly report: string;
  /** The name that the YAML will have, for people. */
  readonly file: string;
  /** "rules", or a model's name. */
  readonly by: string;
  /** Version of Gravitas. */
  readonly gravitas: string;
  /** SHA-256 of the text, hex. */
  readonly sha256: string;
}

const head = ({ report, file }: MadeWith): string => ` A reading of ${report}, to be corrected.
 Change, remove and add below; a brief marks what you changed as yours. Then:
   gravitas brief ${file}
   gravitas simulate ${file}
 Economies are ISO 3166 codes (GEO), and EUU, WTO, XKX, XAB, XSO, all. "evidence" and "quote" are copied from the
 text at the end, letter by letter; words that stand there more than once: { words: "...", nth: 2 }.`;

/** Lines of a list of values, folded. */
function values(field: string, list: readonly string[]): string {
  const lines = [` ${field}:`];
  for (const value of list) {
    const last = lines.at(-1)!;
    if (last.length + value.length > 98) lines.push(`   ${value},`);
    else lines[lines.length - 1] = `${last} ${value},`;
  }
  return lines.join("\n").replace(/,$/, "");
}

const directions: Readonly<Record<Direction, string>> = {
  liberalising: "opens",
  restrictive: "closes",
  neutral: "keeps the level",
};
const statuses: Readonly<Record<MoveStatus, string>> = {
  in_force: "done",
  announced: "decided, to come",
  ready: "willing",
  proposed: "not decided",
  conditional: "if another does something",
  threatened: "held out",
  demanded: "asked of another",
  withdrawn: "given up",
};
const explained = <T extends string>(list: readonly T[], words: Readonly<Record<T, string>>): string[] =>
  list.map((value) => `${value} (${words[value]})`);

const sections: Readonly<Record<string, string>> = {
  moves: [
    " MOVES. Who does what to whom.",
    values("instrument", Instrument.options),
    values("direction", explained(Direction.options, directions)),
    values("status", explained(MoveStatus.options, statuses)),
    " goods: the report's words, or [ all ]; without hs the HS codes follow from them",
    " rate: null, or { from: 5, to: 15, unit: percent }",
    " inResponseTo: null, the id of a move, or a few words",
    " when: null, or { from: 2014-12-18, to: null }; also 2014-12, and a year in quotes",
  ].join("\n"),
  statements:
    ' STATEMENTS. Who said what; "quote" is null for reported speech, "sameAs" an earlier statement.',
  events: ` EVENTS. What happened.\n${values("kind", ReadEvent.shape.kind.options)}`,
  claims: ' CLAIMS. What one side holds: "accordingTo" is a code, or a body\'s name.',
  text: " THE TEXT, as it was read. Passages are looked up in it.",
  made: " MADE. As it was read, so that a brief can say what you changed. Leave it as it is.",
};

/** Fields whose values are codes of economies. */
const coded: ReadonlySet<unknown> = new Set(["by", "towards", "economy", "parties", "about", "accordingTo"]);

/** `# Russia` beside RUS. */
function nameEconomies(document: Document): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !coded.has(key.value)) return;
      const codes = isSeq(value) ? value.items : [value];
      const names = codes.flatMap((node) =>
        isScalar(node) && typeof node.value === "string" && economyOf(node.value)
          ? [economyName(node.value)]
          : [],
      );
      if (names.length > 0 && names.length < 8) (value as Node).comment = ` ${names.join(", ")}`;
    },
  });
}

/** Short lists and small maps on one line, as a person would write them. */
function flatten(document: Document): void {
  visit(document, {
    Map(key, node, path) {
      if (path.length > 3 && key !== null && node.items.every(({ value }) => isScalar(value))) {
        const pair = path.at(-1);
        const name = pair && "key" in pair && isScalar(pair.key) ? pair.key.value : null;
        if (name === "when" || name === "rate") node.flow = true;
      }
    },
    Seq(_, node) {
      if (node.items.every((item) => isScalar(item) && String(item.value).length < 20)) node.flow = true;
    },
  });
}

/** JSON in lines of a record each, all of it printable. */
function jsonLines(value: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(value).map(([key, part]) =>
    Array.isArray(part) && part.length > 0
      ? `"${key}":[\n${part.map((item) => JSON.stringify(item)).join(",\n")}]`
      : `"${key}":${JSON.stringify(part)}`,
  );
  return `{${parts.join(",\n")}}`.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A reading as YAML that a person corrects: in the report's order, with the words that bear each item out, names
 * beside codes, the values of each vocabulary as comments, the text, and the reading as it was made.
 * `readingFromYaml` takes it back; unchanged, it gives the same reading.
 */
export function readingToYaml(reading: Reading, made: MadeWith): string {
  const { notes, spans, ...form } = formOf(reading);
  const { text } = reading.document;
  const document = new Document({
    reading: 1,
    ...form,
    text,
    made: {
      by: made.by,
      gravitas: made.gravitas,
      sha256: made.sha256,
      was: jsonLines({ ...form, notes, spans }),
    },
  });
  document.commentBefore = oneByOne(head(made));
  for (const pair of (document.contents as unknown as YAMLMap).items) {
    const key = pair.key as Scalar<string>;
    const says = sections[key.value];
    if (says !== undefined) {
      key.commentBefore = says;
      key.spaceBefore = true;
    }
    if (isSeq(pair.value))
      for (const item of pair.value.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
  }
  flatten(document);
  nameEconomies(document);
  (document.getIn(["made", "was"], true) as Scalar).type = Scalar.BLOCK_LITERAL;
  const node = document.get("text", true) as Scalar;
  node.type = Scalar.BLOCK_LITERAL;
  const written = document.toJS() as unknown;
  const holds = (yaml: string): boolean => JSON.stringify(parse(yaml)) === JSON.stringify(written);
  const yaml = document.toString({ lineWidth: 110 });
  if (holds(yaml)) return yaml;
  // Control characters, carriage returns and the like do not survive blocks and folding.
  node.type = Scalar.QUOTE_DOUBLE;
  return document.toString({
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}

/** A file's name may hold what would end a comment. */
const oneByOne = (comment: string): string => comment.replace(/[^\S\n]*[\r\u0085\u2028\u2029]/g, " ");
