/**
 * The figures of the study, from data/studies/wine.yaml, checked.
 * @module
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Confidence, Source } from "../../../src/contracts/codes.js";

const Figure = z.strictObject({
  value: z.number(),
  unit: z.string(),
  says: z.string(),
  source: z.string(),
  confidence: Confidence,
  note: z.string().optional(),
});
const File = z.strictObject({ sources: z.record(z.string(), Source), figures: z.record(z.string(), Figure) });

export type WineFile = z.infer<typeof File>;

const path = new URL("../../../data/studies/wine.yaml", import.meta.url);

/** @throws where a figure names a source that is not there */
export function wineFile(): WineFile {
  const file = File.parse(parse(readFileSync(path, "utf8")));
  const lost = Object.values(file.figures).find(({ source }) => file.sources[source] === undefined);
  if (lost !== undefined) throw new Error(`wine.yaml: no source ${lost.source}`);
  return file;
}

/** The value of a figure by its name. */
export function valueIn({ figures }: WineFile): (name: string) => number {
  return (name) => {
    const figure = figures[name];
    if (figure === undefined) throw new Error(`wine.yaml: no figure ${name}`);
    return figure.value;
  };
}
