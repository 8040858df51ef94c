/**
 * The conductor: from what a report says to everything that a brief says.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { Brief, BriefScenario } from "../contracts/brief.js";
import type { Move, Reading } from "../contracts/reading.js";
import type { Scenario } from "../contracts/scenario.js";
import type { Shock } from "../contracts/shock.js";
import { economyName } from "../economies/index.js";
// Modules by name, not by their folders' indices: a brief must not load the models that it does not use.
import { type PreparedOneSector, prepareOneSector } from "../equilibrium/prepare-one-sector.js";
import { type FromMove, type MoveScenario, type Principal, tradeOf } from "../scenario/index.js";
import { drawParameters } from "../uncertainty/draw-parameters.js";
import { inlineExecutor } from "../uncertainty/executor.js";
import { version } from "../version.js";
import { domesticSales } from "../worlds/index.js";
import { type Evaluation, evaluate } from "./evaluate.js";
import { diplomacyWords } from "./extra-costs.js";
import type { InForce } from "./in-force.js";
import { type BriefOptions, type Chosen, planOfReading, settingOf } from "./plan-of-reading.js";
import { movesSaid, saidOnce } from "./said.js";
import { trustOf } from "./trust.js";

/**
 * Looks up what was in force, and computes what the promise would do.
 *
 * @throws {InputError} `date-range` when `date` lies outside the register's days
 */
export async function briefOfReading(reading: Reading, options: BriefOptions = {}): Promise<Brief> {
  const plan = planOfReading(reading, options);
  const { chosen, world, day, ledger, fingerprint, principal, force, costs } = plan;
  const scenarios = principal && costs ? await solveAll(principal, costs, world, reading, chosen) : [];
  const costed = (move: Move): string => costedAs(move, principal, costs, world, day.on);
  const trust =
    principal && scenarios.length > 0
      ? await trustOf({
          world,
          principal,
          scenarios,
          drafts: costs!.scenarios,
          theta: chosen.theta,
          cut: chosen.cut,
          draws: chosen.draws,
          seed: chosen.seed,
          on: day.on,
          solve: centralSolver(principal, reading, chosen),
        })
      : null;
  const moves = movesSaid(reading, costed, { ledger, on: day.on });
  const matched = new Set(moves.flatMap((move) => move.matches.map((match) => match.entry)));
  return {
    manifest: {
      gravitas: version,
      command: "brief",
      input: options.inputSha256 ?? null,
      options: {
        date: options.date ?? null,
        cut: chosen.cut,
        share: chosen.share ?? null,
        theta: chosen.theta,
        draws: chosen.draws,
      },
      base: world.id,
      ledger: { entries: fingerprint.count, sha256: fingerprint.sha256 },
      seed: chosen.seed,
    },
    title: reading.document.title ?? titleOf(reading, principal, costed),
    on: day.on,
    onBecause: day.because,
    reading,
    said: saidOnce(reading),
    moves,
    principal: principal && {
      move: principal.move.id,
      importer: principal.importer,
      exporter: principal.exporter,
      goods: principal.move.goods,
      hs: principal.move.hs,
      because: principal.because,
    },
    regime: force.regime,
    findings: force.regime?.reading ?? [],
    scenarios,
    trust,
    notes: notesOf(reading, principal, force, costs, day.on, world),
    entries: {
      ...force.regime?.entries,
      ...Object.fromEntries(ledger.filter(({ id }) => matched.has(id)).map((entry) => [entry.id, entry])),
    },
  };
}

async function solveAll(
  principal: Principal,
  costs: FromMove,
  world: Baseline,
  reading: Reading,
  chosen: Chosen,
): Promise<BriefScenario[]> {
  const prepared = prepareOneSector(world);
  const solved: BriefScenario[] = [];
  for (const draft of costs.scenarios) {
    const { scenario, compiled, centre } = settingOf(draft, world, reading, chosen);
    const { draws: count, seed } = chosen;
    const draws = count === 0 ? null : drawParameters(compiled.parameters, { draws: count, seed });
    const evaluation = await evaluate({
      prepared,
      principal,
      compiled,
      scenario,
      centre,
      draws,
      domesticAt: (values) => domesticSales({ kappa: values.kappa!, g: values.g! }),
      executor: chosen.executor,
    });
    // Once is enough: the first scenario lists what none of them costs.
    const notCosted = solved.length === 0 ? uncosted(reading, principal, costs, world) : [];
    const shock = { ...compiled.shockAt(centre), notCosted };
    solved.push(toBriefScenario(draft, scenario, shock, evaluation, principal));
  }
  return solved;
}

