import { DataError } from "../contracts/errors.js";
import type { ReportDocument } from "../contracts/report-document.js";
import { decodeText } from "./decode-text.js";
import type { ParseHtml } from "./dom.js";
import { readPlain } from "./read-plain.js";
import { sniffKind } from "./sniff-kind.js";

export interface DocumentOptions {
  /** The file's name: for its ending, and for messages. */
  readonly name: string;
  /** Where a parser of HTML comes from; asked only for HTML. In a browser: one around `DOMParser`. */
  readonly htmlParser: () => Promise<ParseHtml>;
}

/**
 * A report out of a file's bytes: plain text, HTML, PDF or Markdown, told apart by what they begin with and by the
 * name. What reads HTML, PDF and Markdown is loaded only for them.
 *
 * @throws {DataError} `empty-file`, `binary-file`, `not-a-report` (Word, RTF, pictures), `pdf-broken`, `pdf-locked`,
 * `pdf-too-large`
 */
export async function readDocument(bytes: Uint8Array, options: DocumentOptions): Promise<ReportDocument> {
  const { name } = options;
  const kind = sniffKind(bytes, name);
  switch (kind) {
    case "text":
      return readPlain(decodeText(bytes, name));
    case "markdown":
      return (await import("./read-markdown.js")).readMarkdown(decodeText(bytes, name));
    case "pdf":
      return (await import("./read-pdf.js")).readPdf(bytes, name);
    case "html": {
      const [{ readHtml }, parse] = await Promise.all([import("./read-html.js"), options.htmlParser()]);
      return readHtml(decodeText(bytes, name), parse, name);
    }
    default:
      throw new DataError(
        "not-a-report",
        `This is ${inWords[kind]}; plain text, HTML, Markdown and PDF are read.`,
        {
          place: { file: name },
          hint: "Save the report as one of these.",
        },
      );
  }
}

const inWords = {
  zip: "a Word file or another zip archive",
  rtf: "a file in Rich Text Format",
  image: "a picture",
} as const;
