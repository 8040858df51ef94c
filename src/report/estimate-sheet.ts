/**
 * What a table of regressions says, before it is text, Markdown, LaTeX or HTML.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { oneLine } from "./escape.js";
import { answersOf } from "./estimate-answers.js";
import { count, decimalsFor, fixed, pValue, statistic, testStatistic } from "./estimate-numbers.js";

export interface EstimateContext {
  /** The file, as the user named it. */
  readonly source: string;
  /** The filter, as the user wrote it. */
  readonly where?: string | undefined;
}

/** Cells as text; the first cell of each row names it, the others stand to the right. */
export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
  /** Label and one value for the whole model, or one for each column of models. */
  readonly facts: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** One regression: a row a term. Several: a column a model, standard errors in parentheses below. */
export function estimateSheet(estimates: readonly Estimate[], context: EstimateContext): Sheet {
  const sheet =
    estimates.length === 1 ? singleSheet(estimates[0]!, context) : modelsSheet(estimates, context);
  const clean = (rows: readonly (readonly string[])[]): string[][] => rows.map((row) => row.map(oneLine));
  return {
    title: oneLine(sheet.title),
    subtitle: oneLine(sheet.subtitle),
    head: sheet.head.map(oneLine),
    body: clean(sheet.body),
    facts: clean(sheet.facts),
    notes: sheet.notes.map(oneLine),
  };
}

const names = { ppml: "Poisson pseudo-maximum likelihood (PPML)", ols: "Ordinary least squares (OLS)" };
const subtitleOf = ({ source, where }: EstimateContext): string =>
  `${source}${where ? `, where ${where}` : ""}`;

function singleSheet(estimate: Estimate, context: EstimateContext): Sheet {
  const poisson = estimate.estimator === "ppml";
  const head = ["", "Estimate", "Std. error", poisson ? "z" : "t", "p", "95 % low", "95 % high"];
  if (poisson) head.push("exp(b) − 1, %");
  const body = estimate.terms.map((term) => {
    const decimals = decimalsFor(term.se, term.estimate);
    return [
      term.name,
      fixed(term.estimate, decimals),
      fixed(term.se, decimals),
      testStatistic(term.z),
      pValue(term.p),
      fixed(term.low, decimals),
      fixed(term.high, decimals),
      ...(poisson ? [inPercent(term.estimate)] : []),
    ];
  });
  return {
    title: `${names[estimate.estimator]}: ${estimate.formula}`,
    subtitle: subtitleOf(context),
    head,
    body: estimate.converged ? body : [],
    facts: factsOf(estimate),
    notes: [
      ...failures(estimate, ""),
      ...biasNotes(estimate),
      ...answersOf(estimate),
      ...notesOf(estimate, ""),
    ],
  };
}

function inPercent(estimate: number): string {
  const percent = 100 * Math.expm1(estimate);
  return Math.abs(percent) >= 1e6 ? fixed(percent, -1) : fixed(percent, 2);
}

function factsOf(estimate: Estimate): [string, string][] {
  const { excluded, effects = [] } = estimate;
  const facts: [string, string][] = [
    ["Observations", count(estimate.n)],
    [
      "Left out",
      `${count(excluded.missing)} with missing values, ${count(excluded.singleton)} singletons, ${count(excluded.separated)} separated`,
    ],
    [
      "Effects absorbed",
      effects.length === 0 ? "none" : effects.map((e) => `${e.name} (${count(e.levels)})`).join(", "),
    ],
  ];
  if (!estimate.converged) return facts;
  return [...facts, ["Standard errors", errorsInWords(estimate)], ...fitFacts(estimate)];
}

function fitFacts(estimate: Estimate): [string, string][] {
  const poisson = estimate.estimator === "ppml";
  const correlation = estimate.squaredCorrelation;
  return [
    [poisson ? "Deviance" : "Sum of squared residuals", statistic(estimate.deviance)],
    ["Log-likelihood", statistic(estimate.logLikelihood)],
    [poisson ? "Pseudo R², McFadden" : "R²", fixed(estimate.pseudoR2, 6)],
    ...(poisson && correlation !== undefined
      ? [["Pseudo R², cor(outcome, fit)²", fixed(correlation, 6)] as [string, string]]
      : []),
    ["Iterations", count(estimate.iterations)],
  ];
}

