/**
 * Writes docs/studies/wine.md and its charts. Run it after a change of the figures, of the text or of a model:
 * npx tsx tools/studies/wine/write.ts
 * @module
 */
import { writeFileSync } from "node:fs";
import { wineStudy } from "./study.js";

for (const [name, text] of Object.entries(wineStudy().files))
  writeFileSync(new URL(`../../../docs/studies/${name}`, import.meta.url), text);
