import type { Move } from "../contracts/reading.js";
import { economyName, membersOf } from "../economies/index.js";
import type { Principal } from "./principal-move.js";
import type { MoveScenario } from "./scenarios-from-move.js";

/** What an embassy is worth in trade of the pair, low, middle and high, as fractions. */
const EMBASSY: readonly [low: number, mid: number, high: number] = [0.05, 0.1, 0.2];

export interface DiplomacyCosted {
  readonly principal: Principal;
  readonly draft: Omit<MoveScenario, "id">;
}

/**
 * A move of diplomacy as a trade cost, as far as the literature goes: full relations restored are bounded by what
 * missions are worth, 5 to 20 per cent of trade, both ways (Rose 2007, The World Economy 30(1): 6–10 % for each
 * further consulate, the embassy more). The percentage of trade is turned into a cost at the elasticity `theta`, others'
 * prices given: τ = (1 + x)^(−1/θ). For a meeting, mediation or a break of relations no clean estimate was found.
 * @param world codes of the base
 * @returns why there is no cost, in a sentence, where there is none
 */
export function diplomacyFromMove(
  move: Move,
  world: readonly string[],
  on: string,
  theta: number,
): DiplomacyCosted | string {
  if (move.instrument === "meeting" || move.instrument === "mediation")
    return `a ${move.instrument === "meeting" ? "meeting" : "mediation"} has no effect on trade in the literature that could be used`;
  if (move.instrument !== "diplomatic_relations") return "it is no move of diplomacy";
  if (move.direction === "restrictive")
    return "no clean estimate of a break of relations, trade allowed, was found";
  if (move.direction !== "liberalising") return "it keeps relations as they are";
  const present = (code: string) => membersOf(code, on).filter((member) => world.includes(member));
  const partner = move.towards.find((code) => code !== "all" && present(code).length > 0);
  const importers = present(move.by);
  if (partner === undefined || importers.length === 0)
    return "the text does not name two economies of the world";
  const exporters = present(partner).filter((code) => !importers.includes(code));
  const [importerName, exporterName] = [economyName(move.by), economyName(partner)];
  const [low, mid, high] = EMBASSY.map((x) => (1 + x) ** (-1 / theta)) as [number, number, number];
  const tau = { triangular: [high, mid, low] as [number, number, number] };
  return {
    principal: {
      move,
      importer: move.by,
      exporter: partner,
      importers,
      exporters,
      importerName,
      exporterName,
      bothWays: true,
      because: "a move of diplomacy, costed because that was asked for",
    },
    draft: {
      title: "Relations restored",
      says: `Full relations of ${importerName} and ${exporterName}: trade cost × ${+mid.toPrecision(4)} both ways, a bound and not a forecast.`,
      moves: [move.id],
      shocks: [
        { importer: importers, exporter: exporters, goods: "all", tau, because: move.id },
        { importer: exporters, exporter: importers, goods: "all", tau, because: move.id },
      ],
      assumptions: [
        {
          id: "diplomacy",
          says: `An embassy is worth 5 to 20 % of trade, most likely 10 %; the trade cost is drawn between ${+high.toPrecision(4)} and ${+low.toPrecision(4)}.`,
          source:
            "a bound from Rose, The World Economy 30(1), 2007 (6–10 % for each further consulate, the embassy more)",
        },
      ],
    },
  };
}
