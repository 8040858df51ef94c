/**
 * What an economy sells to itself.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { PackedEconomy, PackedWorld } from "./packed-world.js";
import { packedWorld2014 } from "./world-2014.generated.js";

/** Gross output of goods over value added in goods, and the part of the Factbook's industry that makes goods. */
export interface GoodsParameters {
  /** Central 2.74; spread 2.3 to 3.2, s.d. 0.35 (input–output tables of 1993, Caliendo and Parro 2015). */
  readonly kappa?: number;
  /** Central 0.7; 0.55 to 0.85, from memory: the Factbook's industry counts construction and utilities. */
  readonly g?: number;
}

export const defaultGoodsParameters = { kappa: 2.74, g: 0.7 } as const;

/**
 * Least share of an economy's own goods output that it sells at home: Ireland's in 2006, the lowest of the 69
 * economies in the panel of Yotov, Piermartini, Monteiro and Larch (2016) is 0.33. What is exported beyond the rest
 * is re-exports.
 */
export const leastHomeShare = 0.3;

/**
 * Domestic sales of goods of every economy of world-2014.
 *
 * Model: V = GDP (a + g·m), a and m the shares of agriculture and industry; X_ii = max(κV − exports, 0.3 κV).
 * Nothing else of the world depends on κ and g, so draws need only this.
 * @returns Float64Array (n) in million dollars, > 0, in the order of `world2014().economies`
 * @throws {InputError} bad_goods_parameter
 */
export function domesticSales(parameters: GoodsParameters = {}): Float64Array {
  return domesticSalesOf(packedWorld2014, parameters);
}

/** The same for a given packed world. */
export function domesticSalesOf(world: PackedWorld, parameters: GoodsParameters): Float64Array {
  const { kappa, g } = checkedParameters(parameters);
  return Float64Array.from(world.economies, (economy) => {
    const output = kappa * goodsValueAdded(world, economy, g);
    return Math.max(output - economy.exports[0], leastHomeShare * output);
  });
}

/** Whether the floor, and not the difference, gives an economy's domestic sales. */
export function isFloored(world: PackedWorld, economy: PackedEconomy, parameters: GoodsParameters): boolean {
  const { kappa, g } = checkedParameters(parameters);
  return economy.exports[0] > (1 - leastHomeShare) * kappa * goodsValueAdded(world, economy, g);
}

/** Value added in goods, million dollars: GDP × (agriculture + g × industry). */
export function goodsValueAdded(world: PackedWorld, economy: PackedEconomy, g: number): number {
  const [agriculture, industry] = economy.sectors ?? world.worldSectors;
  return economy.gdp[0] * (agriculture + g * industry);
}

function checkedParameters(parameters: GoodsParameters): { kappa: number; g: number } {
  const { kappa, g } = { ...defaultGoodsParameters, ...parameters };
  if (!(kappa >= 1 && kappa <= 10)) {
    throw new InputError(
      "bad_goods_parameter",
      `kappa, gross output over value added in goods, must be between 1 and 10; received ${kappa}.`,
      { received: kappa, place: { field: "kappa" }, hint: "The central value is 2.74." },
    );
  }
  if (!(g > 0 && g <= 1)) {
    throw new InputError(
      "bad_goods_parameter",
      `g, the part of industry that makes goods, must be in (0, 1]; received ${g}.`,
      { received: g, place: { field: "g" }, hint: "The central value is 0.7." },
    );
  }
  return { kappa, g };
}
