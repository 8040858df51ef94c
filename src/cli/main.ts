#!/usr/bin/env node
/**
 * The command line: finds the command, loads only it, turns errors into one line on stderr and an exit code.
 * @module
 */
import { describeError, GravitasError, SourceError } from "../contracts/errors.js";
import { plainText } from "../report/escape.js";
import { version } from "../version.js";

interface Command {
  readonly says: string;
  readonly load: () => Promise<{ run: (args: string[]) => Promise<number> }>;
}

const commands: Readonly<Record<string, Command>> = {
  brief: {
    says: "a report in; what was said, what is in force, what it would do",
    load: () => import("./brief.js"),
  },
  estimate: {
    says: "a table and a formula in; gravity regressions with absorbed effects",
    load: () => import("./estimate.js"),
  },
  read: { says: "the statements, moves, events and claims of a report", load: () => import("./read.js") },
  regime: { says: "what is in force between two economies on a day", load: () => import("./regime.js") },
  tariff: {
    says: "the duty between two economies on a day, line by line",
    load: () => import("./tariff.js"),
  },
  timeline: {
    says: "all that the register knows between two economies, over the years",
    load: () => import("./timeline.js"),
  },
  register: {
    says: "check, compare, add to and export ledgers of facts",
    load: () => import("./register.js"),
  },
  simulate: { says: "a scenario file in; who gains and who loses", load: () => import("./simulate.js") },
  bargain: {
    says: "a question of bargaining in; best replies, tariff wars, the price of a veto",
    load: () => import("./bargain.js"),
  },
  gains: {
    says: "what trade is worth to an economy, by a formula",
    load: () => import("./gains.js"),
  },
  data: {
    says: "trade data as publishers ship them, in; one checked file of trade, out",
    load: () => import("./data.js"),
  },
  world: { says: "the embedded world: economies, checks, sources", load: () => import("./world.js") },
};

const usage = `gravitas ${version}: from headline to trade numbers

usage: gravitas COMMAND [OPTIONS]

${Object.entries(commands)
  .map(([name, { says }]) => `  ${name.padEnd(10)}${says}`)
  .join("\n")}

gravitas COMMAND --help tells a command's options.
Exit codes: 0 done, 2 the input is wrong, 3 a result is missing (no convergence, no answer from an endpoint),
4 a part of a batch could not be read.
`;

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(usage);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(
      `gravitas: there is no command "${plainText(name)}". Commands: ${Object.keys(commands).join(", ")}.\n`,
    );
    return 2;
  }
  const { run } = await command.load();
  return run(withNegativeNumbers(rest));
}

/** `--theta -5` means the value −5, which parseArgs would take for an option: joined, it reaches the range check. */
function withNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-[\d.]/.test(arg) && before !== undefined && /^--[a-z-]+$/.test(before))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

// A reader that closes the pipe early (head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof GravitasError) {
    process.stderr.write(`gravitas: ${plainText(describeError(error))}\n`);
    process.exitCode = error instanceof SourceError ? 3 : 2;
  } else if (error instanceof TypeError && (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) {
    process.stderr.write(`gravitas: ${plainText(error.message.replace(/\s+/g, " "))}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(
      `gravitas: an error of our own making, please report it.\n${String((error as Error)?.stack ?? error)}\n`,
    );
    process.exitCode = 1;
  }
}
