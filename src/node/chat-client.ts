/**
 * A language model behind an OpenAI-compatible endpoint, as `read/llm` wants it.
 * @module
 */
import { setTimeout as pause } from "node:timers/promises";
import { InputError, SourceError } from "../contracts/errors.js";
import type { ModelClient, ModelQuestion } from "../read/llm/model-client.js";
import { answerOf, refusal, serverWords } from "./chat-answer.js";
import { chatEndpoint } from "./chat-endpoint.js";
import { type Posted, PostFailure, postJson } from "./post-json.js";

export interface ChatClientOptions {
  /** Base address, with or without `/v1` or `/chat/completions`. */
  readonly endpoint: string;
  readonly model: string;
  /** Sent as bearer token; never shown. */
  readonly key?: string | undefined;
  /** For one request; default two minutes. */
  readonly timeoutMs?: number;
  /** Requests in all when the endpoint is busy or fails; default 3. */
  readonly attempts?: number;
  /** Before the second request; doubled each time, and at least what the endpoint asks for (up to 30 s). */
  readonly backoffMs?: number;
  readonly signal?: AbortSignal;
}

const largest = 4 * 1024 * 1024;
const longestPause = 30_000;

/** How an endpoint is held to the schema, strictest first: what it does not know it refuses with 400 or 422. */
const formats = ["json_schema", "json_object", "none"] as const;
type Format = (typeof formats)[number];

interface Asked {
  readonly url: URL;
  readonly options: ChatClientOptions;
}

/**
 * Makes a client. Each request has its time and its size; 429, 5xx and broken connections are tried again with
 * growing pauses; redirects are followed on the same host only; the key appears in no message.
 *
 * The client throws InputError where the endpoint, the key or the model are wrong (401, 403, 404, other 4xx, nobody
 * there, a redirect elsewhere) and SourceError where no answer comes (timeout, 429, 5xx) or one that is none.
 * @throws {InputError} `endpoint` for an address that is none
 */
export function chatClient(options: ChatClientOptions): ModelClient {
  const asked: Asked = { url: chatEndpoint(options.endpoint, Boolean(options.key)), options };
  // What the endpoint was found to know holds for later questions too.
  let first = 0;
  let temperature = true;
  return async (question) => {
    for (let n = first; ; ) {
      const posted = await patiently(asked, bodyOf(question, options.model, formats[n]!, temperature));
      if (posted.status < 300) {
        first = n;
        return answerOf(posted.body, options.model);
      }
      const isForm = posted.status === 400 || posted.status === 422;
      if (isForm && temperature && /temperature/i.test(posted.body)) temperature = false;
      else if (isForm && n + 1 < formats.length) n++;
      else throw refusal(posted, asked.url, options);
    }
  };
}

function bodyOf(question: ModelQuestion, model: string, format: Format, temperature: boolean): unknown {
  const { name, schema } = question.schema;
  return {
    model,
    messages: [
      { role: "system", content: question.system },
      { role: "user", content: question.user },
    ],
    stream: false,
    ...(temperature ? { temperature: 0 } : {}),
    ...(format === "json_schema"
      ? { response_format: { type: format, json_schema: { name, strict: true, schema } } }
      : format === "json_object"
        ? { response_format: { type: format } }
        : {}),
  };
}

/** Asks until there is an answer that asking again would not change. */
async function patiently(asked: Asked, body: unknown): Promise<Posted> {
  const { attempts = 3, backoffMs = 1000, signal } = asked.options;
  for (let attempt = 1; ; attempt++) {
    const posted = await once(asked, body);
    const isBusy = posted instanceof PostFailure || posted.status === 429 || posted.status >= 500;
    if (!isBusy) return posted;
    if (attempt >= attempts) throw exhausted(posted, attempt, asked);
    const wished = posted instanceof PostFailure ? 0 : retryAfter(posted.headers["retry-after"]);
    const wait = Math.min(longestPause, Math.max(backoffMs * 2 ** (attempt - 1), wished));
    await pause(wait, undefined, signal === undefined ? {} : { signal }).catch(() => {
      throw new SourceError("endpoint-aborted", "The question was called off.");
    });
  }
}

/** One request, with redirects on its own host; a connection that broke off comes back as its failure. */
async function once(asked: Asked, body: unknown): Promise<Posted | PostFailure> {
  const { timeoutMs = 120_000, key, signal } = asked.options;
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  let url = asked.url;
  try {
    for (let hops = 0; ; hops++) {
      const posted = await postJson(url, body, { headers, timeoutMs, maxBytes: largest, signal });
      if (posted.status < 300 || posted.status >= 400) return posted;
      url = redirected(url, posted, hops);
    }
  } catch (error) {
    if (!(error instanceof PostFailure)) throw error;
    if (error.kind === "network" && !notThere.has(error.systemCode ?? "")) return error;
    throw failure(error, url, timeoutMs);
  }
}

/** Asking again does not help against these. */
const notThere = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "EPROTO",
]);

function failure(error: PostFailure, url: URL, timeoutMs: number): Error {
  if (error.kind === "timeout")
    return new SourceError(
      "endpoint-timeout",
      `${url.host} did not answer within ${timeoutMs / 1000} seconds.`,
      { hint: "Give it longer with --timeout, or take a smaller model." },
    );
  if (error.kind === "too-large")
    return new SourceError(
      "endpoint-answer",
      `${url.host} answered with more than 4 MB; no reading is that long.`,
    );
  if (error.kind === "aborted") return new SourceError("endpoint-aborted", "The question was called off.");
  return new InputError("endpoint", `Nobody can be asked at ${url.host} (${error.systemCode}).`, {
    place: { field: "--endpoint" },
    hint: "Check the address, and that the server runs.",
  });
}

/** @throws {InputError} `endpoint-redirect` unless it stays on the host, keeps the method and is no downgrade */
function redirected(url: URL, posted: Posted, hops: number): URL {
  const { location } = posted.headers;
  const to = typeof location === "string" && URL.canParse(location, url.href) ? new URL(location, url) : null;
  const keeps = posted.status === 307 || posted.status === 308;
  const same =
    to !== null && to.hostname === url.hostname && to.port === url.port && to.protocol === url.protocol;
  if (to !== null && same && keeps && hops < 3) return to;
  throw new InputError(
    "endpoint-redirect",
    `${url.host} sends the question elsewhere${to === null ? "" : `, to ${to.origin}`}; it is not followed.`,
    { place: { field: "--endpoint" }, hint: "Give the address that answers itself." },
  );
}

/** Milliseconds that a Retry-After header in seconds asks for; 0 for a date or none. */
function retryAfter(header: string | string[] | undefined): number {
  const seconds = typeof header === "string" ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

function exhausted(last: Posted | PostFailure, attempts: number, { url, options }: Asked): SourceError {
  const times = attempts === 1 ? "once" : `${attempts} times`;
  if (last instanceof PostFailure)
    return new SourceError("endpoint-failed", `${url.host} broke the connection off, asked ${times}.`, {
      hint: "Try again later, or read by the rules.",
    });
  const words = serverWords(last.body, options.key);
  const busy = last.status === 429;
  return new SourceError(
    busy ? "endpoint-busy" : "endpoint-failed",
    `${url.host} ${busy ? "takes no more questions now (429)" : `fails (${last.status})`}, asked ${times}${words}.`,
    { hint: "Try again later, or read by the rules." },
  );
}
