/**
 * `--baseline`: the fitted world of an estimate as a file that a scenario takes.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import {
  type FittedWorldOptions,
  fittedTable,
  fittedWorld,
  type PanelFit,
  thetaFromTariff,
} from "../estimate/index.js";
import { flowTableToCsv, flowTableToJson } from "../formats/index.js";

export interface BaselineOptions {
  readonly path: string;
  readonly where: string | undefined;
  /** `exporter,importer`. */
  readonly keys: string | undefined;
  readonly reference: string | undefined;
  /** A tariff term, for θ. */
  readonly theta: string | undefined;
}

/** Refuses what no world can be written for, before anything is computed. */
export function checkBaseline({ path, keys }: BaselineOptions): void {
  if (!/\.(json|csv)$/i.test(path)) {
    throw new InputError("option-value", "--baseline needs a name that ends in .json or .csv.", {
      place: { field: "--baseline" },
      received: path,
      hint: "JSON also holds trade costs and resistances.",
    });
  }
  if (keys !== undefined && keys.split(",").length !== 2) {
    throw new InputError("option-value", "--baseline-keys needs two columns.", {
      place: { field: "--baseline-keys" },
      received: keys,
      hint: "For example --baseline-keys exporter,importer.",
    });
  }
}

/** The file's text, and what a user must know of it. */
export function baselineText(
  fits: readonly PanelFit[],
  options: BaselineOptions,
): { readonly text: string; readonly notes: readonly string[] } {
  const fit = fits[0]!;
  if (fits.length > 1) {
    throw new InputError(
      "several-models",
      `A baseline is of one model; the formula stands for ${fits.length}.`,
      {
        place: { field: "--baseline" },
        hint: "Give the formula of one of them.",
      },
    );
  }
  const [exporter, importer] = options.keys?.split(",").map((key) => key.trim()) ?? [];
  const chosen: FittedWorldOptions = {
    ...(exporter !== undefined && importer !== undefined ? { exporter, importer } : {}),
    ...(options.where === undefined ? {} : { where: options.where }),
    ...(options.reference === undefined ? {} : { reference: options.reference }),
  };
  const world = fittedWorld(fit, chosen);
  const theta = options.theta === undefined ? undefined : thetaFromTariff(fit, options.theta);
  const table = fittedTable(fit, world, { where: options.where, theta });
  const n = world.economies.length;
  const home = world.economies.filter((_, i) => world.fitted[i * n + i]! > 0).length;
  const notes =
    home < n
      ? [`${n - home} of ${n} economies have no sales to themselves, which general equilibrium needs.`]
      : [];
  return { text: /\.csv$/i.test(options.path) ? flowTableToCsv(table) : flowTableToJson(table), notes };
}

/** One sentence on the trade elasticity that a tariff coefficient implies. */
export function thetaText(fit: PanelFit, term: string): string {
  const figure = (values: "beforeTariff" | "afterTariff"): string => {
    const { theta, low, high } = thetaFromTariff(fit, term, { values });
    return `${theta.toFixed(3)} (95 % ${low.toFixed(3)} to ${high.toFixed(3)})`;
  };
  return `Trade elasticity from ${term}: theta ${figure("beforeTariff")} where flows are valued before the tariff, ${figure("afterTariff")} where they include it.\n`;
}
