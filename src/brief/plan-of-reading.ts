/**
 * What a brief rests on before anything is solved: the day, the register, the move, its scenarios.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { firstDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Reading } from "../contracts/reading.js";
import type { Scenario } from "../contracts/scenario.js";
import { embeddedLedger, ledgerFingerprint, REGISTER_DAYS } from "../register/index.js";
import {
  type CompiledScenario,
  central,
  compileScenario,
  type FromMove,
  type MoveScenario,
  type Principal,
  principalMove,
  type ScenarioSizes,
  scenariosFromMove,
  toScenario,
} from "../scenario/index.js";
import { type Executor, inlineExecutor } from "../uncertainty/executor.js";
import { customsShare, gravityFlows, world2014 } from "../worlds/index.js";
import { diplomacyOf, withDiplomacy, withPriors } from "./extra-costs.js";
import { type InForce, inForce } from "./in-force.js";
import {
  cutDistribution,
  defaultCut,
  defaultTheta,
  g,
  inWords,
  kappa,
  type ThetaChoice,
  thetaDistribution,
} from "./parameters.js";

export interface BriefOptions {
  /** The day that the brief speaks of, YYYY-MM-DD; default the reading's. */
  readonly date?: string;
  /** Factor on the non-tariff trade cost, in (0, 1]; default 0.90. */
  readonly cut?: number;
  /** Share in the flow of the goods that the move names, in (0, 1]. */
  readonly share?: number;
  /** Median and log standard deviation of the trade elasticity. */
  readonly theta?: ThetaChoice;
  /** Draws for intervals; default 500, 0 for none. */
  readonly draws?: number;
  readonly seed?: number;
  /** Who runs the draws; default here and now. */
  readonly executor?: Executor;
  /** Costs relations restored, by what the literature bounds; default false. */
  readonly costDiplomacy?: boolean;
  /** Share in the importer's imports of the flow that a lifted ban opens, before the ban, and who says so. */
  readonly priorShare?: { readonly value: number; readonly source: string };
  /** Ledger entries and their SHA-256, instead of the embedded ones. */
  readonly ledger?: { readonly entries: readonly LedgerEntry[]; readonly sha256: string };
  /** SHA-256 of the text, for the manifest, where the caller has it. */
  readonly inputSha256?: string;
}

/** Options with their defaults. */
export type Chosen = Required<Pick<BriefOptions, "cut" | "theta" | "draws" | "seed" | "executor">> &
  BriefOptions;

export interface ReadingPlan {
  readonly chosen: Chosen;
  readonly world: Baseline;
  readonly day: { readonly on: string | null; readonly because: string | null };
  readonly ledger: readonly LedgerEntry[];
  readonly fingerprint: { readonly count: number; readonly sha256: string };
  /** The move that is costed; null where none changes the trade cost of goods. */
  readonly principal: Principal | null;
  readonly force: InForce;
  readonly costs: FromMove | null;
}

/** @throws {InputError} `date-range` when `date` lies outside the register's days */
export function planOfReading(reading: Reading, options: BriefOptions): ReadingPlan {
  const chosen: Chosen = {
    cut: defaultCut,
    theta: defaultTheta,
    draws: 500,
    seed: 20141218,
    executor: inlineExecutor,
    ...options,
  };
  checkDate(options.date);
  const world = world2014();
  const day = dayOf(reading, options.date);
  const ledger = options.ledger?.entries ?? embeddedLedger();
  const fingerprint = options.ledger
    ? { count: options.ledger.entries.length, sha256: options.ledger.sha256 }
    : ledgerFingerprint();
  const traded = principalMove(reading, world.economies, day.on ?? `${world.year}-12-31`);
  const diplomacy = chosen.costDiplomacy ? diplomacyOf(reading, world, day.on, chosen.theta.median) : null;
  const principal = traded ?? diplomacy?.principal ?? null;
  const pair = principal
    ? { importer: principal.importer, exporter: principal.exporter }
    : firstPair(reading);
  const force: InForce = pair
    ? inForce(
        ledger,
        { ...pair, goods: principal?.move.goods ?? ["all"] },
        { on: day.on, given: options.date !== undefined },
      )
    : { regime: null, all: null, note: null };
  const costs = principal
    ? withDiplomacy(traded ? costsOf(traded, force, chosen, world) : null, diplomacy, principal)
    : null;
  return { chosen, world, day, ledger, fingerprint, principal, force, costs };
}

function checkDate(date: string | undefined): void {
  const [from, to] = REGISTER_DAYS;
  if (date === undefined || (date >= from && date <= to)) return;
  throw new InputError("date-range", `The date must lie between ${from} and ${to}; received ${date}.`, {
    place: { field: "date" },
    received: date,
    hint: "The register does not know what was in force on other days.",
  });
}

function dayOf(reading: Reading, given: string | undefined): { on: string | null; because: string | null } {
  if (given !== undefined) return { on: given, because: "given by the user" };
  const { date, dateBecause } = reading.document;
  if (date === null) return { on: null, because: null };
  const on = firstDay(date);
  return {
    on,
    because: on === date ? dateBecause : `${dateBecause ?? "read in the text"}; ${date} is taken as ${on}`,
  };
}

/** Without a move on goods, the first two sides that a move names. */
function firstPair(reading: Reading): { importer: string; exporter: string } | null {
  for (const { by, towards } of reading.moves) {
    const partner = towards.find((code) => code !== by && code !== "all" && code !== "WTO");
    if (partner !== undefined && by !== "WTO" && by !== "all") return { importer: by, exporter: partner };
  }
  return null;
}

function costsOf(principal: Principal, force: InForce, chosen: Chosen, world: Baseline): FromMove {
  const distribution = cutDistribution(chosen.cut);
  const costs = scenariosFromMove(
    principal,
    { forGoods: force.regime, forAll: force.all },
    {
      cut: chosen.cut,
      cutDistribution: distribution,
      cutSays: typeof distribution === "number" ? "no change" : `drawn: ${inWords(distribution)}`,
      share: shareOf(principal, chosen.share),
      priorShare: chosen.priorShare ?? null,
    },
  );
  return withPriors(costs, world);
}

/** The share of the move's goods in the flow: the user's, else the one that customs figures give. */
function shareOf(
  { move, importers, exporters }: Principal,
  given: number | undefined,
): ScenarioSizes["share"] {
  if (given !== undefined) return { value: given, source: "given by the user" };
  if (importers.length !== 1 || exporters.length !== 1) return null;
  const found = customsShare(exporters[0]!, importers[0]!, move.hs);
  return found && { value: found.value, source: `${found.source.publisher}, ${found.year}. ${found.note}` };
}

/** A draft as a scenario on a world, its shock compiled and its parameters at their centre. */
export interface Setting {
  readonly scenario: Scenario;
  readonly compiled: CompiledScenario;
  readonly centre: Record<string, number>;
}

/** @throws {InputError} what of the draft cannot be used with the world */
export function settingOf(draft: MoveScenario, world: Baseline, reading: Reading, chosen: Chosen): Setting {
  const uncertainty = { draws: chosen.draws, seed: chosen.seed };
  const parameters = { theta: thetaDistribution(chosen.theta), kappa, g };
  const scenario = toScenario(draft, reading.document.title ?? "Brief", parameters, uncertainty);
  const asksGravity = draft.shocks.some((shock) => shock.unban?.prior?.gravity);
  const compiled = compileScenario(scenario, world, undefined, asksGravity ? gravityFlows() : undefined);
  const centre = Object.entries(compiled.parameters).map(([name, d]) => [name, central(d)]);
  return { scenario, compiled, centre: Object.fromEntries(centre) };
}
