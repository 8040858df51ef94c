import type { Instrument } from "../contracts/codes.js";
import type { Move } from "../contracts/reading.js";

const percent = "(\\d+(?:\\.\\d+)?) ?(?:%|per ?cent|percent)";
const fromTo = new RegExp(`from ${percent} to ${percent}`, "i");
const toFrom = new RegExp(`to ${percent}[^.;]{0,12} from ${percent}`, "i");
const single = new RegExp(percent, "i");
const amount =
  /(\d[\d,.]*) ((?:euros?|dollars?|roubles?|rubles?|pounds?|yuan|rupees?) (?:a|per) (?:kilogram|kilo|kg|tonne|ton|litre|liter|piece|head|barrel))/i;

const rated: ReadonlySet<Instrument> = new Set(["tariff", "trade_remedy", "tariff_quota", "other"]);

/** The rate that a move's words name, as said: "15 per cent", "from 5 to 15 per cent", "2 euros a kilogram". */
export function rateIn(words: string, instrument: Instrument): Move["rate"] {
  if (!rated.has(instrument)) return null;
  const both = fromTo.exec(words);
  if (both !== null) return { from: Number(both[1]), to: Number(both[2]), unit: "percent" };
  const reverse = toFrom.exec(words);
  if (reverse !== null) return { from: Number(reverse[2]), to: Number(reverse[1]), unit: "percent" };
  const one = single.exec(words);
  if (one !== null) return { from: null, to: Number(one[1]), unit: "percent" };
  const money = amount.exec(words);
  const value = money === null ? Number.NaN : Number(money[1]!.replace(/,/g, ""));
  return money === null || !Number.isFinite(value)
    ? null
    : { from: null, to: value, unit: money[2]!.toLowerCase() };
}
