import type { Regime } from "../contracts/regime.js";
import type { TariffAnswer, TariffAnswerLine } from "../contracts/tariff-answer.js";
import { inSentence } from "../economies/index.js";

const percent = (rate: number): string => `${Number((rate * 100).toFixed(2))} %`;
const points = (rate: number): string => `${Number((rate * 100).toFixed(2))} points`;

/** What the lines come to, in sentences; made from them by rule. */
export function tariffReading(answer: Omit<TariffAnswer, "reading">, found: Regime): string[] {
  const who = `goods of ${inSentence(answer.exporter)}`;
  const where = `in ${inSentence(answer.importer)}`;
  const out = answer.lines.flatMap((line) => [paid(line, who, where), ...worth(line)]);
  if (answer.bans.some((ban) => ban.perhaps === undefined))
    out.push("A ban is in force: the duty is what would be paid if the goods were let in.");
  else if (answer.bans.length > 0)
    out.push("Sources leave open whether a ban was in force on that very day.");
  if (found.tariff.certainty === "perhaps")
    out.push("Sources leave a day open on which the duty depends; gravitas regime tells the other rates.");
  return out;
}

function paid({ goods, applied, basis }: TariffAnswerLine, who: string, where: string): string {
  const what = `${goods}: ${who} pay`;
  if (applied.rate === null) return `${goods}: what ${who} pay ${where} is not known to the register.`;
  const why: Readonly<Record<string, string>> = {
    preference: "under a preference",
    customs_union: "inside a customs union",
    mfn: "the MFN rate",
    outside_wto: "the MFN rate, which nobody owes them",
    unknown: "on a basis that is not known",
  };
  const mean = applied.isMean && basis !== "preference" && basis !== "customs_union" ? " as a mean" : "";
  return `${what} ${percent(applied.rate)} ${where}${mean}, ${why[basis]}.`;
}

function worth({ margin, bound, mfn, basis }: TariffAnswerLine): string[] {
  const out: string[] = [];
  if (margin !== null && margin.margin > 0) {
    out.push(
      `The preference is worth ${points(margin.margin)}: buyers pay ${percent(margin.relative / (1 + margin.relative))} less than if the MFN duty were on top.`,
    );
    if (margin.originCost !== null && margin.net <= 0)
      out.push("Proving origin costs more than that: the preference is not worth using.");
  }
  if (margin !== null && margin.margin < 0)
    out.push("The MFN duty is the lower one: the preference is not worth using.");
  if (bound === null || mfn === null || bound.rate === null || mfn.rate === null) return out;
  // Means over different lines do not compare, and a binding is owed to members alone.
  if (bound.isMean || mfn.isMean || basis === "outside_wto") return out;
  const water = bound.rate - mfn.rate;
  if (water < -1e-9) return [...out, `The MFN duty is ${points(-water)} above its binding.`];
  out.push(
    water > 1e-9
      ? `The MFN duty could go up by ${points(water)} to its binding.`
      : "The MFN duty is at its binding: it cannot be raised without compensation.",
  );
  return out;
}
