import { InputError } from "../contracts/errors.js";

/** The variable of the environment that holds an endpoint's key. */
export const KEY_VARIABLE = "GRAVITAS_LLM_KEY";

/**
 * The address of chat completions below an OpenAI-compatible endpoint: `http://localhost:11434`,
 * `https://host/v1` and the full address all do.
 *
 * @param hasKey whether a key is to be sent: then only over TLS, or to this machine
 * @throws {InputError} `endpoint` for what is no such address
 */
export function chatEndpoint(endpoint: string, hasKey: boolean): URL {
  const wrong = (says: string, hint: string): InputError =>
    new InputError("endpoint", says, { place: { field: "--endpoint" }, hint });
  const example = "For example http://localhost:11434/v1 or https://HOST/v1.";
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    throw wrong("The endpoint must be a web address.", example);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw wrong(`The endpoint must begin with http:// or https://; received ${url.protocol}//.`, example);
  if (url.username !== "" || url.password !== "")
    throw wrong("The endpoint must hold no user name and no password.", `Put the key into ${KEY_VARIABLE}.`);
  const isHere = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (hasKey && url.protocol === "http:" && !isHere)
    throw wrong(
      `The key in ${KEY_VARIABLE} would travel unencrypted to ${url.host}.`,
      `Use https://, or unset ${KEY_VARIABLE} if the endpoint needs none.`,
    );
  url.hash = "";
  const path = url.pathname.replace(/\/+$/, "");
  if (!path.endsWith("/chat/completions")) url.pathname = `${path === "" ? "/v1" : path}/chat/completions`;
  return url;
}
