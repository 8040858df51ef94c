/**
 * The figures and pictures of docs/studies/veto.md, from the examples and the embedded world: `npx tsx
 * tools/studies/veto/write.ts` writes them into the page. A test holds the page to them.
 * @module
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseBargain } from "../../../src/bargain/index.js";
import { bargain } from "../../../src/brief/index.js";
import type { Bargain, BargainReport } from "../../../src/contracts/bargain.js";
import { formatPercent, formatUsdChange } from "../../../src/report/numbers.js";
import { pictureToSvg } from "../../../src/report/plane-svg.js";

const root = resolve(import.meta.dirname, "../../..");

/** The 5 % quantile, median and 95 % quantile of the trade elasticity that scenarios draw from. */
const thetas = [2.61, 5.03, 9.71];

function ask(name: string, theta?: number): Bargain {
  const file = join(root, "examples", "bargain", name);
  const parsed = parseBargain(readFileSync(file, "utf8"), name);
  return theta === undefined ? parsed : { ...parsed, parameters: { ...parsed.parameters, theta } };
}

function answer(question: Bargain): BargainReport {
  const report = bargain(question, () => {
    throw new Error("the study is of the embedded world");
  });
  if (!report.converged) throw new Error(report.because ?? "no answer");
  return report;
}

export interface VetoStudy {
  /** Blocks of the page by name, as Markdown. */
  readonly blocks: Readonly<Record<string, string>>;
  /** Pictures by file name. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Reports at the three elasticities, the median second; and that of the two dated moves. */
  readonly entry: readonly BargainReport[];
  readonly price: BargainReport;
}

/** Solves all that the page tells. */
export function vetoStudy(): VetoStudy {
  const entry = thetas.map((theta) => answer(ask("veto.yaml", theta)));
  const price = answer(ask("price.yaml"));
  const median = entry[1]!;
  return {
    entry,
    price,
    blocks: {
      worth: table(
        ["θ", "effect of membership", "Russia", "a year", "Georgia", "a year", "members that lose"],
        entry.flatMap((report, k) =>
          effects.map((effect) => {
            const figure = (name: string): number => report.figures[`effect ${effect}: ${name}`]!;
            return [
              String(thetas[k]),
              effect === 0 ? "none" : "0.37 in ln trade",
              formatPercent(figure("entrant percent")),
              change(figure("entrant million")),
              formatPercent(figure("veto percent")),
              change(figure("veto million")),
              String(figure("members that lose")),
            ];
          }),
        ),
      ),
      price: table(
        ["θ", "effect of membership", "least that buys consent", "most that Russia would pay", "Nash point"],
        entry.flatMap((report, k) =>
          effects.map((effect) => {
            const money = (name: string): string => {
              const x = report.figures[`effect ${effect}: money ${name}`] ?? null;
              return x === null ? "none" : change(x).replace("+", "");
            };
            return [
              String(thetas[k]),
              effect === 0 ? "none" : "0.37 in ln trade",
              money("least"),
              money("most"),
              money("nash"),
            ];
          }),
        ),
      ),
      concession: table(
        ["θ", "to Georgia, a year", "to Russia, a year"],
        entry.map((report, k) => [
          String(thetas[k]),
          change(report.figures["effect 0.37: concession worth to veto"]!),
          change(report.figures["effect 0.37: concession worth to entrant"]!),
        ]),
      ),
      moves: table(
        ["move", "Georgia", "Russia"],
        price.tables[0]!.rows.map(([name, one, two]) => [
          String(name),
          formatPercent(one as number),
          formatPercent(two as number),
        ]),
      ),
      says: median.findings.map((says) => `> ${says}`).join("\n>\n"),
      verdict: price.findings.map((says) => `> ${says}`).join("\n>\n"),
    },
    pictures: Object.fromEntries(
      median.pictures.map((picture, k) => [`veto-${k + 1}.svg`, pictureToSvg(picture)]),
    ),
  };
}

const effects = [0, 0.37];

/** "+$1.2 million", "−$340 million": the sign before the dollar. */
function change(million: number): string {
  const text = formatUsdChange(million);
  return text.replace(/^([+−]?)/, "$1$$");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, k) => (k === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const block = (name: string): RegExp => new RegExp(`(<!-- computed: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);

/** The page with its computed blocks filled in. */
export function filledPage(text: string, { blocks }: VetoStudy): string {
  return Object.entries(blocks).reduce((page, [name, content]) => {
    if (!block(name).test(page)) throw new Error(`the page has no block ${name}`);
    return page.replace(block(name), (_, before: string, after: string) => `${before}${content}\n${after}`);
  }, text);
}
