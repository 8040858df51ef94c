/**
 * A tariff, line by line, as plain text for a terminal of 80 columns.
 * @module
 */
import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import type {
  TariffAnswer,
  TariffAnswerLine,
  TariffPartner,
  TariffRate,
} from "../contracts/tariff-answer.js";
import { inSentence } from "../economies/index.js";
import { formatDate, formatRate } from "./numbers.js";
import { hanging, pad, wrap } from "./text-layout.js";

const WIDTH = 80;
const LABEL = 14;

/** @returns text that ends with a newline: what it comes to, the reckoning, what stands beside it, sources, assumptions */
export function tariffToText(answer: TariffAnswer): string {
  const { importer, exporter, on, goods } = answer;
  const title = `Duty on goods of ${inSentence(exporter)} in ${inSentence(importer)} on ${formatDate(on)}: ${goods.join(", ")}`;
  const blocks: [string, string[]][] = [
    ["What it comes to", answer.reading.flatMap((says) => hanging("  ", says, WIDTH))],
    ...answer.lines.map((line): [string, string[]] => [line.goods, lineRows(line, answer)]),
    ["Quotas", itemRows(answer.quotas, answer)],
    ["Duties on top", itemRows(answer.extra, answer)],
    ["Bans", itemRows(answer.bans, answer)],
    ["Suppliers of the market", partnerRows(answer.partners)],
    ["Chain", chainRows(answer)],
    ["Assumed", answer.assumptions.flatMap((says) => hanging("  - ", says, WIDTH))],
  ];
  const body = blocks.map(([name, lines]) =>
    [name, ...(lines.length === 0 ? ["  none known"] : lines)].join("\n"),
  );
  const shown = body.filter(
    (_, n) => blocks[n]![1].length > 0 || ["Quotas", "Duties on top", "Bans"].includes(blocks[n]![0]),
  );
  return `${[wrap(title, WIDTH).join("\n"), ...shown].join("\n\n")}\n`;
}

const row = (label: string, text: string): string[] => hanging(`  ${pad(label, LABEL)}`, text, WIDTH);

function lineRows(line: TariffAnswerLine, answer: TariffAnswer): string[] {
  const { margin } = line;
  const rows = [
    ...rateRows("bound", line.bound, answer, "not in the register"),
    ...rateRows("MFN applied", line.mfn, answer, "not in the register"),
    ...rateRows("preference", line.preference, answer, "none"),
  ];
  if (margin !== null) {
    const size = `${formatRate(margin.margin).replace("%", "points")} under MFN; relative to a price with the MFN duty ${formatRate(margin.relative)}`;
    rows.push(...row("margin", size));
    const origin = margin.originCost;
    if (margin.use < 1 || origin !== null) {
      rows.push(
        ...row(
          "used by",
          `${formatRate(margin.use)} of the goods: ${formatRate(margin.paid)} is paid on average`,
        ),
      );
    }
    if (origin !== null) {
      rows.push(
        ...row(
          "origin",
          `${origin.name} costs ${formatRate(origin.rate)} (${origin.source}): ${formatRate(margin.net).replace("%", "points")} of the margin are left, and trade bears ${formatRate(margin.cost)}`,
        ),
      );
    }
  }
  const onTop = answer.extra.length === 0 ? "" : ", and the duties on top below";
  const paid = `${line.applied.rate === null ? "not known" : formatRate(line.applied.rate)}${onTop}`;
  return [...rows, ...row("paid", paid)];
}

function rateRows(label: string, rate: TariffRate | null, answer: TariffAnswer, none: string): string[] {
  if (rate === null) return row(label, none);
  const size = rate.rate === null ? "not known" : formatRate(rate.rate);
  const law = rate.duty === null ? "" : ` (${rate.duty})`;
  const about = rate.measure === "" ? "" : `, ${rate.measure}`;
  const mean = rate.isMean && !/mean|average/.test(rate.measure) ? ", a mean over more goods" : "";
  return [
    ...row(label, `${size}${law}${about}${mean}`),
    ...rate.steps.flatMap((step) => row("", step)),
    ...rate.because.flatMap((id) => sourceRows(answer.entries[id])),
  ];
}

function sourceRows(entry: LedgerEntry | undefined): string[] {
  if (entry === undefined) return [];
  const doubt = entry.confidence === "low" || entry.confidence === "memory" ? ", unconfirmed" : "";
  return [
    ...row("", `[${entry.id}${doubt}]`),
    ...entry.sources.flatMap(({ publisher, date, url }) => [
      ...row("", `${publisher}, ${date === null ? "no date" : formatDate(date)}`),
      ...address(url, LABEL + 2),
    ]),
  ];
}

/** Never broken, so that it can be followed. */
const address = (url: string | null, indent: number): string[] =>
  url === null ? [] : [`${" ".repeat(indent)}${url}`];

function itemRows(items: readonly RegimeItem[], { entries }: TariffAnswer): string[] {
  return items.flatMap((item) => {
    const entry = entries[item.entry];
    return [
      ...hanging("  - ", `${item.says} [${item.entry}, since ${formatDate(item.since)}]`, WIDTH),
      ...(entry?.sources ?? []).flatMap(({ publisher, url }) => [
        ...hanging("    ", publisher, WIDTH),
        ...address(url, 4),
      ]),
    ];
  });
}

/** The same duty on several suppliers is one row. */
function partnerRows(partners: readonly TariffPartner[]): string[] {
  const groups = new Map<string, { says: string; codes: string[] }>();
  for (const one of partners) {
    const rate = one.applied === null ? "not known" : formatRate(one.applied);
    const margin = one.margin === null ? "" : `, margin ${formatRate(one.margin).replace("%", "points")}`;
    const says = `${one.goods}: ${rate}, ${BASIS[one.basis]}${margin}${one.isBanned ? ", and banned" : ""}`;
    const group = groups.get(says);
    if (group === undefined) groups.set(says, { says, codes: [one.exporter] });
    else group.codes.push(one.exporter);
  }
  return [...groups.values()].flatMap(({ says, codes }) => [
    ...hanging("  ", says, WIDTH),
    ...hanging("    ", codes.join(" "), WIDTH),
  ]);
}

const BASIS: Readonly<Record<TariffPartner["basis"], string>> = {
  preference: "preference",
  customs_union: "customs union",
  mfn: "MFN",
  outside_wto: "MFN, not owed",
  unknown: "basis unknown",
};

const chainRows = ({ overridden }: TariffAnswer): string[] =>
  overridden.flatMap(({ entry, by, why }) => hanging("  - ", `${entry} gives way to ${by}: ${why}`, WIDTH));
