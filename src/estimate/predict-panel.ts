/**
 * Predictions of a fit for the rows of another panel.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { buildRegressors } from "./build-design.js";
import { noFiniteEstimate } from "./collinear-notes.js";
import type { DesignEffect } from "./design.js";
import type { PanelFit } from "./estimate-panel.js";
import { columnsOf } from "./formula/columns-of.js";
import { nearestNames } from "./formula/nearest-names.js";
import { partColumn, stackPanels } from "./panel/stack-panels.js";
import { predict } from "./predict.js";

/** Why a row has no prediction (0: it has one). */
export const PredictionGap = { none: 0, missingCell: 1, noEstimate: 2 } as const;

export interface PanelPrediction {
  /** Length nObs of the panel; NaN where there is none. */
  readonly linear: Float64Array;
  /** exp(linear) for PPML, the same for least squares. */
  readonly mean: Float64Array;
  /** Codes of PredictionGap, length nObs. */
  readonly gap: Uint8Array;
}

/**
 * Predicts for rows with the columns that the formula names; the outcome need not be there. Levels of effects are
 * those of the same names: a row whose level the fit did not have, or whose term has no finite estimate, has no
 * prediction. Lags are looked up in the panel given.
 *
 * @throws {InputError} `unknown-column` with the nearest names
 * @throws {DataError} `column-type`, and whatever `buildDesigns` throws on cells
 */
export function predictPanel(fit: PanelFit, panel: Panel): PanelPrediction {
  const { built } = fit;
  const { panelId } = built.options;
  const names = columnsOf(built.model, panelId);
  requireColumns(panel, names);
  const above = built.panel;
  const stacked = stackPanels(above, panel, names);
  const all = buildRegressors(stacked, {
    ...built,
    options: panelId === undefined ? {} : { panelId: `${partColumn}^${panelId}` },
  });
  const n = panel.nObs;
  const gap = new Uint8Array(n).fill(PredictionGap.missingCell);
  const linear = new Float64Array(n).fill(Number.NaN);
  const mean = new Float64Array(n).fill(Number.NaN);
  const effects = all.design.effects.map((effect, e) =>
    inCodesOf(effect, all.rows, built.design.effects[e]!, built.rows),
  );
  const known = new Set(built.design.x.map((x) => x.name));
  // A term that separation left without a finite estimate says nothing of rows where it is not zero.
  const infinite = new Set(
    fit.estimate.collinear.filter((c) => c.because.startsWith(noFiniteEstimate)).map((c) => c.name),
  );
  const extra = all.design.x.filter((x) => !known.has(x.name) || infinite.has(x.name));
  // A level of i() that no row below has makes no column there, but one above; both are in `all`.
  const { linear: index, mean: value } = predict(fit, { ...all.design, effects });
  all.rows.forEach((row, k) => {
    if (row < above.nObs) return;
    const at = row - above.nObs;
    const strange = Number.isNaN(index[k]!) || extra.some((x) => x.values[k] !== 0);
    gap[at] = strange ? PredictionGap.noEstimate : PredictionGap.none;
    if (strange) return;
    linear[at] = index[k]!;
    mean[at] = value[k]!;
  });
  return { linear, mean, gap };
}

function requireColumns(panel: Panel, names: ReadonlySet<string>): void {
  const known = panel.columns.map((c) => c.name);
  const lacking = [...names].find((name) => !known.includes(name));
  if (lacking === undefined) return;
  const near = nearestNames(lacking, known);
  throw new InputError(
    "unknown-column",
    `There is no column ${JSON.stringify(lacking)} in ${panel.source}.`,
    {
      place: { field: "--predict" },
      received: lacking,
      hint:
        near.length > 0
          ? `Nearest: ${near.join(", ")}.`
          : "A prediction needs the columns that the formula names.",
    },
  );
}

/** An effect's codes as the fit counts its levels: rows that both have in common tell; −1 for levels it did not have. */
function inCodesOf(
  effect: DesignEffect,
  rows: Int32Array,
  fitted: DesignEffect,
  fittedRows: Int32Array,
): DesignEffect {
  const own = new Int32Array(effect.nLevels).fill(-1);
  let at = 0;
  fittedRows.forEach((row, k) => {
    while (at < rows.length && rows[at]! < row) at++;
    if (rows[at] === row) own[effect.codes[at]!] = fitted.codes[k]!;
  });
  return { ...effect, codes: effect.codes.map((code) => own[code]!) };
}
