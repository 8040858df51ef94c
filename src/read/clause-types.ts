import type { Range } from "./text-types.js";

/** A verb with its auxiliaries: "has also agreed", "will not be lifted", "to restore". */
export interface VerbGroup extends Range {
  /** Token of the main verb. */
  readonly head: number;
  /** Lemma, with the particle where the verb is known with it: "keep_out". */
  readonly verb: string;
  /** The first modal, as written; "be_to" for "is to be applied", "must" for "has to". */
  readonly modal: string | null;
  readonly negated: boolean;
  /** "no longer". */
  readonly noLonger: boolean;
  readonly passive: boolean;
  readonly perfect: boolean;
  readonly progressive: boolean;
  readonly past: boolean;
  /** "stays banned", "would remain shut": no new act. */
  readonly stays?: boolean;
  readonly form: "finite" | "infinitive" | "ing" | "participle";
}

/** What introduces a clause. */
export type ClauseKind = "main" | "relative" | "condition" | "reason" | "time" | "content" | "nonfinite";

export interface Clause {
  readonly group: VerbGroup;
  readonly kind: ClauseKind;
  /** The word that introduces it, lower case ("if", "which", "and"), or null. */
  readonly opener: string | null;
  /** Tokens of the subject; for a passive what is acted on. */
  readonly subject: Range | null;
  /** For an object relative ("the treaty that Kiev signed"): the antecedent. */
  readonly antecedent: Range | null;
  /** From the verb to the next verb. */
  readonly tail: Range;
  /** From the verb to the end of the clause, with its infinitives and participles. */
  readonly reach: Range;
  /** Where the clause begins. */
  readonly from: number;
  /** The clause on whose verb this one hangs ("agreed" of "to restore"). */
  readonly governor: Clause | null;
  /** A noun on which it hangs instead: "decision" of "decision not to impede". */
  readonly governorNoun: number | null;
  /** The clause with which it shares its modality: "will put ... and ban". */
  readonly coordinated: Clause | null;
  /** Whether it stands inside a clause that sets a condition. */
  readonly conditional: boolean;
}
