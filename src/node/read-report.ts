/**
 * A report from a file or from standard input, whatever its kind.
 * @module
 */
import type { ReportDocument } from "../contracts/report-document.js";
import type { ParseHtml } from "../documents/index.js";
import { readDocument } from "../documents/index.js";
import { readInputBytes } from "./read-input.js";

/**
 * Reads a report: plain text, HTML, Markdown or PDF; a file that ends in .gz is unpacked first.
 *
 * @param path a file, or `-` for standard input, whose kind is told from its content
 * @throws {InputError} `no-such-file`, `not-a-file`, `not-readable`
 * @throws {DataError} `empty-file`, `binary-file`, `file-too-large`, `gzip`, and those of `readDocument`
 */
export async function readReport(path: string): Promise<ReportDocument> {
  const { bytes, name } = readInputBytes(path);
  return readDocument(bytes, { name, htmlParser });
}

/** The DOM of a page, loaded where there is a page. */
export async function htmlParser(): Promise<ParseHtml> {
  const { parseHTML } = await import("linkedom");
  return (html) => parseHTML(html).document;
}
