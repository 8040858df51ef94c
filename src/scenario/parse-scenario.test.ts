import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { parseScenario } from "./parse-scenario.js";

const good = `title: T
base: world-2014
shocks:
  - { importer: RUS, exporter: GEO, tau: 0.9 }
`;

function refusal(text: string): InputError {
  try {
    parseScenario(text, "s.yaml");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("parseScenario", () => {
  it("fills in the stated defaults", () => {
    const scenario = parseScenario(good, "s.yaml");
    expect(scenario.parameters).toEqual({
      theta: { lognormal: { median: 5.03, sdLog: 0.4 } },
      deficits: "additive",
    });
    expect(scenario.shocks[0]).toMatchObject({ goods: "all" });
  });

  it.each([
    ["an unknown field", good.replace("base:", "basis: x\nbase:"), /Unknown field "basis"/, 2],
    ["an unknown field of a shock", good.replace("tau:", "tua:"), /Unknown field "tua"|exactly one of/, 4],
    ["a bare HS code", good.replace("tau:", "goods: [2204], tau:"), /write "2204" in quotes/, 4],
    ["a tariff below -100 %", good.replace("tau: 0.9", "tariff: -1.2"), /below -100 %/, 4],
    ["two sizes at once", good.replace("tau: 0.9", "tau: 0.9, tariff: 0"), /exactly one of/, 4],
    ["no size", good.replace(", tau: 0.9", ""), /exactly one of/, 4],
    ["an unknown closure", good.replace("shocks:", "parameters: { deficits: none }\nshocks:"), /additive/, 3],
    ["text that is no YAML", "a: [1", /not valid YAML/, 1],
    ["a list", "- 1", /./, 1],
  ])("refuses %s and says where", (_, text, message, line) => {
    const error = refusal(text);
    expect(error.message).toMatch(message);
    expect(error.place).toMatchObject({ file: "s.yaml", line });
  });
});
