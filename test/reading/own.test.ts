import { describe, expect, it } from "vitest";
import { Reading } from "../../src/contracts/reading.js";
import { ownSets } from "./report-sets.js";
import { type Kind, kinds, reliability, scoreReadings } from "./score.js";

const floors: Readonly<Record<string, Partial<Record<Kind, number>>>> = {
  "own, tuned on": { moves: 0.77, statements: 0.83, claims: 0.57 },
  "own, last batch": { moves: 0.52, statements: 0.85 },
};

describe("own reports", () => {
  for (const { label, reports } of ownSets()) {
    const scores = scoreReadings(reports);
    it(`${label}: no kind falls below its floor`, () => {
      console.log(
        `${label}: ${kinds.map((kind) => `${kind} ${scores.kinds[kind].f1.toFixed(3)}`).join(", ")}`,
      );
      for (const [kind, floor] of Object.entries(floors[label] ?? {}))
        expect(scores.kinds[kind as Kind].f1, kind).toBeGreaterThanOrEqual(floor);
    });
    it(`${label}: readings keep the schema, quotes are verbatim`, () => {
      for (const { got } of reports) {
        Reading.parse(got);
        for (const { quote, span } of got.statements)
          if (quote !== null) expect(got.document.text.slice(...span)).toBe(quote);
      }
    });
  }

  it("finds more of the confident moves right than of the doubtful", () => {
    const bins = reliability(
      ownSets().flatMap(({ reports }) => scoreReadings(reports).moves),
      [0, 0.6, 0.8, 1],
    );
    expect(bins.map(({ right }) => right)).toEqual([...bins.map(({ right }) => right)].sort((a, b) => a - b));
  });
});
