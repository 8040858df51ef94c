/**
 * What verbs do in reports on trade: one class may hold many verbs, a verb may be in several classes. A particle is
 * joined with an underscore ("keep_out").
 * @module
 */
import { indexForms } from "./morphology.js";

export type VerbClass = keyof typeof classes;

const classes = {
  /** Puts something in place: a barrier, an agreement, a right. */
  create:
    "impose introduce put place slap levy set apply clamp adopt enact institute launch establish order file lodge bring reimpose reinstate reintroduce restore declare announce unveil bring_in put_on put_in set_up apply_to lay slap_on put_up throw_up erect install issue proclaim decree start open begin activate trigger invoke grant give offer award confer extend_to accord hand present approve authorise authorize ratify implement enforce pass draw_up prepare build_up fix make commence initiate inaugurate conclude revive resume provide add charge take adopt bring_back hit_with resurrect roll_out collect demand rush_in step_up",
  raise:
    "raise increase hike double triple quadruple tighten toughen widen expand broaden strengthen stiffen step_up boost lift_to bring_up ramp_up scale_up harden escalate enlarge push_up put_up treble beef_up sharpen reinforce",
  keep: "maintain keep extend prolong renew retain uphold keep_up leave_in preserve continue hold_on roll_over stick_to",
  remove:
    "lift remove scrap abolish end drop cancel repeal revoke withdraw eliminate dismantle waive terminate rescind annul discontinue shelve abandon axe strike_down do_away get_rid take_off call_off phase_out give_up roll_back unwind stop halt suspend pause freeze quit sever break_off break close shut leave pull_out renounce denounce tear_up undo pull_back put_off postpone delay defer deny lose strip exempt spare let_off ditch jettison bury dispense throw_out throw_off unblock void reverse cease wind_up wind_down wipe_out do_without walk_away back_down back_off recall expel downgrade put_on_hold put_hold retract back_out cut_off overturn settle resolve strike_off cross_off clear_away finish tear_down take_down reject",
  lower:
    "ease relax loosen cut lower reduce halve slash trim soften moderate simplify liberalise liberalize shorten narrow cut_back scale_back water_down bring_down mitigate dilute streamline speed_up shave pare roll_back",
  open: "open reopen unbolt unlock unblock unseal open_up free liberalise liberalize throw_open widen deregulate clear",
  close:
    "close shut seal bar block shut_down close_off seal_off cut_off blockade bolt lock close_down shut_off restrict choke_off",
  ban: "ban prohibit bar outlaw forbid embargo keep_out shut_out block turn_away exclude blacklist boycott lock_out refuse reject halt_at turn_back stop_taking bar_from ban_from throttle delist",
  stopFlow:
    "stop halt suspend curb restrict limit cut_off freeze end cease block ban bar prohibit pause forbid cut reduce squeeze choke discontinue interrupt stem stop_short break_off limit_to call_off refuse sever",
  resumeFlow:
    "resume allow permit readmit restart reopen let_in admit authorise authorize clear free re-admit unblock accept liberalise let welcome release ease restore reauthorise reauthorize okay",
  allow: "allow let permit enable authorise authorize clear help",
  block:
    "block veto oppose impede hinder obstruct hold_up stall prevent stop thwart bar deny delay reject refuse hamper stand_in resist frustrate",
  join: "join accede enter apply_for rejoin",
  admit: "admit accept approve welcome_in endorse back support let_in take_in invite clear greenlight",
  leaveGroup: "leave quit pull_out withdraw_from exit walk_out opt_out",
  sign: "sign conclude seal initial ink strike clinch reach finalise finalize agree_on complete negotiate secure settle_on wrap_up hammer_out",
  sever:
    "sever break_off cut break_down cut_off suspend break rupture downgrade freeze recall expel withdraw collapse end sour break_up",
  restore:
    "restore resume normalise normalize re-establish reestablish mend repair upgrade rebuild thaw improve deepen strengthen establish reset revive return exchange open reopen warm steady unfreeze patch_up renew",
  meet: "meet receive host invite talk negotiate visit sit_down hold confer consult return_to engage discuss welcome speak resume",
  mediate: "mediate broker arbitrate facilitate assist help contribute intercede bring_together referee host",
  recognise: "recognise recognize derecognise derecognize acknowledge",
  sue: "complain sue file lodge bring go take turn_to appeal challenge launch request contest dispute refer start restart seek haul drag initiate ask open reactivate revive",
  retaliate:
    "retaliate hit_back respond answer strike_back reply hit_out counter reciprocate fight_back react pay_back riposte",
  exempt: "exempt spare let_off exclude excuse carve_out free waive relieve",
  review:
    "review re-examine reconsider rethink reassess revisit look_again reexamine think_again relent desist",
  cap: "cap limit ration restrict",
  subsidise: "subsidise subsidize bail_out prop_up",
  tax: "tax charge target hit penalise penalize",
  pay: "pay face incur attract carry bear be_subject be_hit bear_up",
  loseAccess: "lose forfeit miss_out",
  gainAccess: "gain win get enjoy receive obtain regain recover secure",
  takeEffect:
    "take_effect come_into enter_into go_into begin start follow apply fall_on fall bite kick_in last stay remain stand come enter operate run cover hit catch concern affect take rest extend_to bind be hold come_down go_down go_up",
  expire: "expire lapse run_out end fall_away finish go cease die vanish go disappear come_to",
  buy: "buy purchase import order procure",
  sanction: "sanction blacklist penalise penalize punish boycott cut_off target embargo",
  license: "license licence",
  require: "require demand insist oblige impose introduce make order need subject want ask",
  deny: "deny reject dismiss rebut refute",
} as const;

