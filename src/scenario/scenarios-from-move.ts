/**
 * From a promise to questions that a model can answer: what the move would do if it were kept, what could be lost
 * instead, and nothing at all. The sizes that the report does not give are assumptions, named as such.
 * @module
 */
import type { Regime } from "../contracts/regime.js";
import type { CellShock, Distribution, Scenario } from "../contracts/scenario.js";
import type { Assumption } from "../contracts/shock.js";
import type { Principal } from "./principal-move.js";

export interface MoveScenario {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly moves: readonly string[];
  readonly shocks: readonly CellShock[];
  readonly assumptions: readonly Assumption[];
}

export interface ScenarioSizes {
  /** Factor on the non-tariff trade cost, central and as drawn. */
  readonly cut: number;
  readonly cutDistribution: Distribution;
  readonly cutSays: string;
  /** Share in the flow of the goods that the move names, and its source; null when not known. */
  readonly share: { readonly value: number; readonly source: string } | null;
  /** Share of the flow in the importer's imports before a ban that is lifted; null: gravity's word is asked. */
  readonly priorShare?: { readonly value: number; readonly source: string } | null;
}

/** What is in force on the goods that the move names, and on all goods; null where the register cannot say. */
export interface RegimesOfMove {
  readonly forGoods: Regime | null;
  readonly forAll: Regime | null;
}

export interface FromMove {
  readonly scenarios: readonly MoveScenario[];
  /** Why the move itself is not costed, when it is not. */
  readonly notCosted: string | null;
}

const percent = (fraction: number): string => `${+(100 * fraction).toPrecision(4)} %`;

/**
 * The scenarios of a brief: (a) the move as said, (b) what could be lost or answered, (c) no change.
 *
 * @param regimes what is in force between the two on the day
 */
export function scenariosFromMove(
  principal: Principal,
  regimes: RegimesOfMove,
  sizes: ScenarioSizes,
): FromMove {
  const asSaid = costMove(principal, regimes.forGoods, sizes);
  const drafts = typeof asSaid === "string" ? [] : [asSaid];
  const counter = counterpart(principal, regimes.forAll, drafts[0] ?? null);
  const all = [...drafts, ...(counter ? [counter] : []), nothing(principal)];
  return {
    scenarios: all.map((draft, k) => ({ ...draft, id: "abcdef"[k]! })),
    notCosted: typeof asSaid === "string" ? asSaid : null,
  };
}

type Draft = Omit<MoveScenario, "id">;

function costMove(principal: Principal, regime: Regime | null, sizes: ScenarioSizes): Draft | string {
  const { move } = principal;
  const opening = move.direction === "liberalising";
  const { instrument } = move;
  if (move.direction === "neutral") return "it keeps what is in force, so it changes no trade cost";
  if (move.goods.length > 0 && !move.goods.includes("all") && !sizes.share) {
    return `it falls on ${move.goods.join(", ")} only, and the share of these in the flow is not known; give it with --share`;
  }
  if (instrument === "import_ban" || instrument === "export_ban") {
    return opening ? lifted(principal, sizes) : ban(principal, sizes);
  }
  if (instrument === "tariff" || instrument === "trade_remedy" || instrument === "trade_agreement") {
    return opening ? tariffCut(principal, regime, sizes) : tariffRise(principal, regime, sizes);
  }
  return nonTariff(principal, sizes);
}

function cells(
  principal: Principal,
  size: Partial<CellShock>,
  sizes: ScenarioSizes,
  bothWays = false,
): CellShock[] {
  const { move, importers, exporters } = principal;
  const some = move.hs.length > 0 && !move.goods.includes("all") && sizes.share;
  const base = {
    goods: some ? [...move.hs] : ("all" as const),
    ...(sizes.share && !move.goods.includes("all") && move.goods.length > 0 ? { share: sizes.share } : {}),
    because: move.id,
    ...size,
  };
  const forth = { ...base, importer: [...importers], exporter: [...exporters] };
  const back = { ...base, importer: [...exporters], exporter: [...importers] };
  return bothWays ? [forth, back] : [forth];
}

const sides = ({ importerName, exporterName }: Principal): [string, string] => [importerName, exporterName];

