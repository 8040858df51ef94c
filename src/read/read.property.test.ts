import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Reading } from "../contracts/reading.js";
import { read } from "./index.js";

const report = `MOSCOW, May 3 (Volga Wire) – Russia will lift its ban on Ukrainian wine and cheese if Kiev ends its
embargo, Foreign Minister Sergei Lavrov said on Tuesday. “We are ready to talk,” he added; Ukraine denied that it had
asked for talks. In 2006 Georgia complained to the WTO over the ban, which Moscow had imposed because it found
pesticides. The European Union, Norway and Switzerland have agreed to do the same.
Q: Will duties be cut?
A: No. We shall keep the 20 per cent duty on steel until the talks end.`;

function checkReading(text: string): void {
  const reading = Reading.parse(read(text));
  expect(reading.document.text).toBe(text);
  const inside = ([start, end]: readonly [number, number]): void => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
  };
  for (const statement of reading.statements) {
    inside(statement.span);
    if (statement.quote !== null) expect(text.slice(...statement.span)).toBe(statement.quote);
  }
  for (const { evidence } of [...reading.moves, ...reading.events, ...reading.claims])
    evidence.forEach(inside);
  for (const { spans } of [...reading.statements, ...reading.moves, ...reading.events, ...reading.claims])
    Object.values(spans!).flat().forEach(inside);
  if (reading.moves.length === 0) expect(reading.notes.length).toBeGreaterThan(0);
}

describe("any string is a valid report", () => {
  it("random strings", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), checkReading), { numRuns: 150 });
  });
  it("reports cut anywhere and glued together", () => {
    const cut = fc.tuple(
      fc.nat(report.length),
      fc.nat(report.length),
      fc.constantFrom("", "\n", " ", "“", '"', "\u0000", "😀"),
    );
    fc.assert(
      fc.property(cut, ([a, b, glue]) => checkReading(report.slice(0, a) + glue + report.slice(b))),
      { numRuns: 200 },
    );
  });
  it("words of reports in any order", () => {
    const words = report.split(/\s+/);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 120 }), (list) =>
        checkReading(list.join(" ")),
      ),
      { numRuns: 150 },
    );
  });
});

describe("linear time", () => {
  /** Processor seconds: the machine may be shared. */
  const seconds = (text: string): number => {
    const start = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  it.each([
    ["a report over and over", `${report}\n`],
    ["one sentence without end", "Russia bans wine from Georgia and "],
    ["quotation marks", '" '],
    ["one letter", "a"],
    ["dashes", "- the ban - "],
    ["new lines", "the ban\n"],
    ["digits and commas", "1,"],
    ["smileys", "😀"],
  ])(
    "%s",
    (_name, unit) => {
      const of = (size: number): string => unit.repeat(Math.floor(size / unit.length));
      seconds(of(50_000));
      // Four times the text, eight times the time at most: quadratic work would take sixteen.
      expect(seconds(of(400_000))).toBeLessThan(8 * seconds(of(100_000)) + 0.5);
    },
    60_000,
  );
});
