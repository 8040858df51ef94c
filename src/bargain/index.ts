/**
 * Tariffs as strategies: best replies, tariff wars, agreements, the price of a veto, answers and promises.
 * @module
 */
export {
  type Accession,
  type AccessionQuestion,
  accession,
  type Concession,
  type ConcessionPoint,
  type ConcessionTerms,
  type EntryValue,
  type MoneyTerms,
} from "./accession.js";
export { type Aim, type Ascent, type AscentOptions, ascend } from "./ascend.js";
export { bestReply } from "./best-reply.js";
export { type ClosedForm, closedFormNash } from "./closed-form-nash.js";
export {
  type Agreement,
  type AgreementOptions,
  type BargainOptions,
  efficientTariffs,
  nashBargain,
} from "./cooperate.js";
export { leastPatience, type Patience, type StagePayoffs } from "./credibility.js";
export { makePlayer, type PlayerOptions, type Schedule } from "./make-player.js";
export { type MultiSectorWorldOptions, multiSectorWorld } from "./multi-sector-world.js";
export { type Nash, type NashOptions, type NashStart, nash } from "./nash.js";
export { oneSectorWorld } from "./one-sector-world.js";
export { parseBargain } from "./parse-bargain.js";
export { type Control, type Player, payoff, ratesOf, setRates } from "./player.js";
export { type ReciprocalPath, reciprocalPath } from "./reciprocal-cuts.js";
export { type Reciprocity, reciprocity, type Snapshot, snapshot } from "./reciprocity.js";
export {
  type Answer as MoveAnswer,
  applyMove,
  canBePrice,
  type DatedMove,
  type Move,
  type Price,
  type Responses,
  respond,
} from "./response.js";
export { type BargainNames, solveBargain } from "./solve-bargain.js";
export { type GameOptions, type GamePoint, type PlayerPoint, solveGame } from "./solve-game.js";
export { emptySlopes, type Slopes, type TariffWorld } from "./tariff-world.js";
export { type PlayerCheck, type VerifyOptions, verify } from "./verify.js";
export { type BargainBase, worldOf } from "./world-of.js";
