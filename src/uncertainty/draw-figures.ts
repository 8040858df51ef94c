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

export interface FigureColumn {
  /** `flow.GEO.RUS`, `welfare.GEO`. */
  readonly name: string;
  read(solution: OneSectorSolution): number;
}

/** The columns that the figures ask for, in their order. @throws {InputError} unknown economy */
export function figureColumns(prepared: PreparedOneSector, figures: readonly DrawFigure[]): FigureColumn[] {
  return figures.flatMap((figure) => {
    if (figure.of === "flow") {
      const i = placeOf(prepared, figure.exporter);
      const j = placeOf(prepared, figure.importer);
      return [
        { name: `flow.${figure.exporter}.${figure.importer}`, read: (s: OneSectorSolution) => s.flow(i, j) },
      ];
    }
    const codes = figure.economy === undefined ? prepared.baseline.economies : [figure.economy];
    return codes.map((code) => ({
      name: `${figure.of}.${code}`,
      read: reader(figure.of, placeOf(prepared, code)),
    }));
  });
}

function reader(of: EconomyFigure, k: number): (solution: OneSectorSolution) => number {
  if (of === "realIncomePercent") return (s) => 100 * (s.realIncome[k] - 1);
  return (s) => s[of][k];
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
