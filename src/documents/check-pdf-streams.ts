import { DataError } from "../contracts/errors.js";

/** What the compressed streams of a PDF, pictures aside, may unpack to in all. */
const mostUnpacked = 48_000_000;
/** A picture that grows by more than this counts with the text. */
const mostGrowth = 100;
const mostStreams = 20_000;

/**
 * Refuses a PDF whose streams would unpack to more than a report can hold: each is unpacked here first, and no further
 * than the limit.
 *
 * @throws {DataError} `pdf-too-large`
 */
export async function checkPdfStreams(bytes: Uint8Array, name: string): Promise<void> {
  const text = new TextDecoder("latin1").decode(bytes);
  let total = 0;
  let streams = 0;
  for (let at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
    if (text.startsWith("end", at - 3)) continue;
    if (++streams > mostStreams) throw tooLarge(name);
    const head = text.slice(Math.max(0, at - 1500), at);
    const dictionary = head.slice(head.lastIndexOf(" obj") + 1);
    if (!/FlateDecode|\/Fl\b|LZWDecode|\/LZW\b/.test(dictionary)) continue;
    const start = at + 6 + (text.startsWith("\r\n", at + 6) ? 2 : 1);
    const found = text.indexOf("endstream", start);
    const packed = bytes.subarray(start, found < 0 ? bytes.length : found);
    const again = (dictionary.match(/FlateDecode|\/Fl\b|LZWDecode|\/LZW\b/g) ?? []).length > 1;
    // Only the first layer is unpacked here: another layer, and LZW, are taken at their worst.
    const unpacked =
      again || /LZW/.test(dictionary)
        ? packed.length * mostGrowth
        : await inflatedLength(packed, mostUnpacked - total);
    if (/\/Subtype\s*\/Image/.test(dictionary) && unpacked < mostGrowth * packed.length) continue;
    total += unpacked;
    if (total >= mostUnpacked) throw tooLarge(name);
  }
}

/** Length of a zlib stream unpacked, at most about `limit`; what is broken counts as far as it goes. */
async function inflatedLength(packed: Uint8Array, limit: number): Promise<number> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // A broken or cut stream rejects here and ends the reading below: nothing else is to be done about it.
  const fed = writer.write(packed as Uint8Array<ArrayBuffer>).then(
    () => writer.close(),
    () => undefined,
  );
  fed.catch(() => undefined);
  const reader = stream.readable.getReader();
  let length = 0;
  try {
    while (length < limit) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
    }
    await reader.cancel();
  } catch {
    return length;
  }
  return length;
}

const tooLarge = (name: string): DataError =>
  new DataError("pdf-too-large", "The PDF unpacks to more than a report can hold (48 MB).", {
    place: { file: name },
    hint: "Save the pages that matter as a PDF of their own, or as text.",
  });
