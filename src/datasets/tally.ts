/**
 * What was left out and why, while rows are read.
 * @module
 */
import type { LeftOut, LeftOutReason } from "../contracts/dataset.js";

const firstKept = 10;

interface Count {
  rows: number;
  usdMillion: number;
  readonly first: string[];
}

/** Counts rows that are not taken over, by reason and by what stood in the cell. */
export class Tally {
  private readonly counts = new Map<LeftOutReason, Map<string, Count>>();

  add(reason: LeftOutReason, text: string, usdMillion: number, place: () => string): void {
    let texts = this.counts.get(reason);
    if (!texts) {
      texts = new Map();
      this.counts.set(reason, texts);
    }
    let count = texts.get(text);
    if (!count) {
      count = { rows: 0, usdMillion: 0, first: [] };
      texts.set(text, count);
    }
    count.rows++;
    if (usdMillion > 0) count.usdMillion += usdMillion;
    if (count.first.length < firstKept) count.first.push(place());
  }

  rows(reason: LeftOutReason): number {
    let rows = 0;
    for (const count of this.counts.get(reason)?.values() ?? []) rows += count.rows;
    return rows;
  }

  /** Largest value first within each reason, then most rows. */
  list(): LeftOut[] {
    return [...this.counts].flatMap(([reason, texts]) =>
      [...texts]
        .map(([text, count]): LeftOut => ({ reason, text, ...count }))
        .sort((a, b) => b.usdMillion - a.usdMillion || b.rows - a.rows || (a.text < b.text ? -1 : 1)),
    );
  }
}
