/** `gravitas brief`: a report in, the brief out. @module */
import { parseArgs } from "node:util";
import { briefOfReading } from "../brief/brief-of-reading.js";
import { markCorrections } from "../brief/mark-corrections.js";
import type { Brief } from "../contracts/brief.js";
import { InputError } from "../contracts/errors.js";
import { readReading } from "../node/read-reading.js";
import { sha256 } from "../node/sha256.js";
import { writeOutput } from "../node/write-output.js";
import { plainText } from "../report/escape.js";
import { briefRegister } from "./brief-register.js";
import { dayOption, exactly, numberOption } from "./options.js";

const usage = `usage: gravitas brief FILE [--date DAY] [--cut 0.90] [--share 0.4] [--theta 5.03[,0.4]] [--draws 500]
                           [--seed 20141218] [--json] [--html FILE] [--md FILE]

Reads a report (text, HTML, Markdown, PDF, or a reading corrected by you; - for standard input): what was said, what
was in force that day, what it would do, how far to trust it. Without --json, --html and --md it prints the brief; FILE may be - for standard output.

  --date DAY      the report's day, YYYY-MM-DD, where the text does not tell it
  --cut TAU       factor on the non-tariff trade cost in the scenario of further opening (default 0.90)
  --share S       share in the flow of the goods that the report names, when it names some
  --theta M[,S]   trade elasticity: median and log standard deviation of its lognormal (default 5.03,0.4; S = 0 fixes it)
  --draws N       draws for the 90 % intervals (default 500; 0 for none)
  --seed N        seed of the draws (default 20141218)
  --ledger FILE   a ledger of your own on top of the register; may be repeated, later ones override by id
  --prior-share "S,SOURCE"  share in the importer's imports that a banned flow had before, for a ban that is lifted;
                  without it gravity's word is asked
  --cost-diplomacy  cost relations restored too, at the bound that the literature supports (5 to 20 % of trade)
  --json          all of it, as JSON on standard output
  --html FILE     one self-contained page
  --md FILE       Markdown
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      date: { type: "string" },
      cut: { type: "string", default: "0.90" },
      share: { type: "string" },
      theta: { type: "string", default: "5.03,0.4" },
      draws: { type: "string", default: "500" },
      seed: { type: "string", default: "20141218" },
      ledger: { type: "string", multiple: true },
      "prior-share": { type: "string" },
      "cost-diplomacy": { type: "boolean", default: false },
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
  const [file] = exactly(positionals, ["FILE"], usage);
  const options = {
    ...briefRegister(values),
    ...(values.date === undefined ? {} : { date: dayOption(values.date, "--date") }),
    ...(values.share === undefined ? {} : { share: share(values.share) }),
    cut: numberOption(values.cut, {
      option: "--cut",
      expected: "a factor above 0 and at most 1",
      accepts: (v) => v > 0 && v <= 1,
      hint: "0.90 takes a tenth off the trade cost.",
    }),
    theta: theta(values.theta),
    draws: whole(values.draws, "--draws", 100_000),
    seed: whole(values.seed, "--seed", Number.MAX_SAFE_INTEGER),
  };
  const { reading, corrections, movedTo } = await readReading(file!);
  const inputSha256 = sha256(reading.document.text);
  const result = markCorrections(await briefOfReading(reading, { ...options, inputSha256 }), corrections);
  if (movedTo !== null) process.stderr.write(`gravitas: ${plainText(movedTo)}\n`);
  await print(result, values);
  const failed = result.scenarios.find((s) => !s.converged);
  if (!failed) return 0;
  process.stderr.write(`gravitas: scenario ${failed.id} has no solution: ${failed.because}\n`);
  return 3;
}

async function print(result: Brief, to: { json: boolean; html?: string; md?: string }): Promise<void> {
  const put = (path: string, content: string): void => {
    if (path === "-") {
      process.stdout.write(content);
      return;
    }
    writeOutput(path, content);
    process.stderr.write(`wrote ${path}\n`);
  };
  if (to.json) process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
  if (to.md !== undefined) {
    const { briefToMarkdown } = await import("../report/markdown.js");
    put(to.md, briefToMarkdown(result));
  }
  if (to.html !== undefined) {
    const { briefToHtml } = await import("../report/html.js");
    put(to.html, briefToHtml(result));
  }
  if (to.json || to.md !== undefined || to.html !== undefined) return;
  const { briefToTerminal } = await import("../report/terminal.js");
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(briefToTerminal(result, { colour, width: process.stdout.columns ?? 100 }));
}

function whole(text: string, option: string, most: number): number {
  return numberOption(text, {
    option,
    expected: `a whole number from 0 to ${most}`,
    accepts: (v) => Number.isInteger(v) && v >= 0 && v <= most,
    hint: "Write digits only.",
  });
}

function share(text: string): number {
  return numberOption(text, {
    option: "--share",
    expected: "a share above 0 and at most 1",
    accepts: (v) => v > 0 && v <= 1,
    hint: "0.4 says that the goods named make up two fifths of the flow.",
  });
}

function theta(text: string): { median: number; sdLog: number } {
  const [median, sdLog, ...rest] = text.split(",");
  if (rest.length > 0) {
    throw new InputError(
      "option-value",
      `--theta takes at most two numbers; received ${JSON.stringify(text)}.`,
      {
        place: { field: "--theta" },
        hint: "Write MEDIAN or MEDIAN,SDLOG.",
      },
    );
  }
  const hint = "The trade elasticity is positive: estimates lie between about 2 and 9.";
  return {
    median: numberOption(median!, {
      option: "--theta",
      expected: "positive, at most 50",
      accepts: (v) => v > 0 && v <= 50,
      hint,
    }),
    sdLog: numberOption(sdLog ?? "0.4", {
      option: "--theta",
      expected: "followed by a log standard deviation from 0 to 2",
      accepts: (v) => v >= 0 && v <= 2,
      hint,
    }),
  };
}
