import { economyName } from "./find-economy.js";

const WITH_ARTICLE =
  /^(United |European |Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|Cayman |Marshall |Solomon |Isle of |Republic of |DR Congo|.* (Republic|Islands|Emirates|Territories)$)/;

/** An economy's name as it stands in a sentence: "Georgia", "the United States". */
export function inSentence(code: string): string {
  const name = economyName(code);
  return WITH_ARTICLE.test(name) ? `the ${name}` : name.replace(/^The /, "the ");
}
