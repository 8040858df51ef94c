/**
 * A reading from a file: read from a report by the rules, or taken from a YAML that a person corrected.
 * @module
 */
import type { Correction } from "../contracts/correction.js";
import type { Reading } from "../contracts/reading.js";
import { readDocument } from "../documents/index.js";
import { readingFromYaml } from "../read/edit/index.js";
import { read } from "../read/index.js";
import { decodeInput, readInputBytes } from "./read-input.js";
import { htmlParser } from "./read-report.js";
import { isReadingYaml } from "./reading-yaml.js";
import { sha256 } from "./sha256.js";

export interface ReadReading {
  readonly reading: Reading;
  /** What the user changed; empty for a report. */
  readonly corrections: readonly Correction[];
  /** Whether the file was a reading that `gravitas read --edit` writes. */
  readonly isEdited: boolean;
  /** A sentence where the reading is held to another text than the one that was read. */
  readonly movedTo: string | null;
}

/**
 * @param path a report, an edited reading, or `-` for standard input
 * @throws {InputError} those of `readReport`; `yaml`, `reading` for a YAML that does not hold
 * @throws {DataError} those of `readReport`
 */
export async function readReading(path: string): Promise<ReadReading> {
  const { bytes, name } = readInputBytes(path);
  const head = new TextDecoder().decode(bytes.subarray(0, 20_000));
  if (isReadingYaml(head)) return takeReading(decodeInput(bytes, name), name);
  const report = await readDocument(bytes, { name, htmlParser });
  return { reading: read(report.text, report), corrections: [], isEdited: false, movedTo: null };
}

/** The reading in the text of a YAML for which `isReadingYaml` holds. */
export function takeReading(text: string, name: string): ReadReading {
  const { reading, corrections, movedTo } = readingFromYaml(text.replace(/^\ufeff/, ""), {
    file: name,
    sha256,
  });
  return { reading, corrections, isEdited: true, movedTo };
}