/** Verbs that stand before another verb and say how real it is; see modality.ts. */
const governors =
  "agree decide promise pledge undertake commit order approve intend vow resolve threaten warn reserve prepare plan propose consider weigh mull seek want wish hope aim suggest recommend advise think discuss study draft try expect ask urge demand call press request beg appeal insist refuse decline rule_out fail start begin continue keep stop need offer get like choose opt go move look contemplate envisage hint signal volunteer plead implore encourage invite persuade force oblige tell instruct direct push lobby crave long mean debate explore examine review float pencil toy entertain ponder bid attempt pave tend happen manage appear seem tempt swear elect settle stand remain advocate favour favor back call_on call_for press_for push_for ask_for look_for work determine set let have cause compel permit allow enable authorise authorize authorize empower mandate lead help finish cease resume avoid risk bring feel see wait warn pledge guarantee swear assure proceed be";

const speech =
  "say tell add state declare announce claim argue note write explain insist warn stress maintain confirm reiterate repeat reply answer respond comment remark observe point_out assert affirm allege charge complain accuse call describe dismiss deny rule_out ask urge beg demand request appeal admit concede acknowledge suggest predict caution vow pledge promise report tweet post label brand hail praise criticise criticize denounce condemn reject welcome ask_for call_on press_for emphasise emphasize underline make_clear let_know spell_out hint signal stipulate recall counter retort quip joke inform advise indicate agree believe think hold contend plead implore urge blame hail liken conclude disclose reveal testify grumble protest fume lament quote propose offer mention hope regard consider see go_on ";

const other =
  "increase rise fall grow drop reach show become mean send flow fly make known believe belong cost need feed ship sell earn use look begin win congratulate break shoot attack invade seize detain arrest release free kill crash fight protest vote elect form found leave hold collapse erupt occupy annex cooperate flow know work rebuild spread stand lead want follow name touch reopen slip prevent respect change happen cause push find hit die treat hand put accept protect punish serve bind seek steady freeze judge soar run expect value resemble concern come watch attend count raise view deserve remain depend supply export import weigh link tie impound inspect test check require violate breach break harm hurt damage threaten undermine infringe discriminate favour justify aim intend design succeed fail vanish trade produce grow plant slaughter plunge register sponsor monitor examine process certify label document label record notify consult reject review re-examine reconsider rethink reassess revisit publish print amend replace swap offset compensate refund rebate reroute divert route store stockpile harvest brew bottle assemble manufacture build invest finance fund insure audit chair head border neighbour host own govern rule share investigate probe inquire withhold vanish delete";

const words = (list: string): string[] => list.trim().split(/\s+/);

const index = new Map<string, Set<VerbClass>>();
for (const [name, list] of Object.entries(classes))
  for (const verb of words(list)) {
    const set = index.get(verb) ?? new Set<VerbClass>();
    set.add(name as VerbClass);
    index.set(verb, set);
  }

const governorSet = new Set(words(governors));
const speechSet = new Set(words(speech));

/** Particles that make another verb of a verb: "keep out", "call off". */
export const particles: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const map = new Map<string, Set<string>>();
  for (const verb of [...index.keys(), ...governorSet, ...speechSet]) {
    const [head, ...rest] = verb.split("_");
    if (rest.length === 0) continue;
    const set = map.get(head!) ?? new Set<string>();
    set.add(rest.join("_"));
    map.set(head!, set);
  }
  return map;
})();

/** All verbs that the reader knows, as written form to [lemma, form]. */
export const verbForms = indexForms(
  [...index.keys(), ...governorSet, ...speechSet, ...words(other)].map((verb) => verb.split("_")[0]!),
);

/** Whether a verb (with its particle, if any) belongs to a class. */
export function isVerb(verb: string, ...names: VerbClass[]): boolean {
  const set = index.get(verb);
  return set !== undefined && names.some((name) => set.has(name));
}

export const isSpeechVerb = (verb: string): boolean => speechSet.has(verb);
export const isGovernor = (verb: string): boolean => governorSet.has(verb);