function nonTariff(principal: Principal, sizes: ScenarioSizes): Draft {
  const [importer, exporter] = sides(principal);
  const opening = principal.move.direction === "liberalising";
  const factor = opening ? sizes.cut : 1 / sizes.cut;
  const distribution = opening ? sizes.cutDistribution : inverse(sizes.cutDistribution);
  const verb = opening ? "falls" : "rises";
  return {
    title: opening ? "Non-tariff cost cut" : "Non-tariff cost raised",
    says: `The non-tariff cost of selling goods of ${exporter} in ${importer} ${verb}: trade cost × ${+factor.toPrecision(4)}.`,
    moves: [principal.move.id],
    shocks: cells(principal, { tau: distribution }, sizes),
    assumptions: [
      {
        id: "tau",
        says: `The report gives no size. Trade cost is multiplied by ${+factor.toPrecision(4)}; ${sizes.cutSays}.`,
        source: "assumed",
      },
    ],
  };
}

function inverse(distribution: Distribution): Distribution {
  if (typeof distribution === "number") return 1 / distribution;
  if ("triangular" in distribution) {
    const [low, mode, high] = distribution.triangular;
    return { triangular: [1 / high, 1 / mode, 1 / low] };
  }
  return distribution;
}

function ban(principal: Principal, sizes: ScenarioSizes): Draft {
  const [importer, exporter] = sides(principal);
  return {
    title: "The flow is shut",
    says: `${exporter}'s exports to ${importer} of the goods concerned stop: a limit, not a large tariff.`,
    moves: [principal.move.id],
    shocks: cells(principal, { ban: true }, sizes),
    assumptions: shareAssumption(sizes, principal),
  };
}

/** The flow returns to its share before the ban where that is known, else to what gravity makes of it. */
function lifted(principal: Principal, sizes: ScenarioSizes): Draft {
  const [importer, exporter] = sides(principal);
  const { priorShare } = sizes;
  const prior = priorShare
    ? { share: priorShare.value, source: priorShare.source }
    : { gravity: true as const };
  const as = priorShare ? "to the share that it had before the ban" : "to what gravity makes of it";
  return {
    title: "The ban lifted",
    says: `${exporter}'s exports to ${importer} of the goods concerned return ${as}.`,
    moves: [principal.move.id],
    shocks: cells(principal, { unban: { prior } }, sizes),
    assumptions: shareAssumption(sizes, principal),
  };
}

function shareAssumption(sizes: ScenarioSizes, { move }: Principal): Assumption[] {
  if (!sizes.share || move.goods.includes("all")) return [];
  const says = `The share of ${move.goods.join(", ")} in the flow is ${percent(sizes.share.value)}.`;
  return [{ id: "share", says, source: sizes.share.source }];
}

function tariffCut(principal: Principal, regime: Regime | null, sizes: ScenarioSizes): Draft {
  const stated = principal.move.rate?.unit === "percent" ? principal.move.rate.to : null;
  const inForce = regime?.tariff.rate ?? null;
  if (stated === null && inForce !== null && inForce < 0.001) return nonTariff(principal, sizes);
  const after = stated === null ? 0 : stated / 100;
  const [importer, exporter] = sides(principal);
  return {
    title: stated === null ? "Tariff to zero" : `Tariff to ${percent(after)}`,
    says: `${importer}'s tariff on goods of ${exporter} goes to ${percent(after)}${principal.bothWays ? ", and the other way" : ""}.`,
    moves: [principal.move.id],
    shocks: cells(principal, { tariff: after }, sizes, principal.bothWays),
    assumptions: [
      ...(stated === null
        ? [{ id: "rate", says: "The report gives no rate: the tariff goes to zero.", source: "assumed" }]
        : []),
      ...shareAssumption(sizes, principal),
    ],
  };
}

function tariffRise(principal: Principal, regime: Regime | null, sizes: ScenarioSizes): Draft | string {
  const stated = principal.move.rate?.unit === "percent" ? principal.move.rate.to : null;
  if (stated === null && regime?.tariff.mfn && regime.tariff.basis === "preference") {
    const lost = preferenceLost(principal, regime, (tariff) => cells(principal, { tariff }, sizes));
    return { ...lost, moves: [principal.move.id] };
  }
  if (stated === null)
    return "the report gives no rate, and no preference is in force whose loss would give one";
  const after = stated / 100;
  const [importer, exporter] = sides(principal);
  return {
    title: `Tariff to ${percent(after)}`,
    says: `${importer}'s tariff on goods of ${exporter} goes to ${percent(after)}.`,
    moves: [principal.move.id],
    shocks: cells(principal, { tariff: after }, sizes),
    assumptions: [
      {
        id: "rate",
        says: "The rate in the report is read as the level of the duty, not as a surcharge.",
        source: "assumed",
      },
      ...shareAssumption(sizes, principal),
    ],
  };
}

