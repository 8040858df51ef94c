import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/contracts/errors.js";
import { sha256 } from "../../src/node/sha256.js";
import { readingFromYaml, readingToYaml } from "../../src/read/edit/index.js";
import { read } from "../../src/read/index.js";
import { gravitas, root } from "./gravitas.js";

const folder = mkdtempSync(join(tmpdir(), "gravitas-edit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const example = "examples/georgia-market.txt";
const text = readFileSync(join(root, example), "utf8");

const yamlOf = (report: string): string =>
  readingToYaml(read(report), {
    report: "r.txt",
    file: "r.reading.yaml",
    by: "rules",
    gravitas: "0",
    sha256: sha256(report),
  });
const back = (yaml: string) => readingFromYaml(yaml, { file: "r.reading.yaml", sha256 });

describe("a reading as YAML", () => {
  it("comes back the same when nobody touched it", () => {
    const { reading, corrections, movedTo } = back(yamlOf(text));
    expect(reading).toEqual(read(text));
    expect(corrections).toEqual([]);
    expect(movedTo).toBeNull();
  });

  it("comes back the same for any text", () => {
    const words = fc.constantFrom(
      "Russia",
      "banned wine from Georgia",
      "“We are ready”, he said",
      "# no comment",
      "key: value",
      "'",
      '"',
      "\u2028",
      "\ttab",
      "\r\n",
      "\n\n",
      "- item",
      "\u202e",
      "é",
      "👍",
      ". ",
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), (list) => {
        const report = `${list.join(" ")} Kenya banned maize from Uganda.`;
        expect(back(yamlOf(report)).reading).toEqual(read(report));
      }),
      { numRuns: 60 },
    );
  });

  it("tells what was changed, added and removed", () => {
    const yaml = yamlOf(text)
      .replace("status: ready", "status: announced")
      .replace(/ {2}- id: m2\n(?: {4}.*\n)+\n?/, "")
      .replace(
        "moves:\n",
        "moves:\n  - { id: mine, by: GEO, towards: [RUS], instrument: tariff, goods: [wheat], direction: liberalising, status: proposed, evidence: [prepared to take further steps] }\n",
      )
      .replaceAll("inResponseTo: m2", "inResponseTo: null");
    const { reading, corrections } = back(yaml);
    expect(corrections.map(({ says }) => says)).toEqual(
      expect.arrayContaining([
        "move mine added",
        "move m1, status: announced instead of ready",
        "move m2 removed",
      ]),
    );
    const mine = reading.moves.find(({ id }) => id === "mine")!;
    expect(mine.hs).toEqual(["1001"]);
    expect(mine.confidence).toBe(1);
    expect(text.slice(...mine.evidence[0]!)).toBe("prepared to take further steps");
  });

  it.each([
    ["an economy that is none", (y: string) => y.replace("by: RUS", "by: RUX"), /no economy "RUX"/],
    [
      "words that are not in the text",
      (y: string) => y.replace("- Russia is willing", "- Russia was willing"),
      /not in the text/,
    ],
    [
      "a status that is none",
      (y: string) => y.replace("status: ready", "status: done"),
      /expected one of "in_force"/,
    ],
    [
      "a field that is none",
      (y: string) => y.replace("    rate: null", "    rates: null"),
      /unknown field|rates/,
    ],
    ["two moves of one name", (y: string) => y.replace("- id: m2", "- id: m1"), /two moves called m1/],
    [
      "an answer to nothing",
      (y: string) => y.replace("    inResponseTo: null", "    inResponseTo: m99"),
      /no move m99/,
    ],
    ["no YAML", (y: string) => `${y}\n  - : [`, /not valid YAML/],
    ["another version", (y: string) => y.replace("reading: 1", "reading: 7"), /Expected 1/],
    [
      "the first form broken",
      (y: string) => y.replace('{"document":', '{"document'),
      /cannot be read any more/,
    ],
    [
      "aliases without end",
      (y: string) =>
        y.replace(
          "reading: 1",
          `reading: 1\nx: &a [1,1,1,1,1,1,1,1,1]\n${"bcdefgh"
            .split("")
            .map((c, n) => `${c}x: &${c} [${Array(9).fill(`*${"abcdefg"[n]}`).join(",")}]`)
            .join("\n")}`,
        ),
      /./,
    ],
  ])("%s: a sentence with file, line and field", (_, change, message) => {
    const yaml = yamlOf(text);
    expect(change(yaml)).not.toBe(yaml);
    let error: unknown = null;
    try {
      back(change(yaml));
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(String((error as InputError).message)).toMatch(message);
    expect((error as InputError).place?.file).toBe("r.reading.yaml");
  });
});

describe("the command", () => {
  const out = join(folder, "georgia.reading.yaml");

  it("writes it once, and never over corrections", () => {
    const first = gravitas(["read", example, "--edit", "--out", out]);
    expect(first.code, first.stderr).toBe(0);
    const written = readFileSync(out, "utf8");
    const again = gravitas(["read", example, "--edit", "--out", out]);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/is there already, and may hold corrections/);
    expect(readFileSync(out, "utf8")).toBe(written);
    expect(
      gravitas(["read", example, "--edit", "--out", "-"]).stdout.replace(/georgia-market/g, ""),
    ).toContain("reading: 1");
    expect(gravitas(["read", out, "--edit"]).stderr).toMatch(/is a reading to be edited already/);
    expect(existsSync(join(root, "georgia.reading.yaml"))).toBe(false);
  });

  it("brief takes it: unchanged to the same brief, changed with its marks", () => {
    const short = ["--draws", "20", "--json"];
    const plain = gravitas(["brief", example, ...short]);
    expect(gravitas(["brief", out, ...short]).stdout).toBe(plain.stdout);
    const path = join(folder, "changed.reading.yaml");
    writeFileSync(path, readFileSync(out, "utf8").replace("status: ready", "status: announced"));
    const changed = gravitas(["brief", path, "--draws", "20"]);
    expect(changed.code, changed.stderr).toBe(0);
    expect(changed.stdout).toContain("Corrected by the user: move m1, status: announced instead of ready");
    expect(changed.stdout).toMatch(/status corrected by the user/);
  });

  it("simulate runs its scenarios to the brief's figures", () => {
    const brief = JSON.parse(gravitas(["brief", out, "--draws", "0", "--json"]).stdout);
    for (const id of ["a", "b"]) {
      const ran = gravitas(["simulate", out, "--scenario", id, "--json"]);
      expect(ran.code, ran.stderr).toBe(0);
      expect(ran.stderr).toContain(`scenario ${id} of a, b, c`);
      const outcome = JSON.parse(ran.stdout);
      const own = brief.scenarios.find((one: { id: string }) => one.id === id);
      const real = own.effects.find((one: { economy: string }) => one.economy === "GEO").realIncomePercent
        .central;
      const simulated = outcome.economies.find((one: { economy: string }) => one.economy === "GEO");
      expect(simulated.realIncome.percent).toBeCloseTo(real, 10);
    }
    const wrong = gravitas(["simulate", out, "--scenario", "z"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/no scenario "z"\. It has a \(/);
    const file = gravitas(["simulate", "examples/open-market.yaml", "--scenario", "a"]);
    expect(file.stderr).toMatch(/this file is one scenario/);
  });

  it("says so where no move can be costed", () => {
    const path = join(folder, "talk.txt");
    writeFileSync(path, "PARIS – France and Chile met on Monday.\n");
    const yaml = join(folder, "talk.yaml");
    gravitas(["read", path, "--edit", "--out", yaml]);
    const ran = gravitas(["simulate", yaml]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/there is no scenario to run/);
  });
});
