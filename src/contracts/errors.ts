/**
 * The errors that a caller can act on. Each says what was required, what came (and where), and what to do.
 * A numerical failure is not an error: it is an Outcome with `converged: false` and its reason.
 * @module
 */

/** Where the offending value stood: a file, a line or column of it, a field path. */
export interface ErrorPlace {
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
}

export interface ErrorDetails {
  readonly place?: ErrorPlace;
  /** What came, as JSON. */
  readonly received?: unknown;
  /** What to do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base of all errors that Gravitas throws on purpose. `code` is stable; the message is for people. */
export class GravitasError extends Error {
  readonly code: string;
  readonly place: ErrorPlace | undefined;
  readonly received: unknown;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.place = details.place;
    this.received = details.received;
    this.hint = details.hint;
  }
}

/** The user's input cannot be used: an unknown economy, a date out of range, a field that no schema has. Exit code 2. */
export class InputError extends GravitasError {}

/** A file or data set does not hold what it should: not text, truncated, a negative flow. Exit code 2. */
export class DataError extends GravitasError {}

/** A source outside did not answer, or not with what was asked for: a result is missing. Exit code 3. */
export class SourceError extends GravitasError {}

/** One line for people: place, message, remedy. */
export function describeError(error: GravitasError): string {
  const { file, line, field } = error.place ?? {};
  const where = [file, line === undefined ? undefined : `line ${line}`, field].filter(Boolean).join(", ");
  return `${where ? `${where}: ` : ""}${error.message}${error.hint ? ` ${error.hint}` : ""}`;
}
