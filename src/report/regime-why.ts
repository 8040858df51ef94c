import type { Regime } from "../contracts/regime.js";
import { oneLine } from "./escape.js";
import { formatDate } from "./numbers.js";
import { hanging } from "./text-layout.js";
import { spanWords } from "./timeline-text.js";

/** From which ledger each entry is, and what a higher one replaced. */
export interface Layers {
  readonly layerOf: ReadonlyMap<string, string>;
  readonly replaced: readonly { readonly id: string; readonly layer: string; readonly by: string }[];
}

/**
 * Why a regime is as it is: the entries behind the duty and each ban, and under each what it set aside and why, down to
 * what that in turn had set aside; with dates, since when known, and the ledger that says so.
 */
export function regimeWhy(regime: Regime, { layerOf, replaced }: Layers, width = 80): string {
  const told = new Set<string>();
  const lines: string[] = ["Why"];
  const show = (id: string, depth: number, why: string): void => {
    const entry = regime.entries[id];
    const lead = `${"  ".repeat(depth + 1)}${depth === 0 ? "" : "└ sets aside "}`;
    const dates = entry ? spanWords({ since: entry.valid[0], until: entry.valid[1] }) : "";
    const known = entry ? `known since ${formatDate(entry.known)}` : "";
    const words = [`${id}${why === "" ? "" : `: ${why}`}`, dates, known, layerOf.get(id) ?? "general data"];
    lines.push(...hanging(lead, oneLine(words.filter((w) => w !== "").join(" · ")), width));
    if (told.has(id)) return;
    told.add(id);
    for (const { entry: under, why: because } of regime.overridden.filter((o) => o.by === id)) {
      show(under, depth + 1, because);
    }
  };
  const group = (title: string, ids: readonly string[]): void => {
    const fresh = [...new Set(ids)];
    if (fresh.length === 0) return;
    lines.push(title);
    for (const id of fresh) show(id, 0, "");
  };
  const { tariff } = regime;
  group("Duty", [...tariff.because, ...tariff.lines.flatMap((line) => line.because)]);
  group("MFN duty beside it", [
    ...(tariff.mfn?.because ?? []),
    ...tariff.lines.flatMap((line) => line.mfn?.because ?? []),
  ]);
  group(
    "Bans",
    regime.bans.map((item) => item.entry),
  );
  group(
    "Other overrides",
    regime.overridden.map((o) => o.by).filter((id) => !told.has(id)),
  );
  const own = replaced.filter(({ id }) => id in regime.entries);
  if (own.length > 0) lines.push("Layers");
  for (const { id, layer, by } of own)
    lines.push(...hanging("  ", oneLine(`${id}: ${by} replaces ${layer}`), width));
  return `${lines.join("\n")}\n`;
}
