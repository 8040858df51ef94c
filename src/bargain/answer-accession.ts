/**
 * The answer to: what is entry worth, and what does a veto cost?
 * @module
 */
import type { AccessionAsk, BargainPicture, BargainTable, ConcessionSpec } from "../contracts/bargain.js";
import { type Accession, accession, type Concession, type ConcessionTerms } from "./accession.js";
import {
  type Answer,
  dollars,
  dollarsPlain,
  placeOf,
  sentence,
  signedPercent,
  type Table,
} from "./table-game.js";
import type { TariffWorld } from "./tariff-world.js";

interface Case {
  readonly title: string;
  readonly found: Accession;
}

export function answerAccession(table: Table, ask: AccessionAsk): Answer {
  const { world, nameOf } = table;
  const { economies } = world.baseline;
  const entrant = placeOf(economies, ask.entrant, "entrant");
  const veto = placeOf(economies, ask.veto, "veto");
  const members = table
    .codesOf(ask.members)
    .filter((code) => code !== ask.entrant && economies.includes(code))
    .map((code) => economies.indexOf(code));
  const concession = ask.concession ? concessionOf(world, ask.concession) : null;
  const cases = ask.effects.map(({ value, title }): Case => {
    world.forget();
    const found = accession(world, {
      entrant,
      members,
      veto,
      concession,
      effect: value,
      tariffFactorOutside: ask.tariffs ? ask.tariffs.outside / ask.tariffs.inside : 1,
      already: ask.already,
      power: ask.power,
    });
    return { title, found };
  });
  const failed = cases.find(({ found }) => !found.converged);
  const names = { entrant: nameOf(ask.entrant), veto: nameOf(ask.veto) };
  return {
    question: "accession",
    converged: failed === undefined,
    because: failed ? `${failed.title}: ${failed.found.because}` : null,
    findings: failed
      ? []
      : [...cases.flatMap((one) => findings(one, names)), ...concessionFindings(cases, names, ask)],
    tables: failed
      ? []
      : [
          valueTable(cases, names),
          priceTable(cases, names, ask),
          ...powerTables(cases, table),
          ...happenedTable(ask),
        ],
    pictures: failed || !concession ? [] : cases.map((one) => picture(one, names, ask)),
    figures: Object.assign({}, ...cases.map((one, k) => figures(one, ask.effects[k]!.value))),
    assumptions: [
      ...ask.effects.map(({ value, title, source }) => ({
        says: `${sentence(title)}: entry adds ${value} to ln trade with each of ${members.length} members, both ways.`,
        source,
      })),
      ...(ask.tariffs
        ? [
            {
              says: `Outside, ${names.entrant}'s tariffs on members that pay any stand at ${(ask.tariffs.outside / ask.tariffs.inside).toFixed(3)} times those inside.`,
              source: ask.tariffs.source,
            },
          ]
        : []),
      ...(ask.concession && "source" in ask.concession && ask.concession.source
        ? [{ says: `The concession: ${concessionSays(ask.concession)}.`, source: ask.concession.source }]
        : []),
    ],
    notes: [
      "Disagreement is the world outside, for both sides and for good; entry and concession come together.",
      "Money is counted at base prices, a year's worth each year; that its payment moves prices is left out.",
    ],
  };
}

function concessionOf({ theta }: TariffWorld, spec: ConcessionSpec): Concession {
  if ("tariff" in spec) return { kind: "tariff", to: spec.tariff };
  if ("tau" in spec) return { kind: "non-tariff", from: spec.tau[0], to: spec.tau[1] };
  return { kind: "non-tariff", from: (spec.flow[1] / spec.flow[0]) ** (1 / theta[0]!), to: 1 };
}

function concessionSays(spec: ConcessionSpec): string {
  if (spec.title) return spec.title;
  if ("tariff" in spec) return `a tariff of ${spec.tariff} on its goods`;
  if ("tau" in spec) return `trade cost on its goods from ${spec.tau[0]} to ${spec.tau[1]} times the base's`;
  return `a market that goes from ${spec.flow[0]} to ${spec.flow[1]} million dollars at given prices`;
}

interface Names {
  readonly entrant: string;
  readonly veto: string;
}

