/** The forms of a verb: base, third person, past, participle, -ing. */
export type VerbForm = "base" | "third" | "past" | "participle" | "ing";

const irregular: Record<string, [past: string, participle: string]> = {
  be: ["was", "been"],
  begin: ["began", "begun"],
  break: ["broke", "broken"],
  bring: ["brought", "brought"],
  buy: ["bought", "bought"],
  choose: ["chose", "chosen"],
  come: ["came", "come"],
  cut: ["cut", "cut"],
  do: ["did", "done"],
  fall: ["fell", "fallen"],
  forbid: ["forbade", "forbidden"],
  freeze: ["froze", "frozen"],
  get: ["got", "got"],
  give: ["gave", "given"],
  go: ["went", "gone"],
  have: ["had", "had"],
  hit: ["hit", "hit"],
  hold: ["held", "held"],
  withhold: ["withheld", "withheld"],
  keep: ["kept", "kept"],
  lay: ["laid", "laid"],
  leave: ["left", "left"],
  let: ["let", "let"],
  lose: ["lost", "lost"],
  make: ["made", "made"],
  meet: ["met", "met"],
  overturn: ["overturned", "overturned"],
  pay: ["paid", "paid"],
  put: ["put", "put"],
  quit: ["quit", "quit"],
  rise: ["rose", "risen"],
  run: ["ran", "run"],
  say: ["said", "said"],
  see: ["saw", "seen"],
  seek: ["sought", "sought"],
  sell: ["sold", "sold"],
  send: ["sent", "sent"],
  set: ["set", "set"],
  shoot: ["shot", "shot"],
  shut: ["shut", "shut"],
  slit: ["slit", "slit"],
  speak: ["spoke", "spoken"],
  strike: ["struck", "struck"],
  swear: ["swore", "sworn"],
  take: ["took", "taken"],
  tell: ["told", "told"],
  think: ["thought", "thought"],
  throw: ["threw", "thrown"],
  undertake: ["undertook", "undertaken"],
  win: ["won", "won"],
  withdraw: ["withdrew", "withdrawn"],
  write: ["wrote", "written"],
  undo: ["undid", "undone"],
  offset: ["offset", "offset"],
  rescind: ["rescinded", "rescinded"],
  beg: ["begged", "begged"],
  fling: ["flung", "flung"],
  stand: ["stood", "stood"],
  find: ["found", "found"],
  feel: ["felt", "felt"],
  lead: ["led", "led"],
  draw: ["drew", "drawn"],
  spread: ["spread", "spread"],
  become: ["became", "become"],
  grow: ["grew", "grown"],
  know: ["knew", "known"],
  show: ["showed", "shown"],
  mean: ["meant", "meant"],
  lend: ["lent", "lent"],
  bind: ["bound", "bound"],
  rebuild: ["rebuilt", "rebuilt"],
  build: ["built", "built"],
  overcome: ["overcame", "overcome"],
  fly: ["flew", "flown"],
  sink: ["sank", "sunk"],
  fight: ["fought", "fought"],
  hear: ["heard", "heard"],
  wind: ["wound", "wound"],
  unwind: ["unwound", "unwound"],
};

// Verbs of more than one syllable that double the last consonant all the same.
const doubling =
  /^(?:bar|ban|stop|drop|slap|scrap|cap|cut|put|set|shut|let|hit|quit|beg|trim|strip|plan|slam|clamp?d|ship|slip|permit|admit|commit|submit|omit|refer|defer|rebut|rescued?p|cancel|label|level|veto?l|dial|signal|tar|chop|rip|wrap|tap|clip|nod|grab|dub|rid|skip|step|swap|tip|compel|expel|propel|repel|impel|curb?b|trap|prop|top|lag|peg)$/;

function formsOf(verb: string): [VerbForm, string][] {
  const stem = verb.replace(/e$/, "");
  const double = doubling.test(verb) ? verb + verb.at(-1) : null;
  const y = /[^aeiou]y$/.test(verb);
  const third = y ? `${verb.slice(0, -1)}ies` : /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
  const ed = y ? `${verb.slice(0, -1)}ied` : verb.endsWith("e") ? `${verb}d` : `${double ?? verb}ed`;
  const ing = /(?:ee|ye|oe)$/.test(verb) ? `${verb}ing` : `${double ?? (verb.length > 2 ? stem : verb)}ing`;
  const [past, participle] = irregular[verb] ?? [ed, ed];
  return [
    ["base", verb],
    ["third", third],
    ["past", past],
    ["participle", participle],
    ["ing", ing],
  ];
}

/** Index from written form to [lemma, form] for a list of verbs; a form may belong to several. */
export function indexForms(verbs: Iterable<string>): Map<string, [lemma: string, form: VerbForm][]> {
  const index = new Map<string, [string, VerbForm][]>();
  for (const verb of new Set(verbs))
    for (const [form, written] of formsOf(verb)) {
      const list = index.get(written) ?? [];
      if (!list.some(([lemma, other]) => lemma === verb && other === form)) list.push([verb, form]);
      index.set(written, list);
    }
  return index;
}
