import type { z } from "zod";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Overridden, Regime, RegimeItem, RegimeMfn } from "../contracts/regime.js";
import { economyName, inSentence } from "../economies/index.js";
import { hsRanges } from "./hs-ranges.js";
import { formatDate, formatRate } from "./numbers.js";
import { hanging, wrap } from "./text-layout.js";

const WIDTH = 100;

const BASIS: Readonly<Record<Regime["tariff"]["basis"], string>> = {
  preference: "under a preference",
  customs_union: "inside a customs union",
  mfn: "most-favoured-nation (MFN) duty",
  outside_wto: "the mean MFN duty, which the WTO does not oblige it to grant",
  unknown: "basis unknown",
};

const LEVEL: Readonly<Record<Regime["diplomatic"]["level"], string>> = {
  full: "full relations",
  severed: "relations severed",
  unknown: "not known to the register",
};

/**
 * The regime as plain text for a terminal: what it comes to first, then group by group, each line with its sources,
 * what is only perhaps in force, what was overridden and why. Prints ledger content and codes only.
 */
export function regimeToText(regime: Regime): string {
  const { entries } = regime;
  const items = (list: readonly RegimeItem[]) => list.flatMap((item) => itemLines(item, entries));
  const blocks: [title: string, lines: string[]][] = [
    ["What it comes to", regime.reading.flatMap((sentence) => hanging("  ", sentence, WIDTH))],
    ["Tariff", tariffLines(regime)],
    ["Bans", regime.bans.length === 0 ? ["  none known"] : items(regime.bans)],
    ["Quotas", items(regime.quotas)],
    ["Conditions of access", items(regime.conditions)],
    ["Agreements", items(regime.agreements)],
    ["Memberships", items(regime.memberships)],
    [`Diplomacy: ${LEVEL[regime.diplomatic.level]}`, items(regime.diplomatic.items)],
    ["Territories, each status somebody's", items(regime.territories)],
    ["Drafted, demanded or decided for later", items(regime.pending)],
    ["Ended before that day", items(regime.history)],
    ["Overridden", regime.overridden.flatMap(overriddenLines)],
    ["Assumed", regime.tariff.assumptions.flatMap((text) => hanging("  - ", text, WIDTH))],
    ["Warnings", regime.warnings.flatMap((text) => hanging("  - ", text, WIDTH))],
  ];
  const body = blocks
    .filter(([title, lines]) => lines.length > 0 || title.startsWith("Diplomacy"))
    .map(([title, lines]) => [title, ...lines].join("\n"));
  return `${[heading(regime), ...body].join("\n\n")}\n`;
}

function heading({ importer, exporter, on, goods, hs, view, knownOn }: Regime): string {
  const what = goods.includes("all") ? "all goods" : `${goods.join(", ")} (HS ${hsRanges(hs)})`;
  const title = `Goods of ${inSentence(exporter)} in ${inSentence(importer)} on ${formatDate(on)}: ${what}`;
  const told = [
    ...(view === null ? [] : [`Disputed statuses as ${economyName(view)} sees them.`]),
    ...(knownOn === null ? [] : [`Only what was known by ${formatDate(knownOn)}.`]),
  ];
  return [...wrap(title, WIDTH), ...told].join("\n");
}

function tariffLines({ tariff, entries }: Regime): string[] {
  const { rate, basis, because, mfn, lines } = tariff;
  const isOneLine = lines.length === 1 && lines[0]!.rate === rate && isSameMfn(mfn, lines[0]!.mfn);
  return [
    ...rateLines("  applied: ", { rate, basis, because, mfn }, entries),
    ...alternativeLines(tariff),
    ...(isOneLine
      ? []
      : lines.flatMap((line) =>
          rateLines(
            `  ${line.goods}: `,
            { ...line, because: line.because.filter((id) => !because.includes(id)) },
            entries,
          ),
        )),
  ];
}

