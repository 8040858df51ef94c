/**
 * A Scenario and its Baseline become parameters to draw and, for each draw, a Shock. Every choice that neither the
 * scenario nor the data makes is listed as an assumption.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { CellShock, Distribution, JointNormal, Scenario, Theta } from "../contracts/scenario.js";
import type { Assumption, Shock, ShockCell } from "../contracts/shock.js";
import { economyName, membersOf } from "../economies/index.js";
import { describeHs } from "../goods/index.js";
import { central } from "./central.js";
import { type CellColumn, columnShock } from "./column-shock.js";
import { type GravityFlow, liftedFlow } from "./lifted-flow.js";
import { tariffAfter } from "./tariff-after.js";

export interface CompiledScenario {
  /**
   * What may vary over draws: `theta` (or `theta.SECTOR` for each sector where it is given by sector), perhaps `kappa`, and of shock K `tau.K`, `ave.K.0` (before), `ave.K.1`
   * (after).
   */
  readonly parameters: Readonly<Record<string, Distribution>>;
  /** Effects drawn together, besides those. */
  readonly joint?: JointNormal;
  /** Values at the centre of all of these. */
  readonly centre: Readonly<Record<string, number>>;
  /** The shock at given values of the parameters (theta among them: a column β is τ̂ = exp(−β/θ)). */
  readonly shockAt: (values: Readonly<Record<string, number>>) => Shock;
  readonly assumptions: readonly Assumption[];
}

/**
 * @param columnOf reads a column of the flows file; absent for embedded worlds
 * @param gravityFlow gravity's word on a flow; absent where the base has none
 * @throws {InputError} an economy or sector that the base lacks, the same economy on both sides, goods without their share, a
 *   lifted ban without a prior, effects that no covariance fits
 */
export function compileScenario(
  scenario: Scenario,
  baseline: Baseline,
  columnOf?: CellColumn,
  gravityFlow?: GravityFlow,
): CompiledScenario {
  const assumptions: Assumption[] = [];
  const parameters: Record<string, Distribution> = thetas(scenario.parameters.theta, baseline);
  for (const name of ["kappa", "g"] as const) {
    const distribution = scenario.parameters[name];
    if (distribution !== undefined) parameters[name] = distribution;
  }
  const joint = checkedEffects(scenario.parameters.effects);
  const makers = scenario.shocks.map((shock, k) => {
    if ("column" in shock) return columnShock(shock, k, baseline, columnOf, joint);
    return cellMaker(shock, k, baseline, parameters, assumptions, gravityFlow);
  });
  return {
    parameters,
    ...(joint === undefined ? {} : { joint }),
    centre: {
      ...Object.fromEntries(Object.entries(parameters).map(([name, d]) => [name, central(d)])),
      ...Object.fromEntries(joint?.names.map((name, k) => [name, joint.mean[k]!]) ?? []),
    },
    assumptions,
    shockAt: (values) => ({
      title: scenario.title,
      cells: makers.flatMap((make) => make(values)),
      assumptions,
      notCosted: [],
    }),
  };
}

type Maker = (values: Readonly<Record<string, number>>) => readonly ShockCell[];

/** θ, or one for each sector of the base. */
function thetas(theta: Theta, { id, sectors }: Baseline): Record<string, Distribution> {
  if (typeof theta === "number" || !("bySector" in theta)) return { theta: checkedTheta(theta) };
  const given = theta.bySector;
  const unknown = Object.keys(given).find((name) => !sectors.includes(name));
  const missing = sectors.find((name) => !Object.hasOwn(given, name));
  if (unknown === undefined && missing === undefined)
    return Object.fromEntries(
      sectors.map((name) => [
        `theta.${name}`,
        checkedTheta(given[name]!, `parameters.theta.bySector.${name}`),
      ]),
    );
  throw new InputError(
    "theta-sectors",
    unknown === undefined
      ? `theta by sector must name every sector of ${id}; ${missing} has none.`
      : `theta by sector must name sectors of ${id}; received ${unknown}.`,
    {
      place: { field: "parameters.theta.bySector" },
      received: Object.keys(given),
      hint: `Sectors: ${some(sectors)}.`,
    },
  );
}

/** A few names of a list, for a hint. */
const some = (names: readonly string[]): string =>
  `${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`;

