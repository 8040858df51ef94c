import type { ExchangeRate } from "../contracts/duty.js";
import { InputError } from "../contracts/errors.js";

/**
 * A stated exchange rate: "1 EUR = 1.33 USD", "EUR = 1.33 USD", "30.84 RUB = 1 USD".
 *
 * @param field where the text stood, for messages
 * @throws {InputError} `exchange` for anything else
 */
export function parseExchange(text: string, field = "exchange"): ExchangeRate {
  const found = /^\s*(\d+(?:\.\d+)?)?\s*([A-Za-z]{3})\s*=\s*(\d+(?:\.\d+)?)\s*([A-Za-z]{3})\s*$/.exec(text);
  const [, left = "1", of = "", right = "0", into = ""] = found ?? [];
  const rate = Number(right) / Number(left);
  if (found !== null && rate > 0 && Number.isFinite(rate) && of.toUpperCase() !== into.toUpperCase())
    return { of: of.toUpperCase(), rate, into: into.toUpperCase() };
  throw new InputError(
    "exchange",
    `An exchange rate says what one currency is in another; received ${JSON.stringify(text)}.`,
    { place: { field }, received: text, hint: 'For example "1 EUR = 1.33 USD".' },
  );
}
