/**
 * What every test run says at its end: each skipped test with its reason, how many conformance tests ran against
 * the reference, and the totals. When GRAVITAS_SHARED is set and no conformance test ran, the run fails.
 * @module
 */
import type { Reporter, TestCase, TestModule } from "vitest/node";

const isConformance = (module: TestModule): boolean => module.moduleId.includes("/test/reference/");

export default class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const cases = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({ module, test })),
    );
    const of = (state: string) => cases.filter(({ test }) => test.result().state === state);
    for (const { test } of of("skipped")) console.log(`skipped: ${test.fullName}: ${reason(test)}`);
    const conformance = [...of("passed"), ...of("failed")].filter(({ module }) =>
      isConformance(module),
    ).length;
    const where = process.env.GRAVITAS_SHARED ?? "../shared";
    console.log(`${conformance} conformance tests ran against ${where}/reference and what lies beside it`);
    const failedModules = modules.filter(
      (module) => module.state() === "failed" && module.errors().length > 0,
    ).length;
    console.log(
      `tests: ${of("passed").length} passed, ${of("failed").length + failedModules} failed, ${of("skipped").length} skipped`,
    );
    const wholeRun = modules.some((module) => !isConformance(module));
    if (process.env.GRAVITAS_SHARED && wholeRun && modules.length > 10 && conformance === 0) {
      console.log("GRAVITAS_SHARED is set, but no conformance test ran: the run fails.");
      process.exitCode = 1;
    }
  }
}

function reason(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" && result.note) || "no reason given";
}
