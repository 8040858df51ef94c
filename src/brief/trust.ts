/**
 * How far to trust a brief: what is reported and what imputed, another source's figure in place of the world's, what
 * the model leaves out.
 * @module
 */
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import type { BriefScenario, Replacement, Trust } from "../contracts/brief.js";
import { moveReasonSays } from "../contracts/world.js";
import { economyName } from "../economies/index.js";
import { type PreparedOneSector, prepareOneSector } from "../equilibrium/prepare-one-sector.js";
import type { MoveScenario, Principal } from "../scenario/index.js";
import {
  customsExplanations,
  customsFigure,
  customsTotals,
  replaceCells,
  reportedCells,
} from "../worlds/index.js";
import { caveatsOf } from "./caveats.js";
import type { Evaluation } from "./evaluate.js";
import { originInWords } from "./origin-in-words.js";
import { parametersUsed, type ThetaChoice } from "./parameters.js";

export interface TrustQuestion {
  readonly world: Baseline;
  readonly principal: Principal;
  readonly scenarios: readonly BriefScenario[];
  readonly drafts: readonly MoveScenario[];
  readonly theta: ThetaChoice;
  readonly cut: number;
  readonly draws: number;
  readonly seed: number;
  /** The day of the report. */
  readonly on: string | null;
  /** Solves a draft at its centre on another world. */
  readonly solve: (draft: MoveScenario, world: Baseline, prepared: PreparedOneSector) => Promise<Evaluation>;
}

export async function trustOf(question: TrustQuestion): Promise<Trust> {
  const { world, scenarios } = question;
  const usesCut = scenarios.some((s) => s.shock.cells.some((cell) => cell.kind === "iceberg"));
  return {
    reportedShare: reportedShare(world),
    cells: cellsOf(world, scenarios),
    replacement: await replacementOf(question),
    leavesOut: leavesOut(question),
    parameters: parametersUsed(question.theta, usesCut ? question.cut : null),
    closure: { deficits: "additive", numeraire: "world-output" },
    draws: question.draws,
    seed: question.seed,
    measure:
      "Welfare is the equivalent variation at base prices; its per cent is of gross spending on goods, not of GDP. " +
      "Flows are before the importer's tariff. Deficits stay as they are, in units of world output.",
  };
}

function reportedShare(world: Baseline): number {
  const n = world.economies.length;
  let all = 0;
  let reported = 0;
  for (let cell = 0; cell < n * n; cell++) {
    if (cell % (n + 1) === 0) continue;
    all += world.flows[cell]!;
    const origin = world.origin[cell]!;
    if (origin >= CellOrigin.exporter && origin <= CellOrigin.both) reported += world.flows[cell]!;
  }
  return reported / all;
}

/** The flows that the brief shows, as the world knows them. */
function cellsOf(world: Baseline, scenarios: readonly BriefScenario[]): Trust["cells"] {
  const shown = new Map(scenarios.flatMap((s) => s.bilateral).map((b) => [`${b.exporter} ${b.importer}`, b]));
  const n = world.economies.length;
  const because = new Map(reportedCells().map((cell) => [`${cell.exporter} ${cell.importer}`, cell.because]));
  return [...shown.values()].slice(0, 20).map(({ exporter, importer }) => {
    const cell = world.economies.indexOf(exporter) * n + world.economies.indexOf(importer);
    const origin = originInWords(world, exporter, importer);
    const movedPercent = 100 * (world.moved[cell]! - 1);
    const usdMillion = world.flows[cell]!;
    const by = `${movedPercent > 0 ? "+" : "−"}${Math.abs(movedPercent).toFixed(1)} %`;
    const from = world.origin[cell] === CellOrigin.imputed ? "the gravity prior" : "what was reported";
    const why = because.get(`${exporter} ${importer}`);
    const says =
      Math.abs(movedPercent) < 0.05
        ? ""
        : `Balancing moved it by ${by} from ${from}${why ? `: ${moveReasonSays[why]}` : ""}.`;
    return { exporter, importer, usdMillion, origin, movedPercent, says };
  });
}

