import { describe, expect, it } from "vitest";
import { read } from "./index.js";

/** Moves as one line each: "TUR>ISR import_ban [all] restrictive in_force". */
const movesOf = (text: string): string[] =>
  read(text).moves.map(
    (move) =>
      `${move.by}>${move.towards.join("+")} ${move.instrument} [${move.goods.join(", ")}] ${move.direction} ${move.status}`,
  );

const report = (title: string, line: string, ...body: string[]): string =>
  `${title}\n${line}\n\n${body.join(" ")}`;

const turkey = report(
  "Turkey halts all trade with Israel",
  "Harbour Dispatch, 2024-05-03",
  "ANKARA - Turkey has suspended all exports to and imports from Israel, its trade ministry said late on Thursday, and",
  "will resume them only when aid is allowed into Gaza without hindrance. The halt follows restrictions on 54 groups of",
  "products that Ankara put in place in April.",
);

const colombia = report(
  "Washington drops tariff threat after Colombia takes deportees",
  "Andean Wire, 2025-01-27",
  "BOGOTA - The White House has withdrawn its threat of 25 per cent tariffs on all Colombian goods after Bogota agreed to",
  'take back migrants, it said late on Sunday. "We have overcome the impasse", Foreign Minister Luis Murillo told',
  "reporters. Colombian flower growers had begged both sides to calm down.",
);

const live = report(
  "Live: tariffs on Canada and Mexico",
  "Great Lakes Live. Updates for Tuesday 4 March 2025; all times Eastern.",
  "\n12:10 - Ottawa's list\nCanada has put 25 per cent on American goods, among them orange juice, wine and motorcycles.",
  "Duties on another C$125bn will follow in 21 days unless Washington relents, the finance minister, Dominic LeBlanc,",
  "said. Canada is also taking the United States to the World Trade Organization.\n\n10:45 - Beijing hits back\nChina will",
  "charge 15 per cent on American chicken and wheat from 10 March. It has stopped imports of American logs.",
);

const apples = report(
  "Moscow lets Polish apples wait",
  "Orchard News, 2021-03-02",
  "WARSAW - Poland would like Russia to open its market to Polish apples again, but Moscow has made no offer, Deputy",
  "Agriculture Minister Ryszard Bartosik told parliament on Tuesday. Russia barred fruit from the European Union in",
  "August 2014 in retaliation for sanctions over Ukraine. Belarus has itself forbidden imports of Polish pork. Egypt and",
  "Colombia have let in Polish apples since last year.",
);

const interview = report(
  "Ghana's cap on imported poultry",
  "Accra Standard, Accra, 12 May 2025. Edited transcript of an interview with the minister of agriculture.",
  "Minister Eric Opoku spoke to us on Monday.\n\nQ: Have you banned chicken?\nA: No, we have not banned anything.\n\n",
  "Q: What about the duty?\nA: It will rise from 35 to 40 per cent in July.\n\nQ: And cocoa?\nA: We shall lift the tax on",
  "processed cocoa next year. Nigeria has promised to do the same.",
);

const sugar = report(
  "Egypt bans sugar exports again",
  "Nile Business, 2023-09-20",
  "CAIRO - Egypt has extended a ban on sugar exports by three months. In March Cairo also imposed an export duty of 3,000",
  "pounds a tonne on onions. The government denies that it plans to ration sugar.",
);

