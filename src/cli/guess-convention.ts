/**
 * Which data set a file is, by the names of its columns.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { type Convention, conventions, matchColumns } from "../datasets/index.js";
import { headerOf } from "../node/trade-file.js";

/** @throws {InputError} `unknown-dataset` where the columns are nobody's */
export async function guessConvention(path: string, unitGiven: boolean): Promise<Convention> {
  const names = await headerOf(path);
  const choice = unitGiven ? { dollars: 1 } : {};
  for (const convention of Object.values(conventions)) {
    try {
      matchColumns(convention, names, choice, path);
      return convention;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  throw new InputError(
    "unknown-dataset",
    `The columns are those of no data set that is known: ${names.slice(0, 12).join(", ")}.`,
    {
      place: { file: path, line: 1 },
      received: names,
      hint: `Name it with --as: ${Object.keys(conventions).join(", ")}.`,
    },
  );
}
