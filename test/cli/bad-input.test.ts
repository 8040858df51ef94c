import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gravitas } from "./gravitas.js";

let folder: string;
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scenario = (change: (yaml: string) => string): string =>
  change(`title: T
base: world-2014
shocks:
  - { importer: RUS, exporter: GEO, tariff: 0.1 }
`);

describe("bad input is refused with a sentence and exit code 2", () => {
  it.each<[string, () => string[], RegExp]>([
    ["no command", () => [], /^$/],
    ["an unknown command", () => ["breif", "x"], /no command "breif"/],
    ["an unknown option", () => ["brief", "x", "--colour"], /Unknown option '--colour'/],
    ["no file name", () => ["brief"], /Expected FILE; received none/],
    ["no such file", () => ["brief", "nowhere.txt"], /nowhere\.txt: There is no such file/],
    ["a folder", () => ["brief", folder], /This is a folder/],
    ["an empty file", () => ["brief", file("empty.txt", "")], /There is nothing in it/],
    ["a blank file", () => ["read", file("blank.txt", " \n\t\n")], /There is nothing in it/],
    [
      "a binary file",
      () => ["brief", file("a.bin", Buffer.from([0x89, 0x50, 0, 1, 0xff]))],
      /This is no text/,
    ],
    [
      "a negative elasticity",
      () => ["brief", "examples/georgia-market.txt", "--theta", "-5"],
      /--theta must be positive/,
    ],
    ["a cut of zero", () => ["brief", "examples/georgia-market.txt", "--cut", "0"], /--cut must be a factor/],
    [
      "half a draw",
      () => ["brief", "examples/georgia-market.txt", "--draws", "1.5"],
      /--draws must be a whole number/,
    ],
    [
      "a wrong day",
      () => ["brief", "examples/georgia-market.txt", "--date", "2014-02-30"],
      /--date must be a day/,
    ],
    ["an unknown economy", () => ["regime", "RUS", "Gorgia", "--on", "2014-12-18"], /Gorgia/],
    ["the same economy twice", () => ["regime", "RUS", "Russia", "--on", "2014-12-18"], /RUS twice/],
    ["a date out of range", () => ["regime", "RUS", "GEO", "--on", "1850-01-01"], /1850-01-01/],
    ["no date", () => ["regime", "RUS", "GEO"], /--on/],
    ["an economy not in the world", () => ["world", "--economy", "Narnia"], /Narnia/],
    [
      "an unknown scenario field",
      () => [
        "simulate",
        file(
          "f.yaml",
          scenario((y) => `${y}colour: red\n`),
        ),
      ],
      /f\.yaml, line 5, colour: Unknown field "colour"/,
    ],
    [
      "an unknown economy in a scenario",
      () => [
        "simulate",
        file(
          "e.yaml",
          scenario((y) => y.replace("GEO", "GEX")),
        ),
      ],
      /GEX/,
    ],
    [
      "the same economy twice in a scenario",
      () => [
        "simulate",
        file(
          "s.yaml",
          scenario((y) => y.replace("GEO", "RUS")),
        ),
      ],
      /same/,
    ],
    [
      "a negative elasticity in a scenario",
      () => [
        "simulate",
        file(
          "t.yaml",
          scenario((y) => `${y}parameters: { theta: -4 }\n`),
        ),
      ],
      /theta must be positive/,
    ],
    [
      "a tariff below -100 %",
      () => [
        "simulate",
        file(
          "r.yaml",
          scenario((y) => y.replace("0.1", "-1.5")),
        ),
      ],
      /below -100 %/,
    ],
    ["a scenario that is no YAML", () => ["simulate", file("y.yaml", "a: [")], /not valid YAML/],
    [
      "a flows file that is not there",
      () => [
        "simulate",
        file(
          "n.yaml",
          scenario((y) => y.replace("world-2014", "{ flows: no.csv, exporter: a, importer: b, value: c }")),
        ),
      ],
      /no\.csv: There is no such file/,
    ],
    [
      "an output folder that is not there",
      () => ["brief", "examples/georgia-market.txt", "--draws", "0", "--md", join(folder, "no/x.md")],
      /Cannot write/,
    ],
  ])("%s", (_, args, message) => {
    const ran = gravitas(args());
    expect(ran.stderr).toMatch(message);
    expect(ran.code).toBe(2);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe("valid input with nothing in it for us", () => {
  it.each([
    ["no move", "The cat sat on the mat. It was a warm day in June.", /no move/i],
    [
      "another language",
      "Россия готова и дальше открывать свой рынок для грузинских товаров, заявил президент в четверг.",
      /English/,
    ],
    [
      "another language in Latin letters",
      "La Russie est prête à ouvrir davantage son marché aux produits géorgiens, a dit le président jeudi.",
      /English/,
    ],
  ])("%s exits 0 and says so", (_, text, says) => {
    for (const args of [
      ["brief", "-"],
      ["read", "-"],
      ["brief", "-", "--json"],
      ["brief", "-", "--md", "-"],
    ]) {
      const ran = gravitas(args, text);
      expect(ran.code, ran.stderr).toBe(0);
      expect(ran.stdout).toMatch(says);
    }
  });
});
