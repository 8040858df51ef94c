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

/**
 * The scenarios with the flows that lifted bans open worked out, without those that have no prior, and why.
 *
 * A share s of the importer's imports before the ban is the whole flow of the goods, so what the base has of it already is
 * taken off: F = s/(1 − s) × (imports − there), added = F − there. Gravity speaks of all goods of a pair only.
 */
export function withPriors(costs: FromMove, world: Baseline): FromMove {
  const tried = costs.scenarios.map((draft) => pricedDraft(draft, world));
  const kept = tried.filter((one) => typeof one !== "string");
  const because = tried.find((one) => typeof one === "string") ?? costs.notCosted;
  return { scenarios: lettered(kept), notCosted: because };
}

/** The draft with its priors in dollars where a share gave them, or why there are none. */
function pricedDraft(draft: MoveScenario, world: Baseline): MoveScenario | string {
  const shocks: CellShock[] = [];
  for (const shock of draft.shocks) {
    const priced = shock.unban === undefined ? shock : pricedShock(shock, world);
    if (typeof priced === "string") return priced;
    shocks.push(priced);
  }
  return { ...draft, shocks };
}

const ASK = "give the share before the ban with --prior-share";

function pricedShock(shock: CellShock, world: Baseline): CellShock | string {
  const { prior } = shock.unban!;
  if (prior?.share !== undefined) return fromShare(shock, prior.share, prior.source!, world);
  if (shock.goods !== "all") return `gravity speaks of all goods of a pair, the ban of some; ${ASK}`;
  for (const [exporter, importer] of pairs(shock)) {
    try {
      liftedFlow(shock.unban!, { exporter, importer }, world, "shocks[0]", gravityFlows());
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return `${error.message.replace(/\.$/, "")}; ${ASK}`;
    }
  }
  return shock;
}

function fromShare(shock: CellShock, share: number, source: string, world: Baseline): CellShock | string {
  const [only, ...others] = pairs(shock);
  if (only === undefined || others.length > 0)
    return "a share before the ban is one pair's, and the move is on several; write a scenario";
  const [exporter, importer] = only;
  const { economies, flows } = world;
  const n = economies.length;
  const [i, j] = [economies.indexOf(exporter), economies.indexOf(importer)];
  const imports = economies.reduce((sum, _, k) => (k === j ? sum : sum + flows[k * n + j]!), 0);
  const there = flows[i * n + j]! * (shock.share?.value ?? 1);
  const added = (share / (1 - share)) * (imports - there) - there;
  if (!(added > 0.01 * there))
    return `the base already has ${Math.round(there)} million dollars of it, as much as that share before the ban`;
  const taken = there > 0 ? `, less the ${Math.round(there)} million that the base has` : "";
  return {
    // The flow added is that of the goods already: a share would be taken of it once more.
    importer: shock.importer,
    exporter: shock.exporter,
    goods: "all",
    because: shock.because,
    unban: {
      priorFlow: added,
      source: `${+(100 * share).toPrecision(4)} % of imports before the ban${taken} (${source})`,
    },
  };
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
