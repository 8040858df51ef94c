/**
 * What every form of the brief says in the same words. Texts are raw: each renderer escapes them in its own way.
 * Nothing is computed here but the choice and order of words.
 * @module
 */
import type {
  Brief,
  BriefScenario,
  EconomyEffect,
  MoveSaid,
  ParameterUsed,
  Ranged,
  Replacement,
  Said,
} from "../contracts/brief.js";
import type { Speaker } from "../contracts/reading.js";
import type { Closure } from "../contracts/shock.js";
import { economyName } from "../economies/index.js";
import {
  formatDate,
  formatPercent,
  formatPlain,
  formatUsd,
  formatUsdChange,
  formatUsdExact,
  isFlat,
  joined,
  percentText,
  usdText,
} from "./numbers.js";

/** Names as the brief has them, else as the table of economies has them. */
export function nameIn(brief: Brief): (code: string) => string {
  const names = new Map<string, string>();
  for (const scenario of brief.scenarios) for (const e of scenario.effects) names.set(e.economy, e.name);
  return (code) => (code === "all" ? "everybody" : (names.get(code) ?? economyName(code)));
}

/** "18 December 2014 · Example Wire, Moscow". */
export function dateline(brief: Brief): string {
  const { outlet, place } = brief.reading.document;
  const where = [outlet, place].filter((part) => part !== null).join(", ");
  return [brief.on === null ? "no date found" : formatDate(brief.on), where]
    .filter((s) => s !== "")
    .join(" · ");
}

/** The two economies that the brief is about, exporter first; empty when no move can be costed. */
export function principals(brief: Brief): readonly string[] {
  return brief.principal === null ? [] : [brief.principal.exporter, brief.principal.importer];
}

/** Effects of the principals, exporter first; those of the first two rows where nobody is named. */
export function principalEffects(brief: Brief, scenario: BriefScenario): EconomyEffect[] {
  const codes = principals(brief);
  if (codes.length === 0) return scenario.effects.slice(0, 2);
  const found = codes.flatMap((code) => scenario.effects.find((e) => e.economy === code) ?? []);
  // "all" and unions are no economies of a world: the other side stands for the two.
  return found.length > 0 ? found : scenario.effects.slice(0, 2);
}

/** Whether everything that the scenario states is nothing, with certainty. */
export function changesNothing(scenario: BriefScenario): boolean {
  return (
    scenario.converged &&
    scenario.figures.every((f) => isFlat(f.percent)) &&
    scenario.effects.every((e) => isFlat(e.realIncomePercent))
  );
}

/** The answer of one scenario in one sentence. */
export function answer(brief: Brief, scenario: BriefScenario): string {
  if (!scenario.converged) return `No answer: ${scenario.because ?? "the model found no solution"}.`;
  if (changesNothing(scenario)) return "No change in trade or in real income.";
  const [first] = scenario.figures;
  const trade =
    first === undefined
      ? []
      : [`${first.label} ${joined(percentText(first.percent))}, ${usdText(first.usdMillion).central}`];
  const incomes = principalEffects(brief, scenario).map(
    (e, n) => `${n === 0 ? "real income of " : ""}${e.name} ${joined(percentText(e.realIncomePercent))}`,
  );
  return `${[...trade, incomes.join(", ")].filter((part) => part !== "").join("; ")}.`;
}

/** Whether an origin in words means that nobody reported the figure. */
export function isEstimated(origin: string): boolean {
  return /imput|estimat/i.test(origin);
}

/** A warning when the flow that the brief is about was reported by nobody, else null. */
export function principalEstimated(brief: Brief): string | null {
  const [exporter, importer] = principals(brief);
  const cell = brief.trust?.cells.find((c) => c.exporter === exporter && c.importer === importer);
  return cell !== undefined && isEstimated(cell.origin)
    ? "The base flow is estimated: neither side reported it."
    : null;
}

