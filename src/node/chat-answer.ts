/**
 * What an endpoint of chat completions sends back: the model's words, or its own about what went wrong.
 * @module
 */
import { InputError, SourceError } from "../contracts/errors.js";
import { KEY_VARIABLE } from "./chat-endpoint.js";
import type { Posted } from "./post-json.js";

/** `value[key]` where both are there, own and no more. */
function field(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * The model's words in the body of an answer.
 * @throws {SourceError} `endpoint-answer` when there are none, or only their beginning
 */
export function answerOf(body: string, model: string): string {
  const choice = field(field(parsed(body), "choices"), 0);
  const message = field(choice, "message");
  const content = field(message, "content");
  const refused = field(message, "refusal");
  if (typeof refused === "string" && refused !== "" && (typeof content !== "string" || content === ""))
    throw new SourceError("endpoint-answer", `${model} declines to answer: ${short(refused)}.`);
  if (field(choice, "finish_reason") === "length")
    throw new SourceError("endpoint-answer", `The answer of ${model} is cut off at its limit of length.`, {
      hint: "Allow the model longer answers and a larger context, or give it a shorter report.",
    });
  if (typeof content === "string") return content;
  const kind = /^\s*</.test(body) ? "a web page" : "no chat completion";
  throw new SourceError("endpoint-answer", `The endpoint answers with ${kind}.`, {
    hint: "Check that --endpoint is an OpenAI-compatible address; most end in /v1.",
  });
}

/** The error for an answer that is a refusal. */
export function refusal(
  posted: Posted,
  url: URL,
  asked: { model: string; key?: string | undefined },
): InputError {
  const { status } = posted;
  const words = serverWords(posted.body, asked.key);
  if (status === 401 || status === 403) {
    return new InputError(
      "endpoint-key",
      `${url.host} does not accept the ${asked.key ? "key" : "question without a key"} (${status})${words}.`,
      { hint: `Put a valid key into the environment variable ${KEY_VARIABLE}.` },
    );
  }
  if (status === 404) {
    return new InputError(
      "endpoint-not-found",
      `${url.host} knows no ${url.pathname}, or no model ${JSON.stringify(asked.model)} (404)${words}.`,
      { hint: "Check --endpoint, which mostly ends in /v1, and --model." },
    );
  }
  return new InputError("endpoint-refused", `${url.host} refuses the question (${status})${words}.`, {
    hint: "Check --model, and whether the report fits into its context.",
  });
}

const short = (words: string): string => {
  const line = words.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length <= 160 ? line : `${line.slice(0, 157)}…`;
};

/** ": its own words", in one line and without the key; nothing for a page or an empty body. */
export function serverWords(body: string, key: string | undefined): string {
  const json = parsed(body);
  const error = field(json, "error");
  const said = [field(error, "message"), error, field(json, "message"), field(json, "detail")].find(
    (value): value is string => typeof value === "string" && value !== "",
  );
  const words = said ?? (json === undefined && !/^\s*</.test(body) ? body : "");
  const clean = short(key ? words.replaceAll(key, "…") : words).replace(/\.$/, "");
  return clean === "" ? "" : `: ${JSON.stringify(clean)}`;
}
