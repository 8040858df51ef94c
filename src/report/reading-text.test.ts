import { expect, test } from "vitest";
import { reading } from "../../test/golden/brief-fixture.js";
import { readingToText } from "./reading-text.js";

test("statements are told once and counted, moves in the words passed in", () => {
  const words = { says: () => "somebody does something", status: () => "done" };
  const text = readingToText(reading, { width: 80, words });
  expect(text).toContain("Dated 18 December 2014: 18 December was a Thursday");
  expect(text.match(/We were asked/g)).toHaveLength(1);
  expect(text).toContain("said ×2:");
  expect(text).toContain("m1  somebody does something — done");
  expect(text).toContain("e1  Georgia broke off diplomatic relations with Russia (2008)");
});

test("without words the contract's own are used, and empty parts say so", () => {
  const nothing = { ...reading, statements: [], events: [], claims: [], notes: ["not English"] };
  const text = readingToText(nothing);
  expect(text).toContain("Russia → Georgia: market access, liberalising (all)");
  expect(text).toContain("Statements\n  none found");
  expect(text).toContain("not English");
});

test("escape sequences of a report do not reach the terminal", () => {
  const title = "a\u001b[31mb";
  const text = readingToText({ ...reading, document: { ...reading.document, title } });
  expect(text).toContain("ab ·");
  expect(text).not.toContain("\u001b");
});
