import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Duty } from "../contracts/duty.js";
import { InputError } from "../contracts/errors.js";
import { adValoremEquivalent, formatDuty, parseDuty, parseExchange, parsePer, quotaTerms } from "./index.js";

/** What laws write, and the one form that we write it in. */
const written: readonly (readonly [string, string])[] = [
  ["0 %", "free"],
  ["Duty-free", "free"],
  ["exempt", "free"],
  ["15 per cent ad valorem", "15 %"],
  ["7% of the customs value", "7 %"],
  ["0.40 euros a kilogram", "0.4 EUR/kg"],
  ["€0.40/kg", "0.4 EUR/kg"],
  ["EUR 38.8 per 100 kg", "38.8 EUR/100 kg"],
  ["38.5 US cents a litre", "0.385 USD/l"],
  ["120 euro per tonne", "120 EUR/t"],
  ["13.1 EUR/hl", "13.1 EUR/hl"],
  ["2 EUR for 1 litre of pure alcohol", "2 EUR/l-alcohol"],
  ["5 RUB per piece", "5 RUB/piece"],
  ["10 % + 9.3 EUR/100 kg", "10 % + 9.3 EUR/100 kg"],
  ["10 % plus 9.3 EUR per 100 kg", "10 % + 9.3 EUR/100 kg"],
  ["15 %, at least 0.40 euros a kilogram", "15 %, at least 0.4 EUR/kg"],
  ["15 %, but not less than 0.40 EUR per 1 kg", "15 %, at least 0.4 EUR/kg"],
  ["15 % or 0.4 EUR/kg, whichever is the higher", "15 %, at least 0.4 EUR/kg"],
  ["15 % or 0.4 EUR/kg whichever is lower", "15 %, at most 0.4 EUR/kg"],
  ["8 % MIN 2 EUR/100 kg MAX 5 EUR/100 kg", "8 %, at least 2 EUR/100 kg, at most 5 EUR/100 kg"],
  ["20 % from 1 June to 30 September, otherwise 5 %", "from 1 June to 30 September 20 %; otherwise 5 %"],
  [
    "from 1 November to 30 April: 5 %; from 1 May to 31 October: 10 %",
    "from 1 November to 30 April 5 %; from 1 May to 31 October 10 %",
  ],
  ["15 % within a quota of 430000 t, 55 % over it", "in-quota 15 % up to 430000 t, over-quota 55 %"],
  ["in quota free up to 500 l, out of quota 2 EUR/l", "in-quota free up to 500 l, over-quota 2 EUR/l"],
];

const refused = [
  "",
  "15",
  "fifteen %",
  "-3 %",
  "1,5 %",
  "15 % 20 %",
  "0.4 EUR",
  "0.4 EUR/furlong",
  "0.4 EUR/0 kg",
  "15 %, at least",
  "15 % or 3 EUR/kg",
  "from 1 June to 31 June 5 %; otherwise 1 %",
  "from 1 June to 30 September 20 %",
  "from 1 June to 30 September 20 %; from 1 September to 31 May 5 %",
  "in-quota 5 %, over-quota 10 %",
  "in-quota 5 % up to 0 t, over-quota 10 %",
  "(5 %",
  "5 % !",
];

const number = fc.double({ min: 0, max: 1e9, noNaN: true }).map((x) => (Object.is(x, -0) ? 0 : x));
const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
const unit = fc.constantFrom("kg", "l", "l-alcohol", "piece", "pair", "m2", "m3");
const specific = fc.record({
  form: fc.constant("specific" as const),
  amount: number,
  currency: fc.constantFrom("EUR", "USD", "RUB", "GEL", "CHF"),
  per: fc.oneof(fc.constantFrom(1, 100, 1000), positive),
  unit,
});
const season = fc.constantFrom(
  [["01-01", "12-31"]],
  [
    ["06-01", "09-30"],
    ["10-01", "05-31"],
  ],
  [["11-15", "02-29"]],
);
const duties: fc.Arbitrary<Duty> = fc.letrec<{ duty: Duty }>((tie) => ({
  duty: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ form: fc.constant("ad-valorem" as const), rate: number }),
    specific,
    fc.record({
      form: fc.constant("compound" as const),
      parts: fc.array(tie("duty"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      form: fc.constant("mixed" as const),
      pick: fc.constantFrom("higher" as const, "lower" as const),
      of: fc.tuple(tie("duty"), tie("duty")),
    }),
    fc.tuple(season, fc.array(tie("duty"), { minLength: 3, maxLength: 3 })).map(([spans, own]) => ({
      form: "seasonal" as const,
      seasons: spans.map(([since, until], n) => ({ since: since!, until: until!, duty: own[n]! })),
      otherwise: spans[0]![0] === "11-15" ? own[2]! : null,
    })),
    fc.record({
      form: fc.constant("tariff-rate-quota" as const),
      volume: positive,
      unit,
      inQuota: tie("duty"),
      overQuota: tie("duty"),
    }),
  ),
})).duty;

