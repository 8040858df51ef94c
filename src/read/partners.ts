import { coordinatedCodes } from "./actors.js";
import type { Context } from "./discourse.js";
import type { InstrumentHit } from "./instruments.js";
import type { Mention } from "./mentions.js";
import { possessor } from "./modality.js";
import { phrasesIn } from "./phrases.js";
import type { Range } from "./text-types.js";

/** Economies that a range names as partners, and those that it names as owners of an instrument. */
export interface Parties {
  readonly partners: string[];
  readonly owners: string[];
}

/** Prepositions before places and manners, not partners. */
const placeWords =
  /^(?:in|at|through|via|near|by|inside|within|during|under|since|until|across|outside|around|beside|like|than|as)$/;

const prepositionBefore = (context: Context, mention: Mention, floor: number): string | null => {
  for (let n = mention.from - 1; n >= floor && n >= mention.from - 5; n--) {
    const token = context.tokens[n]!;
    // "made in China", "originating in Turkey and Mexico": the place is whose goods they are.
    if (
      token.lower === "in" &&
      /^(?:made|originating|produced|grown|manufactured|assembled|caught|bottled|brewed|raised|mined|registered)$/.test(
        context.tokens[n - 1]?.lower ?? "",
      )
    )
      return "from";
    if (token.pos === "ADP" || token.lower === "to") return token.lower;
    if (/^(?:VERB|AUX|PUNCT|NOUN|PRON|CCONJ)$/.test(token.pos)) return null;
  }
  return null;
};

const possessive = (context: Context, mention: Mention): boolean =>
  /^(?:'s|’s|'|’)$/.test(context.tokens[mention.to]?.text ?? "");

/** "its embassy in Kabul": the place is the partner. */
const missionIn = (context: Context, mention: Mention): boolean =>
  context.tokens[mention.from - 1]?.lower === "in" &&
  /^(?:mission|embassy|embassies|consulate|consulates|ambassador|ambassadors)$/.test(
    context.tokens[mention.from - 2]?.lower ?? "",
  );

/**
 * Partners in a range: names and adjectives that stand for economies, but not places ("in Brussels") and not the
 * owners of an instrument ("the American tariffs"). `except` are codes that act themselves.
 */
export function partiesIn(
  context: Context,
  range: Range,
  hits: readonly InstrumentHit[],
  except: readonly string[],
): Parties {
  const partners: string[] = [];
  const owners: string[] = [];
  const phrases = phrasesIn(context.tokens, range);
  const seen = new Set<Mention>();
  for (let n = range.from; n < range.to; n++) {
    const mention = context.at[n];
    if (mention === undefined || seen.has(mention)) continue;
    seen.add(mention);
    const phrase = phrases.find((p) => p.from <= n && n < p.to);
    const hit = phrase === undefined ? undefined : hits.find((h) => h.from < phrase.to && phrase.from < h.to);
    const heads =
      hit !== undefined && phrase !== undefined && hit.to >= phrase.head && mention.to <= hit.from;
    const owns =
      heads &&
      (possessive(context, mention) ||
        (mention.kind === "adjective" && mention.to === hit.from) ||
        mention.kind === "seat");
    const inside = hit !== undefined && mention.from >= hit.from && mention.to <= hit.to;
    if (owns) owners.push(...mention.codes);
    else if (
      !inside &&
      (!placeWords.test(prepositionBefore(context, mention, range.from) ?? "") || missionIn(context, mention))
    ) {
      const codes =
        mention.kind === "adjective" ? mention.codes : coordinatedCodes(context, mention, range.to);
      partners.push(...codes.filter((code) => code !== "WTO"));
    }
  }
  const unique = (codes: string[]): string[] => [...new Set(codes)].filter((code) => !except.includes(code));
  return {
    partners: unique(partners),
    owners: unique(owners).length > 0 ? unique(owners) : owners.slice(0, 1),
  };
}

/** "its duties", "our ban": whose an instrument is by its pronoun; empty where none stands before it. */
export function pronounOwner(context: Context, hit: InstrumentHit, range: Range): readonly string[] {
  for (let n = hit.from - 1; n >= range.from && n >= hit.from - 6; n--) {
    const { lower, pos } = context.tokens[n]!;
    if (/^(?:its|their|his|her|our)$/.test(lower)) return possessor(context, lower).codes;
    if (/^(?:VERB|AUX|ADP|PUNCT|CCONJ)$/.test(pos)) break;
  }
  return [];
}

/** "against it", "exempt them", "on their goods": partners by pronoun. */
export function pronounPartners(context: Context, range: Range, except: readonly string[]): string[] {
  for (let n = range.from; n < range.to; n++) {
    const { lower } = context.tokens[n]!;
    const before = context.tokens[n - 1]?.lower ?? "";
    if (/^(?:them|it|us)$/.test(lower) && /^(?:against|from|to|on|with|for|towards|of)$/.test(before)) {
      const codes =
        lower === "them"
          ? possessor(context, "their").codes
          : lower === "us"
            ? possessor(context, "our").codes
            : other(context, except);
      const left = codes.filter((code) => !except.includes(code));
      if (left.length > 0) return left;
    }
    if (
      /^(?:its|their)$/.test(lower) &&
      /^(?:neighbours?|neighbors?|rivals?|goods|exports|products|food|imports|partners?|customer|wine|trade)$/.test(
        context.tokens[n + 1]?.lower ?? "",
      )
    ) {
      const left = possessor(context, lower).codes.filter((code) => !except.includes(code));
      if (left.length > 0 && left.length < 8 && !/^(?:own|partners?)$/.test(context.tokens[n + 1]!.lower))
        return [...left];
    }
  }
  return [];
}

const other = (context: Context, except: readonly string[]): string[] => {
  for (const actor of context.discourse.focus)
    if (actor.codes.length === 1 && !except.includes(actor.codes[0]!)) return [...actor.codes];
  return [];
};
