/**
 * Words for instruments: a pattern over lower-case text, the instrument, and whether what it names opens (+1) or
 * closes (-1). Earlier lines win where two match at the same place.
 * @module
 */
import type { Instrument } from "../contracts/codes.js";
import { firstLetters } from "./first-letters.js";

export interface InstrumentWord {
  /** Matches at its lastIndex only, over text in lower case. */
  readonly pattern: RegExp;
  /** What a match can begin with, up to three letters. */
  readonly begins: readonly string[];
  readonly instrument: Instrument;
  readonly polarity: 1 | -1;
  /** A word that means this instrument only beside a word of trade: "measures", "tax", "case". */
  readonly weak?: boolean;
}

const word = (source: string, instrument: Instrument, polarity: 1 | -1, weak = false): InstrumentWord => ({
  // Over text in lower case: case-insensitive matching costs twice the time.
  pattern: new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, "y"),
  begins: firstLetters(source),
  instrument,
  polarity,
  weak,
});

export const instrumentWords: readonly InstrumentWord[] = [
  word(
    "(?:anti-?dumping|countervailing|anti-subsidy)(?:,? (?:and|or) (?:anti-?dumping|countervailing|anti-subsidy))?(?: (?:customs )?(?:duty|duties|tariffs?|levy|levies|measures?|investigations?|probes?|inquir(?:y|ies)|enquir(?:y|ies)|penalt(?:y|ies)|reviews?|cases?|charges?))?",
    "trade_remedy",
    -1,
  ),
  word(
    "(?:provisional|definitive) (?:anti-dumping |countervailing |safeguard )?(?:dut(?:y|ies)|measures)|safeguards?(?: (?:dut(?:y|ies)|measures?|tariffs?|investigations?|probes?|inquir(?:y|ies)|quotas?))?|dumping (?:probes?|investigations?|dut(?:y|ies)|inquir(?:y|ies)|margins?)|price undertakings?",
    "trade_remedy",
    -1,
  ),
  word(
    "tariff[- ](?:rate )?quotas?|trqs?|duty-free quotas?|tariff-free quotas?|(?:lower|reduced|zero)-(?:duty|tariff|rate) quotas?|quotas? (?:at|with) (?:a )?(?:lower|reduced|zero) (?:duty|tariff|rate)",
    "tariff_quota",
    1,
  ),
  word(
    "(?:minimum|floor) (?:export |import |entry )?prices?|price floors?|(?:minimum export|reference) prices?",
    "other",
    -1,
  ),
  word(
    "carbon (?:border )?(?:tax(?:es)?|levy|levies|charges?|tariffs?|adjustment)|border (?:carbon )?(?:tax|adjustment|levy)|value[- ]added tax|vat|excise(?: (?:dut(?:y|ies)|tax(?:es)?))?|digital (?:services )?tax(?:es)?",
    "other",
    -1,
  ),
  word("(?:out-of-quota|over-quota|above-quota|in-quota) (?:dut(?:y|ies)|tariffs?|rates?)", "tariff", -1),
  word("visas?(?: (?:requirements?|rules?|regimes?|obligations?|restrictions?|curbs?))?", "other", -1),
  word("visa-free (?:travel|entry|access|regime)|visa waivers?", "other", 1),
  word(
    "import declarations?|customs (?:paperwork|declarations?|formalities|checks?|procedures|delays?)|pre-shipment checks?|port fees?",
    "other",
    -1,
  ),
  word(
    "(?:wto|world trade organi[sz]ation|dispute|trade) (?:case|cases|complaints?|challenges?|disputes?|suits?|panels?|proceedings?|arbitration)|dispute[- ]settlement (?:case|panel|proceedings|consultations)|(?:complaints?|cases?|disputes?|proceedings?) (?:(?:against|over|about) [^,.;]{1,60} )?(?:at|with|before|to|in) the (?:wto|world trade organi[sz]ation)|consultations (?:at|under|with|in) the (?:wto|world trade organi[sz]ation)",
    "other",
    -1,
  ),
  word(
    "complaints?|cases?|lawsuits?|legal action|dispute panel|panels?|arbitration|proceedings",
    "other",
    -1,
    true,
  ),
  word(
    "(?:everything but arms|eba)(?: (?:scheme|preferences|arrangement|initiative|status|treatment|access))?|gsp ?(?:plus|\\+)(?: (?:scheme|status|benefits|preferences))?|agoa(?: (?:benefits|status|eligibility|access))?|(?:trade |tariff )?preference|tariff preferences?|trade preferences?|preferences|preferential (?:tariffs?|dut(?:y|ies)|treatment|rates?|terms)|generali[sz]ed (?:system|scheme) of preferences|gsp(?:\\+)?(?: (?:status|benefits))?|duty[- ]free (?:access|entry|treatment|status|imports?|trade|regime)|tariff[- ]free (?:access|entry|treatment|trade)|zero[- ]dut(?:y|ies)|zero tariffs?|zero-for-zero(?:[\"”’']? tariff deal| tariffs)?|(?:tariff|duty) exemptions?|exemptions? from (?:the )?(?:dut(?:y|ies)|tariffs?)|tariff (?:suspension|relief|truce|cuts?|reductions?)",
    "tariff",
    1,
  ),
  word(
    "free[- ]trade (?:agreements?|deals?|pacts?|treat(?:y|ies)|accords?|areas?|talks|negotiations|zones?|part)|trade (?:agreements?|deals?|pacts?|treat(?:y|ies)|accords?|talks|negotiations|partnership)|(?:association|partnership|cooperation|economic partnership|preferential trade|investment|customs|interim|accession) (?:and [a-z ]{3,20})?(?:agreements?|deals?|pacts?|treat(?:y|ies)|accords?|talks)|association and free[- ]trade (?:deals?|agreements?|pacts?)|ftas?|free trade|ttip|tpp|cptpp|rcep|nafta|usmca|ceta|cepa|mercosur deal|safta|dcfta|talks on (?:a |an )?(?:free[- ])?trade (?:deal|agreement|pact)|customs union|common market",
    "trade_agreement",
    1,
  ),
  word("(?:trade |tariff |preferential )benefits", "tariff", 1),
  word("treat(?:y|ies)|pacts?|accords?|agreements?|deals?", "trade_agreement", 1, true),
  word(
    "most[- ]favou?red[- ]nation(?: (?:status|treatment|trade status))?|mfn(?: status)?|(?:permanent )?normal trade (?:relations|status)|trade concessions?|tariff concessions?|concessions?|market access|access to (?:its|their|the|his|our) [a-z ]{0,20}markets?|preferential access|free access|favou?red status",
    "market_access",
    1,
  ),
  word(
    "sanitary|phytosanitary|phyto-sanitary|health (?:certificates?|checks?|rules?|controls?)|veterinary (?:certificates?|checks?|rules?|controls?|inspections?|requirements?)|sanitary certificates?|food[- ]safety (?:rules?|checks?|certificates?|standards?)|residue (?:limits?|rules?|tests?)|pesticide (?:limits?|rules?|residues?)|maximum residue (?:limits?|levels?)|plant[- ]health (?:rules?|certificates?|checks?)|quarantine(?: (?:rules?|requirements?))?|fumigation|sps (?:rules?|measures?|checks?)|(?:border|import|meat|food|radiation|lab(?:oratory)?|health|plant|veterinary|safety) (?:inspections?|tests?|testing|checks?)|test(?:s|ing)? (?:for|of) (?:pesticides?|residues?|salmonella|mycotoxins?|radiation)",
    "sps",
    -1,
  ),
  word(
    "technical (?:regulations?|barriers?|rules?|standards?|requirements?)|certification|conformity (?:assessments?|checks?|certificates?)|label(?:l)?ing(?: (?:rules?|requirements?))?|product standards?|safety standards?|quality (?:certificates?|standards?|marks?)|type approval|homologation|standards?(?: rules?)?|emissions? (?:rules?|standards?)",
    "tbt",
    -1,
  ),
  word(
    "controls? on (?:the |its |all )?exports?(?: of)?|export (?:controls?(?: list)?|licen[cs]es?|licen[cs]ing|permits?)|import (?:licen[cs]es?|licen[cs]ing|permits?)|licen[cs](?:e|es|ing)(?: (?:rules?|requirements?|regime|system|scheme))?|permits?|entity list|prior (?:approval|authori[sz]ation)|(?<!(?:border|price|capital|passport|quality|customs|wage|currency) )controls?(?= (?:on|over) )|export authori[sz]ations?",
    "licensing",
    -1,
  ),
  word(
    "white[- ]?lists?|list of (?:trusted|approved) (?:partners|countries|traders|suppliers)|trusted[- ](?:trading |trade )?(?:partners?|trade)(?: list| status)?|approved lists?",
    "licensing",
    1,
  ),
  word(
    "(?:bans?|prohibitions?|halts?) (?:on|of|to) (?:all |the |its |direct |civil |charter )*(?:flights|overflights|ships|vessels|lorries|trucks|planes|aircraft|airlines)|(?:flight|overflight|travel) bans?",
    "transit",
    -1,
  ),
  word(
    "export (?:bans?|embargo(?:es|s)?|prohibitions?|curbs?|restrictions?|stops?|moratoriums?|halts?|freezes?|limits?)|(?:bans?|curbs?|embargo(?:es)?|prohibitions?|restrictions?|moratoriums?|limits?|halts?|stops?|freezes?|suspensions?) (?:on|of|to) (?:all |the |its |their |some |most )*(?:(?!and |or |from |by |to |in |with |for )[a-z-]+ ){0,2}?(?:exports?|exporting|shipments?|overseas sales|sales abroad|foreign sales|outbound shipments?|re-exports?|supplies to)",
    "export_ban",
    -1,
  ),
  word(
    "import (?:bans?|embargo(?:es|s)?|prohibitions?|stops?|moratoriums?|halts?|freezes?|suspensions?)|(?:bans?|embargo(?:es)?|prohibitions?|moratoriums?|halts?|stops?|freezes?|suspensions?) (?:on|of|to|in) (?:all |the |its |their |some |most )*(?:(?!and |or |from |by |to |in |with |for )[a-z-]+ ){0,2}?(?:imports?|importing|purchases|incoming)",
    "import_ban",
    -1,
  ),
  word(
    "import quotas?|export quotas?|quotas?|quota system|(?:volume|quantity) (?:limits?|caps?)|ceilings?|caps|fixed amounts?|voluntary export restraints?",
    "quota",
    -1,
  ),
  word(
    "export (?:dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|tariffs?)|import (?:dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|tariffs?|surcharges?|surtax)|customs (?:dut(?:y|ies)|tariffs?|rates?)|tariffs?(?: (?:rates?|increases?|hikes?|rises?|barriers?|walls?))?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|countertariffs?|counter-tariffs?",
    "tariff",
    -1,
  ),
  word("tax(?:es)?|rates?|fees?", "tariff", -1, true),
  word(
    "(?:trade |economic |financial |sectoral )?sanctions?(?: regime)?|embargo(?:es)?|boycotts?|blockades?|blacklists?|asset freezes?|travel bans?|visa bans?|arms embargo|punitive measures|restrictive measures",
    "sanctions",
    -1,
  ),
  word(
    "subsid(?:y|ies)|state aid|farm (?:support|aid)|(?:production|export|farm) (?:support|aid)|tax (?:credits?|breaks?)|bail-?outs?|grants? to (?:farmers|producers)|support (?:payments?|scheme|package)s?|handouts?|aid (?:packages?|scheme)",
    "subsidy",
    -1,
  ),
  word(
    "(?:wto|world trade organi[sz]ation|eu|european union|union|bloc|trade body|organi[sz]ation|customs union)[’']?s? (?:membership|accession|entry|bid|candidacy|application|admission)|(?:entry|accession|admission|membership) (?:to|in|into|of|for) the (?:wto|world trade organi[sz]ation|eu|european union|union|bloc|club|organi[sz]ation|trade body)|(?:entry|accession|admission|membership) (?:to|in|into|of) (?:wto|eu)|accession|membership(?: bid| application)?|entry bid",
    "accession",
    1,
  ),
  word(
    "(?:border )?crossings?|border posts?|checkpoints?|frontiers?|borders?|airspace|air space|ports?|straits?|corridors?|sea lanes?|railway (?:line|link)|air (?:links?|routes?|services?|cargo|freight)(?: trade)?|(?:direct |charter )?flights|ferry|ferries|road link|canal|transit(?: (?:rights?|route|corridor|of goods))?|overflights?|pipeline|gas transit|land routes?|sea routes?|bridge",
    "transit",
    1,
  ),
  word(
    "diplomatic (?:relations|ties|links|missions?|contacts?|status|recognition)|(?:full )?relations|ties|ambassadors?|envoys?|embass(?:y|ies)|consulates?|diplomats|(?:official|direct|political) (?:contacts?|dialogue)|contacts|political dialogue|normali[sz]ation",
    "diplomatic_relations",
    1,
  ),
  word(
    "talks|negotiations|meetings?|summit|consultations|round table|(?:international |peace )?conference|dialogue|face-to-face|discussions|negotiating table",
    "meeting",
    1,
  ),
  word("mediation|good offices|go-between|mediator", "mediation", 1),
  word("recognition|independence|sovereignty|statehood", "recognition", 1, true),
  word(
    "trade barriers?|non-tariff barriers?|barriers?|trade restrictions?|import (?:restrictions?|curbs?|limits?|controls?)|restrictions?|countermeasures?|counter-measures?|retaliatory measures?|obstacles?|trade (?:measures?|curbs?)|hurdles",
    "market_access",
    -1,
  ),
  word("bans?|prohibitions?|moratoriums?|moratoria|curbs?", "import_ban", -1),
  word("markets?", "market_access", 1, true),
];

/** Words for flows of goods; what stops them is a ban. */
export const exportFlow =
  /^(?:exports?|exporting|shipments?|re-exports?|outflows?|sales|supplies|deliveries|supply)$/;
export const importFlow = /^(?:imports?|importing|importation|purchases|inflows?|entry|buying)$/;

/** What stands before the measure that another move answers. */
export const responseMarker =
  /\b(?:in (?:response|retaliation|answer|reply|reaction|revenge|return) (?:to|for|against)|as (?:a )?(?:response|reply|answer|retaliation|punishment|revenge|reprisal) (?:to|for)|retaliating (?:for|against)|responding to|answering|to (?:punish|protest|retaliate)|in (?:kind|turn)|tit[- ]for[- ]tat|because of|because|due to|owing to|on (?:the )?grounds? (?:of|that)|for reasons of|citing|blaming|after|over|despite|follows?|following|adding|saying|warning|accusing|insisting|arguing|stressing)\b/i;
