/**
 * What a brief adds to the scenarios of its move, or takes from them: flows that a lifted ban opens must have a prior,
 * and diplomacy is costed where that was asked for.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Move, Reading } from "../contracts/reading.js";
import type { CellShock } from "../contracts/scenario.js";
import {
  type DiplomacyCosted,
  diplomacyFromMove,
  type FromMove,
  liftedFlow,
  type MoveScenario,
  type Principal,
} from "../scenario/index.js";
import { gravityFlows } from "../worlds/index.js";
import { defaultTheta } from "./parameters.js";

/** The scenarios without those whose lifted ban has no prior, and why. */
export function withPriors(costs: FromMove, world: Baseline): FromMove {
  const refused = costs.scenarios.map((draft) => missingPrior(draft, world));
  const kept = costs.scenarios.filter((_, n) => refused[n] === null);
  const because = refused.find((reason) => reason !== null) ?? costs.notCosted;
  return { scenarios: lettered(kept), notCosted: because };
}

function missingPrior(draft: MoveScenario, world: Baseline): string | null {
  for (const shock of draft.shocks) {
    if (shock.unban === undefined) continue;
    for (const [exporter, importer] of pairs(shock)) {
      try {
        liftedFlow(shock.unban, { exporter, importer }, world, "shocks[0]", gravityFlows());
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return `${error.message.replace(/\.$/, "")}; give the share before the ban with --prior-share`;
      }
    }
  }
  return null;
}

function pairs({ exporter, importer }: CellShock): [string, string][] {
  const list = (side: string | readonly string[]) => (typeof side === "string" ? [side] : side);
  return list(exporter).flatMap((x) =>
    list(importer).flatMap((m): [string, string][] => (x === m ? [] : [[x, m]])),
  );
}

/** The first move of diplomacy that has a cost. */
export function diplomacyOf(
  reading: Reading,
  world: Baseline,
  on: string | null,
  theta: number,
): DiplomacyCosted | null {
  for (const move of reading.moves) {
    const costed = diplomacyFromMove(move, world.economies, on ?? `${world.year}-12-31`, theta);
    if (typeof costed !== "string") return costed;
  }
  return null;
}

/** For a move of diplomacy, what the literature would support, and that it was not asked for. */
export function diplomacyWords(move: Move, world: Baseline, on: string): string | null {
  if (!["diplomatic_relations", "meeting", "mediation"].includes(move.instrument)) return null;
  const found = diplomacyFromMove(move, world.economies, on, defaultTheta.median);
  return typeof found === "string"
    ? found
    : "missions are worth 5 to 20 % of trade at most; --cost-diplomacy costs that";
}

/** The scenarios of the move on goods, then that of diplomacy; nothing changes stays last. */
export function withDiplomacy(
  costs: FromMove | null,
  diplomacy: DiplomacyCosted | null,
  principal: Principal,
): FromMove {
  if (diplomacy === null) return costs ?? { scenarios: [], notCosted: null };
  const extra: MoveScenario = { ...diplomacy.draft, id: "" };
  const nothing: MoveScenario = {
    id: "",
    title: "Nothing changes",
    says: `Relations of ${principal.importerName} and ${principal.exporterName} stay as they are: no trade cost changes.`,
    moves: [],
    shocks: [],
    assumptions: [],
  };
  const before = costs?.scenarios ?? [nothing];
  return {
    scenarios: lettered([...before.slice(0, -1), extra, ...before.slice(-1)]),
    notCosted: costs?.notCosted ?? null,
  };
}

const lettered = (drafts: readonly MoveScenario[]): MoveScenario[] =>
  drafts.map((draft, n) => ({ ...draft, id: "abcdefgh"[n]! }));
