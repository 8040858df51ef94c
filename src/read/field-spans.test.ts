import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findEconomy } from "../economies/index.js";
import { read } from "./index.js";

const report = `NAIROBI, 4 March 2021 (Lake Wire) – Kenya banned imports of maize from Uganda and Tanzania on Friday, its agriculture ministry said.

“The consignments hold levels of aflatoxin that nobody should eat,” the minister, Peter Munya, told reporters.

Uganda threatened to raise its duty on Kenyan milk from 10 to 16 percent unless the ban is lifted by 15 April.
`;
const reading = read(report);
const words = (spans: readonly (readonly [number, number])[] | undefined): string[] =>
  (spans ?? []).map(([from, to]) => report.slice(from, to));

describe("the places of fields", () => {
  it("are the words that say them, for moves", () => {
    const [ban, duty] = reading.moves;
    expect(words(ban!.spans!.by)).toEqual(["Kenya"]);
    expect(words(ban!.spans!.towards)).toEqual(["Uganda", "Tanzania"]);
    expect(words(ban!.spans!.goods)).toEqual(["maize"]);
    expect(words(ban!.spans!.direction)).toEqual(["banned"]);
    expect(words(ban!.spans!.when)[0]).toMatch(/Friday/);
    expect(words(duty!.spans!.by)).toEqual(["Uganda"]);
    expect(words(duty!.spans!.towards)).toEqual(["Kenyan"]);
    expect(words(duty!.spans!.instrument)).toEqual(["duty"]);
    expect(words(duty!.spans!.goods)).toEqual(["milk"]);
    expect(words(duty!.spans!.status)).toEqual(["threatened"]);
    expect(words(duty!.spans!.rate)[0]).toMatch(/16 percent$/);
    expect(words(duty!.spans!.condition)[0]).toMatch(/the ban is lifted/);
  });

  it("for statements", () => {
    const said = reading.statements.find(({ quote }) => quote !== null)!;
    expect(words(said.spans!.quote)).toEqual([said.quote]);
    expect(words(said.spans!["speaker.name"])).toEqual(["Peter Munya"]);
    expect(words(said.spans!.verb)).toEqual(["told"]);
  });

  it("lie in the text, name what the field says, and leave out what is not said", () => {
    const folder = join(import.meta.dirname, "../../examples");
    const text = readFileSync(join(folder, "georgia-market.txt"), "utf8");
    const { moves, statements, events, claims } = read(text);
    for (const item of [...moves, ...statements, ...events, ...claims]) {
      for (const [field, spans] of Object.entries(item.spans!)) {
        for (const [from, to] of spans) {
          expect(from, field).toBeLessThan(to);
          expect(to, field).toBeLessThanOrEqual(text.length);
          expect(text.slice(from, to).trim(), field).not.toBe("");
        }
      }
    }
    for (const move of moves) {
      const [from, to] = move.spans!.by![0]!;
      expect(findEconomy(text.slice(from, to))?.code).toBe(move.by);
      if (move.goods.includes("all")) expect(move.spans!.goods).toBeUndefined();
      for (const field of ["rate", "condition", "when"] as const)
        if (move[field] === null) expect(move.spans![field]).toBeUndefined();
    }
  });
});
