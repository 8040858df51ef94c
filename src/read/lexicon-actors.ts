/**
 * Words for those who act: offices and bodies of states and unions, private bodies, groups named without names.
 * @module
 */
const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Heads of phrases that name a person in office: "foreign minister", "an official of its ministry". */
export const personRoles = set(`
president premier chancellor minister secretary commissioner spokesman spokeswoman spokesperson official officials
ambassador envoy negotiator negotiators director-general director head chief chairman chairwoman chair governor deputy
leader leaders king queen emir sheikh prince senator lawmaker lawmakers diplomat diplomats representative speaker
adviser advisor aide undersecretary ministers presidents emissary attache consul regulator regulators officer
commissioners secretary-general vice-president vice-premier congressman congresswoman president-elect successor
predecessor counterpart counterparts ombudsman vizier taoiseach comptroller inspector controller treasurer counsellor monarch ruler mp mps parliamentarian delegate delegates`);

/** Heads of phrases that name a body of a state or a union. */
export const stateBodies = set(`
government governments ministry ministries parliament senate congress assembly cabinet administration authorities
authority agency commission council department leadership state country nation republic kingdom emirate federation
side capital regime customs bureau office watchdog treasury embassy delegation court-of-state army navy military police
decree law order regulator duma bundestag sub-commission subcommission committee union bloc executive chamber house
service inspectorate board sultanate monarchy island economy power neighbour neighbor giant member team mission
lower-house upper-house junta presidency chancellery legislature rada force forces letter statement notice bill act
foreign-ministry directorate secretariat laboratory fisc troops customer partner rival`);

/** Heads of phrases that name private people and bodies: what they ask for is no move. */
export const privateHeads = set(`
association associations lobby lobbies union-of-workers growers farmers producers makers manufacturers exporters
importers traders trader firm firms company companies retailers industry shippers analysts analyst economists economist
bank banks court courts tribunal think-tank chamber campaigners activists opposition businessmen businesses business
investors investor shoppers consumers workers unions winemakers brewers distillers steelmakers carmakers
millers ranchers fishermen growers-union processors refiners refiner airline airlines operator operators agents
cooperative cooperatives plant-owner people residents crowd professor researcher researchers scholar scholars
consultant consultancy lawyer lawyers broker brokers group groups market-watchers observers critics supporters
economist-chief expert experts many some deputies opposition dissidents protesters peasants planters herders fishers
truckers hauliers shopkeepers grocers wholesalers distributors importers-union commentators columnists`);

