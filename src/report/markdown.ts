/**
 * The brief as GitHub Markdown: the same four parts as in the terminal, with tables. Every text that a user or a
 * source wrote is escaped, so that nothing of it becomes a link, a heading, a table or HTML.
 * @module
 */
import type { Brief, BriefScenario, EconomyEffect } from "../contracts/brief.js";
import {
  answer,
  type ComparisonCell,
  changesNothing,
  comparison,
  dateline,
  effectsOf,
  failedDraws,
  isEstimated,
  nameIn,
  notCostedWords,
  principalEstimated,
  registerWords,
  sourceName,
  speakerWords,
  spoken,
} from "./brief-words.js";
import { escapeMarkdown, markdownUrl } from "./escape.js";
import { markdownTable, trustMarkdown } from "./markdown-trust.js";
import { formatDate, formatUsd, joined, percentText, usdText } from "./numbers.js";
import {
  marksOf,
  overriddenWords,
  type RegimeLine,
  regimeLines,
  type SourceOf,
  sourceWords,
} from "./regime-lines.js";

const e = escapeMarkdown;

function headline(brief: Brief): string[] {
  const lines = [`# ${e(brief.title)}`, "", e(dateline(brief)), ""];
  for (const s of brief.scenarios) lines.push(`- **${e(`${s.id} · ${s.title}`)}**: ${e(answer(brief, s))}`);
  const estimated = principalEstimated(brief);
  if (estimated !== null) lines.push("", `*${e(estimated)}*`);
  for (const note of brief.notes) lines.push("", `> ${e(note)}`);
  return lines;
}

function whatWasSaid(brief: Brief, name: (code: string) => string): string[] {
  const lines = ["## 1. What was said", ""];
  if (brief.on !== null && brief.onBecause !== null)
    lines.push(`Dated ${formatDate(brief.on)}: ${e(brief.onBecause)}.`, "");
  for (const said of brief.said) {
    const times = said.times > 1 ? ` ×${said.times}` : "";
    lines.push(`- **${e(speakerWords(said.speaker, name))}**${times}: ${e(spoken(said))}`);
  }
  if (brief.said.length === 0) lines.push("No statement was found in the text.");
  lines.push("");
  if (brief.moves.length === 0) return [...lines, "No move was found in the text."];
  const rows = brief.moves.map((m) => [m.move, m.says, m.statusSays, m.costed].map(e));
  const register = brief.moves.flatMap((m) => registerWords(m).map((words) => `- ${e(m.move)}: ${e(words)}`));
  return [
    ...lines,
    ...markdownTable(["", "Move", "Status", "Costed"], rows),
    ...(register.length === 0 ? [] : ["", ...register]),
  ];
}

function sourceLink(source: SourceOf): string {
  const url = markdownUrl(source.url);
  return url === null ? e(sourceWords(source)) : `[${e(sourceWords(source))}](<${url}>)`;
}

function regimeRow(line: RegimeLine): string[] {
  const whose = line.whose === null ? "" : `According to ${line.whose}: `;
  const note = line.note === "" ? "" : ` *${e(line.note)}*`;
  const mark = marksOf(line)
    .map((text) => ` **${text}**`)
    .join("");
  const says = `${e(whose + line.says)}${mark}${note}`;
  return [e(line.group), says, e(line.when), line.sources.map(sourceLink).join("; ")];
}

function whatWasInForce(brief: Brief, name: (code: string) => string): string[] {
  const title = brief.on === null ? "What was in force" : `What was in force on ${formatDate(brief.on)}`;
  const lines = [`## 2. ${title}`, ""];
  if (brief.regime === null)
    return [...lines, "The register was not asked: no move names two economies and a day."];
  if (brief.findings.length > 0) lines.push(...brief.findings.map((sentence) => `- ${e(sentence)}`), "");
  lines.push(...markdownTable(["", "In force", "When", "Source"], regimeLines(brief, name).map(regimeRow)));
  const asides = [...overriddenWords(brief), ...brief.regime.warnings];
  if (asides.length > 0) lines.push("", ...asides.map((sentence) => `- ${e(sentence)}`));
  return lines;
}

