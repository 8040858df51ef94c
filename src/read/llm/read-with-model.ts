import { InputError, SourceError } from "../../contracts/errors.js";
import type { ModelReading } from "../../contracts/model-reading.js";
import { claimSpans, eventSpans, moveSpans, statementSpans } from "../field-spans.js";
import { type ReadOptions, read } from "../read.js";
import { answerFromText } from "./answer-from-text.js";
import { checkClaims } from "./check-claims.js";
import { checkEvents } from "./check-events.js";
import { Checker } from "./check-items.js";
import { checkMoves } from "./check-moves.js";
import { checkStatements } from "./check-statements.js";
import type { ModelClient } from "./model-client.js";
import { questionToModel } from "./question-to-model.js";
import { textGrounds } from "./text-grounds.js";

export interface ModelReadOptions extends ReadOptions {
  /** Who asks the model. */
  readonly client: ModelClient;
  /** The model's name, for the reading. */
  readonly model: string;
  /** How often to ask when the answer is no JSON object with a list that is asked for; default 2. */
  readonly attempts?: number;
}

const kinds = ["statements", "moves", "events", "claims"] as const;
const longest = 200_000;

/**
 * Reads a report with a language model: the same Reading as `read` gives, from an answer of which only that is taken
 * over which the text bears out. Passages must stand in the text, quotes verbatim and in quotation marks; spans are
 * found here; economies must exist and be named; vocabularies, dates, numbers and references must hold. What fails is
 * left out and listed in `dropped`. Title, outlet, place and date are those that the rules find.
 *
 * @throws {InputError} `text-too-long` above 200,000 characters
 * @throws {SourceError} `model-answer` when no answer can be used; and what the client throws
 */
export async function readWithModel(text: string, options: ModelReadOptions): Promise<ModelReading> {
  if (text.length > longest) {
    throw new InputError(
      "text-too-long",
      `A model is asked about at most ${longest} characters at once; received ${text.length}.`,
      { hint: "Cut the report, or read it by the rules." },
    );
  }
  const { document } = read(text, options);
  const grounds = textGrounds(text);
  const attempts = Math.max(1, options.attempts ?? 2);
  let fault: string | null = null;
  for (let asked = 1; asked <= attempts; asked++) {
    const found = usable(await options.client(questionToModel(grounds.passages.visible, document, fault)));
    if ("because" in found) {
      fault = found.because;
      continue;
    }
    const checker = new Checker(grounds);
    const { value } = found;
    const { places } = grounds;
    const statements = checkStatements(checker, value.statements, text).map((one) => ({
      ...one,
      spans: statementSpans(places, one),
    }));
    const moves = checkMoves(checker, value.moves).map((one) => ({ ...one, spans: moveSpans(places, one) }));
    const events = checkEvents(checker, value.events).map((one) => ({
      ...one,
      spans: eventSpans(places, one),
    }));
    const claims = checkClaims(checker, value.claims).map((one) => ({
      ...one,
      spans: claimSpans(places, one),
    }));
    const notes = notesOf({ model: options.model, moves: moves.length, dropped: checker.dropped.length });
    if (grounds.hasOrders)
      notes.push("The text holds words addressed to a program that reads it; nothing was taken from them.");
    if (!grounds.english)
      notes.push(
        "The text is not English: names of economies and the model's own words were not held to it.",
      );
    const engine = { kind: "llm" as const, model: options.model, asked };
    return { document, statements, moves, events, claims, notes, engine, dropped: checker.dropped };
  }
  throw new SourceError("model-answer", `The answer of ${options.model} cannot be used: ${fault}.`, {
    hint: `It was asked ${attempts === 1 ? "once" : `${attempts} times`}. Try another model, or read by the rules.`,
  });
}

/** An answer that is an object with at least one of the lists. */
function usable(answer: string): ReturnType<typeof answerFromText> {
  const found = answerFromText(answer);
  if ("because" in found) return found;
  return kinds.some((kind) => Object.hasOwn(found.value, kind) && Array.isArray(found.value[kind]))
    ? found
    : { because: `it has none of the lists ${kinds.join(", ")}` };
}

function notesOf(found: { model: string; moves: number; dropped: number }): string[] {
  const dropped =
    found.dropped === 0
      ? ""
      : `; ${found.dropped} part${found.dropped === 1 ? "" : "s"} of its answer that the text does not bear out left out`;
  return [
    `Read by the language model ${found.model}${dropped}.`,
    ...(found.moves === 0 ? ["No move on trade or relations was found."] : []),
  ];
}
