import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/version.js";
import { root } from "./gravitas.js";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  exports: Record<string, { types: string; default: string }>;
};

describe("the package", () => {
  it("has the version that the program prints", () => expect(manifest.version).toBe(version));

  it("exports folders that load by name", async () => {
    expect(Object.keys(manifest.exports).length).toBeGreaterThan(8);
    for (const subpath of Object.keys(manifest.exports)) {
      if (subpath === "./package.json") continue;
      const module = (await import(join("gravitas", subpath))) as Record<string, unknown>;
      expect(Object.keys(module).length, subpath).toBeGreaterThan(0);
    }
  });

  it("names no registry host in its lock file", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/https?:\/\/[^"]*registry/);
  });
});
