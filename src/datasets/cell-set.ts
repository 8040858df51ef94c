import { grown } from "./grown.js";

/** Which cells (side, year, exporter, importer, sector) have come: a bit each, in pages that grow. */
export class CellSet {
  private readonly pages: Uint32Array[][][][] = [];

  /** Adds a cell; false where it was there. All arguments are small whole numbers from 0. */
  add(side: number, year: number, exporter: number, importer: number, sector: number): boolean {
    const importers = grown(grown(grown(this.pages, side), year), exporter);
    const word = sector >>> 5;
    let page = importers[importer];
    if (page === undefined || word >= page.length) {
      const larger = new Uint32Array(Math.max(4, 2 ** Math.ceil(Math.log2(word + 1))));
      if (page) larger.set(page);
      importers[importer] = larger;
      page = larger;
    }
    const bit = 1 << (sector & 31);
    if ((page[word]! & bit) !== 0) return false;
    page[word]! |= bit;
    return true;
  }
}
