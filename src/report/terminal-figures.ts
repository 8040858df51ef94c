/**
 * Parts 3 and 4 of the brief in a terminal: the scenarios side by side, who gains and loses, and how far to trust it.
 * @module
 */
import type { Brief, BriefScenario, EconomyEffect, Replacement } from "../contracts/brief.js";
import {
  CONFIDENCE,
  type ComparisonCell,
  changesNothing,
  closureWords,
  comparison,
  distributionWords,
  drawsWords,
  effectsOf,
  isEstimated,
  notCostedWords,
  replacementRows,
  replacementWords,
  sourceName,
} from "./brief-words.js";
import { oneLine } from "./escape.js";
import {
  type FigureText,
  formatNumber,
  formatPercent,
  formatPlain,
  formatTiny,
  formatUsd,
  formatUsdChange,
  formatUsdExact,
  joined,
  percentText,
  usdText,
} from "./numbers.js";
import { block, type Page } from "./terminal-page.js";
import { clip, pad, type TextColumn, tableRow, textWidth, wrap } from "./text-layout.js";

/** A figure on one line when the column has room for it, else its interval below. */
function stacked(text: FigureText, width: number): string[] {
  if (textWidth(joined(text)) <= width) return [joined(text)];
  return text.interval === null ? [text.central] : [text.central, ...wrapInterval(text.interval, width)];
}

/** An interval that is too long for its column breaks before its second number. */
function wrapInterval(interval: string, width: number): string[] {
  const at = interval.indexOf("\u00a0to\u00a0");
  if (at < 0 || textWidth(interval) <= width) return [interval];
  return [interval.slice(0, at), ` ${interval.slice(at + 1)}`];
}

function cellLines(cell: ComparisonCell | null, scenario: BriefScenario, width: number): string[] {
  if (!scenario.converged) return ["not solved"];
  if (cell === null) return ["–"];
  if (changesNothing(scenario)) return ["no change"];
  const lines = [...stacked(percentText(cell.percent), width), ...stacked(usdText(cell.usdMillion), width)];
  if (cell.percentOfGdp !== null) {
    const { central, interval } = percentText(cell.percentOfGdp);
    lines.push(...stacked({ central: `${central} of GDP`, interval }, width));
  }
  return lines;
}

/** Figures with their scenarios below, where the page is too narrow to set them side by side. */
function comparisonList(page: Page, brief: Brief): string[] {
  return comparison(brief).flatMap((row) => {
    const cells = row.cells.flatMap((c, n) => {
      const scenario = brief.scenarios[n]!;
      const lines = cellLines(c, scenario, page.width - 7);
      return lines.map((line, k) => `  ${k === 0 ? pad(oneLine(scenario.id), 3) : "   "} ${line}`);
    });
    return [...block(page, "", `${row.label} (${row.note})`).map(page.paint.bold), ...cells, ""];
  });
}

function comparisonTable(page: Page, brief: Brief): string[] {
  const count = brief.scenarios.length;
  if (page.width < 18 + 18 * count) return comparisonList(page, brief);
  const label = Math.min(34, Math.max(18, Math.floor(page.width / (count + 1.2))));
  // A scenario that changes nothing leaves its room to the others.
  const still = brief.scenarios.filter(changesNothing).length;
  const narrow = still < count ? 12 : 16;
  const wide = Math.floor((page.width - label - 2 * count - narrow * still) / Math.max(1, count - still));
  const cells = brief.scenarios.map((s) => Math.min(40, changesNothing(s) ? narrow : wide));
  const columns: TextColumn[] = [{ width: label }, ...cells.map((width): TextColumn => ({ width }))];
  const head = brief.scenarios.map((s, n) => wrap(`${oneLine(s.id)} · ${oneLine(s.title)}`, cells[n]!));
  const lines = tableRow([[""], ...head], columns).map(page.paint.bold);
  lines.push(page.paint.dim("─".repeat(page.width)));
  for (const row of comparison(brief)) {
    const name = [...wrap(oneLine(row.label), label), ...wrap(oneLine(row.note), label)];
    const stated = row.cells.map((c, n) => cellLines(c, brief.scenarios[n]!, cells[n]!));
    lines.push(...tableRow([name, ...stated], columns), "");
  }
  return lines;
}

function effectRow(page: Page, effect: EconomyEffect): string {
  const dollars = joined(usdText(effect.usdMillion));
  const percent = formatPercent(effect.realIncomePercent.central);
  const name = Math.min(26, page.width - 54);
  return `    ${pad(clip(oneLine(effect.name), name), name)}  ${pad(dollars, 34)}  ${percent}`;
}

function elsewhere(page: Page, brief: Brief): string[] {
  const lines = [page.paint.bold("Who gains and who loses elsewhere")];
  lines.push(
    ...block(page, "", "Real income in dollars with its interval, then in per cent of spending on goods."),
  );
  for (const scenario of brief.scenarios.filter((s) => s.converged)) {
    if (scenario.gainers.length + scenario.losers.length === 0 || changesNothing(scenario)) continue;
    lines.push("", page.paint.bold(`  ${oneLine(scenario.id)}  ${oneLine(scenario.title)}`));
    if (scenario.gainers.length > 0) lines.push("   gain");
    lines.push(...effectsOf(scenario, scenario.gainers).map((e) => effectRow(page, e)));
    if (scenario.losers.length > 0) lines.push("   lose");
    lines.push(...effectsOf(scenario, scenario.losers).map((e) => effectRow(page, e)));
  }
  return lines.length === 2 ? [...lines, "  Nobody: no scenario changes anything elsewhere."] : lines;
}