/** What the duty may have been, where the sources leave days open. */
function alternativeLines({ alternatives }: Regime["tariff"]): string[] {
  return alternatives.flatMap(({ rate, basis, because }) => {
    const what = rate === null ? "not known" : `${formatRate(rate)}, ${BASIS[basis]}`;
    return hanging(
      "    perhaps: ",
      `${what}${because.length === 0 ? "" : ` [${because.join(", ")}]`}`,
      WIDTH,
    );
  });
}

type Duty = Pick<Regime["tariff"], "rate" | "basis" | "because" | "mfn">;

/** A duty, the entries that make it, and what the goods would pay without a preference. */
function rateLines(label: string, { rate, basis, because, mfn }: Duty, entries: Regime["entries"]): string[] {
  const text = rate === null ? "no single rate known" : `${formatRate(rate)}, ${BASIS[basis]}`;
  return [
    ...hanging(label, text, WIDTH),
    ...because.flatMap((id) => chain(id, entries)),
    ...(mfn === null ? [] : mfnLines(basis, mfn, entries)),
  ];
}

const isSameMfn = (a: RegimeMfn | null, b: RegimeMfn | null): boolean =>
  a?.because.join() === b?.because.join();

/** The duty paid is the MFN one, owed or not. */
const isMfn = (basis: Duty["basis"]): boolean => basis === "mfn" || basis === "outside_wto";

function mfnLines(basis: Duty["basis"], mfn: RegimeMfn, entries: Regime["entries"]): string[] {
  const others = mfn.disagree.map(
    (d) => `${formatRate(d.rate)} by ${d.according}${d.note ? ` (${d.note})` : ""}`,
  );
  const figure = `${formatRate(mfn.rate)} (${mfn.measure})`;
  return [
    ...(isMfn(basis)
      ? hanging("    measured as: ", mfn.measure, WIDTH)
      : hanging("    without it: ", figure, WIDTH)),
    ...(others.length === 0 ? [] : hanging("    sources differ: ", others.join("; "), WIDTH)),
    ...(isMfn(basis) ? [] : mfn.because.flatMap((id) => chain(id, entries))),
  ];
}

/** The entry behind a figure: its id and words, then its sources. */
function chain(id: string, entries: Regime["entries"]): string[] {
  const entry = entries[id];
  if (entry === undefined) return [`    because: ${id}`];
  return [
    ...hanging("    because: ", `${entry.summary} [${id}]${doubt(entry)}`, WIDTH),
    ...sourceLines(entry),
  ];
}

function itemLines(item: RegimeItem, entries: Regime["entries"]): string[] {
  const entry = entries[item.entry];
  const when =
    item.until === null
      ? `since ${formatDate(item.since)}`
      : `${formatDate(item.since)} to ${formatDate(item.until)}`;
  const whose = item.accordingTo === null ? "" : ` (according to ${economyName(item.accordingTo)})`;
  const text = `${item.says}${whose} [${item.entry}, ${when}]${entry === undefined ? "" : doubt(entry)}`;
  return [
    ...hanging("  - ", text, WIDTH),
    ...(entry === undefined ? [] : [...noteLines(entry), ...sourceLines(entry)]),
  ];
}

function doubt(entry: LedgerEntry): string {
  if (entry.confidence === "memory") return " (from memory, not checked)";
  return entry.confidence === "low" ? " (doubtful)" : "";
}

const noteLines = (entry: LedgerEntry): string[] =>
  entry.note === "" ? [] : hanging("    note: ", entry.note.trim(), WIDTH);

/** Publisher, date and address; an address is never broken over lines. */
function sourceLines(entry: LedgerEntry): string[] {
  return entry.sources.map((source) => {
    const date = source.date === null ? "no date" : formatDate(source.date);
    return `    source: ${source.publisher}, ${date}${source.url === null ? ", no address" : `, ${source.url}`}`;
  });
}

const overriddenLines = (item: z.infer<typeof Overridden>): string[] =>
  hanging("  - ", `${item.entry} gives way to ${item.by}: ${item.why}`, WIDTH);
