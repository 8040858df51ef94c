import type { Span } from "../../contracts/reading.js";

// Nobody writes so to people: orders to whatever reads the text, in the imperative or as a change of its role.
const orders = [
  /\b(?:ignore|disregard|forget|override|bypass|do not follow)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|directives|guidelines)\b/i,
  /\b(?:ignore|disregard|forget)\b[^.!?\n]{0,20}\b(?:everything|all|anything|what(?:ever)?)\b[^.!?\n]{0,30}\b(?:above|before|earlier|told)\b/i,
  /\byou are (?:now )?(?:an? |the )?[^.!?\n]{0,30}\b(?:language model|assistant|AI|chatbot)\b/i,
  /\b(?:system|developer) (?:prompt|message)\b/i,
  /\b(?:respond|reply|answer|output|return|print)\b (?:only |exactly |instead )?(?:with |in |that |as )?(?:the following|only|json|valid json|an? (?:empty )?json)\b/i,
  /<\/?(?:system|assistant|user|report|instructions?)>|\[\/?INST\]|<\|[^|>]{1,30}\|>/i,
];

/**
 * Passages of a text that give orders to whatever reads it, from the sentence with the order to the end of its
 * paragraph. They say nothing of the world, so nothing is read from them.
 */
export function addressedToReaders(text: string): Span[] {
  const spans: Span[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    let start = 0;
    for (const sentence of line[0].matchAll(/[^.!?]+(?:[.!?]+["”’']?|$)/g)) {
      start = sentence.index;
      if (!orders.some((order) => order.test(sentence[0]))) continue;
      spans.push([line.index + start, line.index + line[0].length]);
      break;
    }
  }
  return spans;
}
