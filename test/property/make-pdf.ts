import { deflateSync } from "node:zlib";

export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A PDF of Helvetica lines, a list of them a page; text in Windows-1252, streams compressed where asked. */
export function makePdf(
  pages: readonly (readonly PdfLine[])[],
  info: Readonly<Record<string, string>> = {},
  compressed = true,
): Buffer {
  const content = pages.map((lines) =>
    Buffer.from(
      lines
        .map(({ text, x, y, size }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
        .join("\n"),
      "latin1",
    ),
  );
  return pdfOf(content, info, compressed);
}

/** A PDF whose pages have this content, whatever it is. */
export function pdfOf(
  content: readonly Buffer[],
  info: Readonly<Record<string, string>> = {},
  compressed = true,
): Buffer {
  const entries = Object.entries(info).map(([key, value]) => `/${key} (${escaped(value)})`);
  const kids = content.map((_, n) => `${5 + 2 * n} 0 R`);
  const objects: Buffer[] = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from(`<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${content.length} >>`),
    Buffer.from("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
    Buffer.from(`<< ${entries.join(" ")} >>`, "latin1"),
  ];
  for (const [n, text] of content.entries()) {
    const stream = compressed ? deflateSync(text, { level: 9 }) : text;
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${6 + 2 * n} 0 R >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length}${compressed ? " /Filter /FlateDecode" : ""} >>\nstream\n`),
        stream,
        Buffer.from("\nendstream"),
      ]),
    );
  }
  return assembled(objects);
}

const escaped = (text: string): string =>
  text
    .replace(/[\\()]/g, "\\$&")
    .replace(
      /[“”‘’–—]/g,
      (c) => ({ "“": "\x93", "”": "\x94", "‘": "\x91", "’": "\x92", "–": "\x96", "—": "\x97" })[c]!,
    );

function assembled(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from("%PDF-1.4\n")];
  const starts: number[] = [];
  let length = parts[0]!.length;
  for (const [n, object] of objects.entries()) {
    starts.push(length);
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    parts.push(part);
    length += part.length;
  }
  const rows = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
