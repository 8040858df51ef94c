import { describe, expect, it } from "vitest";
import type { Move, Reading } from "../contracts/reading.js";
import { embeddedLedger } from "../register/index.js";
import { matchMoves } from "./match-moves.js";
import { reciprocity } from "./reciprocity.js";

const ledger = embeddedLedger();

function move(part: Partial<Move>): Move {
  return {
    id: "m1",
    by: "RUS",
    towards: ["GEO"],
    instrument: "import_ban",
    goods: ["wine"],
    hs: ["2204"],
    rate: null,
    direction: "restrictive",
    status: "in_force",
    condition: null,
    inResponseTo: null,
    when: null,
    evidence: [{ start: 0, end: 1 }] as unknown as Move["evidence"],
    confidence: 1,
    ...part,
  };
}

const readingOf = (...moves: Move[]): Reading =>
  ({ document: {}, statements: [], moves, events: [], claims: [], notes: [] }) as unknown as Reading;

const matched = (on: string | null, ...moves: Move[]) => matchMoves(readingOf(...moves), ledger, on)[0]!;
const ids = (found: ReturnType<typeof matched>) => found.matches.map((m) => `${m.relation} ${m.entry}`);

describe("moves against the register", () => {
  it("a ban of what is banned repeats it", () => {
    const found = matched("2010-05-01", move({}));
    expect(ids(found)).toEqual(["repeats rus-geo-wine-ban-2006"]);
    expect(found.matches[0]!.says).toBe("bans what entry rus-geo-wine-ban-2006 already banned");
  });

  it("a ban lifted before its time lifts it, after it repeats the admission", () => {
    const opens = move({ direction: "liberalising" });
    expect(ids(matched("2012-05-01", opens))).toEqual(["lifts rus-geo-wine-ban-2006"]);
    expect(ids(matched("2014-12-18", opens))).toEqual(["repeats rus-geo-wine-2013"]);
  });

  it("a ban taken back lifts", () => {
    expect(ids(matched("2012-05-01", move({ status: "withdrawn" })))).toEqual([
      "lifts rus-geo-wine-ban-2006",
    ]);
  });

  it("nothing is read backwards, and reasons are given", () => {
    expect(matched("2005-05-01", move({})).noMatch).toContain("no entry on import ban of wine");
    expect(matched(null, move({})).noMatch).toBe("the report's day is not known");
    expect(matched("2010-05-01", move({ towards: [] })).noMatch).toContain("whom it is towards");
    expect(matched("2010-05-01", move({ by: "KEN", towards: ["UGA"] })).noMatch).toContain("between these");
  });

  it("a denial of bans is held against those that stand", () => {
    const reading = {
      ...readingOf(move({ instrument: "market_access", goods: ["all"], hs: [], direction: "liberalising" })),
      statements: [{ speaker: { economy: "RUS" }, quote: "There is no ban on Georgian goods", gist: "" }],
    } as unknown as Reading;
    const [found] = matchMoves(reading, ledger, "2010-05-01");
    expect(ids(found!)).toContain("contradicts rus-geo-wine-ban-2006");
  });

  it("duties raised contradict the preference that stands", () => {
    const rise = move({ instrument: "tariff", goods: ["all"], hs: [] });
    expect(ids(matched("2014-12-18", rise))).toContain("contradicts geo-rus-fta-1994");
    expect(ids(matched("2014-12-18", rise))).toContain("repeats geo-rus-fta-suspension-draft-2014");
  });
});

describe("answers", () => {
  const consent = move({
    id: "m2",
    by: "GEO",
    towards: ["RUS"],
    instrument: "accession",
    goods: [],
    hs: [],
    direction: "restrictive",
    status: "withdrawn",
  });
  const opening = move({
    instrument: "market_access",
    goods: ["all"],
    hs: [],
    direction: "liberalising",
    inResponseTo: "m2",
  });

  const said = (answer: Move) => {
    const reading = readingOf(answer, consent);
    const [first] = matchMoves(reading, ledger, "2014-12-18");
    return reciprocity(answer, reading, ledger, "2014-12-18", first!.matches)!;
  };

  it("the market opened in 2013 may answer the consent of 2011", () => {
    const found = said(opening);
    expect(found).toMatchObject({
      verdict: "consistent in time",
      cause: "geo-rus-deal-2011",
      causeOn: "2011-11-09",
    });
    expect(found.answerOn).toBe("2013-05");
  });

  it("an answer before its cause is impossible; one in the same year is only claimed", () => {
    expect(said({ ...opening, when: { from: "2010", to: null } }).verdict).toBe("impossible");
    expect(said({ ...opening, when: { from: "2011", to: null } }).verdict).toBe("claimed");
    expect(said({ ...opening, inResponseTo: "the weather" })).toMatchObject({
      verdict: "claimed",
      cause: null,
    });
  });

  it("what is no answer has no verdict", () => {
    expect(reciprocity(move({}), readingOf(move({})), ledger, "2014-12-18")).toBeNull();
  });
});
