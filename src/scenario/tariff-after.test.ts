import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { parseScenario } from "./parse-scenario.js";
import { tariffAfter } from "./tariff-after.js";

const shock = (more: string) => {
  const text = `title: t\nbase: world-2014\nshocks:\n  - { importer: RUS, exporter: NLD, ${more} }\n`;
  return parseScenario(text, "s.yaml").shocks[0] as Parameters<typeof tariffAfter>[0];
};

describe("tariffs of scenarios as laws write them", () => {
  it("a fraction is itself; a duty in money is reckoned, and says so", () => {
    expect(tariffAfter(shock("tariff: 0.1625"), "shocks[0]")).toEqual({ rate: 0.1625, assumption: null });
    const made = tariffAfter(
      shock('tariff: "15 %, at least 0.40 EUR/kg", unitValue: 2 USD/kg, exchange: 1 EUR = 1.25 USD'),
      "shocks[0]",
    );
    // 0.4 × 1.25 / 2
    expect(made.rate).toBeCloseTo(0.25, 14);
    expect(made.assumption!.says).toMatch(
      /^The duty of 15 %, at least 0.4 EUR\/kg is 25 % of the value\. 0\.4 EUR/,
    );
    const summer = 'tariff: "20 % from 1 June to 30 September, otherwise 5 %", on: "2014-07-01"';
    expect(tariffAfter(shock(summer), "shocks[0]").rate).toBe(0.2);
  });

  it.each([
    ['tariff: "15 %, at least 0.40 EUR/kg"', /value for one kg/],
    ['tariff: "some"', /as laws write it/],
    ['tariff: "in-quota 5 % up to 3 t, over-quota 10 %"', /tariff-rate quota is no tariff/],
    ['tariff: "5 %", unitValue: much', /as laws write it/],
  ])("refuses %s", (more, says) => {
    expect(() => tariffAfter(shock(more), "shocks[0]")).toThrow(says);
    expect(() => tariffAfter(shock(more), "shocks[0]")).toThrow(InputError);
  });

  it("facts without a duty are refused", () => {
    expect(() => shock("tariff: 0.1, unitValue: 2 USD/kg")).toThrow(/belong to a tariff as law writes it/);
    expect(() => shock("ban: true, on: '2014-01-01'")).toThrow(/belong to a tariff/);
  });
});
