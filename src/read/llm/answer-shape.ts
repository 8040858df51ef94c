/**
 * The form in which a model is asked to answer: a Reading without what we find ourselves (offsets, HS codes, the
 * document), with evidence as words copied from the text.
 * @module
 */
import { z } from "zod";
import { Direction, Instrument, MoveStatus, PartialDate } from "../../contracts/codes.js";
import { ReadEvent } from "../../contracts/reading.js";

const words = z.string().max(4000);
const id = z.string().min(1).max(40);
const passage = words.describe("copied from the report, letter by letter");
const passages = z.array(passage).min(1).max(20);
const economy = z.string().min(1).max(60).describe("ISO 3166 alpha-3 code, or EUU, WTO, XKX, XAB, XSO, all");
const economies = z.array(economy).max(250);
const period = z
  .object({ from: PartialDate.nullable().default(null), to: PartialDate.nullable().default(null) })
  .nullable()
  .describe("YYYY, YYYY-MM or YYYY-MM-DD");

export const AnsweredStatement = z.object({
  id,
  speaker: z.object({
    name: words.nullable().default(null),
    role: words.nullable().default(null),
    economy: economy.nullable().default(null),
  }),
  verb: z.string().max(60),
  quote: passage.nullable().default(null),
  gist: words.min(1),
  evidence: passage.min(1),
  sameAs: id.nullable().default(null),
});
export type AnsweredStatement = z.infer<typeof AnsweredStatement>;

export const AnsweredMove = z.object({
  id,
  by: economy,
  towards: economies,
  instrument: Instrument,
  goods: z.array(z.string().min(1).max(100)).max(100),
  rate: z
    .object({
      from: z.number().nullable().default(null),
      to: z.number().nullable().default(null),
      unit: z.string().max(60),
    })
    .nullable()
    .default(null),
  direction: Direction,
  status: MoveStatus,
  condition: words.nullable().default(null),
  inResponseTo: words.nullable().default(null),
  when: period.default(null),
  evidence: passages,
  confidence: z.number().default(0.5),
});
export type AnsweredMove = z.infer<typeof AnsweredMove>;

export const AnsweredEvent = z.object({
  id,
  kind: ReadEvent.shape.kind,
  parties: economies,
  when: period.default(null),
  gist: words.min(1),
  evidence: passages,
});
export type AnsweredEvent = z.infer<typeof AnsweredEvent>;

export const AnsweredClaim = z.object({
  id,
  about: economies,
  claim: words.min(1),
  accordingTo: z.string().min(1).max(120),
  evidence: passages,
});
export type AnsweredClaim = z.infer<typeof AnsweredClaim>;

const Answer = z.object({
  statements: z.array(AnsweredStatement),
  moves: z.array(AnsweredMove),
  events: z.array(AnsweredEvent),
  claims: z.array(AnsweredClaim),
});

/** Keywords that strict endpoints refuse; we check them ourselves. */
const refused = [
  "default",
  "maxLength",
  "minLength",
  "maxItems",
  "minItems",
  "pattern",
  "minimum",
  "maximum",
];

/** The JSON Schema of an answer, every field required, none beside them. */
export function answerSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(Answer, {
    io: "output",
    override: ({ jsonSchema }) => {
      for (const keyword of refused) delete (jsonSchema as Record<string, unknown>)[keyword];
    },
  }) as Record<string, unknown>;
  delete schema.$schema;
  return schema;
}
