/**
 * Where tables of estimates go: files by the ending of their names, lists of separated rows.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Estimate } from "../contracts/estimate.js";
import type { Panel } from "../contracts/panel.js";
import type { PanelFit } from "../estimate/index.js";
import { writeOutput } from "../node/write-output.js";
import {
  type EstimateContext,
  estimatesToHtml,
  estimatesToJson,
  estimatesToLatex,
  estimatesToMarkdown,
  estimatesToText,
  oneLine,
} from "../report/index.js";

export type Writer = (estimates: readonly Estimate[], context: EstimateContext) => void;

/**
 * A writer of tables in the format of the name.
 * @throws {InputError} `option-value` for an ending that names no format, before anything is computed
 */
export function writerFor(path: string): Writer {
  const formats: Readonly<Record<string, (e: readonly Estimate[], context: EstimateContext) => string>> = {
    md: estimatesToMarkdown,
    tex: estimatesToLatex,
    html: estimatesToHtml,
    json: estimatesToJson,
    txt: (estimates, context) => estimatesToText(estimates, { ...context, width: 100 }),
  };
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  if (!format) {
    throw new InputError("option-value", `--out needs a name that ends in .md, .tex, .html, .json or .txt.`, {
      place: { field: "--out" },
      received: path,
      hint: "The ending chooses the format.",
    });
  }
  return (estimates, context) => writeOutput(path, format(estimates, context));
}

/** Each separated row with its outcome's keys, one line a row, tab-separated. */
export function separatedRows(panel: Panel, fits: readonly PanelFit[]): string {
  return fits
    .map((fit, k) => {
      const title = fits.length > 1 ? `Separated rows in (${k + 1})` : "Separated rows";
      const keys = [
        ...new Set(
          fit.built.model.effects.flatMap((e) =>
            e.keys.flatMap((key) => (key.kind === "column" ? [key.name] : [])),
          ),
        ),
      ];
      const cells = keys.map((key) => panel.columns.find((c) => c.name === key)!);
      const lines = fit.estimate.separatedRows.map((number) =>
        [
          String(number),
          ...cells.map((c) =>
            c.type === "text" ? oneLine(c.levels[c.codes[number - 1]!] ?? "") : String(c.values[number - 1]),
          ),
        ].join("\t"),
      );
      return `\n${title}: ${fit.estimate.separatedRows.length}\n${["data row", ...keys].join("\t")}\n${lines.join("\n")}\n`;
    })
    .join("");
}
