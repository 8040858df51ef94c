import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a model's endpoint was asked. */
export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
    readonly temperature?: number;
  };
}

type Answer = (response: ServerResponse, asked: Asked, count: number) => void;

export interface ChatServer {
  readonly endpoint: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** An endpoint of chat completions on this machine that answers as it is told. */
export async function chatServer(answer: Answer): Promise<ChatServer> {
  const asked: Asked[] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one: Asked = {
        path: request.url ?? "",
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(parts).toString("utf8")),
      };
      asked.push(one);
      answer(response, one, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function completion(response: ServerResponse, content: string, finish = "stop"): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({ choices: [{ message: { role: "assistant", content }, finish_reason: finish }] }),
  );
}

export function failing(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
