import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gravitas, root } from "../cli/gravitas.js";

const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
  .concat(
    readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
      .filter((f) => f.endsWith(".md"))
      .map((f) => `docs/${f.replaceAll("\\", "/")}`),
  )
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

/** Fenced blocks whose info string is exactly `info`. */
function blocks(text: string, info: string): string[] {
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter((m) => m[1]!.trim() === info)
    .map((m) => m[2]!);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-docs-"));
  writeFileSync(
    join(folder, "flows.csv"),
    "year,exporter,importer,trade,eu_effect\n2000,A,A,100,0\n2000,A,B,10,0.2\n2000,B,A,12,0.2\n2000,B,B,80,0\n1999,A,A,1,0\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the documentation", () => {
  it.each(pages)("$name links to what exists", ({ name, text }) => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((m) => m[1]!);
    const broken = links
      .filter((link) => !/^(https?:|mailto:|#)/.test(link))
      .filter((link) => !existsSync(resolve(root, dirname(name), link.split("#")[0]!)));
    expect(broken).toEqual([]);
  });

  const commands = pages.flatMap(({ name, text }) =>
    blocks(text, "sh")
      .flatMap((block) => block.split("\n"))
      .filter((line) => line.startsWith("npx gravitas "))
      .map((line) => ({ name, line: line.replace(/\s+#.*$/, "") })),
  );
  it.each(commands)("$name: $line", ({ line }) => {
    // Words as a shell would cut them: double quotes keep spaces together.
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)]
      .map((m) => m[1] ?? m[2]!)
      .slice(2)
      .map((a) => (/^[\w-]+\.(html|md|tex|json|csv|parquet)$/.test(a) ? join(folder, a) : a));
    const ran = gravitas(args);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout.length + ran.stderr.length).toBeGreaterThan(0);
  });

  const scenarios = pages.flatMap(({ name, text }) =>
    ["yaml scenario", "yaml scenario-file"].flatMap((info) =>
      blocks(text, info).map((yaml, k) => ({ name, k, yaml })),
    ),
  );
  it.each(scenarios)("$name: scenario $k of its kind runs", ({ yaml }) => {
    const path = join(folder, "scenario.yaml");
    writeFileSync(path, yaml);
    const ran = gravitas(["simulate", path, "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    const printed = JSON.parse(ran.stdout);
    for (const outcome of printed.outcomes ?? [printed]) expect(outcome).toMatchObject({ converged: true });
  });

  const programs = pages.flatMap(({ name, text }) =>
    blocks(text, "ts").map((code, k) => ({ name, k, code })),
  );
  it.each(programs)("$name: program $k runs", ({ code }) => {
    const ran = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
      cwd: root,
      encoding: "utf8",
    });
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(0);
  });

  it.each(readdirSync(join(root, "examples", "bargain")))(
    "examples/bargain/%s is answered",
    (name) => {
      const ran = gravitas(["bargain", `examples/bargain/${name}`, "--json"]);
      expect(ran.code, ran.stderr).toBe(0);
      expect(JSON.parse(ran.stdout)).toMatchObject({ kind: "bargain", converged: true });
    },
    180_000,
  );

  it.each(["open-market.yaml", "preference-lost.yaml"])("examples/%s runs", (name) => {
    const ran = gravitas(["simulate", `examples/${name}`, "--csv"]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).not.toMatch(/NaN|Infinity/);
  });
});
