/** Writes the computed figures into docs/studies/veto.md and the pictures beside it. @module */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { filledPage, vetoStudy } from "./study.js";

const folder = resolve(import.meta.dirname, "../../../docs/studies");
const page = join(folder, "veto.md");
const study = vetoStudy();
writeFileSync(page, filledPage(readFileSync(page, "utf8"), study));
for (const [name, svg] of Object.entries(study.pictures)) writeFileSync(join(folder, name), svg);
