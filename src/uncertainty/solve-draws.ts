/**
 * A model solved once for every draw of its parameters.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Shock } from "../contracts/shock.js";
import type {
  Experiment,
  OneSectorDraw,
  OneSectorSolution,
  PreparedOneSector,
} from "../equilibrium/index.js";
import { type DrawFigure, type FigureColumns, figureColumns } from "./draw-figures.js";
import type { ParameterColumns } from "./draw-parameters.js";
import { type DrawChunk, type DrawJob, type Executor, inlineExecutor } from "./executor.js";
import type { DrawColumns } from "./summarise.js";

/** Parameters of one draw; `theta` among them. */
export type DrawValues = Readonly<Record<string, number>>;

export interface DrawQuestion {
  readonly prepared: PreparedOneSector;
  /** The shock at given parameters: a constant, or one that reads the size of a cut. */
  readonly shockAt: (values: DrawValues) => Shock;
  readonly parameters: ParameterColumns;
  /** Values at which to solve first; every draw starts from that solution. */
  readonly centre: DrawValues;
  /** Domestic sales (n) at given parameters; absent: the baseline's. */
  readonly domesticAt?: (values: DrawValues) => Float64Array;
  readonly deficits?: Exclude<OneSectorDraw["deficits"], "none">;
  readonly numeraire?: string;
  readonly experiment?: Experiment;
  readonly figures: readonly DrawFigure[];
  /** Largest relative excess demand; default 1e-9: an interval needs no more. */
  readonly tolerance?: number;
  readonly executor?: Executor;
}

/** A job and the names of its columns. */
export interface NamedJob {
  readonly names: readonly string[];
  readonly job: DrawJob;
}

/**
 * Solves a scenario for every draw and pulls out the figures asked for.
 *
 * Each draw starts from the central solution and not from its neighbour, so the answer does not hang on how the
 * executor cuts the draws. A draw that does not converge, or whose shock is out of range, is counted with its reason.
 * @returns columns over draws, for summarise
 * @throws {InputError} no theta among the parameters, columns of unequal length, unknown economies in figures, and at
 *   the centre whatever a solve throws
 */
export async function solveDraws(question: DrawQuestion): Promise<DrawColumns> {
  return runDraws(drawJob(question), question.executor);
}

/** The job of solveDraws: solves at the centre, and runs any range of draws from there. */
export function drawJob(question: DrawQuestion): NamedJob {
  const figures = figureColumns(question.prepared, question.figures);
  const job = jobOver(question, figures, drawsOf(question.parameters));
  return { names: figures.flatMap((figure) => figure.names), job };
}

/** Runs a job and puts its chunks together. */
export async function runDraws(
  { names, job }: NamedJob,
  executor: Executor = inlineExecutor,
): Promise<DrawColumns> {
  return gather(await executor.run(job), names, job.draws);
}

function drawsOf(parameters: ParameterColumns): number {
  const lengths = Object.values(parameters).map((column) => column.length);
  if (parameters.theta !== undefined && lengths.every((length) => length === lengths[0])) return lengths[0];
  throw new InputError("draw-columns", "Draws need a column theta, and all columns of the same length.", {
    received: Object.fromEntries(Object.entries(parameters).map(([name, column]) => [name, column.length])),
    hint: "Make them with drawParameters.",
  });
}

function jobOver(question: DrawQuestion, figures: readonly FigureColumns[], draws: number): DrawJob {
  const { prepared, shockAt, parameters, centre, domesticAt, deficits = "additive", numeraire } = question;
  const { experiment = "full" } = question;
  const tolerance = question.tolerance ?? 1e-9;
  const solveAt = (values: DrawValues, start: Float64Array | undefined) =>
    prepared.solve(prepared.compile(shockAt(values)), {
      theta: values.theta,
      deficits,
      experiment,
      tolerance,
      start,
      domestic: domesticAt?.(values),
      ...(numeraire === undefined ? {} : { numeraire }),
    });
  const central = solveAt(centre, undefined);
  const start = central.converged ? startOf(central, experiment) : undefined;
  const names = Object.keys(parameters);
  const width = figures.reduce((sum, figure) => sum + figure.names.length, 0);

  const run = (from: number, to: number): DrawChunk => {
    const values = new Float64Array((to - from) * width);
    const failed = new Uint8Array(to - from);
    const reasons = new Set<string>();
    for (let d = from; d < to; d++) {
      const drawn = Object.fromEntries(names.map((name) => [name, parameters[name][d]]));
      const reason = attempt(
        () => solveAt(drawn, start),
        (solution) => {
          let at = (d - from) * width;
          for (const figure of figures) {
            figure.readInto(solution, values, at);
            at += figure.names.length;
          }
        },
      );
      if (reason === null) continue;
      failed[d - from] = 1;
      reasons.add(reason);
    }
    return { from, to, values, failed, reasons: [...reasons] };
  };
  return { draws, run };
}

/** Prices from which a solve of the same experiment starts. */
function startOf({ wage, outward }: OneSectorSolution, experiment: Experiment): Float64Array | undefined {
  if (experiment === "partial") return undefined;
  return experiment === "full" ? wage.slice() : outward.map((o) => 1 / o);
}

/** Null when the solve converged and was read; else why not. A draw outside a parameter's range is such a reason. */
function attempt<S extends { readonly converged: boolean; readonly because: string | null }>(
  solve: () => S,
  read: (solution: S) => void,
): string | null {
  try {
    const solution = solve();
    if (!solution.converged) return solution.because ?? "No convergence.";
    read(solution);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function gather(chunks: readonly DrawChunk[], names: readonly string[], draws: number): DrawColumns {
  const columns = names.map(() => new Float64Array(draws));
  const failed = new Uint8Array(draws);
  const reasons = new Set<string>();
  for (const chunk of chunks) {
    failed.set(chunk.failed, chunk.from);
    for (const reason of chunk.reasons) reasons.add(reason);
    for (let k = 0; k < columns.length; k++) {
      for (let d = chunk.from; d < chunk.to; d++)
        columns[k][d] = chunk.values[(d - chunk.from) * columns.length + k];
    }
  }
  return {
    draws,
    names,
    columns,
    failed,
    failures: failed.reduce((sum, f) => sum + f, 0),
    reasons: [...reasons],
  };
}
