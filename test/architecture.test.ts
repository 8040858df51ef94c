import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The plan of docs/architecture.md: what each folder may import of the others. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  kernel: [],
  economies: ["contracts"],
  goods: ["contracts"],
  documents: ["contracts"],
  read: ["contracts", "economies", "goods"],
  register: ["contracts", "economies", "goods", "tariffs"],
  tariffs: ["contracts", "goods"],
  formats: ["contracts", "economies"],
  datasets: ["contracts", "economies", "goods", "formats"],
  worlds: ["contracts", "economies", "kernel"],
  equilibrium: ["contracts", "kernel"],
  bargain: ["contracts", "kernel", "equilibrium"],
  estimate: ["contracts", "kernel", "formats"],
  scenario: ["contracts", "economies", "goods", "tariffs"],
  uncertainty: ["contracts", "kernel", "equilibrium"],
  report: ["contracts", "economies"],
  brief: [
    "contracts",
    "kernel",
    "economies",
    "goods",
    "read",
    "register",
    "tariffs",
    "formats",
    "worlds",
    "estimate",
    "equilibrium",
    "bargain",
    "scenario",
    "uncertainty",
  ],
};
const machine = ["node", "cli"];
const src = resolve(import.meta.dirname, "../src");

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.ts$/.test(name) ? [path] : [];
  });
}

function imports(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((m) => m[1]!);
}

const sources = files(src).filter((f) => !f.endsWith(".test.ts"));

describe("the layers", () => {
  it("every folder is in the plan", () => {
    const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
    expect(folders.filter((f) => !(f in mayImport) && !machine.includes(f))).toEqual([]);
  });

  it.each(Object.keys(mayImport))("%s imports only what it may", (folder) => {
    const wrong = sources
      .filter((f) => relative(src, f).startsWith(`${folder}/`))
      .flatMap((f) =>
        imports(f)
          .filter((i) => i.startsWith("."))
          .map((i) => relative(src, resolve(f, "..", i)).split("/"))
          .filter((p) => p.length > 1 && p[0] !== folder && !mayImport[folder]!.includes(p[0]!))
          .map((p) => `${relative(src, f)} imports ${p.join("/")}`),
      );
    expect(wrong).toEqual([]);
  });

  it("nothing outside node/ and cli/ touches the machine, the clock or the console", () => {
    const wrong = sources
      .filter((f) => !machine.includes(relative(src, f).split("/")[0]!))
      .filter((f) => {
        const text = readFileSync(f, "utf8");
        return (
          imports(f).some((i) => i.startsWith("node:")) ||
          /\b(console\.|process\.|Date\.now|Math\.random|new Date\(\)|performance\.now)/.test(text)
        );
      });
    expect(wrong.map((f) => relative(src, f))).toEqual([]);
  });

  it("no file grows past 400 lines", () => {
    const long = sources
      .filter((f) => !f.endsWith(".generated.ts"))
      .map((f) => ({ f: relative(src, f), lines: readFileSync(f, "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 401);
    expect(long).toEqual([]);
  });
});