function checkedTheta(theta: Distribution, field = "parameters.theta"): Distribution {
  const low = typeof theta === "object" && "uniform" in theta ? Math.min(...theta.uniform) : central(theta);
  if (low > 0) return theta;
  throw new InputError("theta-range", `The trade elasticity theta must be positive; received ${low}.`, {
    place: { field },
    received: theta,
    hint: "Estimates lie between about 2 and 9; the default is 5.03.",
  });
}

function cellMaker(
  shock: CellShock,
  k: number,
  baseline: Baseline,
  parameters: Record<string, Distribution>,
  assumptions: Assumption[],
  gravityFlow?: GravityFlow,
): Maker {
  const field = `shocks[${k}]`;
  const own = sectorView(shock, baseline, field);
  const pairs = pairsOf(shock, baseline, field).map((pair) => ({ ...pair, ...own.named }));
  const share = shareOf(shock, k, assumptions, field);
  const because = shock.because === undefined ? "the scenario" : shock.because;
  if (shock.tau !== undefined) {
    const id = `tau.${k}`;
    if (!(central(shock.tau) > 0)) throw tauRange(shock.tau, field);
    parameters[id] = shock.tau;
    assumptions.push({
      id: `${field}.tau`,
      says: `The non-tariff trade cost changes by a factor of ${central(shock.tau)} (${because}).`,
      source: "stated in the scenario",
    });
    return (values) =>
      pairs.map((pair) => ({ ...pair, kind: "iceberg", before: 1, after: values[id]!, ...share }));
  }
  if (shock.ave !== undefined) {
    const [before, after] = shock.ave.map((ave, side) => aveAt(ave, `ave.${k}.${side}`, parameters));
    return (values) =>
      pairs.map((p) => ({
        ...p,
        kind: "iceberg",
        before: 1 + before!(values),
        after: 1 + after!(values),
        ...share,
      }));
  }
  if (shock.tariff !== undefined) {
    const { rate: after, assumption } = tariffAfter(shock, field);
    if (assumption !== null) assumptions.push(assumption);
    const at = tariffPlaces(own, baseline);
    return () =>
      pairs.flatMap((p) =>
        at.map((place) => ({
          ...p,
          ...place.named,
          kind: "tariff" as const,
          before: tariffOf(place.view, p),
          after,
          ...share,
        })),
      );
  }
  if (shock.ban) return () => pairs.map((p) => ({ ...p, kind: "ban", before: 0, after: 1, ...share }));
  if (own.view.sectors.length > 1) throw unbanSector(baseline, field);
  const lifted = pairs.map((pair) => {
    const { priorFlow, assumption } = liftedFlow(shock.unban!, pair, own.view, field, gravityFlow);
    if (!assumptions.some(({ id }) => id === assumption.id)) assumptions.push(assumption);
    return { ...pair, kind: "unban" as const, before: 1, after: 0, priorFlow, ...share };
  });
  return () => lifted;
}

interface SectorView {
  /** What a cell says of its sector. */
  readonly named: { readonly sector?: string };
  /** The base with this sector alone, or whole where the shock falls on all. */
  readonly view: Baseline;
}

/** @throws {InputError} a sector that the base lacks */
function sectorView({ sector }: CellShock, baseline: Baseline, field: string): SectorView {
  if (sector === undefined) return { named: {}, view: baseline };
  const { sectors } = baseline;
  const s = sectors.indexOf(sector);
  if (s >= 0) return { named: { sector }, view: onlySector(baseline, s) };
  throw new InputError("unknown-sector", `${sector} is not a sector of ${baseline.id}.`, {
    place: { field: `${field}.sector` },
    received: sector,
    hint: `Sectors: ${some(sectors)}.`,
  });
}

function onlySector(baseline: Baseline, s: number): Baseline {
  const cells = baseline.economies.length ** 2;
  const [from, to] = [s * cells, (s + 1) * cells];
  return {
    ...baseline,
    sectors: [baseline.sectors[s]!],
    flows: baseline.flows.subarray(from, to),
    tariffs: baseline.tariffs.subarray(from, to),
  };
}

/** Tariffs before differ between sectors: a shock to all of several becomes one to each. */
function tariffPlaces(own: SectorView, { sectors }: Baseline): SectorView[] {
  if (own.view.sectors.length === 1) return [own];
  return sectors.map((sector, s) => ({ named: { sector }, view: onlySector(own.view, s) }));
}

