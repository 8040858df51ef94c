import type { Move } from "../contracts/reading.js";
import { hsOf } from "../goods/index.js";
import { answerOf } from "./answers.js";
import { confidenceOf } from "./confidence.js";
import { moveSpans, type SpanGrounds } from "./field-spans.js";
import type { MoveDraft } from "./move-draft.js";

/** A draft as the nth move of a reading, with the places of its fields. */
export function moveOf(kept: readonly MoveDraft[], draft: MoveDraft, n: number, grounds: SpanGrounds): Move {
  const move: Move = {
    id: `m${n + 1}`,
    by: draft.by,
    towards: draft.towards,
    instrument: draft.instrument,
    goods: draft.goods,
    hs: hsOf(draft.goods),
    rate: draft.rate,
    direction: draft.direction,
    status: draft.status,
    condition: draft.condition,
    inResponseTo: answerOf(kept, draft),
    when: draft.when,
    evidence: draft.evidence,
    confidence: confidenceOf(draft),
  };
  const spans = moveSpans(grounds, move, {
    verb: draft.verbSpan,
    status: draft.statusSpan,
    instrument: draft.instrumentSpan,
    response: draft.response,
  });
  return { ...move, spans };
}
