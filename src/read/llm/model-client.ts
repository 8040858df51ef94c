/**
 * What reads a report beside the rules: anything that answers a question in words. The network is its business.
 * @module
 */

export interface ModelQuestion {
  /** What the model is to do, and that the report is data. */
  readonly system: string;
  /** The report between marks of its own. */
  readonly user: string;
  /** Name and JSON Schema of the answer, for those who can be held to one. */
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

/** Answers with the model's words, as they are; throws a GravitasError where there are none. */
export type ModelClient = (question: ModelQuestion) => Promise<string>;