function findings({ title, found }: Case, names: Names): string[] {
  const { entrant, veto } = found;
  return [
    `${sentence(title)}: entry is worth ${signedPercent(entrant.percent)} of real income to ${names.entrant} (${dollars(entrant.usdMillion)} a year) and ${signedPercent(veto.percent)} to ${names.veto} (${dollars(veto.usdMillion)}).`,
    bargainSays(found, names),
  ];
}

/** What the concession does by itself; once where it is the same in all cases. */
function concessionFindings(cases: readonly Case[], names: Names, ask: AccessionAsk): string[] {
  const given = ask.concession;
  if (!given) return [];
  const says = cases.flatMap(({ title, found: { concession } }) => {
    if (!concession) return [];
    const { entrant, member } = concession.worth;
    const free = entrant >= 0 ? ": it costs its giver nothing in these terms" : "";
    return [
      {
        title,
        text: `adds ${dollars(member)} a year to ${names.veto} and ${dollars(entrant)} to ${names.entrant}${free}`,
      },
    ];
  });
  const all = `All of the concession (${concessionSays(given)})`;
  return new Set(says.map(({ text }) => text)).size === 1
    ? [`${all} ${says[0]!.text}.`]
    : says.map(({ title, text }) => `${all} ${text}, if ${title}.`);
}

/** Who has power, and why: what each loses if it fails. */
function bargainSays({ entrant, veto, money }: Accession, names: Names): string {
  if (entrant.usdMillion <= 0) {
    return `There is no bargaining range: entry itself lowers ${names.entrant}'s real income, so that in these terms a veto has nothing to sell.`;
  }
  const ratio = entrant.usdMillion / Math.max(Math.abs(veto.usdMillion), 1e-9);
  const share = `${names.entrant} has ${ratio >= 10 ? `${Math.round(ratio).toLocaleString("en-US")} times` : `${ratio.toFixed(1)} times`} as many dollars at stake as ${names.veto}`;
  return veto.usdMillion >= 0
    ? `${names.veto} gains from entry and would consent for nothing; the most that could be had for its consent is ${dollarsPlain(money.most)} a year. Its power is the threat to forgo its own gain: ${share}.`
    : `${names.veto} loses by entry: its consent costs at least ${dollarsPlain(money.least)} a year, against at most ${dollarsPlain(money.most)} that ${names.entrant} would pay; ${share}.`;
}

function valueTable(cases: readonly Case[], names: Names): BargainTable {
  return {
    title: "What entry is worth, without any concession",
    columns: [
      { name: "effect of membership", unit: "text" },
      { name: names.entrant, unit: "percent" },
      { name: "dollars a year", unit: "usd" },
      { name: names.veto, unit: "percent" },
      { name: "dollars a year", unit: "usd" },
    ],
    rows: cases.map(({ title, found }) => [
      title,
      found.entrant.percent,
      found.entrant.usdMillion,
      found.veto.percent,
      found.veto.usdMillion,
    ]),
  };
}

function priceTable(cases: readonly Case[], names: Names, ask: AccessionAsk): BargainTable {
  const rows = cases.flatMap(({ title, found }): (string | number | null)[][] => {
    const { concession: c, money } = found;
    return [
      [
        title,
        "money a year",
        round(money.least),
        round(money.most),
        money.nash === null ? "none" : round(money.nash),
      ],
      ...(c
        ? [
            [
              title,
              "part of the concession",
              part(c.least, "not even all"),
              part(c.most, "not even nothing"),
              c.nash ? c.nash.part.toFixed(2) : "none",
            ],
          ]
        : []),
    ];
  });
  return {
    title: `The price of ${names.veto}'s consent`,
    columns: [
      { name: "effect of membership", unit: "text" },
      { name: "paid in", unit: "text" },
      { name: "least that buys it", unit: "text" },
      { name: `most that ${names.entrant} pays`, unit: "text" },
      { name: "Nash point", unit: "text" },
    ],
    rows,
    note: `Parts run from 0, nothing, to 1${ask.concession ? `, ${concessionSays(ask.concession)}` : ""}. ${names.entrant}'s bargaining power ${ask.power}.`,
  };
}

