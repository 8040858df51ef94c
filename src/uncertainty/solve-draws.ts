/**
 * A model solved once for every draw of its parameters.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Deficits } from "../contracts/scenario.js";
import type { Shock } from "../contracts/shock.js";
import type {
  Experiment,
  OneSectorDraw,
  OneSectorSolution,
  PreparedOneSector,
} from "../equilibrium/index.js";
import { prepareOneSector, removeDeficits } from "../equilibrium/index.js";
import { type DrawFigure, type FigureColumns, figureColumns } from "./draw-figures.js";
import { drawLoop } from "./draw-loop.js";
import type { ParameterColumns } from "./draw-parameters.js";
import { type DrawChunk, type DrawJob, type Executor, inlineExecutor } from "./executor.js";
import type { DrawColumns } from "./summarise.js";

/** Relative excess demand that draws stop at. */
const drawTolerance = 1e-9;

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
  readonly deficits?: Deficits;
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
  return jobOver(question, figures, drawsOf(question.parameters));
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

function jobOver(question: DrawQuestion, figures: readonly FigureColumns[], draws: number): NamedJob {
  const names = figures.flatMap((figure) => figure.names);
  const removed = question.deficits === "removed";
  const solveAt = removed ? withoutDeficits(question) : fromCentre(question);
  const base = removed ? baseAt(solveAt(question.centre), figures, names.length) : null;
  const own = new Float64Array(names.length);
  const { job } = drawLoop(names, question.parameters, (values, out, at) => {
    const solution = solveAt(values);
    if (typeof solution === "string") return solution;
    if (!solution.converged) return solution.because ?? "No convergence.";
    let place = at;
    for (const figure of figures) {
      figure.readInto(solution, out, place);
      if (base !== null) figure.readBeforeInto(solution, own, place - at);
      place += figure.names.length;
    }
    if (base !== null) onBase(out, at, own, base);
    return null;
  });
  return { names, job: { ...job, draws } };
}

/** Levels before the shock at the centre; null where there is no solution. */
function baseAt(
  centre: OneSectorSolution | string,
  figures: readonly FigureColumns[],
  width: number,
): Float64Array | null {
  if (typeof centre === "string" || !centre.converged) return null;
  const out = new Float64Array(width);
  let place = 0;
  for (const figure of figures) {
    figure.readBeforeInto(centre, out, place);
    place += figure.names.length;
  }
  return out;
}

/**
 * States levels on the base of the centre: where each draw has a base of its own, what is drawn is the change from it.
 *
 * @param out from `at` on, levels after; own: levels before in the same draw, 0 for what is a change already; base: levels
 *   before at the centre
 */
export function onBase(out: Float64Array, at: number, own: Float64Array, base: Float64Array): void {
  for (let k = 0; k < base.length; k++) {
    if (own[k] > 0 && base[k] > 0) out[at + k] *= base[k] / own[k];
  }
}

/** The solution at given parameters, or why there is none. */
type SolveAt = (values: DrawValues) => OneSectorSolution | string;

/** Solves once at the centre, and every draw from there. */
function fromCentre(question: DrawQuestion): SolveAt {
  const { prepared, shockAt, domesticAt, deficits = "additive", numeraire } = question;
  const { experiment = "full", tolerance = drawTolerance } = question;
  const solve = (values: DrawValues, start: Float64Array | undefined) =>
    prepared.solve(prepared.compile(shockAt(values)), {
      theta: values.theta,
      deficits: deficits as Exclude<OneSectorDraw["deficits"], "none">,
      experiment,
      tolerance,
      start,
      domestic: domesticAt?.(values),
      ...(numeraire === undefined ? {} : { numeraire }),
    });
  const central = solve(question.centre, undefined);
  const start = central.converged ? startOf(central, experiment) : undefined;
  return (values) => solve(values, start);
}

/** The world without deficits depends on every parameter, so each draw makes its own. */
function withoutDeficits(question: DrawQuestion): SolveAt {
  const { prepared, shockAt, domesticAt, numeraire, experiment, tolerance = drawTolerance } = question;
  const { baseline } = prepared;
  return (values) => {
    const world = domesticAt ? withDomestic(baseline, domesticAt(values)) : baseline;
    const options = {
      theta: values.theta,
      tolerance,
      ...(numeraire === undefined ? {} : { numeraire }),
      ...(experiment === undefined ? {} : { experiment }),
    };
    const removed = removeDeficits(world, options);
    if (!removed.baseline) return `Without the shock, deficits could not be removed. ${removed.because}`;
    const settled = prepareOneSector(removed.baseline, { solves: "one" });
    return settled.solve(settled.compile(shockAt(values)), { ...options, deficits: "none" });
  };
}

/** The world with other sales at home (n), [i][i] of its one sector. */
export function withDomestic(baseline: Baseline, domestic: Float64Array): Baseline {
  const flows = baseline.flows.slice();
  const n = domestic.length;
  for (let i = 0; i < n; i++) flows[i * n + i] = domestic[i];
  return { ...baseline, flows };
}

/** Prices from which a solve of the same experiment starts. */
function startOf({ wage, outward }: OneSectorSolution, experiment: Experiment): Float64Array | undefined {
  if (experiment === "partial") return undefined;
  return experiment === "full" ? wage.slice() : outward.map((o) => 1 / o);
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