function bilateral(page: Page, brief: Brief): string[] {
  const lines: string[] = [];
  for (const scenario of brief.scenarios.filter(
    (s) => s.converged && s.bilateral.length > 0 && !changesNothing(s),
  )) {
    lines.push("", page.paint.bold(`  ${oneLine(scenario.id)}  Trade flows that change most`));
    for (const b of scenario.bilateral.slice(0, 8)) {
      const flow = pad(clip(oneLine(`${page.name(b.exporter)} → ${page.name(b.importer)}`), 26), 26);
      const percent = b.percent === null ? "from nothing" : joined(percentText(b.percent));
      const known = isEstimated(b.origin) ? "estimated" : b.origin;
      const base = `${formatUsdChange(b.usdMillion.central)} on ${formatUsd(b.before)} before, ${known}`;
      lines.push(`    ${flow}  ${percent}`, ...block(page, "      ", base).map(page.paint.dim));
    }
  }
  return lines;
}

function assumptions(page: Page, brief: Brief): string[] {
  const lines = ["", page.paint.bold("What each scenario assumes")];
  for (const scenario of brief.scenarios) {
    lines.push(...block(page, `  ${oneLine(scenario.id)}  `, scenario.says));
    for (const a of scenario.assumptions)
      lines.push(...block(page, "     • ", `${a.says} [${sourceName(brief, a.source)}]`));
    for (const sentence of notCostedWords(scenario)) lines.push(...block(page, "     • ", sentence));
    if (scenario.assumptions.length === 0) lines.push("     • Nothing beyond the base.");
  }
  return lines;
}

/** Part 3. */
export function whatItWouldDo(page: Page, brief: Brief): string[] {
  if (brief.scenarios.length === 0) return ["Nothing was computed: no move in the text can be costed."];
  return [
    ...block(page, "", "Changes against the world as it was; 90 % intervals in brackets; US dollars."),
    "",
    ...comparisonTable(page, brief),
    ...elsewhere(page, brief),
    ...bilateral(page, brief),
    ...assumptions(page, brief),
  ];
}

function replacementTable(page: Page, replacement: Replacement): string[] {
  const { exporter, importer, usdMillion } = replacement;
  const flow = `${page.name(exporter)} → ${page.name(importer)}`;
  const lines = ["", page.paint.bold(`If ${oneLine(flow)} were ${formatUsdExact(usdMillion)} dollars`)];
  lines.push(...block(page, "  ", replacementWords(replacement)));
  for (const sentence of replacement.says) lines.push(...block(page, "  ", sentence));
  const rows = replacementRows(replacement);
  const figure = Math.max(15, ...rows.flatMap((row) => [textWidth(row.world), textWidth(row.replaced)]));
  const label = Math.max(18, Math.min(40, page.width - 2 * figure - 4));
  const columns: TextColumn[] = [{ width: label }, { width: figure }, { width: figure }];
  lines.push(
    "",
    ...tableRow([["  Scenario and figure"], ["as it is"], ["cell replaced"]], columns).map(page.paint.dim),
  );
  for (const row of rows) {
    const what = wrap(`${oneLine(row.scenario)} · ${oneLine(row.label)}`, label - 2).map(
      (line) => `  ${line}`,
    );
    lines.push(...tableRow([what, [row.world], [row.replaced]], columns));
  }
  return lines;
}

function parameters(page: Page, brief: Brief): string[] {
  const lines = ["", page.paint.bold("Parameters")];
  for (const p of brief.trust?.parameters ?? []) {
    const what = `${formatPlain(p.central)} · ${p.says.replace(/\.$/, "")} · ${distributionWords(p)}`;
    lines.push(...block(page, `  ${pad(oneLine(p.symbol), 3)} `, what));
    lines.push(
      ...block(page, "      ", `${p.source} [${CONFIDENCE[p.confidence] ?? p.confidence}]`).map(
        page.paint.dim,
      ),
    );
  }
  return lines;
}

/** Part 4. */
export function trustLines(page: Page, brief: Brief): string[] {
  const { trust } = brief;
  if (trust === null) return ["Nothing was computed, so there is nothing to trust or doubt."];
  const share = formatNumber(trust.reportedShare * 100);
  const lines = block(
    page,
    "",
    `${share} % of world trade by value stands in cells that a side reported; the rest is estimated.`,
  );
  for (const cell of trust.cells) {
    const flow = `${page.name(cell.exporter)} → ${page.name(cell.importer)}: ${formatUsd(cell.usdMillion)}`;
    const origin = isEstimated(cell.origin) ? "estimated (nobody reported it)" : cell.origin;
    lines.push(...block(page, "  • ", `${flow}, ${origin}. ${cell.says}`));
  }
  if (trust.replacement !== null) lines.push(...replacementTable(page, trust.replacement));
  lines.push("", page.paint.bold("What the model leaves out"));
  for (const sentence of trust.leavesOut) lines.push(...block(page, "  • ", sentence));
  lines.push(...parameters(page, brief), "");
  for (const sentence of [trust.measure, closureWords(trust.closure), drawsWords(brief)])
    lines.push(...block(page, "", sentence));
  for (const s of brief.scenarios.filter((s) => s.converged && s.iterations > 0))
    lines.push(
      `Scenario ${oneLine(s.id)}: residual ${formatTiny(s.residual)} after ${s.iterations} ${s.iterations === 1 ? "iteration" : "iterations"}.`,
    );
  return [...lines, ...manifestLines(page, brief).map(page.paint.dim)];
}

function manifestLines(page: Page, brief: Brief): string[] {
  const { gravitas, base, ledger, input } = brief.manifest;
  const text = input === null ? "" : `, text ${input.slice(0, 12)}`;
  return block(
    page,
    "",
    `Gravitas ${gravitas}, base ${base}, register of ${ledger.entries} entries (${ledger.sha256.slice(0, 12)})${text}.`,
  );
}