async function replacementOf(question: TrustQuestion): Promise<Replacement | null> {
  const { world, principal } = question;
  const { importers, exporters } = principal;
  if (importers.length !== 1 || exporters.length !== 1) return null;
  const [importer, exporter] = [importers[0]!, exporters[0]!];
  const figure = customsFigure(exporter, importer);
  if (!figure) return null;
  const n = world.economies.length;
  const worldUsdMillion =
    world.flows[world.economies.indexOf(exporter) * n + world.economies.indexOf(importer)]!;
  const { title, publisher, date } = figure.source;
  const source = `${title}, ${publisher}${date ? `, ${date}` : ""}`;
  const replaced = replaceCells(world, [{ exporter, importer, usdMillion: figure.usdMillion, source }]);
  const prepared = prepareOneSector(replaced);
  const changes: Replacement["changes"] = [];
  for (const [k, draft] of question.drafts.entries()) {
    const before = question.scenarios[k]!;
    if (draft.shocks.length === 0 || !before.converged) continue;
    const after = await question.solve(draft, replaced, prepared);
    if (after.converged) changes.push(...compared(before, after, principal));
  }
  return {
    exporter,
    importer,
    worldUsdMillion,
    usdMillion: figure.usdMillion,
    source,
    says: bases(question, figure),
    changes,
  };
}

function compared(
  before: BriefScenario,
  after: Evaluation,
  { importer, exporter }: Principal,
): Replacement["changes"] {
  const figures = before.figures.flatMap((figure) => {
    const other = after.figures.find((f) => f.id === figure.id);
    if (!other || figure.id === "revenue") return [];
    return (["percent", "usdMillion"] as const).map((unit) => ({
      scenario: before.id,
      figure: figure.id,
      label: figure.label,
      unit,
      world: figure[unit].central,
      replaced: other[unit].central,
    }));
  });
  const incomes = before.effects
    .filter(({ economy }) => economy === importer || economy === exporter)
    .flatMap((effect) => {
      const other = after.effects.find((e) => e.economy === effect.economy)!;
      return (["percent", "usdMillion"] as const).map((unit) => ({
        scenario: before.id,
        figure: `realIncome.${effect.economy}`,
        label: `Real income of ${effect.name}`,
        unit,
        world: unit === "percent" ? effect.realIncomePercent.central : effect.usdMillion.central,
        replaced: unit === "percent" ? other.realIncomePercent.central : other.usdMillion.central,
      }));
    });
  return [...figures, ...incomes];
}

/** What each source says, and why they may differ, as far as it is established. */
function bases({ principal, world }: TrustQuestion, figure: { usdMillion: number; note: string }): string[] {
  const { importer, exporter } = principal;
  const total = customsTotals.find((t) => t.economy === exporter);
  const why = customsExplanations.find((e) => e.exporter === exporter && e.importer === importer);
  return [
    `By customs, ${economyName(exporter)} sold goods of ${figure.usdMillion} million dollars to ${economyName(importer)} in ${world.year}` +
      `${total ? `, of ${total.exports} million in all` : ""}.${figure.note ? ` ${figure.note}` : ""}`,
    ...(why?.established ?? []),
    ...(why?.notEstablished ?? []).map((s) => `Not established: ${s}`),
  ];
}

function leavesOut({ principal, world, on }: TrustQuestion): string[] {
  const { importerName, exporterName, importers, exporters } = principal;
  return [
    "One sector: goods are not told apart, so a measure on a few goods that matter to one side is averaged over all.",
    "Services, travel, remittances, investment and labour are not in it; nor are input–output links, which raise the gains from trade.",
    "It compares two states of rest: no path between them, no stocks, no exchange rate.",
    "A new exporter or product cannot appear: a flow that is zero stays zero.",
    `What else changes in the same years stays as the world of ${world.year} has it.`,
    ...caveatsOf([...importers, ...exporters], on),
    `Trade of contested territories is in no figure of its own, whoever claims them: ${importerName} and ${exporterName} are as their own statistics draw them.`,
  ];
}