function errorsInWords({ vcov }: Estimate): string {
  const kind =
    vcov.kind === "cluster"
      ? `clustered by ${vcov.clusters.map((name, k) => (vcov.groups?.[k] === undefined ? name : `${name} (${count(vcov.groups[k])} groups)`)).join(" and ")}`
      : vcov.kind === "hetero"
        ? "robust to heteroskedasticity"
        : "IID";
  return `${kind}; small-sample correction ${vcov.correction}`;
}

/** The reason where there is no result. */
function failures(estimate: Estimate, of: string): string[] {
  return estimate.converged ? [] : [`No result${of}: ${estimate.because ?? "the fit did not converge"}.`];
}

function biasNotes({ biasCorrection }: Estimate): string[] {
  if (!biasCorrection) return [];
  return biasCorrection.terms.map(({ name, bias, corrected, se }) => {
    const decimals = decimalsFor(se ?? Number.NaN);
    return `Bias-corrected after ${biasCorrection.method}: ${name} ${fixed(corrected, decimals)} (standard error ${fixed(se ?? Number.NaN, decimals)}), bias ${fixed(bias, decimals)}; ${count(biasCorrection.nEconomies)} economies, ${count(biasCorrection.nPairs)} pairs.`;
  });
}

function notesOf(estimate: Estimate, of: string): string[] {
  const { excluded, collinear, warnings, separatedRows } = estimate;
  const separated =
    excluded.separated > 0
      ? [
          `${count(excluded.separated)} separated rows${of} are left out: their outcome is zero and only an infinite estimate would fit them (data rows ${separatedRows.slice(0, 8).join(", ")}${separatedRows.length > 8 ? ", …" : ""}).`,
        ]
      : [];
  return [
    ...separated,
    ...collinear.map(({ name, because }) => `${name} has no estimate${of}; ${because}.`),
    ...warnings.map((warning) => (of ? `${of.replace(" in ", "")}: ${warning}` : warning)),
  ];
}

function modelsSheet(estimates: readonly Estimate[], context: EstimateContext): Sheet {
  const termNames = [...new Set(estimates.flatMap((e) => e.terms.map((t) => t.name)))];
  const body = termNames.flatMap((name) => {
    const terms = estimates.map((e) => (e.converged ? e.terms.find((t) => t.name === name) : undefined));
    return [
      [name, ...terms.map((t) => (t ? fixed(t.estimate, decimalsFor(t.se, t.estimate)) : ""))],
      ["", ...terms.map((t) => (t ? `(${fixed(t.se, decimalsFor(t.se, t.estimate))})` : ""))],
    ];
  });
  const each = (label: string, value: (e: Estimate) => string): string[] => [label, ...estimates.map(value)];
  const effects = [...new Set(estimates.flatMap((e) => (e.effects ?? []).map((f) => f.name)))];
  const same = estimates.every((e) => e.estimator === estimates[0]!.estimator);
  return {
    title: same ? names[estimates[0]!.estimator] : "Regressions",
    subtitle: subtitleOf(context),
    head: ["", ...estimates.map((_, k) => `(${k + 1})`)],
    body,
    facts: [
      each("Observations", (e) => count(e.n)),
      each("Missing", (e) => count(e.excluded.missing)),
      each("Singletons", (e) => count(e.excluded.singleton)),
      each("Separated", (e) => count(e.excluded.separated)),
      ...effects.map((name) =>
        each(name, (e) => {
          const effect = e.effects?.find((f) => f.name === name);
          return effect ? count(effect.levels) : "";
        }),
      ),
      each(estimates[0]!.estimator === "ppml" ? "Pseudo R², McFadden" : "R²", (e) =>
        e.converged ? fixed(e.pseudoR2, 6) : "",
      ),
      ...(estimates[0]!.estimator === "ppml"
        ? [
            each("Pseudo R², correlation", (e) =>
              e.converged ? fixed(e.squaredCorrelation ?? Number.NaN, 6) : "",
            ),
          ]
        : []),
      each("Log-likelihood", (e) => (e.converged ? statistic(e.logLikelihood) : "")),
    ],
    notes: [
      `Standard errors in parentheses, ${errorsInWords(estimates[0]!)}.`,
      ...estimates.map((e, k) => `(${k + 1}) ${e.formula}`),
      ...estimates.flatMap((e, k) => [
        ...failures(e, ` in (${k + 1})`),
        ...[...biasNotes(e), ...answersOf(e)].map((note) => `(${k + 1}) ${note}`),
        ...notesOf(e, ` in (${k + 1})`),
      ]),
    ],
  };
}
