import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime, RegimeItem, RegimeMfn } from "../contracts/regime.js";
import { economyOf, inSentence } from "../economies/index.js";
import { dateWords } from "./date-words.js";

/** Below this a duty is as good as none: what is left of trade cost is not tariff. */
const NEAR_ZERO = 0.01;

/**
 * What follows from a regime for a promise of the day, as an expert would say it: what is left to cut, what can be
 * lost, what is banned, admitted again or drafted, and how the two stand to each other. By rule, for any pair.
 */
export function readRegime(regime: Regime): string[] {
  return [
    ...ofTariff(regime),
    ...ofExceptions(regime),
    ...ofAlternatives(regime),
    ...ofSuspensions(regime),
    ...ofPreference(regime),
    ...ofBans(regime),
    ...ofRestrictions(regime),
    ...ofAdmissions(regime),
    ...ofDrafts(regime),
    ...ofWto(regime),
    ...ofRelations(regime),
  ];
}

function ofTariff({ tariff, importer, exporter, entries }: Regime): string[] {
  const trade = `${economyOf(exporter)?.adjective ?? exporter} goods`;
  const market = inSentence(importer);
  if (tariff.rate === null) {
    const withheld = tariff.because
      .flatMap((id) => entries[id] ?? [])
      .find((entry) => entry.effect?.type === "mfn_withheld");
    if (withheld !== undefined) return [`${withheld.summary} What ${trade} pay instead is not known here.`];
    return tariff.lines.length > 1
      ? tariff.lines.map(
          (line) =>
            `In ${market}, ${line.goods} of ${inSentence(exporter)}: ${line.rate === null ? "no duty known" : `${percent(line.rate)} duty`}.`,
        )
      : [
          `The register knows no duty of ${market} on ${trade}: what a cut would change cannot be told from it.`,
        ];
  }
  if (tariff.rate > NEAR_ZERO) {
    const duty = percent(tariff.rate);
    return [
      tariff.basis === "outside_wto"
        ? `There is a tariff to cut: ${trade} pay ${duty} in ${market} if they get most-favoured-nation treatment, which the WTO does not oblige it to give them.`
        : `There is a tariff to cut: ${trade} pay ${duty} in ${market}${tariff.basis === "mfn" ? ", the rate of its most-favoured-nation tariff" : ""}.`,
    ];
  }
  const isForAll = tariff.mfn !== null && tariff.mfn.rate <= tariff.rate;
  const how = {
    preference: isForAll ? ", as the goods of everybody do" : ", under a preference",
    customs_union: ", inside a customs union",
    mfn: ", as the goods of everybody do",
    outside_wto: ", as the goods of everybody do",
    unknown: "",
  };
  return [
    `${capital(trade)} already pay ${tariff.rate === 0 ? "no duty" : `only ${percent(tariff.rate)}`} in ${market}${how[tariff.basis]}.`,
    "There is little tariff left to cut: what can be liberalised is non-tariff cost.",
  ];
}

/** Goods that the preference or customs union leaves out, when all were asked for. */
function ofExceptions({ tariff, goods, entries }: Regime): string[] {
  const isLeaving = tariff.because.some((id) => entries[id]?.except !== undefined);
  if (!isLeaving || !goods.includes("all")) return [];
  const dearer = tariff.lines.filter((line) => line.basis !== tariff.basis && line.rate !== null);
  const rates = dearer.map((line) => `${line.goods} ${percent(line.rate!)}`);
  return [
    `That is so of industrial goods; farm goods and fish are left out as a rule${rates.length === 0 ? "" : ` and pay most-favoured-nation duties (${rates.join(", ")})`}.`,
  ];
}

/** Licences, lists and embargoes that are no bans on goods known here. */
function ofRestrictions({ conditions, entries, importer }: Regime): string[] {
  return conditions
    .filter((item) => {
      const entry = entries[item.entry];
      return (
        entry?.direction === "restrictive" &&
        entry.by.includes(importer) &&
        (entry.instrument === "licensing" || entry.instrument === "sanctions")
      );
    })
    .map((item) => `Access is restricted: ${item.says}`);
}

/** What the duty may have been, where the sources leave days open. */
function ofAlternatives({ tariff, on }: Regime): string[] {
  if (tariff.certainty === "certain") return [];
  const others = [
    ...new Set(
      tariff.alternatives.map(({ rate, basis }) =>
        rate === null ? "not known" : `${percent(rate)}${NAMES[basis]}`,
      ),
    ),
  ];
  return [
    `The sources do not settle the duty of ${dateWords(on)} for certain: it may also have been ${others.join(" or ")}.`,
  ];
}

const NAMES: Readonly<Record<Regime["tariff"]["basis"], string>> = {
  preference: " (a preference)",
  customs_union: " (a customs union)",
  mfn: " (MFN)",
  outside_wto: " (the MFN mean, not owed under the WTO)",
  unknown: "",
};

/** What sets the preference aside for some goods while it holds for the rest. */
function ofSuspensions({ tariff, conditions, entries }: Regime): string[] {
  return conditions
    .filter(
      (item) => !item.perhaps && entries[item.entry]?.overrides.some((id) => tariff.because.includes(id)),
    )
    .map(
      (item) =>
        `Since ${dateWords(item.since)} the preference is set aside for ${listed(item.goods)}: these pay the most-favoured-nation duty.`,
    );
}

