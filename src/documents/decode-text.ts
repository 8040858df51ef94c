import { DataError } from "../contracts/errors.js";

/**
 * Text out of bytes: by byte order mark, as UTF-8, as UTF-16 without a mark, by the encoding that an HTML page
 * declares, else Windows-1251 (mostly Cyrillic letters) or Windows-1252, in which older English texts have their
 * quotation marks.
 *
 * @param name for messages
 * @throws {DataError} `empty-file`, `binary-file`
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const text = decoded(bytes, name);
  if (text.trim() !== "") return text;
  throw new DataError("empty-file", "There is nothing in it.", {
    place: { file: name },
    hint: "Give a report with at least a sentence.",
  });
}

function decoded(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const zeros = countZeros(bytes);
  if (zeros.even + zeros.odd > 0) {
    const wide = bytes.length / 2;
    if (zeros.odd > 0.4 * wide && zeros.even < 0.02 * wide) return new TextDecoder("utf-16le").decode(bytes);
    if (zeros.even > 0.4 * wide && zeros.odd < 0.02 * wide) return new TextDecoder("utf-16be").decode(bytes);
    throw notText(name);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return oneByte(bytes, name);
  }
}

/** Text in an encoding of one byte a letter; control characters would show that it is none. */
function oneByte(bytes: Uint8Array, name: string): string {
  let control = 0;
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) control++;
    if (byte >= 0xc0) high++;
    if (byte >= 0xc0 || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)) letters++;
  }
  if (control > 0.002 * bytes.length || letters === 0) throw notText(name);
  const label = declared(bytes) ?? (high > 0.3 * letters ? "windows-1251" : "windows-1252");
  const text = new TextDecoder(label).decode(bytes);
  return label === "windows-1252" ? withPunctuation(text) : text;
}

/** The letters of Windows-1252 from 0x80 on, which some engines take for Latin-1's control characters. */
const PUNCTUATION = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function withPunctuation(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (letter) => PUNCTUATION[letter.charCodeAt(0) - 0x80]!);
}

/** The encoding that a page names in its head, where it is one that is known here. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const label = /<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})/i.exec(head)?.[1];
  if (label === undefined || /^utf-?(?:8|16)/i.test(label)) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let n = 0; n < bytes.length; n++)
    if (bytes[n] === 0) {
      if (n % 2 === 0) even++;
      else odd++;
    }
  return { even, odd };
}

const notText = (name: string): DataError =>
  new DataError("binary-file", "This is no text: neither UTF-8 nor UTF-16 nor a Windows encoding.", {
    place: { file: name },
    hint: "Save the report as plain text in UTF-8.",
  });
