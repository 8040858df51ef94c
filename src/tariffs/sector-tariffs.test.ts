import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { parseExchange, sectorTariffs } from "./index.js";

const text = (name: string, cells: readonly string[]): Panel["columns"][number] => ({
  type: "text",
  name,
  codes: Int32Array.from(cells, (cell, k) => (cell === "" ? -1 : k)),
  levels: cells,
});
const number = (name: string, values: readonly number[]): Panel["columns"][number] => ({
  type: "number",
  name,
  values: Float64Array.from(values),
  missing: Uint8Array.from(values, (v) => (Number.isNaN(v) ? 1 : 0)),
});
const panel = (...columns: Panel["columns"][number][]): Panel => ({ source: "lines.csv", nObs: 3, columns });
const columns = { goods: "code", duty: "duty" };
const duties = text("duty", ["10", "15 %, at least 0.4 EUR/kg", "30 %"]);
const value = text("value", ["", "2 USD/kg", ""]);
const facts = { exchange: [parseExchange("1 EUR = 1.25 USD")] };

describe("one tariff a sector out of a table", () => {
  it("by hand: chapters, a bare number, a duty in money, a leading zero put back", () => {
    const made = sectorTariffs(
      panel(number("code", [406, 405, 2204]), duties, number("m", [30, 10, 5]), value),
      { ...columns, imports: "m", unitValue: "value" },
      { method: "trade-weighted", facts },
    );
    expect(made.sectors).toHaveLength(2);
    // (30 × 0.1 + 10 × 0.25)/40
    expect(made.sectors[0]).toMatchObject({ lines: 2, lowest: 0.1, highest: 0.25, simple: 0.175 });
    expect(made.sectors[0]!.rate).toBeCloseTo(0.1375, 14);
    expect(made.sectors[1]).toMatchObject({ sector: "22 Drinks and vinegar", rate: 0.3 });
    expect(made.warnings).toEqual([expect.stringMatching(/^2 HS codes have an odd number/)]);
  });

  it.each([
    [text("code", ["0406", "9999", "2204"]), "duty", /received "9999"/],
    [text("code", ["0406", "", "2204"]), "duty", /needs code/],
    [text("code", ["0406", "0405", "2204"]), "rate", /no column "rate"/],
    [text("code", ["0406", "0405", "2204"]), "duty", /value for one kg/],
  ])("refuses what it cannot use, with the row", (codes, duty, says) => {
    const ask = () => sectorTariffs(panel(codes, duties), { ...columns, duty }, { method: "simple", facts });
    expect(ask).toThrow(says);
    try {
      ask();
    } catch (error) {
      if (duty === "duty") expect((error as InputError).place!.field).toMatch(/data row 2/);
    }
  });

  it("refuses weights where there are none", () => {
    const codes = text("code", ["0406", "0405", "2204"]);
    const ask = () =>
      sectorTariffs(
        panel(codes, duties, value),
        { ...columns, unitValue: "value" },
        { method: "trade-weighted", facts },
      );
    expect(ask).toThrow(InputError);
    expect(ask).toThrow(/no imports to weigh/);
  });
});
