import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeItem } from "../contracts/regime.js";
import { bindsTrade, inForce } from "./coverage.js";
import { dateWords } from "./date-words.js";
import { coverOf, touches } from "./goods-query.js";
import { itemOf, type Question } from "./question.js";

/**
 * Bans on the goods asked for, less what has been admitted again. Where other goods of a ban were admitted and
 * nothing says what became of these, the ban is shown as "perhaps".
 */
export function resolveBans(question: Question): RegimeItem[] {
  const { entries, pair, goods } = question;
  const admissions = entries.filter(
    (entry) => entry.effect?.type === "admission" && bindsTrade(entry, pair, entries),
  );
  return entries.flatMap((entry) => {
    if (entry.effect?.type !== "ban" || !bindsTrade(entry, pair, entries) || !touches(entry, goods))
      return [];
    const validity = inForce(entry, pair.on);
    if (validity === null) return [];
    const lifting = admissions.filter((a) => lifts(a, entry) && inForce(a, pair.on) === "yes");
    const left = codesLeft(entry, lifting, question);
    if (left.length === 0) return [];
    const item = itemOf(entry, question);
    if (lifting.length === 0) return [item];
    const lifted = lifting.map((a) => `${a.goods.join(", ")} (since ${dateWords(a.valid[0])})`).join("; ");
    const says = `${entry.summary} Since then admitted again: ${lifted}.`;
    return [
      isSettled(entry, left, admissions, question)
        ? { ...item, says }
        : { ...item, says: `${says} What became of the rest was not found.`, perhaps: true as const },
    ];
  });
}

const lifts = (admission: LedgerEntry, ban: LedgerEntry): boolean =>
  admission.effect?.type === "admission" && admission.effect.lifts.includes(ban.id);

/** Codes asked for (or, of all goods, the ban's own) that no admission covers as a whole. */
function codesLeft(
  ban: LedgerEntry,
  lifting: readonly LedgerEntry[],
  { goods }: Question,
): readonly string[] {
  const asked = goods.all ? ban.hs : goods.hs.filter((code) => coverOf(ban, code) !== "none");
  if (asked.length === 0) return lifting.length === 0 ? ["all"] : [];
  return asked.filter((code) => !lifting.some((admission) => coverOf(admission, code) === "whole"));
}

/** Whether what is left is known to be banned still: it was admitted later. */
function isSettled(
  ban: LedgerEntry,
  left: readonly string[],
  admissions: readonly LedgerEntry[],
  { pair, goods }: Question,
): boolean {
  if (goods.all) return false;
  const later = admissions.filter(
    (a) => lifts(a, ban) && inForce(a, pair.on) === null && a.valid[0] > pair.on,
  );
  return left.every((code) => later.some((a) => coverOf(a, code) === "whole"));
}