/** Names of private or international bodies that are nobody's state. */
export const privateNames =
  /\b(?:International Monetary Fund|IMF|World Bank|OECD|Fund|Greenpeace|Chamber of Commerce|(?:Association|Federation|Union|Confederation|Council|Institute|Alliance|Guild|League|Society) of [A-Z]?[a-z]*(?: and [A-Z]?[a-z]+)?[a-z]*(?:ers|ors|makers|Producers|Growers|Farmers|Exporters|Manufacturers|Industr(?:y|ies))\b|Goldman Sachs|Moody's|Fitch|Red Cross|United Nations|UN\b|NATO)/;

/** News media: their attribution is nobody's statement. */
export const media =
  /\b(?:Reuters|AFP|Interfax|TASS|Bloomberg|BBC|Xinhua|Kyodo|Sputnik|AP|Associated Press|RIA|CNN|Financial Times|Wall Street Journal|New York Times|Guardian|newspaper|daily|agency reports|media|news agency|broadcaster|television|radio|newswire|wire|website|magazine|Anadolu|PTI|dpa|DPA|Yonhap|Agerpres|Ukrinform|Al Jazeera|POLITICO|Politico|Nikkei|Economist|Globe and Mail|reporters|journalists)\b/;

/** Bodies of the European Union by themselves, without an adjective. */
export const unionBodies =
  /\b(?:European Commission|European Council|European Parliament|Council of the EU|Commission|Trade Commissioner|trade commissioner|MEPs?|EU trade chief|Eurocrats?)\b/;

/** Last names that news uses without an introduction, and whose they are. */
export const leaders: Readonly<Record<string, string>> = {
  Putin: "RUS",
  Medvedev: "RUS",
  Lavrov: "RUS",
  Peskov: "RUS",
  Yeltsin: "RUS",
  Trump: "USA",
  Biden: "USA",
  Obama: "USA",
  Clinton: "USA",
  Bush: "USA",
  Lighthizer: "USA",
  Zelensky: "UKR",
  Zelenskiy: "UKR",
  Zelenskyy: "UKR",
  Poroshenko: "UKR",
  Yanukovich: "UKR",
  Yanukovych: "UKR",
  Saakashvili: "GEO",
  Margvelashvili: "GEO",
  Zurabishvili: "GEO",
  Garibashvili: "GEO",
  Ivanishvili: "GEO",
  Albanese: "AUS",
  Morrison: "AUS",
  Turnbull: "AUS",
  Gillard: "AUS",
  Ardern: "NZL",
  Luxon: "NZL",
  Solberg: "NOR",
  Stoltenberg: "NOR",
  Frederiksen: "DNK",
  Sanchez: "ESP",
  Sánchez: "ESP",
  Rajoy: "ESP",
  Renzi: "ITA",
  Draghi: "ITA",
  Meloni: "ITA",
  Berlusconi: "ITA",
  Rutte: "NLD",
  Tusk: "POL",
  Morawiecki: "POL",
  Duda: "POL",
  Fico: "SVK",
  Babis: "CZE",
  Zeman: "CZE",
  Haradinaj: "XKX",
  Kurti: "XKX",
  Thaci: "XKX",
  Sandu: "MDA",
  Dodon: "MDA",
  Nazarbayev: "KAZ",
  Tokayev: "KAZ",
  Atambayev: "KGZ",
  Rahmon: "TJK",
  Aliyev: "AZE",
  Pashinyan: "ARM",
  Sargsyan: "ARM",
  Rouhani: "IRN",
  Raisi: "IRN",
  Khamenei: "IRN",
  Sisi: "EGY",
  Nyerere: "TZA",
  Magufuli: "TZA",
  Kenyatta: "KEN",
  Ruto: "KEN",
  Museveni: "UGA",
  Kagame: "RWA",
  Buhari: "NGA",
  Tinubu: "NGA",
  Ramaphosa: "ZAF",
  Zuma: "ZAF",
  Mnangagwa: "ZWE",
  Mugabe: "ZWE",
  Widodo: "IDN",
  Jokowi: "IDN",
  Prabowo: "IDN",
  Duterte: "PHL",
  Marcos: "PHL",
  Mahathir: "MYS",
  Jaishankar: "IND",
  Jaitley: "IND",
  Goyal: "IND",
  Hasina: "BGD",
  Keqiang: "CHN",
  Jiabao: "CHN",
  Jintao: "CHN",
  Suga: "JPN",
  Takaichi: "JPN",
  Yoon: "KOR",
  Macri: "ARG",
  Kirchner: "ARG",
  Maduro: "VEN",
  Chavez: "VEN",
  Chávez: "VEN",
  Uribe: "COL",
  Correa: "ECU",
  Noboa: "ECU",
  Morales: "BOL",
  Rousseff: "BRA",
  Temer: "BRA",
  Obrador: "MEX",
  Peña: "MEX",
  Harper: "CAN",
  Freeland: "CAN",
  Chretien: "CAN",
  Truss: "GBR",
  Cameron: "GBR",
  Leyen: "EUU",
  Prodi: "EUU",
  Mandelson: "EUU",
  Borrell: "EUU",
  Ashton: "EUU",
  Gucht: "EUU",
  Lukashenko: "BLR",
  Erdogan: "TUR",
  Merkel: "DEU",
  Scholz: "DEU",
  Merz: "DEU",
  Macron: "FRA",
  Sarkozy: "FRA",
  Hollande: "FRA",
  Modi: "IND",
  Jinping: "CHN",
  Xi: "CHN",
  Abe: "JPN",
  Kishida: "JPN",
  Ishiba: "JPN",
  Trudeau: "CAN",
  Carney: "CAN",
  Bolsonaro: "BRA",
  Lula: "BRA",
  Milei: "ARG",
  Sheinbaum: "MEX",
  Johnson: "GBR",
  Starmer: "GBR",
  Sunak: "GBR",
  Thatcher: "GBR",
  Blair: "GBR",
  Netanyahu: "ISR",
  Orban: "HUN",
  Vucic: "SRB",
  Juncker: "EUU",
  Barroso: "EUU",
  Malmstrom: "EUU",
  Malmström: "EUU",
  Sefcovic: "EUU",
  Šefčovič: "EUU",
  Dombrovskis: "EUU",
  Azevedo: "WTO",
  Lamy: "WTO",
  "Okonjo-Iweala": "WTO",
};