describe("moves in other reports than those it was made with", () => {
  it.each([
    [
      "a stop in both directions",
      turkey,
      [
        "TUR>ISR import_ban [all] restrictive in_force",
        "TUR>ISR export_ban [all] restrictive in_force",
        "TUR>ISR market_access [all] restrictive in_force",
      ],
    ],
    ["a threat taken back", colombia, ["USA>COL tariff [all] restrictive withdrawn"]],
    [
      "a live page",
      live,
      [
        "CAN>USA tariff [orange juice, wine, motorcycles] restrictive in_force",
        "CAN>USA tariff [all] restrictive threatened",
        "CAN>USA other [] restrictive in_force",
        "CHN>USA tariff [chicken, wheat] restrictive announced",
        "CHN>USA import_ban [logs] restrictive in_force",
      ],
    ],
    [
      "a wish, bans and admissions",
      apples,
      [
        "POL>RUS market_access [apples] liberalising demanded",
        "RUS>EUU import_ban [fruit] restrictive in_force",
        "BLR>POL import_ban [pork] restrictive in_force",
        "EGY>POL import_ban [apples] liberalising in_force",
        "COL>POL import_ban [apples] liberalising in_force",
      ],
    ],
    [
      "an interview",
      interview,
      [
        "GHA>all tariff [all] restrictive announced",
        "GHA>all tariff [processed cocoa] liberalising announced",
        "NGA>all tariff [processed cocoa] liberalising announced",
      ],
    ],
    [
      "a ban kept, a duty made, a plan denied",
      sugar,
      ["EGY>all export_ban [sugar] neutral in_force", "EGY>all tariff [onions] restrictive in_force"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(movesOf(text)).toEqual(expected);
  });

  it("says what ends a ban, what a duty is, and whose claim a denial is", () => {
    expect(read(turkey).moves[0]?.condition).toMatch(/^only when aid is allowed/);
    expect(read(sugar).moves[1]?.rate).toEqual({ from: null, to: 3000, unit: "pounds a tonne" });
    expect(read(sugar).claims.map((claim) => claim.accordingTo)).toEqual(["EGY"]);
  });
});

describe("status", () => {
  it.each([
    ["Norway is ready to lower its duty on Swedish cheese.", "ready"],
    ["Norway will lower its duty on Swedish cheese.", "announced"],
    ["Norway has decided to lower its duty on Swedish cheese.", "announced"],
    ["Norway lowered its duty on Swedish cheese.", "in_force"],
    ["Norway plans to lower its duty on Swedish cheese.", "proposed"],
    ["Norway will lower its duty on Swedish cheese if Sweden opens its ports.", "conditional"],
    ["Sweden asked Norway to lower its duty on Swedish cheese.", "demanded"],
    ["Norway may raise its duty on Swedish cheese.", "threatened"],
    ["Norway dropped its plan to raise its duty on Swedish cheese.", "withdrawn"],
    ["Norway will not lower its duty on Swedish cheese.", undefined],
    ["Norway refused to lower its duty on Swedish cheese.", undefined],
    ["Dairy farmers asked Norway to raise its duty on Swedish cheese.", undefined],
  ])("%s", (text, status) => {
    expect(read(text).moves[0]?.status).toBe(status);
  });
});

describe("statements", () => {
  it("knows speakers by role, pronoun and last name, and repeated words", () => {
    const reading = read(
      "WELLINGTON, March 3 (Tasman Wire) – New Zealand will not close its market, Trade Minister Ann Field said. " +
        "“We shall keep the door wide open,” she added. “We shall keep the door wide open,” Field said again on Monday.",
    );
    expect(reading.statements.map(({ speaker, sameAs }) => [speaker.name, speaker.economy, sameAs])).toEqual([
      ["Ann Field", "NZL", null],
      ["Ann Field", "NZL", null],
      ["Ann Field", "NZL", "s2"],
    ]);
  });
});

describe("document", () => {
  it("infers the year from weekday and day against the years named", () => {
    const { document } = read(
      "OSLO, June 10 (Fjord Wire) – Norway banned salmon on Friday. It last did so in 2021.",
    );
    expect(document).toMatchObject({ outlet: "Fjord Wire", place: "Oslo", date: "2022-06-10" });
    expect(document.dateBecause).toContain("the latest year named is 2021");
  });
  it("takes what the caller knows", () => {
    expect(read("Norway banned salmon.", { date: "2022-06-10", title: "Salmon" }).document).toMatchObject({
      title: "Salmon",
      date: "2022-06-10",
      dateBecause: "given by the caller",
    });
  });
});

describe("texts without a move", () => {
  it.each([
    ["", "The text holds no words."],
    ["   \n  ", "The text holds no words."],
    ["The weather in Lisbon was mild and the cafés were full.", "No move on trade or relations was found."],
    [
      "Die Regierung will die Zölle auf Wein aus Georgien senken, sagte der Minister am Donnerstag in der Hauptstadt.",
      "This text does not look like English; Gravitas reads English only.",
    ],
    [
      "Россия готова и дальше открывать рынок.",
      "This text does not look like English; Gravitas reads English only.",
    ],
  ])("%j", (text, note) => {
    const reading = read(text);
    expect(reading.notes).toEqual([note]);
    expect(reading.moves).toEqual([]);
  });
});