/** "Vladimir Putin, President (Russia)". */
export function speakerWords(speaker: Speaker, name: (code: string) => string): string {
  const who = [speaker.name, speaker.role].filter((part) => part !== null).join(", ");
  if (speaker.economy === null) return who === "" ? "Somebody unnamed" : who;
  return who === "" ? name(speaker.economy) : `${who} (${name(speaker.economy)})`;
}

/** What was said: the quote in its marks, without the comma that led on to the speaker, or the gist. */
export function spoken(said: Pick<Said, "quote" | "gist">): string {
  return said.quote === null ? said.gist : `“${said.quote.trim().replace(/[,;]$/, "")}”`;
}

/** What the register knows of a move, a sentence each, and what dates say of its being an answer. */
export function registerWords({ matches, noMatch, reciprocity }: MoveSaid): string[] {
  const relations = [...new Set(matches.map((match) => match.relation))];
  return [
    ...relations.flatMap((relation) => {
      const group = matches.filter((match) => match.relation === relation);
      // Many of a kind are told by their ids; the register's part of the brief and the timeline say what they are.
      if (group.length <= 2) return group.map(({ says }) => `Register: ${relation} · ${says}`);
      return [`Register: ${relation} · entries ${group.map(({ entry }) => entry).join(", ")}`];
    }),
    ...(matches.length === 0 && noMatch !== null ? [`Register: none · ${noMatch}`] : []),
    ...(reciprocity === null ? [] : [`As an answer: ${reciprocity.says}`]),
  ];
}

/** An assumption's source: a ledger entry's first source where it is an entry's id, else as it stands. */
export function sourceName(brief: Brief, source: string): string {
  const entry = brief.entries[source] ?? brief.regime?.entries[source];
  const first = entry?.sources[0];
  return first === undefined ? source : `${first.title}, ${first.publisher}`;
}

/** Moves that a scenario does not cost, by reason: "Not costed: m3, m4 (…)". The moves stand in part 1. */
export function notCostedWords(scenario: BriefScenario): string[] {
  const reasons = new Map<string, string[]>();
  for (const { move, because } of scenario.shock.notCosted)
    reasons.set(because, [...(reasons.get(because) ?? []), move]);
  return [...reasons].map(([because, moves]) => `Not costed: ${moves.join(", ")} (${because}).`);
}

/** One row of the comparison: a figure and what each scenario makes of it (null: not stated there). */
export interface ComparisonRow {
  readonly label: string;
  /** "431 million before", or what the per cent is of. */
  readonly note: string;
  readonly cells: readonly (ComparisonCell | null)[];
}

export interface ComparisonCell {
  readonly percent: Ranged;
  readonly usdMillion: Ranged;
  readonly percentOfGdp: Ranged | null;
}

/** Scenarios side by side: the figures that they state, then real income of the two principals. */
export function comparison(brief: Brief): ComparisonRow[] {
  const ids = [...new Set(brief.scenarios.flatMap((s) => s.figures.map((f) => f.id)))];
  const figures = ids.map((id): ComparisonRow => {
    const found = brief.scenarios.map((s) => s.figures.find((f) => f.id === id));
    const some = found.find((f) => f !== undefined)!;
    return {
      label: some.label,
      note: `${formatUsd(some.before)} before`,
      cells: found.map((f) => (f === undefined ? null : { ...f, percentOfGdp: null })),
    };
  });
  const codes = [
    ...new Set(brief.scenarios.flatMap((s) => principalEffects(brief, s).map((e) => e.economy))),
  ];
  const incomes = codes.map((code): ComparisonRow => {
    const found = brief.scenarios.map((s) => s.effects.find((e) => e.economy === code));
    return {
      label: `Real income of ${found.find((e) => e !== undefined)!.name}`,
      note: "% of goods spending",
      cells: found.map((e) =>
        e === undefined
          ? null
          : { percent: e.realIncomePercent, usdMillion: e.usdMillion, percentOfGdp: e.percentOfGdp },
      ),
    };
  });
  return [...figures, ...incomes];
}

