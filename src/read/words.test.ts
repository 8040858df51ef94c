import { expect, test } from "vitest";
import { Direction, Instrument, MoveStatus } from "../contracts/codes.js";
import { moveInWords, statusInWords } from "./words.js";

const base = { by: "RUS", towards: ["GEO"], goods: ["all"], rate: null };

test("a promise of market access in plain words", () => {
  expect(moveInWords({ ...base, instrument: "market_access", direction: "liberalising" })).toBe(
    "Russia → Georgia: opens its market (all goods)",
  );
});

test("rates and several sides are named", () => {
  const rate = { from: 20, to: 0, unit: "percent" };
  const move = { ...base, towards: ["GEO", "MDA", "ARM"], goods: ["wine"], rate };
  expect(moveInWords({ ...move, instrument: "tariff", direction: "liberalising" })).toBe(
    "Russia → Georgia, Moldova and Armenia: cuts its tariff from 20 % to 0 % (wine)",
  );
});

test("every instrument, direction and status has words", () => {
  for (const instrument of Instrument.options)
    for (const direction of Direction.options)
      expect(moveInWords({ ...base, instrument, direction })).toMatch(/^Russia → Georgia: \S/);
  for (const status of MoveStatus.options) expect(statusInWords({ status, condition: null })).toMatch(/\S/);
});

test("a condition is told once", () => {
  expect(statusInWords({ status: "conditional", condition: "if they ask" })).toBe("only if they ask");
  expect(statusInWords({ status: "ready", condition: "they ask" })).toBe("ready, not decided, if they ask");
});
