/** `gravitas bargain`: a question of bargaining in, its answer out. @module */
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { parseBargain } from "../bargain/index.js";
import { bargain } from "../brief/bargain.js";
import type { BargainReport } from "../contracts/bargain.js";
import { readInput } from "../node/read-input.js";
import { readScenarioBase } from "../node/read-scenario-base.js";
import { writeOutput } from "../node/write-output.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas bargain FILE.yaml [--json] [--html FILE] [--md FILE]

Answers a question of bargaining (docs/bargain.md): the best reply of an economy, the tariff war of several, what they
could agree on, the price of a veto, the answer to a move, whether a promise keeps itself. FILE may be - for standard
input, and of --html and --md for standard output.

  --json       the report as JSON on standard output
  --html FILE  one self-contained page
  --md FILE    Markdown; its pictures are written beside it as FILE-1.svg, FILE-2.svg, …
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      html: { type: "string" },
      md: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file] = exactly(positionals, ["FILE.yaml"], usage);
  const ask = parseBargain(readInput(file!), file!);
  // From standard input, files are looked for in the working folder.
  const folder = file === "-" ? "." : dirname(file!);
  const base = typeof ask.base === "string" ? null : await readScenarioBase(ask.base, folder);
  const report = bargain(ask, () => base!);
  await print(report, values);
  if (report.converged) return 0;
  process.stderr.write(`gravitas: no answer: ${report.because}\n`);
  return 3;
}

async function print(
  report: BargainReport,
  to: { json: boolean; html?: string; md?: string },
): Promise<void> {
  const put = (path: string, content: string): void => {
    if (path === "-") {
      process.stdout.write(content);
      return;
    }
    writeOutput(path, content);
    process.stderr.write(`wrote ${path}\n`);
  };
  if (to.json) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
  if (to.md !== undefined) await printMarkdown(report, to.md, put);
  if (to.html !== undefined) {
    const { bargainToHtml } = await import("../report/bargain-html.js");
    put(to.html, bargainToHtml(report));
  }
  if (to.json || to.md !== undefined || to.html !== undefined) return;
  const { bargainToText } = await import("../report/bargain-text.js");
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(bargainToText(report, { colour, width: process.stdout.columns ?? 80 }));
}

async function printMarkdown(
  report: BargainReport,
  path: string,
  put: (path: string, content: string) => void,
): Promise<void> {
  const { bargainToMarkdown } = await import("../report/bargain-markdown.js");
  if (path === "-") {
    put(path, bargainToMarkdown(report));
    return;
  }
  const { pictureToSvg } = await import("../report/plane-svg.js");
  const stem = path.replace(/\.(md|markdown)$/i, "");
  const pictureFile = (k: number): string => `${basename(stem)}-${k + 1}.svg`;
  put(path, bargainToMarkdown(report, { pictureFile }));
  for (const [k, picture] of report.pictures.entries()) put(`${stem}-${k + 1}.svg`, pictureToSvg(picture));
}
