/**
 * A duty as laws write it, read into its form. One grammar:
 *
 *   duty     = quota | seasons | bounded
 *   quota    = "in-quota" bounded "up to" amount "," "over-quota" bounded
 *            | bounded "within a quota of" amount "," bounded "over it"
 *   seasons  = season { ";" season } [ ";" "otherwise" bounded ]
 *   season   = "from" day "to" day bounded  |  bounded "from" day "to" day
 *   bounded  = sum { [","] ("at least" | "at most") sum  |  "or" sum [","] "whichever is" ("higher" | "lower") }
 *   sum      = term { ("+" | "plus" | "and") term }
 *   term     = "free" | number "%" | money [ "/" | "per" | "a" ] [ number ] unit | "(" duty ")"
 *
 * Laws' other words for these are brought to them first (duty-tokens.ts, duty-words.ts).
 * @module
 */
import type { Duty, Season, Specific } from "../contracts/duty.js";
import { InputError } from "../contracts/errors.js";
import { shift } from "./decimal.js";
import { Tokens } from "./duty-tokens.js";
import { dayNumber, MONTH_DAYS, MONTHS, moneyWords, unitWords } from "./duty-words.js";

/**
 * The duty that a text states.
 *
 * @param field where the text stood, for messages
 * @throws {InputError} `duty` for text that states none, seasons that overlap or leave days out, days that no year has
 * @example parseDuty("15 %, at least 0.40 euros a kilogram")
 */
export function parseDuty(text: string, field = "duty"): Duty {
  const tokens = new Tokens(text, field);
  const duty = readDuty(tokens, { text, field });
  if (tokens.next !== "") tokens.fail();
  return duty;
}

/**
 * Money for an amount of goods, read by the grammar of specific duties: "3.25 USD/l", "2 euros a kilogram".
 *
 * @throws {InputError} `duty` for anything else
 */
export function parsePer(text: string, field: string): Specific {
  const tokens = new Tokens(text, field);
  const per = readTerm(tokens, { text, field });
  return tokens.next === "" && per.form === "specific" ? per : tokens.fail();
}

/**
 * An amount of goods in the unit that duties and quotas have: "600000 t" is 600,000,000 kg.
 *
 * @throws {InputError} `duty` for anything else
 */
export function parseAmount(text: string, field: string): { volume: number; unit: Specific["unit"] } {
  const tokens = new Tokens(text, field);
  const amount = readAmount(tokens);
  return tokens.next === "" ? amount : tokens.fail();
}

interface Place {
  readonly text: string;
  readonly field: string;
}

function readDuty(tokens: Tokens, place: Place): Duty {
  if (tokens.take("in-quota")) {
    const inQuota = readBounded(tokens, place);
    if (!tokens.take("up-to")) tokens.fail();
    const amount = readAmount(tokens);
    tokens.take(",", ";");
    if (!tokens.take("over-quota")) tokens.fail();
    return { form: "tariff-rate-quota", ...amount, inQuota, overQuota: readBounded(tokens, place) };
  }
  if (tokens.next === "from") return readSeasons(tokens, place, []);
  const first = readBounded(tokens, place);
  if (tokens.next === "from") {
    const span = readSpan(tokens, place);
    return readSeasons(tokens, place, [{ ...span, duty: first }]);
  }
  if (!tokens.take("within-quota")) return first;
  const amount = readAmount(tokens);
  tokens.take(",", ";");
  const overQuota = readBounded(tokens, place);
  if (!tokens.take("over-quota")) tokens.fail();
  return { form: "tariff-rate-quota", ...amount, inQuota: first, overQuota };
}

function readSeasons(tokens: Tokens, place: Place, read: readonly Season[]): Duty {
  const seasons = [...read];
  let otherwise: Duty | null = null;
  while (seasons.length === 0 || tokens.take(";", ",")) {
    if (tokens.take("otherwise")) {
      otherwise = readBounded(tokens, place);
      break;
    }
    if (tokens.next === "from") {
      const span = readSpan(tokens, place);
      tokens.take(":");
      seasons.push({ ...span, duty: readBounded(tokens, place) });
    } else {
      const duty = readBounded(tokens, place);
      seasons.push({ ...readSpan(tokens, place), duty });
    }
  }
  checkYear(seasons, otherwise, place);
  return { form: "seasonal", seasons, otherwise };
}

function readSpan(tokens: Tokens, place: Place): { since: string; until: string } {
  if (!tokens.take("from")) tokens.fail();
  const since = readDay(tokens, place);
  if (!tokens.take("to", "until", "till", "through")) tokens.fail();
  return { since, until: readDay(tokens, place) };
}

