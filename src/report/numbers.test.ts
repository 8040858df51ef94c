import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatDate,
  formatNumber,
  formatPercent,
  formatPlain,
  formatRate,
  formatTiny,
  formatUsd,
  formatUsdChange,
  joined,
  percentText,
  usdText,
} from "./numbers.js";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("per cent keeps the digits that matter", () => {
  const shown = [12.34, 0.004178, -0.000041, 112.4, 0, -0, 5.4, -99.96].map((x) => plain(formatPercent(x)));
  expect(shown).toEqual(["+12.3 %", "+0.0042 %", "≈0 %", "+112 %", "0 %", "0 %", "+5.40 %", "−100.0 %"]);
});

test("dollars in the unit that suits them", () => {
  expect([431, 12_345, 4_500_000, 0.0041, -1.2].map((x) => plain(formatUsdChange(x)))).toEqual([
    "+431 million",
    "+12.3 billion",
    "+4.50 trillion",
    "+4.10 thousand",
    "−1.20 million",
  ]);
  expect(plain(formatUsd(2861))).toBe("2.86 billion");
});

test("an interval has the unit of its centre", () => {
  expect(plain(joined(usdText({ central: 1200, low: 900, high: 1500 })))).toBe(
    "+1.20 billion [+0.900 to +1.50]",
  );
  expect(plain(joined(percentText({ central: 68, low: 37.4, high: 111 })))).toBe("+68.0 % [+37.4 to +111]");
  expect(joined(percentText({ central: 0, low: 0, high: 0 }))).toBe("0\u00a0%");
  expect(percentText({ central: 1, low: null, high: null }).interval).toBeNull();
});

test("no format ever says NaN, Infinity, a signed zero, an exponent or an ASCII minus", () => {
  const formats = [formatNumber, formatPercent, formatUsd, formatUsdChange, formatRate, formatPlain];
  fc.assert(
    fc.property(fc.double(), fc.constantFrom(...formats), (x, format) => {
      const text = format(x);
      expect(text).not.toMatch(/NaN|Infinity|undefined|-/);
      expect(text).not.toMatch(/[+−]0(\.0+)?(?![\d.])/);
      if (Math.abs(x) < 1e15 && Math.abs(x) > 1e-6) expect(text).not.toMatch(/\de/);
    }),
  );
});

test("plain numbers, rates, residuals and dates", () => {
  expect([formatPlain(5.03), formatPlain(0.9), formatPlain(500), formatPlain(12345)]).toEqual([
    "5.03",
    "0.9",
    "500",
    "12,350",
  ]);
  expect(plain(formatRate(0.1625))).toBe("16.25 %");
  expect(formatTiny(3.14e-13)).toBe("3e−13");
  expect(["2014-12-18", "2013-06", "2006"].map(formatDate)).toEqual([
    "18 December 2014",
    "June 2013",
    "2006",
  ]);
});