/** Effects of the economies with these codes, in their order. */
export function effectsOf(scenario: BriefScenario, codes: readonly string[]): EconomyEffect[] {
  return codes.flatMap((code) => scenario.effects.find((e) => e.economy === code) ?? []);
}

/** "Lognormal, median 5.03, s.d. of the logarithm 0.4". */
export function distributionWords(parameter: ParameterUsed): string {
  const d = parameter.distribution;
  if (typeof d === "number") return "fixed";
  if ("lognormal" in d) {
    return `lognormal, median ${formatPlain(d.lognormal.median)}, s.d. of the log ${formatPlain(d.lognormal.sdLog)}`;
  }
  if ("normal" in d) {
    const { mean, sd, min, max } = d.normal;
    const least = min === undefined ? "" : `, at least ${formatPlain(min)}`;
    const most = max === undefined ? "" : `, at most ${formatPlain(max)}`;
    return `normal, mean ${formatPlain(mean)}, s.d. ${formatPlain(sd)}${least}${most}`;
  }
  if ("uniform" in d) return `uniform, ${d.uniform.map((x) => formatPlain(x)).join(" to ")}`;
  const [low, mode, high] = d.triangular;
  return `triangular, ${formatPlain(low)} to ${formatPlain(high)}, most likely ${formatPlain(mode)}`;
}

const DEFICITS: Readonly<Record<Closure["deficits"], string>> = {
  additive: "trade deficits stay fixed in the numeraire (additive)",
  multiplicative: "spending moves with income (multiplicative), so the world's budget is open by a hair",
  "multiplicative-rescaled": "spending moves with income, rescaled so that the world's budget closes",
  removed: "trade deficits are removed first",
};

/** A figure of the replacement: per cent and dollars on one line, with the world as it is and with the cell replaced. */
export interface ReplacementRow {
  readonly scenario: string;
  readonly label: string;
  readonly world: string;
  readonly replaced: string;
}

/** The two figures of a replacement in a sentence. */
export function replacementWords({ worldUsdMillion, usdMillion, source }: Replacement): string {
  return `The world has ${formatUsdExact(worldUsdMillion)}; another source has ${formatUsdExact(usdMillion)}: ${source}.`;
}

/** The changes of a replacement, one row a scenario and figure. */
export function replacementRows(replacement: Replacement): ReplacementRow[] {
  const rows = new Map<string, ReplacementRow>();
  for (const change of replacement.changes) {
    const key = `${change.scenario} ${change.figure}`;
    const format = change.unit === "percent" ? formatPercent : formatUsdChange;
    const before = rows.get(key);
    const joinedTo = (text: string | undefined, x: number): string =>
      text === undefined ? format(x) : `${text}, ${format(x)}`;
    rows.set(key, {
      scenario: change.scenario,
      label: change.label,
      world: joinedTo(before?.world, change.world),
      replaced: joinedTo(before?.replaced, change.replaced),
    });
  }
  return [...rows.values()];
}

/** The closure in words. */
export function closureWords(closure: Closure): string {
  const numeraire =
    closure.numeraire === "world-output"
      ? "the value of world output"
      : `the wage of ${economyName(closure.numeraire)}`;
  return `Closure: ${DEFICITS[closure.deficits]}; the numeraire is ${numeraire}.`;
}

/** Draws and seed in words. */
export function drawsWords(brief: Brief): string {
  const { trust } = brief;
  if (trust === null) return "";
  if (trust.draws === 0) return "No draws were made: figures carry no interval.";
  return `Intervals hold 90 % of ${formatPlain(trust.draws)} draws; seed ${trust.seed}.`;
}

/** "e.g. Scenario b: 2 of the draws failed" where any did. */
export function failedDraws(brief: Brief): string[] {
  return brief.scenarios
    .filter((s) => s.drawsFailed > 0)
    .map((s) => `Scenario ${s.id}: ${s.drawsFailed} draws found no solution and are left out.`);
}

export const CONFIDENCE: Readonly<Record<string, string>> = {
  high: "several sources",
  medium: "one source",
  low: "doubtful",
  memory: "from memory, unconfirmed",
};
