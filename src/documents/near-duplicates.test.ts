import { describe, expect, it } from "vitest";
import { nearDuplicates } from "./near-duplicates.js";

// A linear congruential generator: the same stories every time.
let state = 20141218;
const uniform = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const story = (words: number): string[] =>
  Array.from({ length: words }, () => `w${Math.floor(uniform() * 900)}`);

describe("near-duplicates", () => {
  it("small edits, another headline and a cut end are one story; others are not", () => {
    const wire = story(300);
    const edited = wire.map((word, n) => (n % 40 === 7 ? "other" : word));
    const headed = ["a", "new", "headline", ...wire.slice(0, 180)];
    const texts = [story(300), wire, edited, headed, story(300), wire.slice(0, 120)];
    expect([...nearDuplicates(texts.map((words) => words.join(" ")))]).toEqual([0, 1, 1, 1, 4, 1]);
  });
  it("case, marks and lines do not count; nothing is no story", () => {
    const texts = ["Russia bans wine, again", "russia bans\n\nWINE again.", "", ""];
    expect([...nearDuplicates(texts)]).toEqual([0, 0, 2, 3]);
  });
  it("a shared quotation does not make one story", () => {
    const quotation = story(35);
    const texts = [0, 1].map(() => [...story(150), ...quotation, ...story(150)].join(" "));
    expect([...nearDuplicates(texts)]).toEqual([0, 1]);
  });
  it("finds every pair among many, in any order", () => {
    const texts = Array.from({ length: 60 }, () => story(120)).flatMap((words) => [
      words.join(" "),
      words.map((word, n) => (n % 30 === 3 ? "x" : word)).join(" "),
    ]);
    const pairs = texts.map((_, n) => n - (n % 2));
    expect([...nearDuplicates(texts)]).toEqual(pairs);
    expect([...nearDuplicates([...texts].reverse())]).toEqual(pairs);
  });
  it("many with one boilerplate stay apart", () => {
    const shared = story(40).join(" ");
    const texts = Array.from({ length: 1000 }, () => `${story(100).join(" ")} ${shared}`);
    expect(new Set(nearDuplicates(texts)).size).toBe(1000);
  });
});
