import { chapters } from "./chapters.js";
import { goodsKinds } from "./goods.js";

const labels: ReadonlyMap<string, string> = new Map<string, string>([
  ...goodsKinds.filter((kind) => kind.hs.length === 1).map((kind) => [kind.hs[0]!, kind.label] as const),
  ...chapters,
]);

/** What a code holds, in our own words; a longer code than we know is described by its heading or chapter. */
export function describeHs(code: string): string {
  for (let length = code.length; length >= 2; length -= 2) {
    const label = labels.get(code.slice(0, length));
    if (label !== undefined) return length === code.length ? label : `part of: ${label}`;
  }
  return `HS ${code}`;
}