function comparisonCell(cell: ComparisonCell | null, scenario: BriefScenario): string {
  if (!scenario.converged) return "not solved";
  if (cell === null) return "–";
  if (changesNothing(scenario)) return "no change";
  const parts = [joined(percentText(cell.percent)), joined(usdText(cell.usdMillion))];
  if (cell.percentOfGdp !== null) {
    const { central, interval } = percentText(cell.percentOfGdp);
    parts.push(joined({ central: `${central} of GDP`, interval }));
  }
  return parts.join("<br>");
}

function effectRow(side: string, effect: EconomyEffect): string[] {
  const gdp = effect.percentOfGdp === null ? "n/a" : joined(percentText(effect.percentOfGdp));
  const figures = [joined(usdText(effect.usdMillion)), joined(percentText(effect.realIncomePercent)), gdp];
  return [side, e(effect.name), ...figures];
}

function elsewhere(brief: Brief): string[] {
  const lines = ["### Who gains and who loses elsewhere", ""];
  for (const s of brief.scenarios.filter((s) => s.converged && !changesNothing(s))) {
    const rows = [
      ...effectsOf(s, s.gainers).map((effect) => effectRow("gains", effect)),
      ...effectsOf(s, s.losers).map((effect) => effectRow("loses", effect)),
    ];
    if (rows.length === 0) continue;
    lines.push(`**${e(`${s.id} · ${s.title}`)}**`, "");
    lines.push(...markdownTable(["", "Economy", "Dollars", "Real income", "Of GDP"], rows), "");
  }
  return lines.length === 2 ? [...lines, "Nobody: no scenario changes anything elsewhere.", ""] : lines;
}

function bilateral(brief: Brief, name: (code: string) => string): string[] {
  const lines: string[] = [];
  for (const s of brief.scenarios.filter(
    (s) => s.converged && s.bilateral.length > 0 && !changesNothing(s),
  )) {
    const rows = s.bilateral.map((b) => [
      e(`${name(b.exporter)} → ${name(b.importer)}`),
      formatUsd(b.before),
      b.percent === null ? "from nothing" : joined(percentText(b.percent)),
      joined(usdText(b.usdMillion)),
      isEstimated(b.origin) ? "estimated" : e(b.origin),
    ]);
    const head = ["Exporter → importer", "Before", "Change", "Dollars", "Base flow"];
    lines.push(`**${e(`${s.id} · Trade flows that change most`)}**`, "", ...markdownTable(head, rows), "");
  }
  return lines;
}

function whatItWouldDo(brief: Brief, name: (code: string) => string): string[] {
  const lines = ["## 3. What it would do", ""];
  if (brief.scenarios.length === 0)
    return [...lines, "Nothing was computed: no move in the text can be costed."];
  const head = ["", ...brief.scenarios.map((s) => e(`${s.id} · ${s.title}`))];
  const rows = comparison(brief).map((row) => [
    `${e(row.label)}<br>${e(row.note)}`,
    ...row.cells.map((cell, n) => comparisonCell(cell, brief.scenarios[n]!)),
  ]);
  lines.push("Changes against the world as it was; 90 % intervals in brackets; US dollars.", "");
  lines.push(...markdownTable(head, rows), "", ...elsewhere(brief), ...bilateral(brief, name));
  lines.push("### What each scenario assumes", "");
  for (const s of brief.scenarios) {
    lines.push(`- **${e(s.id)}** ${e(s.says)}`);
    for (const a of s.assumptions) lines.push(`  - ${e(a.says)} (${e(sourceName(brief, a.source))})`);
    lines.push(...notCostedWords(s).map((sentence) => `  - ${e(sentence)}`));
  }
  return [...lines, ...failedDraws(brief).map((sentence) => `\n> ${e(sentence)}`)];
}

/** The whole brief as GitHub Markdown. */
export function briefToMarkdown(brief: Brief): string {
  const name = nameIn(brief);
  const parts = [
    headline(brief),
    whatWasSaid(brief, name),
    whatWasInForce(brief, name),
    whatItWouldDo(brief, name),
    trustMarkdown(brief, name),
  ];
  return `${parts.map((lines) => lines.join("\n").trimEnd()).join("\n\n")}\n`;
}
