import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { checkLedger } from "./check-ledger.js";
import { embeddedLedger, ledgerFingerprint } from "./embedded-ledger.js";
import { loadLedger } from "./load-ledger.js";

const good = `
- id: own-ban
  kind: measure
  by: [RUS]
  towards: [GEO]
  goods: [cheese]
  hs: ["0406"]
  instrument: sps
  direction: restrictive
  effect: { type: ban, flow: import }
  valid: ["2014-01-01", null]
  known: "2014-01-01"
  summary: A ban of our own.
  sources: [{ title: A decree, publisher: A gazette, date: "2014" }]
  confidence: medium
`;

function problem(text: string): InputError {
  try {
    loadLedger(text, "own.yaml");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("the ledger was accepted");
}

describe("loadLedger", () => {
  it("reads an entry and fills in what may be left out", () => {
    const [entry] = loadLedger(good, "own.yaml");
    expect(entry).toMatchObject({ id: "own-ban", according_to: null, overrides: [], assumes: [], note: "" });
    expect(entry!.sources[0]!.url).toBeNull();
  });

  it.each([
    [
      "no source",
      good.replace(/sources: .*/, "sources: []"),
      14,
      "entry own-ban, sources",
      /at least one source/,
    ],
    [
      "a field that no schema has",
      `${good}  colour: red\n`,
      16,
      "entry own-ban, colour",
      /unknown field "colour"/,
    ],
    [
      "an unknown economy",
      good.replace("[GEO]", "[GEX]"),
      5,
      "entry own-ban, towards[0]",
      /no economy has the code GEX/,
    ],
    ["a bare HS code", good.replace('"0406"', "4060"), 7, "entry own-ban, hs[0]", /quoted strings/],
    [
      "a bare year",
      good.replace('known: "2014-01-01"', "known: 2014"),
      12,
      "entry own-ban, known",
      /write "2014"/,
    ],
    ["no such day", good.replace("2014-01-01", "2014-02-30"), 11, "entry own-ban, valid[0]", /calendar/],
    [
      "an end before its start",
      good.replace("null]", '"2013-12"]'),
      11,
      "entry own-ban, valid[1]",
      /after the start/,
    ],
    ["a mapping", "id: x\n", 1, "", /must be a list/],
    ["no YAML", "- id: [x\n  b: {", 2, undefined, /must be YAML/],
  ])("refuses %s, saying where", (_, text, line, field, says) => {
    const error = problem(text);
    expect(error.message).toMatch(says);
    expect(error.place).toMatchObject({ file: "own.yaml" });
    expect(error.place!.line).toBe(line);
    expect(error.place!.field).toBe(field);
  });
});

describe("a ledger made to harm", () => {
  it("is refused when its aliases multiply, and keeps no prototype", () => {
    const level = (n: number) =>
      `a${n}: &a${n} [${Array(12)
        .fill(`*a${n - 1}`)
        .join(", ")}]`;
    const bomb = ["a0: &a0 [x]", ...[1, 2, 3, 4, 5, 6].map(level)].join("\n");
    expect(() => loadLedger(bomb, "own.yaml")).toThrow(InputError);
    expect(() => loadLedger("- __proto__: { polluted: true }\n  id: x", "own.yaml")).toThrow(InputError);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("checkLedger", () => {
  const entries = loadLedger(good, "own.yaml");
  const withOverride = entries.map((entry) => ({ ...entry, overrides: ["nowhere"] }));

  it("accepts a user's ledger beside the embedded one", () => {
    checkLedger(
      [{ file: "own.yaml", entries }],
      embeddedLedger().map((entry) => entry.id),
    );
  });

  it("refuses an id used twice and a name that leads nowhere", () => {
    expect(() =>
      checkLedger([
        { file: "a.yaml", entries },
        { file: "b.yaml", entries },
      ]),
    ).toThrow(/also in a.yaml/);
    expect(() => checkLedger([{ file: "own.yaml", entries: withOverride }])).toThrow(/none called nowhere/);
  });
});

describe("the embedded ledger", () => {
  it("holds together, with a source for each entry and its fingerprint", () => {
    const entries = embeddedLedger();
    checkLedger([{ file: "embedded", entries }]);
    expect(entries.every((entry) => entry.sources.length > 0)).toBe(true);
    expect(ledgerFingerprint().count).toBe(entries.length);
    expect(ledgerFingerprint().sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("marks what no address stands behind", () => {
    for (const entry of embeddedLedger()) {
      if (entry.sources.every((source) => source.url === null))
        expect(["memory", "low"], entry.id).toContain(entry.confidence);
    }
  });
});
