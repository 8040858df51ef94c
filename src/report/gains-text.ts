/**
 * The gains from trade as plain text, for `gravitas gains`.
 * @module
 */
import type { GainsReport } from "../contracts/gains.js";
import { economyName } from "../economies/index.js";
import { oneLine } from "./escape.js";
import { formatNumber, formatPlain, formatRate, formatUsd } from "./numbers.js";
import { hanging, type TextColumn, tableRow, wrap } from "./text-layout.js";

/** The figure first, then what it rests on, what it is not, and the same under other choices. */
export function gainsToText(report: GainsReport, { width }: { readonly width: number }): string {
  const name = economyName(report.economy);
  const { theta, ownShare, deficitShare } = report;
  const fixed = theta.sdLog === 0;
  const range = fixed ? "" : ` (${percent(report.low)} to ${percent(report.high)}, 90 % of the range of θ)`;
  const gdp = report.percentOfGdp === null ? "" : `, ${percent(report.percentOfGdp)} of GDP`;
  const lines = [
    `Gains from trade in goods: ${name}, ${report.base}`,
    "",
    ...wrap(
      `${percent(report.gainsPercent)} of real income${range}: what the economy would lose if it traded goods with nobody. $${formatUsd(report.gainsUsdMillion)}${gdp}.`,
      width,
    ),
    "",
    "What it rests on",
    ...item(
      `The formula 1 − λ^(1/θ): one sector, total gains against autarky (Arkolakis, Costinot and Rodríguez-Clare 2012).`,
      width,
    ),
    ...item(
      `λ = ${formatRate(ownShare)}: the part of spending on goods, tariffs included, that falls on own goods. Estimated: see gravitas world --check.`,
      width,
    ),
    ...item(
      `θ = ${formatPlain(theta.median)}${fixed ? ", as given" : `, lognormal, log s.d. ${formatPlain(theta.sdLog)}`}.`,
      width,
    ),
    ...item(`Real income is gross spending on goods, inputs included, not GDP.`, width),
    "",
    "What it is not",
    ...item(
      `Not the effect of a policy: it says what all trade is worth, not what a little more or less would be.`,
      width,
    ),
    ...item(
      `On the low side: with many sectors and with inputs between them gains are larger. For the United States, services included, Costinot and Rodríguez-Clare (2014) find 1.8 % with one sector, 4.4 % with many, 8.3 % with inputs as well.`,
      width,
    ),
    ...item(
      `The formula is for trade that balances and without tariff revenue. Here the deficit is ${formatRate(deficitShare)} of spending; with the revenue that would end too, the figure is ${percent(report.withRevenuePercent)}.`,
      width,
    ),
    ...(report.instead.length === 0
      ? []
      : ["", "With other choices, one at a time", ...alternatives(report, width)]),
    ...(report.notes.length === 0 ? [] : ["", "Mind", ...report.notes.flatMap((note) => item(note, width))]),
  ];
  return `${lines.join("\n")}\n`;
}

const percent = (x: number): string => `${formatNumber(x)}\u00a0%`;

const item = (text: string, width: number): string[] => hanging("  - ", oneLine(text), width);

function alternatives(report: GainsReport, width: number): string[] {
  const columns: TextColumn[] = [
    { width: Math.max(20, Math.min(56, width - 24)) },
    { width: 10, align: "right" },
    { width: 10, align: "right" },
  ];
  const rows = report.instead.map(({ says, ownShare, gainsPercent }) => [
    [`  ${oneLine(says)}`],
    [formatRate(ownShare)],
    [percent(gainsPercent)],
  ]);
  return [[[""], ["λ"], ["gains"]], ...rows].flatMap((row) => tableRow(row, columns));
}
