/**
 * Makes every `*.generated.ts` file that the package embeds, from npm packages and from `data/`. Runs when the
 * package is built; nothing is downloaded.
 * @module
 */
const steps = [
  "./build-economies.ts",
  "./build-general.ts",
  "./build-ledger.ts",
  "./build-world.ts",
  "./build-shapes.ts",
];

for (const step of steps) {
  const { build } = (await import(step)) as { build: () => Promise<void> | void };
  await build();
}
