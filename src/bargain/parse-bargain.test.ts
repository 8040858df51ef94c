import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { parseBargain } from "./parse-bargain.js";

const head = "title: A question\nbase: world-2014\n";

function refused(text: string): InputError {
  try {
    parseBargain(text, "q.yaml");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("parseBargain", () => {
  it("fills in what the file leaves out", () => {
    const ask = parseBargain(`${head}question: { bestReply: { player: { economy: USA } } }`, "q.yaml");
    expect(ask.model).toBe("one-sector");
    expect(ask.parameters).toEqual({ theta: 5.03, deficits: "additive" });
    expect(ask.checks).toEqual({ deviations: 100, seed: 1 });
    expect(ask.question).toEqual({ bestReply: { player: { economy: "USA" } } });
  });

  it.each([
    ["a list", "- a", "bargain", /./],
    ["no YAML", "title: [", "yaml", /not valid YAML/],
    ["no question", head, "bargain", /received none/],
    [
      "a question that does not exist",
      `${head}question: { war: {} }`,
      "bargain",
      /one question of bestReply, .*; received war\./,
    ],
    [
      "two questions",
      `${head}question: { bestReply: { player: { economy: USA } }, nash: { players: [] } }`,
      "bargain",
      /./,
    ],
    [
      "a tariff in per cent below −100 %",
      `${head}question: { bestReply: { player: { economy: USA, low: -2 } } }`,
      "bargain",
      /./,
    ],
    [
      "a change of two kinds",
      `${head}question: { response: { move: { title: M, by: USA, changes: [{ importer: USA, exporter: CHN, tariff: 0.1, tau: 0.9 }] }, answer: { economy: CHN } } }`,
      "bargain",
      /./,
    ],
    [
      "a day that does not exist",
      `${head}question: { price: { first: { title: A, by: USA, date: 2014-02-30, changes: [{ importer: USA, exporter: CHN, tariff: 0 }] }, second: { title: B, by: CHN, date: 2014-03-01, changes: [{ importer: CHN, exporter: USA, tariff: 0 }] } } }`,
      "bargain",
      /./,
    ],
    [
      "one player who is to agree with nobody",
      `${head}question: { cooperate: { players: [{ economy: USA }] } }`,
      "bargain",
      /./,
    ],
    [
      "a theta of nothing",
      `${head}parameters: { theta: 0 }\nquestion: { nash: { players: [{ economy: USA }] } }`,
      "bargain",
      /./,
    ],
    [
      "a field that does not exist",
      `${head}colour: red\nquestion: { nash: { players: [{ economy: USA }] } }`,
      "bargain",
      /colour/,
    ],
  ])("refuses %s, with its place and what to do", (_, text, code, says) => {
    const error = refused(text);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
    expect(error.place?.file).toBe("q.yaml");
    expect(error.hint).toMatch(/docs\/bargain\.md/);
  });

  it("names the line of the field that is wrong", () => {
    const error = refused(
      `${head}question:\n  nash:\n    players:\n      - { economy: USA, schedule: hourly }\n`,
    );
    expect(error.place?.line).toBe(6);
  });
});
