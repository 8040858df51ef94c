import type { DocumentKind } from "../contracts/report-document.js";

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => {
  for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) return false;
  return true;
};

/** The first characters as Latin-1, NUL bytes left out so that UTF-16 reads as well. */
function opening(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes.subarray(0, 2048)) if (byte !== 0) text += String.fromCharCode(byte);
  return text.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "").trimStart();
}

/**
 * What a report's bytes are: by what they begin with, then by the ending of the name, else plain text. `zip` (Word
 * files too), `rtf` and `image` are none that is read.
 *
 * @param name the file's name; `-` or any other name without an ending says nothing
 */
export function sniffKind(bytes: Uint8Array, name: string): DocumentKind | "zip" | "rtf" | "image" {
  for (let n = 0; n < Math.min(1024, bytes.length); n++) if (startsWith(bytes, "%PDF-", n)) return "pdf";
  if (startsWith(bytes, "PK\u0003\u0004")) return "zip";
  if (startsWith(bytes, "{\\rtf")) return "rtf";
  if (startsWith(bytes, "\u0089PNG") || startsWith(bytes, "\u00ff\u00d8\u00ff") || startsWith(bytes, "GIF8"))
    return "image";
  const start = opening(bytes);
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta)\b/i.test(start)
  )
    return "html";
  const ending = /\.([a-z]+)$/i.exec(name.replace(/\.gz$/, ""))?.[1]?.toLowerCase();
  if (ending === "html" || ending === "htm" || ending === "xhtml") return "html";
  if (ending === "md" || ending === "markdown") return "markdown";
  if (/^---\r?\n(?:[\w-]+:.*\r?\n|[ #-].*\r?\n)+---\r?\n/.test(start)) return "markdown";
  return "text";
}
