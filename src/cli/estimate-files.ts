/**
 * `--fitted`, `--effects` and `--predictions`: tables of a fit as files.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { effectsTable, fittedRowsTable, type PanelFit, predictionsTable } from "../estimate/index.js";
import { type FlowTable, flowTableToCsv, flowTableToJson, flowTableToParquet } from "../formats/index.js";
import { readTable } from "../node/read-table.js";

export interface FileOptions {
  readonly fitted: string | undefined;
  readonly effects: string | undefined;
  /** The second file. */
  readonly predict: string | undefined;
  readonly predictions: string | undefined;
}

const endings = /\.(csv|parquet|json)$/i;

/** Refuses what cannot be written, before anything is computed. */
export function checkFiles(options: FileOptions): void {
  for (const name of ["fitted", "effects", "predictions"] as const) {
    const path = options[name];
    if (path === undefined || endings.test(path)) continue;
    throw new InputError("option-value", `--${name} needs a name that ends in .csv, .parquet or .json.`, {
      place: { field: `--${name}` },
      received: path,
      hint: "The ending chooses the format.",
    });
  }
  if ((options.predict === undefined) !== (options.predictions === undefined)) {
    const [given, other] =
      options.predict === undefined ? ["predictions", "predict DATA"] : ["predict", "predictions FILE"];
    throw new InputError("option-value", `--${given} needs --${other} beside it.`, {
      place: { field: `--${given}` },
      hint: "For example --predict next-year.csv --predictions predicted.csv.",
    });
  }
}

export interface FileContent {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * What is to be written where.
 * @throws {InputError} `several-models`; what reading the second file throws
 */
export async function fileContents(fits: readonly PanelFit[], options: FileOptions): Promise<FileContent[]> {
  const { fitted, effects, predict, predictions } = options;
  const asked = (["fitted", "effects", "predictions"] as const).find((name) => options[name] !== undefined);
  if (asked === undefined) return [];
  const fit = fits[0]!;
  if (fits.length > 1) {
    throw new InputError(
      "several-models",
      `--${asked} is for one model; the formula stands for ${fits.length}.`,
      {
        place: { field: `--${asked}` },
        hint: "Give the formula of one of them.",
      },
    );
  }
  const contents: FileContent[] = [];
  const add = async (path: string | undefined, table: () => FlowTable): Promise<void> => {
    if (path !== undefined) contents.push({ path, content: await contentOf(path, table()) });
  };
  await add(fitted, () => fittedRowsTable(fit));
  await add(effects, () => effectsTable(fit));
  if (predict !== undefined) {
    const panel = await readTable(predict);
    await add(predictions, () => predictionsTable(fit, panel));
  }
  return contents;
}

async function contentOf(path: string, table: FlowTable): Promise<string | Uint8Array> {
  if (/\.csv$/i.test(path)) return flowTableToCsv(table);
  return /\.json$/i.test(path) ? flowTableToJson(table) : flowTableToParquet(table);
}
