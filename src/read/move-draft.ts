import type { Direction, Instrument, MoveStatus } from "../contracts/codes.js";
import type { Move } from "../contracts/reading.js";

/** A move as one clause tells it, before clauses that tell the same are put together. */
export interface MoveDraft {
  by: string;
  towards: string[];
  instrument: Instrument;
  goods: string[];
  rate: Move["rate"];
  direction: Direction;
  status: MoveStatus;
  condition: string | null;
  /** What it answers, in the text's words; `answers` says who took the measure that is answered. */
  response: string | null;
  answers: readonly string[];
  /** The move of this reading that it answers, where the text's order or wording tells which. */
  answersTo: MoveDraft | null;
  when: Move["when"];
  evidence: [number, number][];
  /** Words that say what is done, how far it has come and with what; null for none of its own. */
  verbSpan: [number, number];
  statusSpan: [number, number];
  instrumentSpan: [number, number] | null;
  confidence: number;
  /** "The ban takes effect": spoken of as known. */
  known: boolean;
  /** "The ban takes effect on Wednesday": tells when what was declared begins. */
  starts: boolean;
  /** Whether the text names the partner, or the reader took it from what stands around. */
  namedPartner: boolean;
  past: boolean;
  sentence: number;
  /** "goods", "imports": spoken of in general. */
  general: boolean;
  /** A promise to buy, which is made to somebody. */
  promised: boolean;
  /** A complaint to a trade body, or its end. */
  dispute: boolean;
  /** The way that is opened or closed: "land", "air", "sea", or "" where the words do not say. */
  way: string;
}
