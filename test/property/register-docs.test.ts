import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { embeddedLedger, loadLedger, regime } from "../../src/register/index.js";

const page = readFileSync(new URL("../../docs/register.md", import.meta.url), "utf8");
const [, yaml] = /```yaml ledger\n([\s\S]*?)```/.exec(page)!;

describe("docs/register.md", () => {
  it("shows an entry that loads and does what it says", () => {
    const entries = [...embeddedLedger(), ...loadLedger(yaml!, "docs/register.md")];
    const bans = (on: string) =>
      regime(entries, { importer: "RUS", exporter: "GEO", on, goods: ["cheese"] }).bans.map((ban) => [
        ban.entry,
        ban.perhaps,
      ]);
    expect(bans("2014-02-28")).toEqual([]);
    expect(bans("2014-03-01")).toEqual([["rus-geo-cheese-ban", undefined]]);
    expect(bans("2014-06-15")).toEqual([["rus-geo-cheese-ban", true]]);
    expect(bans("2014-06-30")).toEqual([]);
  });
});
