import { readFileSync } from "node:fs";
import Papa from "papaparse";

/** Rows of a CSV file by column name; fails on a row that does not parse. */
export function readTable(file: string): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(readFileSync(file, "utf8").trim(), { header: true });
  if (parsed.errors.length > 0)
    throw new Error(`${file}: ${parsed.errors[0].message}, row ${parsed.errors[0].row}`);
  return parsed.data;
}
