import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default", "./test/closing-reporter.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Many tests wait for a command that they started; a core each keeps both of a small machine busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    passWithNoTests: false,
  },
});
