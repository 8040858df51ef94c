/**
 * One POST of JSON over HTTP: bounded in time and size, no redirect followed, nothing unpacked.
 * @module
 */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Posted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Why there is no answer. */
export class PostFailure extends Error {
  readonly kind: "timeout" | "too-large" | "aborted" | "network";
  /** The system's code: ECONNREFUSED, ENOTFOUND … */
  readonly systemCode: string | null;

  constructor(kind: PostFailure["kind"], systemCode: string | null = null) {
    super(kind);
    this.kind = kind;
    this.systemCode = systemCode;
  }
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** @throws {PostFailure} when no whole answer came */
export function postJson(url: URL, value: unknown, options: PostOptions): Promise<Posted> {
  const body = Buffer.from(JSON.stringify(value), "utf8");
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const request = send(url, {
      method: "POST",
      // Every request on a connection of its own, so that nothing keeps the program alive behind it.
      agent: false,
      headers: {
        "content-type": "application/json",
        "content-length": String(body.length),
        accept: "application/json",
        "accept-encoding": "identity",
        ...options.headers,
      },
    });
    const stop = (failure: PostFailure): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", abort);
      request.destroy();
      reject(failure);
    };
    const abort = (): void => stop(new PostFailure("aborted"));
    const timer = setTimeout(() => stop(new PostFailure("timeout")), options.timeoutMs);
    options.signal?.addEventListener("abort", abort, { once: true });
    if (options.signal?.aborted) abort();
    request.on("error", (error: NodeJS.ErrnoException) =>
      stop(new PostFailure("network", error.code ?? null)),
    );
    request.on("response", (response) => {
      collect(response, options.maxBytes).then((text) => {
        clearTimeout(timer);
        options.signal?.removeEventListener("abort", abort);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      }, stop);
    });
    request.end(body);
  });
}

function collect(response: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on("data", (part: Buffer) => {
      size += part.length;
      if (size > maxBytes) reject(new PostFailure("too-large"));
      else parts.push(part);
    });
    response.on("end", () =>
      response.complete
        ? resolve(Buffer.concat(parts).toString("utf8"))
        : reject(new PostFailure("network", "ECONNRESET")),
    );
    response.on("error", (error: NodeJS.ErrnoException) =>
      reject(new PostFailure("network", error.code ?? null)),
    );
    response.on("aborted", () => reject(new PostFailure("network", "ECONNRESET")));
  });
}
