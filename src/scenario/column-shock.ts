/**
 * A column of the flows file as a shock.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { ColumnShock, JointNormal } from "../contracts/scenario.js";
import type { ShockCell } from "../contracts/shock.js";

/** A numeric column of the flows file, cell by cell: [sector][exporter][importer], NaN where the file has no row. */
export type CellColumn = (name: string) => Float64Array;

type CellsAt = (values: Readonly<Record<string, number>>) => readonly ShockCell[];

/**
 * The cells that a column changes, at given values of the parameters: an effect β as τ̂ = exp(−β/θ), a factor τ̂, or the
 * tariff after. Rows without a number, and those that change nothing, are left out.
 *
 * @param k place among the shocks, for messages
 * @param effects of the scenario, one of which may multiply the column
 * @throws {InputError} no file to read a column from, an unknown effect, an effect on a column that is none, a factor or
 *   tariff out of range, a column without a number in it
 */
export function columnShock(
  shock: ColumnShock,
  k: number,
  baseline: Baseline,
  columnOf: CellColumn | undefined,
  effects: JointNormal | undefined,
): CellsAt {
  if (!columnOf) {
    throw new InputError("column-base", "A column shock needs a base that is a file of flows.", {
      place: { field: `shocks[${k}].column` },
      hint: "Write base: { flows: FILE, exporter: COLUMN, importer: COLUMN, value: COLUMN }.",
    });
  }
  if (shock.as !== "partial" && shock.times !== undefined) {
    throw new InputError(
      "column-times",
      `times multiplies an effect; the column ${shock.column} is a ${shock.as}.`,
      {
        place: { field: `shocks[${k}].times` },
        received: shock.times,
        hint: "Leave times out, or write as: partial.",
      },
    );
  }
  const column = columnOf(shock.column);
  if (column.every((x) => !Number.isFinite(x))) {
    throw new InputError(
      "column-empty",
      `The column ${shock.column} has no number on the rows of the base.`,
      {
        place: { field: `shocks[${k}].column` },
        received: shock.column,
        hint: "Name a numeric column of the flows file.",
      },
    );
  }
  if (shock.as === "partial") return effectCells(shock, k, baseline, column, effects);
  const cells = filled(baseline, column).flatMap((cell) => sizedCell(shock, k, baseline, cell));
  return () => cells;
}

interface Filled {
  readonly at: number;
  readonly x: number;
  readonly sector: string;
  /** The sector itself only where there are several. */
  readonly pair: { readonly exporter: string; readonly importer: string; readonly sector?: string };
}

function filled({ economies, sectors }: Baseline, column: Float64Array): Filled[] {
  const n = economies.length;
  return [...column].flatMap((x, at) => {
    if (!Number.isFinite(x)) return [];
    const sector = sectors[Math.floor(at / (n * n))]!;
    const pair = {
      exporter: economies[Math.floor(at / n) % n]!,
      importer: economies[at % n]!,
      ...(sectors.length > 1 ? { sector } : {}),
    };
    return [{ at, x, sector, pair }];
  });
}

function effectCells(
  { times = 1 }: ColumnShock,
  k: number,
  baseline: Baseline,
  column: Float64Array,
  effects: JointNormal | undefined,
): CellsAt {
  if (typeof times === "string" && !effects?.names.includes(times)) {
    throw new InputError("column-effect", `${times} is not one of the scenario's effects.`, {
      place: { field: `shocks[${k}].times` },
      received: times,
      hint: `Effects are named under parameters.effects${effects ? `: ${effects.names.join(", ")}` : ""}.`,
    });
  }
  const cells = filled(baseline, column).filter(({ x }) => x !== 0);
  return (values) => {
    const factor = typeof times === "string" ? values[times]! : times;
    if (factor === 0) return [];
    return cells.map(({ pair, x, sector }) => ({
      ...pair,
      kind: "iceberg",
      before: 1,
      after: Math.exp(-(x * factor) / (values.theta ?? values[`theta.${sector}`])!),
    }));
  };
}

function sizedCell(
  { as, column }: ColumnShock,
  k: number,
  { tariffs }: Baseline,
  { at, x, pair }: Filled,
): ShockCell[] {
  const least = as === "tau" ? 0 : -1;
  if (!(x > least)) {
    throw new InputError(
      "column-range",
      `A ${as === "tau" ? "trade-cost factor" : "tariff"} must be above ${least}; ${column} is ${x} from ${pair.exporter} to ${pair.importer}.`,
      {
        place: { field: `shocks[${k}].column` },
        received: x,
        hint:
          as === "tau"
            ? "A flow that is shut is a shock of its own: ban: true."
            : "Tariffs are fractions: 0.05 is 5 %.",
      },
    );
  }
  const before = as === "tau" ? 1 : tariffs[at]!;
  if (x === before) return [];
  return [{ ...pair, kind: as === "tau" ? "iceberg" : "tariff", before, after: x }];
}
