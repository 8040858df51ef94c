import type { Instrument } from "../contracts/codes.js";
import type { Move } from "../contracts/reading.js";

const number = "(\\d[\\d,]*(?:\\.\\d+)?|zero|nil|nothing)";
const percent = "(?:%|per ?cent|percent|percentage points?)";
const money =
  "(?:euros?|dollars?|roubles?|rubles?|pounds?|yuan|rupees?|pesos?|rand|naira|shillings?|lira|francs?|rupiah|ringgit|baht|dong|hryvnias?|tenge|reais|real|dirhams?|cents?)";
const weight =
  "(?:kilograms?|kilos?|kg|tonnes?|tons?|litres?|liters?|pieces?|heads?|barrels?|gallons?|quintals?|pairs?|hectolitres?)";
const unit = `(?: ?(${percent}| ?${money} (?:a|an|per) ${weight}))?`;
/** "from 8 to 15 per cent", "from 600 roubles a tonne to 1,200" */
const fromTo = new RegExp(`\\bfrom ${number}${unit}[^.;\\d]{0,24}? to (?:up to )?${number}${unit}`, "i");
/** "to 24 percent from 26", "to 15 per cent, up from 10", "to 60 % (previously 25 %)" */
const toFrom = new RegExp(
  `\\bto (?:up to )?${number}${unit}[^.;\\d]{0,16}?(?:\\bfrom|\\bup from|\\bdown from|\\bpreviously|\\binstead of|\\bagainst|\\bcompared with|\\brather than) ${number}${unit}`,
  "i",
);
/** "its 78 percent tariff ... down to zero", "a 10 % duty is raised to 15 %" */
const ownTo = new RegExp(
  `\\b${number} ?(${percent}) (?:\\p{L}+ ){0,2}(?:dut\\p{L}+|tariffs?|lev\\p{L}+|tax\\p{L}*|rate)\\b[^.;\\d]{0,48}? to ${number}${unit}`,
  "iu",
);
const single = new RegExp(`(\\d+(?:\\.\\d+)?) ?${percent}`, "i");
const amount = new RegExp(`(\\d[\\d,.]*) (${money} (?:a|an|per) ${weight})`, "i");

const rated: ReadonlySet<Instrument> = new Set(["tariff", "trade_remedy", "tariff_quota", "other"]);

const amountOf = (words: string): number =>
  /^[a-z]/i.test(words) ? 0 : Number(words.replace(/,(?=\d{3}\b)/g, "").replace(/,+$/, ""));

function twoLevels(from: string, to: string, units: readonly (string | undefined)[]): Move["rate"] {
  const [a, b] = [amountOf(from), amountOf(to)];
  const named = units.find((name) => name !== undefined)?.trim();
  if (!Number.isFinite(a) || !Number.isFinite(b) || named === undefined) return null;
  return {
    from: a,
    to: b,
    unit: new RegExp(`^${percent}$`, "i").test(named) ? "percent" : named.toLowerCase(),
  };
}

/** The rate that a move's words name, as said: "15 per cent", "from 5 to 15 per cent", "2 euros a kilogram". */
export function rateIn(words: string, instrument: Instrument): Move["rate"] {
  if (!rated.has(instrument) || !/\d/.test(words)) return null;
  const both = fromTo.exec(words);
  const forward = both === null ? null : twoLevels(both[1]!, both[3]!, [both[2], both[4]]);
  if (forward !== null) return forward;
  const reverse = toFrom.exec(words);
  const backward = reverse === null ? null : twoLevels(reverse[3]!, reverse[1]!, [reverse[2], reverse[4]]);
  if (backward !== null) return backward;
  const own = ownTo.exec(words);
  const lowered = own === null ? null : twoLevels(own[1]!, own[3]!, [own[2], own[4]]);
  if (lowered !== null) return lowered;
  const one = single.exec(words);
  if (one !== null) return { from: null, to: Number(one[1]), unit: "percent" };
  const sum = amount.exec(words);
  const value = sum === null ? Number.NaN : amountOf(sum[1]!);
  return sum === null || !Number.isFinite(value)
    ? null
    : { from: null, to: value, unit: sum[2]!.toLowerCase() };
}
