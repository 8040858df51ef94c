/** The longest answer that is looked at, in characters, and how deep its lists may nest. */
const LONGEST = 1_000_000;
const DEEPEST = 24;

export type AnswerFound =
  | { readonly value: Readonly<Record<string, unknown>> }
  | { readonly because: string };

/**
 * The JSON object in a model's words: alone, in a code fence, or with talk around it.
 * Never throws: what cannot be used is told in a sentence.
 */
export function answerFromText(answer: string): AnswerFound {
  if (answer.trim() === "") return { because: "it is empty" };
  if (answer.length > LONGEST)
    return { because: `it is ${answer.length} characters long; at most ${LONGEST} are read` };
  // Models that think aloud do so before the answer.
  const said = answer.replace(/<think>[\s\S]*?<\/think>/g, "").trim();
  if (/^<(?:!doctype|html)/i.test(said)) return { because: "it is a web page" };
  const fence = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(said)?.[1]?.trim();
  const from = said.indexOf("{");
  const to = said.lastIndexOf("}");
  const candidates = [said, fence, from >= 0 && to > from ? said.slice(from, to + 1) : undefined];
  for (const candidate of candidates) {
    if (candidate === undefined || !candidate.startsWith("{")) continue;
    if (depthOf(candidate) > DEEPEST) return { because: "its lists and objects nest too deep" };
    const value = parsed(candidate);
    if (isObject(value)) return { value };
  }
  return { because: from < 0 ? "it holds no JSON" : "its JSON is broken or cut off" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How deep brackets nest outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let n = 0; n < text.length; n++) {
    const c = text[n];
    if (inString) {
      if (c === "\\") n++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "{" || c === "[") deepest = Math.max(deepest, ++depth);
    else if (c === "}" || c === "]") depth--;
  }
  return deepest;
}
