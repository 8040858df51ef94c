/**
 * What a design must be before anything is computed.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import type { Design, FitOptions } from "./design.js";

/** @throws {InputError|DataError} where the design or the options cannot be used; the message says what and where. */
export function checkDesign(design: Design, options: FitOptions, family: "ppml" | "ols"): void {
  const { nObs, y } = design;
  if (nObs === 0) {
    throw new DataError("no-rows", "A regression needs rows; none are left.", {
      hint: "Check the filter and the columns for missing cells.",
    });
  }
  const columns = [
    { name: "the outcome", values: y },
    ...design.x.map(({ name, values }) => ({ name: `"${name}"`, values })),
    ...design.effects.flatMap((e) =>
      (e.slopes ?? []).map((s) => ({ name: `the slope "${s.name}"`, values: s.values })),
    ),
    ...(design.weights ? [{ name: "the weights", values: design.weights }] : []),
    ...(design.offset ? [{ name: "the offset", values: design.offset }] : []),
  ];
  for (const { name, values } of columns) checkFinite(design, name, values);
  if (family === "ppml") checkNotNegative(design, "the outcome of PPML", y);
  if (design.weights) checkNotNegative(design, "a weight", design.weights);
  if (design.weights?.every((w) => w === 0)) {
    throw new DataError("weights-zero", "At least one weight must be positive; all are 0.", {
      hint: "Leave the weights out, or name another column.",
    });
  }
  if (family === "ppml" && y.every((v) => v === 0)) {
    throw new DataError("outcome-zero", `PPML needs a positive outcome; all ${nObs} rows have 0.`, {
      hint: "Check the filter and the outcome's column.",
    });
  }
  for (const factor of [...design.effects, ...(design.clusters ?? [])]) {
    if (factor.codes.length !== nObs) wrongLength(factor.name, factor.codes.length, nObs);
  }
  checkOptions(design, options);
}

function checkOptions(design: Design, { vcov, tolerance, maxIterations }: FitOptions): void {
  const clusters = design.clusters?.length ?? 0;
  if (vcov.kind === "cluster" && (clusters < 1 || clusters > 4)) {
    throw new InputError(
      "clusters",
      `Clustered standard errors take one to four keys; received ${clusters}.`,
      {
        received: clusters,
        hint: "Name the keys, as in exporter^importer.",
      },
    );
  }
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1)) {
    throw new InputError("tolerance", `tolerance must be in (0, 1); received ${tolerance}.`, {
      received: tolerance,
      hint: "Leave it out for 1e-9.",
    });
  }
  if (maxIterations !== undefined && !(Number.isInteger(maxIterations) && maxIterations > 0)) {
    throw new InputError(
      "max-iterations",
      `maxIterations must be a whole number above 0; received ${maxIterations}.`,
      {
        received: maxIterations,
        hint: "Leave it out for 200.",
      },
    );
  }
}

function wrongLength(name: string, length: number, nObs: number): never {
  throw new InputError("length", `"${name}" has ${length} cells where the outcome has ${nObs}.`, {
    received: length,
    hint: "Give columns of one panel.",
  });
}

function checkFinite(design: Design, name: string, values: Float64Array): void {
  if (values.length !== design.nObs) wrongLength(name, values.length, design.nObs);
  const at = values.findIndex((v) => !Number.isFinite(v));
  if (at < 0) return;
  throw new DataError(
    "not-finite",
    `Cells must be finite numbers; ${name} is ${values[at]} in row ${design.rowNumbers[at]}.`,
    {
      place: { line: design.rowNumbers[at], field: name },
      received: String(values[at]),
      hint: "Leave such rows out with a filter (a logarithm of 0 is the usual cause).",
    },
  );
}

function checkNotNegative(design: Design, name: string, values: Float64Array): void {
  const at = values.findIndex((v) => v < 0);
  if (at < 0) return;
  const count = values.reduce((sum, v) => sum + (v < 0 ? 1 : 0), 0);
  const more = count > 1 ? ` (and in ${count - 1} more)` : "";
  throw new DataError(
    "negative",
    `${name[0].toUpperCase()}${name.slice(1)} must not be negative; row ${design.rowNumbers[at]} has ${values[at]}${more}.`,
    {
      place: { line: design.rowNumbers[at] },
      received: values[at],
      hint: "Trade flows are 0 or more: check the column, or leave such rows out with a filter.",
    },
  );
}
