import { parse } from "yaml";
import { z } from "zod";
import type { Customs } from "../../src/contracts/world.js";

const source = z.strictObject({
  title: z.string(),
  publisher: z.string(),
  date: z.string().nullable(),
  url: z.url().nullable(),
});
const code = z.string().regex(/^[A-Z]{3}$/);
const year = z.number().int();
const schema = z.strictObject({
  figures: z.array(
    z.strictObject({
      exporter: code,
      importer: code,
      year,
      usdMillion: z.number().positive(),
      source,
      note: z.string(),
    }),
  ),
  totals: z.array(
    z.strictObject({
      economy: code,
      year,
      exports: z.number().positive(),
      imports: z.number().positive(),
      source,
      note: z.string(),
    }),
  ),
  shares: z.array(
    z.strictObject({
      exporter: code,
      importer: code,
      year,
      hs: z.array(z.string().regex(/^\d{2}(\d{2}(\d{2})?)?$/)).min(1),
      goods: z.string(),
      value: z.number().gt(0).max(1),
      source,
      note: z.string(),
    }),
  ),
  explanations: z.array(
    z.strictObject({
      exporter: code,
      importer: code,
      established: z.array(z.string()),
      notEstablished: z.array(z.string()),
      sources: z.array(source),
    }),
  ),
});

/** data/worlds/customs.yaml, checked. */
export function readCustoms(yaml: string): Customs {
  return schema.parse(parse(yaml));
}
