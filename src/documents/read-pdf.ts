import { getDocumentProxy } from "unpdf";
import { DataError } from "../contracts/errors.js";
import type { ReportDocument } from "../contracts/report-document.js";
import { checkPdfStreams } from "./check-pdf-streams.js";
import { type PdfItem, type PdfParagraph, pdfParagraphs } from "./pdf-paragraphs.js";
import { withTitle } from "./with-title.js";
import { writtenDay } from "./written-day.js";

const mostPages = 300;
const mostItems = 400_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * The report in a PDF: its text in reading order as the file has it, paragraphs put together from lines, the title from
 * the file's own field or else the largest line at the top. The day on which the file was made serves as the report's
 * where the text names none.
 *
 * @param name for messages
 * @throws {DataError} `pdf-broken`, `pdf-locked`, `pdf-too-large`, `empty-file` (pictures of pages hold no text)
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<ReportDocument> {
  await checkPdfStreams(bytes, name);
  const { pages, info } = await contentOf(bytes, name);
  const paragraphs = pdfParagraphs(pages).filter((paragraph) => paragraph.text !== "");
  if (paragraphs.length === 0) {
    throw new DataError("empty-file", "The PDF holds no text; it may be a scan.", {
      place: { file: name },
      hint: "Run it through text recognition first.",
    });
  }
  const title = titleOf(info.Title, paragraphs);
  const made = typeof info.CreationDate === "string" ? writtenDay(info.CreationDate) : null;
  return {
    kind: "pdf",
    text: withTitle(
      title,
      paragraphs.map((paragraph) => paragraph.text),
    ),
    title,
    outlet: null,
    place: null,
    date: null,
    dateBecause: null,
    madeOn:
      made === null ? null : { date: made, because: "the text names no day; the PDF was made on this one" },
  };
}

async function contentOf(
  bytes: Uint8Array,
  name: string,
): Promise<{ pages: PdfItem[][]; info: Record<string, unknown> }> {
  let pdf: Pdf | null = null;
  try {
    // A copy: the parser takes the array for itself.
    pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
    });
    if (pdf.numPages > mostPages) throw tooLong(name, `${pdf.numPages} pages; at most ${mostPages} are read`);
    const pages: PdfItem[][] = [];
    let items = 0;
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const found = itemsOf((await page.getTextContent()).items);
      items += found.length;
      if (items > mostItems) throw tooLong(name, `more than ${mostItems} runs of text`);
      pages.push(found);
      page.cleanup();
    }
    const { info } = await pdf.getMetadata();
    return { pages, info: info as Record<string, unknown> };
  } catch (cause) {
    throw cause instanceof DataError ? cause : refused(cause, name);
  } finally {
    await pdf?.destroy().catch(() => undefined);
  }
}

/** The runs of text among what a page holds, in points. */
function itemsOf(items: readonly object[]): PdfItem[] {
  return items.flatMap((item) => {
    const { str, transform, width } = item as { str?: unknown; transform?: number[]; width?: number };
    if (typeof str !== "string" || transform === undefined) return [];
    const [a, b, , , x, y] = transform as [number, number, number, number, number, number];
    return [{ text: str, x, y, size: Math.hypot(a, b), width: width ?? 0 }];
  });
}

/** The file's title, unless a program put its own or a file name there; else the largest line that heads the text. */
function titleOf(given: unknown, paragraphs: readonly PdfParagraph[]): string | null {
  const title = typeof given === "string" ? given.replace(/\s+/g, " ").trim() : "";
  const real =
    title.split(" ").length >= 3 &&
    title.length <= 250 &&
    !/^(?:Microsoft Word|untitled|Layout|Slide|Print)\b|\.(?:docx?|pdf|indd|qxd|rtf|txt|html?)$/i.test(title);
  if (real) return title;
  const body = [...paragraphs].sort((a, b) => b.text.length - a.text.length)[0]!;
  const head = paragraphs.slice(0, 3).find((paragraph) => paragraph.size > 1.15 * body.size);
  return head !== undefined && head.text.length <= 250 ? head.text : null;
}

function refused(cause: unknown, name: string): DataError {
  const locked = cause instanceof Error && cause.name === "PasswordException";
  return new DataError(
    locked ? "pdf-locked" : "pdf-broken",
    locked ? "The PDF is locked with a password." : "The PDF cannot be read; it is broken or cut off.",
    {
      place: { file: name },
      hint: locked ? "Save a copy without the password." : "Fetch it again, or save its text.",
      cause,
    },
  );
}

const tooLong = (name: string, came: string): DataError =>
  new DataError("pdf-too-large", `The PDF has ${came}.`, {
    place: { file: name },
    hint: "Save the pages that matter as a PDF of their own, or as text.",
  });