function ofPreference({ tariff, goods }: Regime): string[] {
  if (tariff.basis !== "preference") return [];
  const rate = tariff.rate ?? 0;
  const whole = tariff.mfn !== null && tariff.mfn.rate > rate ? [tariff.mfn] : [];
  const lines = tariff.lines
    .filter((line) => line.basis === "preference" && line.mfn !== null && line.mfn.rate > (line.rate ?? 0))
    .filter((line) => line.mfn!.because.join() !== tariff.mfn?.because.join());
  if (whole.length + lines.length === 0) return [];
  const what = goods.length === 1 && goods[0] !== "all" ? goods[0] : "the goods";
  const parts = [
    ...whole.map((mfn) => ({ what, mfn })),
    ...lines.map((line) => ({ what: line.goods, mfn: line.mfn! })),
  ].map(
    (part, n) =>
      `${part.what} ${n === 0 ? "would pay " : ""}${percent(part.mfn.rate)} (${part.mfn.measure}${differ(part.mfn)})`,
  );
  return [`What can be lost is the preference: without it ${parts.join(", ")}.`];
}

/** "; sources differ, 7.8 to 8.4 %" */
function differ(mfn: RegimeMfn): string {
  if (mfn.disagree.length === 0) return "";
  const rates = [mfn.rate, ...mfn.disagree.map((d) => d.rate)];
  return `; sources differ, ${number(Math.min(...rates), 1)} to ${number(Math.max(...rates), 1)} %`;
}

function ofBans({ bans }: Regime): string[] {
  const say = (items: readonly RegimeItem[], lead: string) =>
    items.length === 0
      ? []
      : [
          `${lead}: ${items.map((b) => `${goodsWords(b.goods)} (since ${dateWords(b.since)})`).join("; ")}. No cut of a duty opens that trade, only lifting the ban.`,
        ];
  return [
    ...say(
      bans.filter((ban) => !ban.perhaps),
      "Banned on that day",
    ),
    ...bans
      .filter((ban) => ban.perhaps)
      .map(
        (ban) =>
          `Of the ban on ${goodsWords(ban.goods)} (since ${dateWords(ban.since)}) the sources do not settle what still held on that day.`,
      ),
  ];
}

function ofAdmissions({ conditions, entries, on }: Regime): string[] {
  const again = conditions.filter((item) => entries[item.entry]?.effect?.type === "admission");
  if (again.length === 0) return [];
  const parts = again.map((item) => {
    // What an admission names may be known otherwise than as a ban, or begin later.
    const bans = liftedBy(entries[item.entry]!)
      .flatMap((id) => entries[id] ?? [])
      .filter(({ effect, valid }) => effect?.type === "ban" && valid[0] !== null && firstDay(valid[0]) <= on);
    const first = bans.map((ban) => ban.valid[0]).sort()[0];
    const since = item.perhaps ? `perhaps since ${dateWords(item.since)}` : `since ${dateWords(item.since)}`;
    return `${listed(item.goods)} (${since}${first === undefined ? "" : `, banned from ${dateWords(first)}`})`;
  });
  return [`Bans already lifted: ${parts.join("; ")}.`];
}

const liftedBy = (entry: LedgerEntry): readonly string[] =>
  entry.effect?.type === "admission" ? entry.effect.lifts : [];

function ofDrafts({ pending, entries }: Regime): string[] {
  return pending
    .filter((item) => entries[item.entry]?.kind === "draft")
    .map((item) => `Drafted on ${dateWords(item.since)} and not in force: ${entries[item.entry]!.summary}`);
}

function ofWto({ memberships, importer, exporter, entries, tariff }: Regime): string[] {
  const since = (code: string) =>
    memberships.find((item) => {
      const entry = entries[item.entry];
      return (
        entry?.effect?.type === "member" &&
        entry.effect.of === "WTO" &&
        entry.by.includes(code) &&
        !item.perhaps
      );
    })?.since;
  const [one, other] = [since(importer), since(exporter)];
  if (one === undefined || other === undefined) return [];
  const owed =
    tariff.basis === "preference"
      ? ": without the preference they owe each other most-favoured-nation treatment"
      : "";
  const [late, who] = one >= other ? [one, importer] : [other, exporter];
  const later = one === other ? "" : `, ${inSentence(who)}`;
  return [`Both are in the WTO${later} since ${dateWords(late)}${owed}.`];
}

function ofRelations({ diplomatic, entries }: Regime): string[] {
  const level = (name: string) =>
    diplomatic.items.filter((item) => {
      const effect = entries[item.entry]?.effect;
      return effect?.type === "relations" && effect.level === name && !item.perhaps;
    });
  const severed = level("severed");
  if (severed.length === 0) return [];
  const guard = level("protecting_power").flatMap((item) => entries[item.entry]!.by.map(inSentence));
  const talks = level("talks").map((item) => `the two hold talks since ${dateWords(item.since)}`);
  const rest = [...(guard.length === 0 ? [] : [`${listed(guard)} is protecting power`]), ...talks];
  return [
    `Diplomatic relations are severed since ${dateWords(severed[0]!.since)}${rest.length === 0 ? "" : `; ${rest.join("; ")}`}.`,
  ];
}

/** "all goods" rather than "all". */
const goodsWords = (goods: readonly string[]): string =>
  listed(goods.map((word) => (word === "all" ? "all goods" : word)));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const number = (fraction: number, digits: number): string => String(Number((fraction * 100).toFixed(digits)));
const percent = (fraction: number): string => `${number(fraction, 3)} %`;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
