/**
 * A question of bargaining, answered.
 * @module
 */
import type { Bargain, BargainReport } from "../contracts/bargain.js";
import { InputError } from "../contracts/errors.js";
import { answerAccession } from "./answer-accession.js";
import { answerBestReply } from "./answer-best-reply.js";
import { answerCooperate } from "./answer-cooperate.js";
import { answerNash } from "./answer-nash.js";
import { answerCredibility, answerPrice, answerResponse } from "./answer-response.js";
import { applyMove } from "./response.js";
import { type Answer, moveOf, type Table } from "./table-game.js";
import { type BargainBase, worldOf } from "./world-of.js";

export interface BargainNames {
  /** A name for people; default the code. */
  readonly nameOf?: ((code: string) => string) | undefined;
  /** Members of a bloc (EUU, WTO) by its code; the code itself where it is none. Default the code. */
  readonly membersOf?: ((code: string) => readonly string[]) | undefined;
}

/**
 * Answers one question on a base: best reply, Nash equilibrium, cooperation, accession and veto, response, price,
 * credibility. See docs/bargain.md.
 *
 * @returns a report; `converged: false` with what was tried, and no figures, where no answer was found
 * @throws {InputError} whatever of the question cannot be used with its base
 */
export function solveBargain(ask: Bargain, base: BargainBase, names: BargainNames = {}): BargainReport {
  const { baseline } = base;
  const known = new Set(baseline.economies);
  const codesOf: Table["codesOf"] = (codes) =>
    (typeof codes === "string" ? [codes] : [...codes]).flatMap((code) => {
      if (known.has(code)) return [code];
      if (code === "all") return [...baseline.economies];
      const members = (names.membersOf?.(code) ?? [code]).filter((member) => known.has(member));
      return members.length > 0 ? members : [code];
    });
  const table: Table = {
    ask,
    world: worldOf(ask, base, lobbyOf(ask, base, codesOf)),
    nameOf: names.nameOf ?? ((code) => code),
    codesOf,
  };
  if (ask.before) {
    const first = { title: "before", by: baseline.economies[0]!, changes: ask.before };
    applyMove(table.world, moveOf(table, first));
  }
  const { assumptions = [], ...answer } = answerOf(table);
  const { theta, valueAdded, deficits } = ask.parameters;
  return {
    kind: "bargain",
    title: ask.title,
    base: baseline.id,
    model: ask.model,
    parameters: {
      theta: typeof theta === "number" ? theta : "by sector",
      ...(valueAdded === undefined ? {} : { valueAdded }),
      deficits,
    },
    ...answer,
    assumptions: [
      {
        says: `Trade elasticity ${typeof theta === "number" ? theta : "by sector"}.`,
        source: "the question",
      },
      ...assumptions,
    ],
    notes: [
      "Governments are taken to want real income and nothing else; trade is that of the base and the model's.",
      ...answer.notes,
      ...baseline.notes,
    ],
  };
}

function answerOf(table: Table): Answer {
  const { question } = table.ask;
  if ("bestReply" in question) return answerBestReply(table, question.bestReply);
  if ("nash" in question) return answerNash(table, question.nash);
  if ("cooperate" in question) return answerCooperate(table, question.cooperate);
  if ("accession" in question) return answerAccession(table, question.accession);
  if ("response" in question) return answerResponse(table, question.response);
  if ("price" in question) return answerPrice(table, question.price);
  return answerCredibility(table, question.credibility);
}

/** [sector][economy] weights; the player's own, 1 elsewhere. */
function lobbyOf(
  { question }: Bargain,
  { baseline }: BargainBase,
  codesOf: Table["codesOf"],
): Float64Array | undefined {
  if (!("bestReply" in question) || question.bestReply.lobby === undefined) return undefined;
  const { sectors, economies } = baseline;
  const weights = new Float64Array(sectors.length * economies.length).fill(1);
  const members = codesOf(question.bestReply.player.economy).filter((code) => economies.includes(code));
  for (const [sector, weight] of Object.entries(question.bestReply.lobby)) {
    const s = sectors.indexOf(sector);
    if (s < 0) {
      throw new InputError("unknown-sector", `Lobby weights are by sector of the base; received ${sector}.`, {
        place: { field: "question.bestReply.lobby" },
        received: sector,
        hint: `Sectors: ${sectors.slice(0, 12).join(", ")}.`,
      });
    }
    for (const code of members) weights[s * economies.length + economies.indexOf(code)] = weight;
  }
  return weights;
}