/** Moves that no scenario costs, for the shock's own list. */
function uncosted(reading: Reading, principal: Principal, costs: FromMove, world: Baseline) {
  return reading.moves.flatMap((move) => {
    const trade = tradeOf(move, world.economies, `${world.year}-12-31`);
    const own = move.id === principal.move.id;
    const because = own ? costs.notCosted : typeof trade === "string" ? trade : null;
    return because === null
      ? []
      : [{ move: move.id, says: movesSaid({ ...reading, moves: [move] }, () => "")[0]!.says, because }];
  });
}

function toBriefScenario(
  draft: MoveScenario,
  scenario: Scenario,
  shock: Shock,
  evaluation: Evaluation,
  principal: Principal,
): BriefScenario {
  const { effects, ...solved } = evaluation;
  // A side that is everybody is nobody in particular.
  const sides = [principal.importers, principal.exporters].filter((side) => side.length < effects.length / 2);
  const principals = new Set(sides.flat());
  const elsewhere = effects.filter((e) => !principals.has(e.economy));
  const bySize = [...elsewhere].sort((a, b) => b.usdMillion.central - a.usdMillion.central);
  return {
    id: draft.id,
    title: draft.title,
    says: draft.says,
    moves: [...draft.moves],
    scenario,
    shock,
    assumptions: [...draft.assumptions],
    ...solved,
    effects,
    gainers: bySize
      .filter((e) => e.usdMillion.central > 0)
      .slice(0, 5)
      .map((e) => e.economy),
    losers: bySize
      .filter((e) => e.usdMillion.central < 0)
      .reverse()
      .slice(0, 5)
      .map((e) => e.economy),
  };
}

/** Solves a draft at its centre on another world, for the comparison with a cell replaced. */
function centralSolver(principal: Principal, reading: Reading, chosen: Chosen) {
  return async (draft: MoveScenario, world: Baseline, prepared: PreparedOneSector): Promise<Evaluation> => {
    const { compiled, centre } = settingOf(draft, world, reading, chosen);
    return evaluate({
      prepared,
      principal,
      compiled,
      centre,
      draws: null,
      domesticAt: () => domesticSales(),
      executor: inlineExecutor,
    });
  };
}

function costedAs(
  move: Move,
  principal: Principal | null,
  costs: FromMove | null,
  world: Baseline,
  on: string | null,
): string {
  const inScenarios = costs?.scenarios.filter((s) => s.moves.includes(move.id)).map((s) => s.id) ?? [];
  if (inScenarios.length > 0) return `scenario ${inScenarios.join(", ")}`;
  if (move.id === principal?.move.id) return `not costed: ${costs?.notCosted ?? "no scenario"}`;
  const day = on ?? `${world.year}-12-31`;
  const trade = tradeOf(move, world.economies, day);
  if (typeof trade === "string") return `not costed: ${diplomacyWords(move, world, day) ?? trade}`;
  return move.status === "in_force"
    ? "not costed: done already"
    : "not costed: a brief costs one move; write a scenario for this one";
}

function titleOf(reading: Reading, principal: Principal | null, costed: (move: Move) => string): string {
  if (principal) return movesSaid({ ...reading, moves: [principal.move] }, costed)[0]!.says;
  const line = reading.document.text.trim().split("\n")[0]!;
  return line.length <= 100 ? line : `${line.slice(0, 97)}…`;
}

function notesOf(
  reading: Reading,
  principal: Principal | null,
  force: InForce,
  costs: FromMove | null,
  on: string | null,
  world: Baseline,
): string[] {
  const year = on === null ? null : Number(on.slice(0, 4));
  return [
    ...reading.notes,
    ...(reading.moves.length > 0 && !principal
      ? [
          "No move of this report changes the trade cost of goods between economies of the world, so nothing is computed.",
        ]
      : []),
    ...(costs?.notCosted ? [`The move itself is not costed: ${costs.notCosted}.`] : []),
    ...(force.note ? [force.note] : []),
    ...(force.regime && principal && principal.move.towards.length > 1
      ? [
          `What was in force is told for ${economyName(principal.exporter)} in ${economyName(principal.importer)}; the move names others too.`,
        ]
      : []),
    ...(principal && year !== null && Math.abs(year - world.year) > 1
      ? [
          `The base is the world of ${world.year}; the report is of ${year}. Levels, and who trades with whom, have changed since.`,
        ]
      : []),
  ];
}
