/**
 * What the text of a cell stands for, as a small whole number. Negative numbers are reasons why it stands for nothing.
 * @module
 */
import { tradeOrigins } from "../contracts/dataset.js";
import { statisticalArea } from "../economies/index.js";
import { hsVintage, restoreHs } from "../goods/index.js";
import { originCode } from "./trade-sink.js";

export const unknown = -1;
/** An area that is no economy. */
export const noEconomy = -2;
/** All partners together, or a union whose members have rows of their own. */
export const totalOf = -3;

/** Labels by the order in which they first came. */
export class Labels {
  readonly list: string[] = [];
  private readonly index = new Map<string, number>();

  of(label: string): number {
    const known = this.index.get(label);
    if (known !== undefined) return known;
    this.index.set(label, this.list.length);
    return this.list.push(label) - 1;
  }
}

/**
 * Position of the economy in `labels`, or why there is none.
 * @param own codes that the user maps, by text: an ISO alpha-3 code, or "" for no economy
 */
export function economyCell(labels: Labels, own: ReadonlyMap<string, string>): (text: string) => number {
  return (text) => {
    const mapped = own.get(text);
    if (mapped !== undefined) return mapped === "" ? noEconomy : labels.of(mapped);
    const area = statisticalArea(text);
    if (area === null) return unknown;
    if (area.kind !== "none") return labels.of(area.code);
    return area.name === "World" || area.name === "European Union" ? totalOf : noEconomy;
  };
}

/** Years from 1800 to 2100; of a month (YYYYMM) the year. */
export function yearCell(years: Labels): (text: string) => number {
  return (text) => {
    const year = /^\d{6}$/.test(text) ? text.slice(0, 4) : text.replace(/\.0$/, "");
    return /^(1[89]|20)\d\d$/.test(year) ? years.of(year) : unknown;
  };
}

const flows: Readonly<Record<string, number>> = {
  x: 0,
  "2": 0,
  export: 0,
  exports: 0,
  "gross exp.": 0,
  m: 1,
  "1": 1,
  import: 1,
  imports: 1,
  "gross imp.": 1,
};

/** 0 reported by the exporter, 1 by the importer. */
export function flowCell(text: string): number {
  const flow = text.toLowerCase();
  return Object.hasOwn(flows, flow) ? flows[flow]! : unknown;
}

/** Year of the HS vintage, 0 where the cell is blank, `unknown` where the classification is another. */
export function vintageCell(text: string): number {
  if (text === "" || /^HS$/i.test(text)) return 0;
  const year = /^HS ?\d{4}/i.exec(text)?.[0].slice(-4);
  return hsVintage(text) ?? hsVintage(year === "1988" ? "1992" : (year ?? "")) ?? unknown;
}

/** A goods code by its position in `labels`; its level and whether a zero was restored go into the lists beside it. */
export class GoodsCells {
  readonly labels: Labels;
  /** By position: digits of the code (0 for all goods). */
  readonly digits: number[] = [];
  /** Texts that had lost their zero. */
  readonly restored = new Set<string>();

  constructor(labels: Labels) {
    this.labels = labels;
  }

  resolve = (text: string): number => {
    const goods = restoreHs(text);
    if (goods === null) return unknown;
    if (goods.restored) this.restored.add(text);
    const at = this.labels.of(goods.code);
    this.digits[at] = goods.unspecified ? -1 : goods.digits;
    return at;
  };
}

/** p, r and u of ITPD-E. */
export function zeroCell(text: string): number {
  if (text === "r") return originCode["zero-reported"];
  return text === "u" ? originCode["zero-unknown"] : unknown;
}

export function originCell(text: string): number {
  return (tradeOrigins as readonly string[]).indexOf(text);
}
