/**
 * A scenario that has met its base.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { Scenario } from "../contracts/scenario.js";
import type { SectorLinks } from "../contracts/sector-baseline.js";
import { type CompiledScenario, compileScenario } from "../scenario/index.js";
import { withDomestic } from "../uncertainty/index.js";
import { domesticSales, gravityFlows } from "../worlds/index.js";

export type Values = Readonly<Record<string, number>>;

/** What a scenario asks of which world: nothing but numbers, texts and typed arrays. */
export interface PlainScenario {
  readonly scenario: Scenario;
  readonly baseline: Baseline;
  /** Columns of the flows file that shocks name, [sector][exporter][importer]. */
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** Of the base's input–output table, where it has one. */
  readonly links?: SectorLinks | undefined;
}

export interface ReadyScenario extends PlainScenario {
  readonly compiled: CompiledScenario;
}

/**
 * The scenario against its base, with the columns at hand and gravity's word where the base has one.
 *
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export function compilePlain(plain: PlainScenario): ReadyScenario {
  const { scenario, baseline, columns, links } = plain;
  const embedded = scenario.base === "world-2014";
  const compiled = compileScenario(
    scenario,
    baseline,
    embedded ? undefined : (name) => columns[name]!,
    embedded ? gravityFlows() : undefined,
  );
  return { scenario, baseline, columns, links, compiled };
}

export const goodsAt = ({ kappa, g }: Values): { kappa?: number; g?: number } => ({
  ...(kappa === undefined ? {} : { kappa }),
  ...(g === undefined ? {} : { g }),
});

/** Whether sales at home differ from draw to draw. */
export const movesHome = (values: object): boolean => "kappa" in values || "g" in values;

/** The base at given parameters: κ and g move its sales at home and nothing else. */
export function baselineAt({ baseline }: Pick<PlainScenario, "baseline">, values: Values): Baseline {
  return movesHome(values) ? withDomestic(baseline, domesticSales(goodsAt(values))) : baseline;
}
