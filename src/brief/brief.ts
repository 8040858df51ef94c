import type { Brief } from "../contracts/brief.js";
import { read } from "../read/index.js";
import { briefOfReading } from "./brief-of-reading.js";
import type { BriefOptions } from "./plan-of-reading.js";

/**
 * Reads a report and says what was said, what was in force, what it would do and how far to trust that.
 *
 * @param text the report, plain text
 * @throws {InputError} `date-range` when `options.date` lies outside the register's days
 */
export async function brief(text: string, options: BriefOptions = {}): Promise<Brief> {
  return briefOfReading(read(text), options);
}
