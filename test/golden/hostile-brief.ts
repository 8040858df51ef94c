/**
 * The fixture with every text that a stranger could have written turned against the reader.
 * @module
 */
import type { Brief } from "../../src/contracts/brief.js";
import { briefFixture } from "./brief-fixture.js";

/** What must never act: markup, links, formulas, escape sequences, overrides. */
export const attacks = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</style></title></mark></svg><svg onload=alert(1)>",
  "[click](https://evil.example/a)",
  "![x](https://evil.example/b.png)",
  "https://evil.example/c",
  "\u001b[31mred\u001b]0;owned\u0007",
  "\u202egnp.exe",
  "| a | b |\n# heading",
  "=HYPERLINK(1)",
].join(" ");

const poison = (value: unknown, key = ""): unknown => {
  if (typeof value === "string") return FREE.has(key) ? `${value} ${attacks}` : value;
  if (Array.isArray(value)) return value.map((item) => poison(item, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poison(v, k)]));
};

/** Fields that carry free text. */
const FREE = new Set(
  (
    "title outlet place dateBecause onBecause name role verb gist says statusSays costed because claim accordingTo label " +
    "measure note summary publisher source origin symbol confidence leavesOut findings notes goods why warnings"
  ).split(" "),
);

/** A brief whose every free text attacks, whose report does too, and whose addresses are none. */
export function hostileBrief(): Brief {
  const brief = poison(briefFixture()) as Brief;
  const { document } = brief.reading;
  document.text = `${document.text}\n${attacks}`;
  const start = document.text.length - attacks.length;
  brief.said[0]!.spans.push([start, start + 25]);
  brief.reading.moves[0]!.evidence.push([start + 10, document.text.length]);
  for (const said of brief.said) if (said.quote !== null) said.quote += attacks;
  const addresses = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://x.example/"onclick="alert(1)',
  ];
  Object.values(brief.entries).forEach((entry, n) => {
    for (const source of entry.sources) source.url = addresses[n % addresses.length]!;
  });
  if (brief.regime !== null) brief.regime.entries = brief.entries;
  return brief;
}
