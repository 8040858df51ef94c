const common = new Set(
  "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were her all she there would their we him been has when who will more no if out so said what up its about into than them can only other new some could time these two may then do first any my now such like our over man me even most made after also did many before must through back years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three".split(
    " ",
  ),
);

/** Whether a text reads as English: enough of its words are among the commonest of the language. */
export function isEnglish(text: string): boolean {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return false;
  const latin = words.filter((word) => /^[a-z]+$/.test(word)).length;
  if (latin < 0.6 * words.length) return false;
  const known = words.filter((word) => common.has(word)).length;
  return words.length < 12 ? known > 0 || latin === words.length : known >= 0.13 * words.length;
}
