/**
 * The brief for a terminal: a headline block that answers in ten seconds, then four numbered parts.
 * @module
 */
import type { Brief } from "../contracts/brief.js";
import {
  answer,
  changesNothing,
  dateline,
  failedDraws,
  nameIn,
  principalEstimated,
  registerWords,
  speakerWords,
  spoken,
} from "./brief-words.js";
import { oneLine } from "./escape.js";
import { formatDate } from "./numbers.js";
import { HISTORY, marksOf, type RegimeLine, regimeLines } from "./regime-lines.js";
import { trustLines, whatItWouldDo } from "./terminal-figures.js";
import { block, type Page } from "./terminal-page.js";
import { paint, wrap } from "./text-layout.js";

/** A numbered heading with a rule to the edge of the page. */
function heading(page: Page, number: number, title: string): string[] {
  const text = `${number}  ${title} `;
  return ["", page.paint.bold(text) + page.paint.dim("─".repeat(Math.max(0, page.width - text.length))), ""];
}

function headline(page: Page, brief: Brief): string[] {
  const lines = wrap(oneLine(brief.title), page.width).map(page.paint.bold);
  lines.push(...wrap(oneLine(dateline(brief)), page.width).map(page.paint.dim), "");
  for (const scenario of brief.scenarios) {
    lines.push(page.paint.bold(`  ${oneLine(scenario.id)}  ${oneLine(scenario.title)}`));
    const sentence = answer(brief, scenario);
    lines.push(
      ...block(page, "     ", sentence).map(changesNothing(scenario) ? page.paint.dim : page.paint.accent),
    );
  }
  const estimated = principalEstimated(brief);
  if (estimated !== null) lines.push("", ...block(page, "  ", estimated));
  for (const note of brief.notes) lines.push("", ...block(page, "  ! ", note));
  return lines;
}

function whatWasSaid(page: Page, brief: Brief): string[] {
  const lines: string[] = [];
  if (brief.on !== null && brief.onBecause !== null) {
    lines.push(
      ...block(page, "", `Dated ${formatDate(brief.on)}: ${brief.onBecause}.`).map(page.paint.dim),
      "",
    );
  }
  for (const said of brief.said) {
    const times = said.times > 1 ? `  ×${said.times}` : "";
    lines.push(page.paint.bold(oneLine(speakerWords(said.speaker, page.name))) + page.paint.accent(times));
    lines.push(...block(page, "  ", spoken(said)), "");
  }
  if (brief.said.length === 0) lines.push("No statement was found in the text.", "");
  if (brief.moves.length === 0) {
    lines.push("No move was found in the text.");
    return lines;
  }
  lines.push(page.paint.bold("Moves"));
  for (const move of brief.moves) {
    lines.push(...block(page, `  ${oneLine(move.move).padEnd(4)}`, move.says));
    const [first = "", ...rest] = block(page, "      ", `${move.statusSays} · ${move.costed}`);
    lines.push(page.paint.accent(first), ...rest.map(page.paint.accent));
    for (const words of registerWords(move)) lines.push(...block(page, "      ", words).map(page.paint.dim));
  }
  return lines;
}

/**
 * Who says so, in one dim paragraph: publisher and date of each source, then the first address. A terminal has no room
 * for titles and notes; the page and the Markdown have them.
 */
function sourceLines(page: Page, line: RegimeLine, seen: Set<string>): string[] {
  const names = [
    ...new Set(line.sources.map((s) => `${s.publisher}${s.date === null ? "" : `, ${formatDate(s.date)}`}`)),
  ];
  if (names.length === 0) return [];
  const address = line.sources.find((s) => s.url !== null)?.url ?? null;
  const lines = block(page, "    ", names.join(" · "));
  // An address stays whole, so that it can be copied, even where it is longer than the line.
  if (address !== null && line.group !== HISTORY && !seen.has(address)) lines.push(`    ${oneLine(address)}`);
  if (address !== null) seen.add(address);
  return lines.map(page.paint.dim);
}

function whatWasInForce(page: Page, brief: Brief): string[] {
  const { regime } = brief;
  if (regime === null) return ["The register was not asked: no move names two economies and a day."];
  const lines = brief.findings.flatMap((finding) => block(page, "• ", finding).map(page.paint.accent));
  const seen = new Set<string>();
  let group = "";
  for (const line of regimeLines(brief, page.name)) {
    if (line.group !== group) {
      if (lines.length > 0) lines.push("");
      group = line.group;
      lines.push(page.paint.bold(group));
    }
    const whose = line.whose === null ? "" : `According to ${line.whose}: `;
    const when = line.when === "" || line.says.includes(line.when) ? "" : ` (${line.when})`;
    const marks = marksOf(line).map((mark) => ` [${mark}]`);
    lines.push(...block(page, "  ", `${whose}${line.says.replace(/\.$/, "")}${when}.${marks.join("")}`));
    if (line.group === "Tariff" && line.note !== "") lines.push(...block(page, "    ", line.note));
    lines.push(...sourceLines(page, line, seen));
  }
  if (regime.overridden.length > 0) {
    lines.push("", page.paint.bold("Set aside"));
    for (const { entry, by, why } of regime.overridden) {
      lines.push(...block(page, "  ", `${entry} gives way to ${by}: ${why}.`));
    }
  }
  const command = `gravitas regime ${regime.importer} ${regime.exporter} --on ${regime.on}`;
  lines.push(
    "",
    ...block(page, "", `Notes, and every source with its address: ${command}, or --html, --md.`).map(
      page.paint.dim,
    ),
  );
  for (const warning of regime.warnings) lines.push("", ...block(page, "  ! ", warning));
  return lines;
}

/**
 * The whole brief as text.
 * @param options colour: ANSI styles on; width: columns of the page, kept between 40 and 120
 */
export function briefToTerminal(brief: Brief, options: { colour: boolean; width: number }): string {
  const width = Math.min(120, Math.max(40, Math.floor(options.width) || 80));
  const page: Page = { paint: paint(options.colour), width, name: nameIn(brief) };
  const lines = [
    ...headline(page, brief),
    ...heading(page, 1, "What was said"),
    ...whatWasSaid(page, brief),
    ...heading(
      page,
      2,
      brief.on === null ? "What was in force" : `What was in force on ${formatDate(brief.on)}`,
    ),
    ...whatWasInForce(page, brief),
    ...heading(page, 3, "What it would do"),
    ...whatItWouldDo(page, brief),
    ...failedDraws(brief).flatMap((sentence) => block(page, "  ! ", sentence)),
    ...heading(page, 4, "How far to trust it"),
    ...trustLines(page, brief),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
