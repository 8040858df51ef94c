/**
 * Figures that draws are asked for, as plain data.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { OneSectorSolution, PreparedOneSector } from "../equilibrium/index.js";

/** Money in million dollars; flows before tariff. Without `economy`, one column for each of the baseline's. */
export type DrawFigure =
  | { readonly of: "flow"; readonly exporter: string; readonly importer: string }
  | { readonly of: EconomyFigure; readonly economy?: string };

/**
 * `exports`, `imports`: without sales to oneself, after the shock. `realIncomePercent`: change of E/P. `welfare`:
 * equivalent variation at base prices. `revenue`: tariff revenue after.
 */
export type EconomyFigure = "exports" | "imports" | "realIncomePercent" | "welfare" | "revenue";

/** One or more columns that are read together. */
export interface FigureColumns {
  /** `flow.GEO.RUS`, `welfare.GEO`. */
  readonly names: readonly string[];
  /** Writes as many numbers as there are names, from `at` on. */
  readInto(solution: OneSectorSolution, out: Float64Array, at: number): void;
  /** The same before the shock; 0 for what is a change already. */
  readBeforeInto(solution: OneSectorSolution, out: Float64Array, at: number): void;
}

/** The columns that the figures ask for, in their order. @throws {InputError} unknown economy */
export function figureColumns(prepared: PreparedOneSector, figures: readonly DrawFigure[]): FigureColumns[] {
  return figures.map((figure) => {
    if (figure.of === "flow") {
      const { exporter, importer } = figure;
      const i = placeOf(prepared, exporter);
      const j = placeOf(prepared, importer);
      const names = [`flow.${exporter}.${importer}`];
      return {
        names,
        readInto: (solution, out, at) => {
          out[at] = solution.flow(i, j);
        },
        readBeforeInto: (solution, out, at) => {
          out[at] = solution.flowBefore(i, j);
        },
      };
    }
    const { of, economy } = figure;
    const codes = economy === undefined ? prepared.baseline.economies : [economy];
    const first = economy === undefined ? 0 : placeOf(prepared, economy);
    const names = codes.map((code) => `${of}.${code}`);
    return {
      names,
      readInto: economyReader(of, first, codes.length),
      readBeforeInto: (solution, out, at) => {
        const column = of === "realIncomePercent" || of === "welfare" ? null : solution[`${of}Before`];
        for (let k = 0; k < codes.length; k++) out[at + k] = column === null ? 0 : column[first + k];
      },
    };
  });
}

function economyReader(of: EconomyFigure, first: number, count: number): FigureColumns["readInto"] {
  if (of === "realIncomePercent") {
    return ({ realIncome }, out, at) => {
      for (let k = 0; k < count; k++) out[at + k] = 100 * (realIncome[first + k] - 1);
    };
  }
  return (solution, out, at) => {
    const column = solution[of];
    for (let k = 0; k < count; k++) out[at + k] = column[first + k];
  };
}

function placeOf(prepared: PreparedOneSector, code: string): number {
  const at = prepared.index.get(code);
  if (at !== undefined) return at;
  throw new InputError(
    "unknown-economy",
    `A figure must be of an economy of the baseline; received ${code}.`,
    {
      received: code,
      hint: "Use a code of the baseline's list of economies.",
    },
  );
}