function preferenceLost(
  principal: Principal,
  regime: Regime,
  shocksAt: (tariff: number) => CellShock[],
): Draft {
  const mfn = regime.tariff.mfn!;
  const [importer, exporter] = sides(principal);
  const own = regime.tariff.lines
    .flatMap((line) =>
      line.mfn && line.mfn.rate !== mfn.rate
        ? [`${line.goods} ${percent(line.mfn.rate)} (${line.mfn.measure})`]
        : [],
    )
    .join("; ");
  const others = mfn.disagree.map((d) => `${percent(d.rate)} (${d.according})`).join("; ");
  return {
    title: "The preference lost",
    says: `Goods of ${exporter} pay ${importer}'s applied MFN tariff, ${percent(mfn.rate)}, instead of ${percent(regime.tariff.rate ?? 0)}.`,
    moves: [],
    shocks: shocksAt(mfn.rate),
    assumptions: [
      {
        id: "mfn",
        says:
          `One rate on all goods: ${mfn.measure}, ${percent(mfn.rate)}. ` +
          `${others ? `Other sources: ${others}. ` : ""}The goods actually traded may pay more or less` +
          `${own ? `: ${own}.` : "."}`,
        source: mfn.because.join(", "),
      },
      { id: "mirror", says: `${exporter} does not answer with duties of its own.`, source: "assumed" },
    ],
  };
}

/** What stands against the move: a preference that can be lost, a tariff that is still there, an answer in kind. */
function counterpart(principal: Principal, regime: Regime | null, first: Draft | null): Draft | null {
  const tariff = regime?.tariff;
  const preferential = tariff?.basis === "preference" || tariff?.basis === "customs_union";
  if (
    preferential &&
    tariff?.mfn &&
    tariff.mfn.rate > (tariff.rate ?? 0) &&
    first?.title !== "The preference lost"
  ) {
    return preferenceLost(principal, regime!, (rate) => [
      {
        importer: [...principal.importers],
        exporter: [...principal.exporters],
        goods: "all",
        tariff: rate,
        because: tariff.mfn!.because.join(", "),
      },
    ]);
  }
  const [importer, exporter] = sides(principal);
  if (
    principal.move.direction === "liberalising" &&
    (tariff?.rate ?? 0) > 0.001 &&
    first?.title !== "Tariff to zero"
  ) {
    return {
      title: "Tariff to zero",
      says: `${importer}'s tariff on goods of ${exporter}, ${percent(tariff!.rate!)}, goes to zero: the most that tariff policy could give.`,
      moves: [],
      shocks: [
        { importer: [...principal.importers], exporter: [...principal.exporters], goods: "all", tariff: 0 },
      ],
      assumptions: [
        { id: "zero", says: "On all goods of the partner, no other's tariff changes.", source: "assumed" },
      ],
    };
  }
  const oneOnOne = !principal.bothWays && principal.importer !== "all" && principal.exporter !== "all";
  if (principal.move.direction === "restrictive" && first && oneOnOne) {
    return {
      title: "Answered in kind",
      says: `${exporter} answers with the same measure on goods of ${importer}.`,
      moves: [],
      shocks: [
        ...first.shocks,
        ...first.shocks.map((s) => ({ ...s, importer: s.exporter, exporter: s.importer })),
      ],
      assumptions: [
        ...first.assumptions,
        {
          id: "answer",
          says: "The answer is a mirror of the measure; the report does not say so.",
          source: "assumed",
        },
      ],
    };
  }
  return null;
}

const nothingSays: Readonly<Record<string, string>> = {
  ready: "Readiness is not a measure: no trade cost changes.",
  proposed: "A proposal is not a measure: no trade cost changes.",
  conditional: "The condition is not met: no trade cost changes.",
  threatened: "The threat is not carried out: no trade cost changes.",
  demanded: "The demand is not met: no trade cost changes.",
  announced: "What was announced does not come about: no trade cost changes.",
};

function nothing({ move }: Principal): Draft {
  return {
    title: "Nothing changes",
    says:
      nothingSays[move.status] ??
      "The base already has the measure, or it has no effect: no trade cost changes.",
    moves: [],
    shocks: [],
    assumptions: [],
  };
}

/** The Scenario value that `gravitas simulate` runs to the same figures. */
export function toScenario(
  draft: MoveScenario,
  title: string,
  parameters: { theta: Distribution; kappa: Distribution; g: Distribution },
  uncertainty: { draws: number; seed: number },
): Scenario {
  return {
    title: `${title}: ${draft.title}`,
    base: "world-2014",
    model: "one-sector",
    parameters: { ...parameters, deficits: "additive" },
    shocks: [...draft.shocks],
    uncertainty,
  };
}
