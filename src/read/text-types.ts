/**
 * What the reader's passes hand to one another: tokens, quotations, sentences. Offsets are UTF-16 offsets into the
 * document's text, ends exclusive; token indexes count over the whole document.
 * @module
 */

export interface Token {
  readonly i: number;
  readonly text: string;
  readonly lower: string;
  /** Part of speech of the Universal set, corrected by our own rules where the model is known to err. */
  pos: string;
  readonly start: number;
  readonly end: number;
  /** Index of the quotation that holds the token, or -1. */
  readonly quote: number;
  readonly capital: boolean;
}

/** A quotation: offsets of what stands between the marks. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
}

/** A range of tokens, end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Sentence extends Range {
  readonly index: number;
  readonly paragraph: number;
  /** In a transcript: whether this is a question, part of an answer, or neither. */
  readonly turn: "question" | "answer" | null;
  /** Number of the answer that the sentence belongs to, else -1. */
  readonly answer: number;
  /** The name before the colon of a labelled answer. */
  readonly label: string | null;
}

/** A line of the body: a paragraph or a heading over a part of the text. */
export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly heading: boolean;
}
