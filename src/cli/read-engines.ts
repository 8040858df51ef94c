/**
 * Which engine reads: the rules, a language model, or both for a comparison.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { ModelReading } from "../contracts/model-reading.js";
import type { ReportDocument } from "../contracts/report-document.js";
import { numberOption } from "./options.js";

export interface EngineOptions {
  readonly engine: "rules" | "llm" | "both";
  readonly endpoint: string;
  readonly model: string;
  readonly timeoutMs: number;
}

interface EngineFlags {
  readonly engine: string;
  readonly endpoint?: string;
  readonly model?: string;
  readonly timeout?: string;
}

/** @throws {InputError} `option-value`, `arguments` */
export function engineOptions(flags: EngineFlags): EngineOptions {
  const { engine, endpoint = "", model = "", timeout } = flags;
  if (engine !== "rules" && engine !== "llm" && engine !== "both") {
    throw new InputError(
      "option-value",
      `--engine must be rules, llm or both; received ${JSON.stringify(engine)}.`,
      { place: { field: "--engine" }, received: engine, hint: "rules needs no network." },
    );
  }
  const given = [flags.endpoint && "--endpoint", flags.model && "--model", timeout && "--timeout"].filter(
    Boolean,
  );
  if (engine === "rules" && given.length > 0) {
    throw new InputError("arguments", `The rules need no ${given.join(" and no ")}.`, {
      hint: "Add --engine llm, or leave it out.",
    });
  }
  if (engine !== "rules" && (endpoint === "" || model === "")) {
    throw new InputError("arguments", `--engine ${engine} needs --endpoint URL and --model NAME.`, {
      hint: "For example --endpoint http://localhost:11434/v1 --model llama3.1 for a local Ollama.",
    });
  }
  const seconds = numberOption(timeout ?? "120", {
    option: "--timeout",
    expected: "seconds, above 0 and at most 3600",
    accepts: (v) => v > 0 && v <= 3600,
    hint: "120 is the default.",
  });
  return { engine, endpoint, model, timeoutMs: 1000 * seconds };
}

/** @throws what `chatClient` and `readWithModel` throw */
export async function readByModel(report: ReportDocument, options: EngineOptions): Promise<ModelReading> {
  const [{ chatClient }, { KEY_VARIABLE }, { readWithModel }] = await Promise.all([
    import("../node/chat-client.js"),
    import("../node/chat-endpoint.js"),
    import("../read/llm/index.js"),
  ]);
  const { endpoint, model, timeoutMs } = options;
  const key = process.env[KEY_VARIABLE]?.trim() || undefined;
  const client = chatClient({ endpoint, model, key, timeoutMs });
  return readWithModel(report.text, { ...report, client, model });
}