/** "1 June" or "June 1". */
function readDay(tokens: Tokens, place: Place): string {
  const before = tokens.isNumber ? tokens.number() : null;
  const name = tokens.next;
  const month = MONTHS.findIndex((full) => {
    const low = full.toLowerCase();
    return name === low || (name.length === 3 && low.startsWith(name));
  });
  if (month < 0) tokens.fail();
  tokens.at++;
  const day = Number(before ?? tokens.number());
  if (Number.isInteger(day) && day >= 1 && day <= MONTH_DAYS[month]!)
    return `${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  throw fault(place, `no year has a day ${day} ${MONTHS[month]}`);
}

/** Seasons may not overlap; where nothing is said of the rest, they fill the year. */
function checkYear(seasons: readonly Season[], otherwise: Duty | null, place: Place): void {
  const times = new Uint8Array(366);
  for (const { since, until } of seasons) {
    const last = dayNumber(until);
    for (let day = dayNumber(since); ; day = (day + 1) % 366) {
      times[day]!++;
      if (day === last) break;
    }
  }
  if (times.some((count) => count > 1)) throw fault(place, "its seasons overlap");
  if (otherwise === null && times.some((count) => count === 0))
    throw fault(place, "its seasons leave a part of the year out");
}

function fault({ text, field }: Place, why: string): InputError {
  return new InputError(
    "duty",
    `A duty must hold on every day once; received ${JSON.stringify(text)}: ${why}.`,
    {
      place: { field },
      received: text,
      hint: 'For example "from 1 June to 30 September 20 %; otherwise 5 %".',
    },
  );
}

function readBounded(tokens: Tokens, place: Place): Duty {
  let duty = readSum(tokens, place);
  for (;;) {
    const back = tokens.at;
    tokens.take(",");
    if (tokens.take("at-least")) duty = mixed("higher", duty, readSum(tokens, place));
    else if (tokens.take("at-most")) duty = mixed("lower", duty, readSum(tokens, place));
    else if (tokens.take("or")) {
      const other = readSum(tokens, place);
      tokens.take(",");
      if (tokens.take("whichever-higher")) duty = mixed("higher", duty, other);
      else if (tokens.take("whichever-lower")) duty = mixed("lower", duty, other);
      else tokens.fail();
    } else {
      tokens.at = back;
      return duty;
    }
  }
}

const mixed = (pick: "higher" | "lower", left: Duty, right: Duty): Duty => ({
  form: "mixed",
  pick,
  of: [left, right],
});

function readSum(tokens: Tokens, place: Place): Duty {
  const parts = [readTerm(tokens, place)];
  while (tokens.take("+", "plus", "and")) parts.push(readTerm(tokens, place));
  return parts.length === 1 ? parts[0]! : { form: "compound", parts };
}

function readTerm(tokens: Tokens, place: Place): Duty {
  if (tokens.take("(")) {
    const duty = readDuty(tokens, place);
    if (!tokens.take(")")) tokens.fail();
    return duty;
  }
  if (tokens.take("free", "exempt", "nil", "duty-free")) return { form: "ad-valorem", rate: 0 };
  const before = readMoney(tokens);
  const amount = tokens.number();
  if (before === null && tokens.take("%")) return { form: "ad-valorem", rate: shift(amount, -2) };
  const money = before ?? readMoney(tokens);
  if (money === null) return tokens.fail();
  tokens.take("/", "per", "a", "an", "for", "each");
  const count = tokens.isNumber ? tokens.number() : "1";
  if (Number(count) === 0) tokens.fail();
  const word = unitWords.get(tokens.next);
  if (word === undefined) return tokens.fail();
  tokens.at++;
  return {
    form: "specific",
    amount: shift(amount, money.tens),
    currency: money.currency,
    per: shift(count, word.tens),
    unit: word.unit,
  };
}

function readMoney(tokens: Tokens): { currency: string; tens: number } | null {
  const text = tokens.next;
  const known = moneyWords.get(text);
  const isCode = known === undefined && /^[a-z]{3}$/.test(text) && !reserved.has(text);
  if (known === undefined && !isCode) return null;
  tokens.at++;
  return known ?? { currency: text.toUpperCase(), tens: 0 };
}

/** Words of three letters that are no currency. */
const reserved: ReadonlySet<string> = new Set(["and", "per", "for", "pcs", "ton", "nil", "ltr"]);

function readAmount(tokens: Tokens): { volume: number; unit: Specific["unit"] } {
  const volume = tokens.number();
  const word = unitWords.get(tokens.next);
  if (word === undefined || Number(volume) === 0) return tokens.fail();
  tokens.at++;
  return { volume: shift(volume, word.tens), unit: word.unit };
}
