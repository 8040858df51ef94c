/**
 * Text from a file or from standard input, refused when it is not text.
 * @module
 */
import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DataError, InputError } from "../contracts/errors.js";

const largest = 64 * 1024 * 1024;

/**
 * Reads UTF-8 text; a file that ends in .gz is unpacked.
 *
 * @param path a file, or `-` for standard input
 * @throws {InputError} `no-such-file`, `not-a-file`, `not-readable`
 * @throws {DataError} `empty-file`, `binary-file`, `file-too-large`
 */
export function readInput(path: string): string {
  const { bytes, name } = readInputBytes(path);
  return decodeInput(bytes, name);
}

/**
 * Reads bytes; a file that ends in .gz is unpacked.
 *
 * @param path a file, or `-` for standard input
 * @returns the bytes, and the input's name for messages
 * @throws {InputError} `no-such-file`, `not-a-file`, `not-readable`
 * @throws {DataError} `file-too-large`, `gzip`
 */
export function readInputBytes(path: string): { bytes: Buffer; name: string } {
  const name = path === "-" ? "standard input" : path;
  const bytes = path === "-" ? readFileSync(0) : readBytes(path);
  if (bytes.length > largest) {
    throw new DataError(
      "file-too-large",
      `The input is ${(bytes.length / 1e6).toFixed(0)} MB; at most 64 MB are read.`,
      {
        place: { file: name },
        hint: "Cut it into parts.",
      },
    );
  }
  return { bytes: path.endsWith(".gz") ? unpack(bytes, name) : bytes, name };
}

/** The bytes of a file, or an InputError that says why not. */
export function readBytes(path: string): Buffer {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path);
  } catch (cause) {
    throw new InputError("no-such-file", "There is no such file.", {
      place: { file: path },
      hint: "Check the path, or give - to read standard input.",
      cause,
    });
  }
  if (stat.isDirectory()) {
    throw new InputError("not-a-file", "This is a folder; a file is needed.", {
      place: { file: path },
      hint: "Name one file in it.",
    });
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new InputError("not-readable", "The file cannot be read.", {
      place: { file: path },
      hint: "Check its permissions.",
      cause,
    });
  }
}

function unpack(bytes: Buffer, name: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (cause) {
    throw new DataError("gzip", "The file ends in .gz but cannot be unpacked.", {
      place: { file: name },
      hint: "It may be truncated.",
      cause,
    });
  }
}

/**
 * UTF-8 text out of bytes.
 * @throws {DataError} `empty-file`, `binary-file`
 */
export function decodeInput(bytes: Buffer, name: string): string {
  let text: string;
  try {
    if (bytes.includes(0)) throw new TypeError("a NUL byte");
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DataError("binary-file", "This is not UTF-8 text.", {
      place: { file: name },
      hint: "Save it as plain text in UTF-8.",
      cause,
    });
  }
  if (text.trim() === "") {
    throw new DataError("empty-file", "There is nothing in it.", {
      place: { file: name },
      hint: "Give a file with words in it.",
    });
  }
  return text;
}
