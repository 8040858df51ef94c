/**
 * A report's text: the title, where the file gives one, then the paragraphs, apart by blank lines. A title that stands
 * among the first paragraphs as well is not said twice.
 */
export function withTitle(title: string | null, paragraphs: readonly string[]): string {
  if (title === null) return paragraphs.join("\n\n");
  const same = (text: string): boolean => plain(text) === plain(title);
  const body = paragraphs.filter((text, n) => n > 2 || !same(text));
  return [title, ...body].join("\n\n");
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
