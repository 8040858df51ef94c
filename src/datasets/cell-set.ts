import { grown } from "./grown.js";

/** Sectors to a page, words of 32 bits to a page, pages to a block of memory. */
const sectorBits = 10;
const pageWords = 2 ** (sectorBits - 5);
const blockPages = 65_536;
const pairsMost = 1024 * 1024;

/**
 * Which cells (side, year, exporter, importer, sector) have come, a bit each. Pages of a pair's sectors lie in large
 * blocks: thirty million cells take some hundred megabytes and no work for the collector.
 */
export class CellSet {
  /** [side][year][sectors / 1024]: page of each pair, 0 where there is none. */
  private readonly indices: Int32Array[][][] = [];
  private readonly blocks: Uint32Array[] = [];
  private pages = 0;

  /** Adds a cell; false where it was there. Whole numbers from 0; economies below 1024. */
  add(side: number, year: number, exporter: number, importer: number, sector: number): boolean {
    const years = grown(grown(this.indices, side), year);
    const part = sector >>> sectorBits;
    let index = years[part];
    if (index === undefined) {
      index = new Int32Array(pairsMost);
      years[part] = index;
    }
    const pair = exporter * 1024 + importer;
    let page = index[pair]!;
    if (page === 0) {
      page = this.newPage();
      index[pair] = page;
    }
    const block = this.blocks[Math.floor((page - 1) / blockPages)]!;
    const word = ((page - 1) % blockPages) * pageWords + ((sector >>> 5) & (pageWords - 1));
    const bit = 1 << (sector & 31);
    if ((block[word]! & bit) !== 0) return false;
    block[word]! |= bit;
    return true;
  }

  private newPage(): number {
    if (this.pages % blockPages === 0) this.blocks.push(new Uint32Array(blockPages * pageWords));
    return ++this.pages;
  }
}