describe("duties as laws write them", () => {
  it.each(written)("%s", (text, form) => {
    expect(formatDuty(parseDuty(text))).toBe(form);
    expect(parseDuty(form)).toEqual(parseDuty(text));
  });

  it.each(refused)("refuses %j and says where", (text) => {
    expect(() => parseDuty(text, "rate")).toThrow(InputError);
    expect(() => parseDuty(text, "rate")).toThrow(/^A duty/);
  });

  it("what is written is read back the same, for any duty", () => {
    fc.assert(
      fc.property(duties, (duty) => {
        expect(parseDuty(formatDuty(duty))).toEqual(duty);
        expect(Duty.parse(duty)).toEqual(duty);
      }),
      { numRuns: 500 },
    );
  });

  it("any text is read or refused, never anything else", () => {
    const words = [
      "15",
      "%",
      "EUR",
      "/",
      "kg",
      "at least",
      "from",
      "1 June",
      "to",
      "(",
      ")",
      ";",
      ",",
      "+",
      "or",
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...words)).map((w) => w.join(" ")),
        ),
        (text) => {
          try {
            Duty.parse(parseDuty(text));
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Each reckoned by hand. */
describe("ad valorem equivalents", () => {
  const facts = {
    unitValues: [parsePer("2 USD/kg", "v"), parsePer("3.25 USD/piece", "v")],
    exchange: [parseExchange("1 EUR = 1.25 USD")],
  };
  const ave = (text: string, more = {}) => adValoremEquivalent(parseDuty(text), { ...facts, ...more }).rate;

  it.each([
    ["15 %", 0.15],
    // 0.4 × 1.25 / 2
    ["0.4 EUR/kg", 0.25],
    // 9.3/100 × 1.25 / 2 = 0.058125, and 0.1
    ["10 % + 9.3 EUR/100 kg", 0.158125],
    ["15 %, at least 0.4 EUR/kg", 0.25],
    ["15 %, at least 0.2 EUR/kg", 0.15],
    ["15 %, at most 0.2 EUR/kg", 0.125],
    ["15 % or 0.2 EUR/kg, whichever is lower", 0.125],
    // Of 0.15 and 0.25 the higher, then no more than 0.2 USD/kg / 2 = 0.1.
    ["15 %, at least 0.4 EUR/kg, at most 0.2 USD/kg", 0.1],
    ["1.3 USD/piece", 0.4],
  ])("%s", (text, rate) => {
    expect(ave(text)).toBeCloseTo(rate, 14);
  });

  it("seasons by their days, over New Year too", () => {
    const summer = "from 1 June to 30 September 20 %; otherwise 5 %";
    expect(ave(summer, { on: "2014-05-31" })).toBe(0.05);
    expect(ave(summer, { on: "2014-06-01" })).toBe(0.2);
    expect(ave(summer, { on: "2014-09-30" })).toBe(0.2);
    const winter = "from 15 November to 29 February 8 %; otherwise 3 %";
    expect(ave(winter, { on: "2014-12-31" })).toBe(0.08);
    expect(ave(winter, { on: "2015-02-28" })).toBe(0.08);
    expect(ave(winter, { on: "2015-03-01" })).toBe(0.03);
    expect(() => ave(winter)).toThrow(/depends on the day/);
  });

  it("quotas: below, above, and just filled", () => {
    const quota = parseDuty("in-quota 10 % up to 30 t, over-quota 60 %");
    const at = (imports: number, premium?: number) =>
      adValoremEquivalent(quota, { imports, ...(premium === undefined ? {} : { premium }) });
    expect(at(20_000)).toMatchObject({ rate: 0.1, average: 0.1, quota: { regime: "in-quota" } });
    // Half of 60 t pays 10 %, half 60 %.
    expect(at(60_000)).toMatchObject({ rate: 0.6, average: 0.35, quota: { regime: "over-quota" } });
    expect(at(30_000, 0.3)).toMatchObject({ rate: 0.4, average: 0.1, quota: { regime: "binding" } });
    expect(() => at(30_000)).toThrow(/between 0 and 50 %/);
    expect(() => at(30_000, 0.6)).toThrow(InputError);
    expect(() => adValoremEquivalent(quota)).toThrow(/depends on imports/);
    expect(quotaTerms(quota, facts)).toEqual({ volume: 0.06, inQuota: 0.1, overQuota: 0.6 });
    expect(() => quotaTerms(parseDuty("5 %"), facts)).toThrow(/no tariff-rate quota/);
  });

  it("says each step", () => {
    const { steps } = adValoremEquivalent(parseDuty("15 %, at least 0.4 EUR/kg"), facts);
    expect(steps).toEqual([
      "0.4 EUR/kg on a value of 2 USD/kg at 1.25 USD for 1 EUR: 25 %.",
      "15 %, at least 0.4 EUR/kg: the higher of 15 % and 25 % is 25 %.",
    ]);
  });

  it("refuses what it lacks: value, unit, exchange rate", () => {
    expect(() => adValoremEquivalent(parseDuty("0.4 EUR/kg"))).toThrow(
      /value for one kg, above 0; received none/,
    );
    expect(() => ave("0.4 EUR/l")).toThrow(/for one l/);
    expect(() => ave("0.4 RUB/kg")).toThrow(/needs the exchange rate/);
    expect(ave("0.4 EUR/kg", { exchange: [parseExchange("0.8 EUR = 1 USD")] })).toBeCloseTo(0.25, 14);
    for (const text of ["", "EUR 1.3", "1 EUR = 0 USD", "1 EUR = 2 EUR"])
      expect(() => parseExchange(text)).toThrow(InputError);
  });

  it("twice the price is half the equivalent; other units of the same money change nothing", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (price) => {
        const at = (value: number, per: number) =>
          adValoremEquivalent(parseDuty("0.4 EUR/kg"), {
            unitValues: [{ amount: value, currency: "EUR", per, unit: "kg" }],
          }).rate;
        expect(at(2 * price, 1)).toBeCloseTo(at(price, 1) / 2, 10);
        expect(at(1000 * price, 1000) / at(price, 1)).toBeCloseTo(1, 12);
      }),
    );
  });
});