const part = (x: number | null, none: string): string => (x === null ? none : x.toFixed(2));
const round = (million: number): string => dollarsPlain(million);

/** Members to whom entry is worth least, and most. */
function powerTables(cases: readonly Case[], { world, nameOf }: Table): BargainTable[] {
  return cases.map(({ title, found }) => {
    const { members } = found;
    const losers = members.filter(({ percent }) => percent < 0).length;
    const shown = members.length > 12 ? [...members.slice(0, 6), ...members.slice(-6)] : members;
    return {
      title: `Members by what entry is worth to them: ${title}`,
      columns: [
        { name: "member", unit: "text" as const },
        { name: "real income", unit: "percent" as const },
        { name: "dollars a year", unit: "usd" as const },
        { name: "least price of consent, million", unit: "number" as const },
      ],
      rows: shown.map(({ economy, percent, usdMillion }) => [
        nameOf(world.baseline.economies[economy]!),
        percent,
        usdMillion,
        Math.max(0, -usdMillion),
      ]),
      note: `${losers} of ${members.length} members lose by entry and would have to be paid; every other member consents for nothing, though each may ask.${members.length > 12 ? " The six least and the six most." : ""}`,
    };
  });
}

function happenedTable({ happened }: AccessionAsk): BargainTable[] {
  if (happened.length === 0) return [];
  return [
    {
      title: "What happened",
      columns: [
        { name: "date", unit: "text" },
        { name: "what", unit: "text" },
        { name: "part of the concession in force", unit: "text" },
        { name: "source", unit: "text" },
      ],
      rows: happened.map(({ date, what, part: p, source }) => [
        date,
        what,
        p === undefined ? "" : String(p),
        source ?? "",
      ]),
    },
  ];
}

function picture({ title, found }: Case, names: Names, ask: AccessionAsk): BargainPicture {
  const { curve, nash } = found.concession as ConcessionTerms;
  const at = (p: number): { x: number; y: number } => {
    const above = curve.findIndex((c) => c.part >= p - 1e-12);
    const [b, a] = [curve[above]!, curve[Math.max(0, above - 1)]!];
    const w = b.part === a.part ? 0 : (p - a.part) / (b.part - a.part);
    return { x: a.entrant + w * (b.entrant - a.entrant), y: a.member + w * (b.member - a.member) };
  };
  const full = curve.at(-1)!;
  return {
    title: `Entry and concession: ${title}`,
    x: { name: `${names.entrant}: real income against no entry`, unit: "percent" },
    y: { name: `${names.veto}: real income against no entry`, unit: "percent" },
    curves: [
      {
        name: "entry with more and more of the concession",
        points: curve.map((c) => [c.entrant, c.member] as const),
      },
    ],
    marks: [
      { x: 0, y: 0, label: "no entry (threat point)", kind: "threat" },
      { x: full.entrant, y: full.member, label: "entry, all of the concession", kind: "other" },
      ...(nash ? [{ x: nash.entrant, y: nash.member, label: "Nash point", kind: "nash" as const }] : []),
      ...ask.happened.flatMap(({ part: p, date, what }) =>
        p === undefined ? [] : [{ ...at(p), label: `${date}: ${what}`, kind: "deal" as const }],
      ),
    ],
  };
}

function figures({ found }: Case, effect: number): Record<string, number | null> {
  const { entrant, veto, concession: c, money } = found;
  const name = `effect ${effect}`;
  return {
    [`${name}: entrant percent`]: entrant.percent,
    [`${name}: entrant million`]: entrant.usdMillion,
    [`${name}: veto percent`]: veto.percent,
    [`${name}: veto million`]: veto.usdMillion,
    [`${name}: money least`]: money.least,
    [`${name}: money most`]: money.most,
    [`${name}: money nash`]: money.nash,
    ...(c
      ? {
          [`${name}: concession worth to entrant`]: c.worth.entrant,
          [`${name}: concession worth to veto`]: c.worth.member,
          [`${name}: least part`]: c.least,
          [`${name}: most part`]: c.most,
          [`${name}: nash part`]: c.nash?.part ?? null,
        }
      : {}),
    [`${name}: members that lose`]: found.members.filter(({ percent }) => percent < 0).length,
  };
}