function unbanSector({ id, sectors }: Baseline, field: string): InputError {
  return new InputError(
    "sector-needed",
    `${id} has ${sectors.length} sectors: lifting a ban needs the sector whose flow returns.`,
    { place: { field: `${field}.sector` }, hint: `Sectors: ${some(sectors)}.` },
  );
}

/** @throws {InputError} an effect without a mean; the covariance itself is checked where it is drawn from */
function checkedEffects(effects: JointNormal | undefined): JointNormal | undefined {
  if (effects === undefined || effects.mean.length === effects.names.length) return effects;
  throw new InputError(
    "effects",
    `Effects need one mean each; received ${effects.names.length} names and ${effects.mean.length} means.`,
    {
      place: { field: "parameters.effects" },
      received: effects,
      hint: "Give names, mean and covariance in one order.",
    },
  );
}

/** An ad valorem equivalent at given parameters; one that varies becomes a parameter of its own. */
function aveAt(
  ave: Distribution,
  id: string,
  parameters: Record<string, Distribution>,
): (values: Readonly<Record<string, number>>) => number {
  if (typeof ave === "number") return () => ave;
  parameters[id] = ave;
  return (values) => values[id]!;
}

function tauRange(tau: Distribution, field: string): InputError {
  return new InputError("tau-range", `A trade-cost factor must be positive; received ${central(tau)}.`, {
    place: { field: `${field}.tau` },
    received: tau,
    hint: "0.9 takes a tenth off the cost; a flow that is shut is written ban: true.",
  });
}

interface Pair {
  readonly exporter: string;
  readonly importer: string;
}

function pairsOf(shock: CellShock, baseline: Baseline, field: string): Pair[] {
  const exporters = sideOf(shock.exporter, baseline, `${field}.exporter`);
  const importers = sideOf(shock.importer, baseline, `${field}.importer`);
  if (exporters.length === 1 && importers.length === 1 && exporters[0] === importers[0]) {
    throw new InputError("same-economy", `Exporter and importer are the same: ${exporters[0]}.`, {
      place: { field },
      received: exporters[0],
      hint: "A shock is to trade between two economies.",
    });
  }
  return exporters.flatMap((exporter) =>
    importers.filter((importer) => importer !== exporter).map((importer) => ({ exporter, importer })),
  );
}

/** The economies of the base that a side means; a bloc stands for its members on the last day of the base's year. */
function sideOf(side: string | readonly string[], baseline: Baseline, field: string): string[] {
  const day = `${Number.isFinite(baseline.year) ? baseline.year : 2014}-12-31`;
  const codes = typeof side === "string" ? [side] : side;
  const present = new Set(baseline.economies);
  const wanted = codes.flatMap((code) => {
    if (code === "all") return [...present];
    if (present.has(code)) return [code];
    // Of a bloc, the members that the base has; a bloc of which it has none is not there.
    const members = membersOf(code, day).filter((member) => present.has(member));
    return members.length > 0 ? members : [code];
  });
  const missing = wanted.find((code) => !present.has(code));
  if (missing === undefined && wanted.length > 0) return [...new Set(wanted)];
  const name = missing ?? String(side);
  throw new InputError(
    "unknown-economy",
    `${name} (${economyName(name)}) is not an economy of ${baseline.id}.`,
    {
      place: { field },
      received: side,
      hint: "gravitas world lists the economies of the embedded world; files use the codes that stand in them.",
    },
  );
}

function shareOf(shock: CellShock, k: number, assumptions: Assumption[], field: string): { share?: number } {
  if (shock.goods === "all") return {};
  const words = shock.goods.map((code) => `${describeHs(code)} (${code})`).join(", ");
  if (!shock.share) {
    throw new InputError("share-missing", `A one-sector model needs the share of ${words} in the flow.`, {
      place: { field: `${field}.share` },
      received: shock.goods,
      hint: "Add share: { value: 0.4, source: where it comes from }, or goods: all.",
    });
  }
  assumptions.push({
    id: `shocks[${k}].share`,
    says: `${words} make up ${(100 * shock.share.value).toPrecision(3)} % of the flow.`,
    source: shock.share.source,
  });
  return { share: shock.share.value };
}

function tariffOf(baseline: Baseline, { exporter, importer }: Pair): number {
  const n = baseline.economies.length;
  return baseline.tariffs[baseline.economies.indexOf(exporter) * n + baseline.economies.indexOf(importer)]!;
}
