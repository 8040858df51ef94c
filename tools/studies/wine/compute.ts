/**
 * Every number of docs/studies/wine.md, from the figures and the models.
 * @module
 */
import { outcomeToJson, solveOneSector } from "../../../src/equilibrium/index.js";
import { gravityFlows, world2014 } from "../../../src/worlds/index.js";
import { valueIn, type WineFile } from "./figures.js";
import {
  arrives,
  ban,
  cost,
  gsim,
  impliedAve,
  oneSectorAve,
  sells,
  smart,
  unban,
  type WineElasticities,
  type WineSales,
} from "./markets.js";

export type WineNumbers = ReturnType<typeof computeWine>;

/** @returns plain numbers: bottles in millions, money in million dollars, shares and equivalents as fractions */
export function computeWine(file: WineFile) {
  const f = valueIn(file);
  const bottles = bottlesOf(f);
  const dollars = dollarsOf(f);
  const markets = marketsOf(f, dollars);
  const elasticities = [f("sigmaLow"), f("sigmaHigh")].map((sigma) => ({
    sigma,
    demand: f("wineDemand"),
    supply: f("supply"),
  }));
  return {
    bottles,
    dollars,
    markets: {
      total2005: totals(markets.low2005),
      total2005high: totals(markets.high2005),
      total2012: totals(markets.base2012),
    },
    taken: takenBy(markets.low2005, elasticities),
    limit: limitOf(markets.low2005, elasticities[0]!),
    implied: impliedOf(f, bottles.ratio2014, markets, elasticities),
    moldova: moldovaOf(f, markets),
    forecast: forecastOf(f, dollars, markets, elasticities[0]!),
    economy: economyOf(f, dollars),
    placebo: placeboOf(f, bottles),
  };
}

type Get = (name: string) => number;

function bottlesOf(f: Get) {
  const in2005 = f("bottles2005") * f("russiaBottleShare2005");
  const in2013 = f("russiaBottles2013");
  const in2014 = f("bottles2014") * f("russiaBottleShare2014");
  const in2015 = f("russiaBottles2015");
  return { in2005, in2013, in2014, in2015, ratio2013: in2013 / in2005, ratio2014: in2014 / in2005 };
}

function dollarsOf(f: Get) {
  const in2005 = f("wineUsd2005") * f("russiaValueShare2005");
  const elsewhere2005 = f("wineUsd2005") - in2005;
  const elsewhere2014 = elsewhere2005 + f("elsewhereGrowth");
  const all2014 = elsewhere2014 / (1 - f("russiaValueShare2014"));
  const in2014 = all2014 * f("russiaValueShare2014");
  const in2013 = f("wineUsd2013") * f("russiaBottleShare2013");
  return {
    in2005,
    elsewhere2005,
    in2013,
    in2014,
    elsewhere2014,
    all2014,
    ratio2014: in2014 / in2005,
    wineShare2014: in2014 / f("all2014"),
    gain: f("all2014") - f("all2012"),
    wineInGain: in2014 / (f("all2014") - f("all2012")),
    wineInGain2013: in2013 / (f("all2013") - f("all2012")),
    gain2013: f("all2013") - f("all2012"),
    price2005: in2005 / (f("bottles2005") * f("russiaBottleShare2005")),
    price2014: in2014 / (f("bottles2014") * f("russiaBottleShare2014")),
  };
}

type Dollars = ReturnType<typeof dollarsOf>;

function marketsOf(f: Get, dollars: Dollars) {
  const moldova = f("moldovaRussia2005");
  const in2005 = (share: number): WineSales => ({
    year: 2005,
    russia: { georgia: dollars.in2005, moldova, others: moldova / share - moldova - dollars.in2005 },
    elsewhere: { georgia: dollars.elsewhere2005, moldova: f("moldovaWine2005") - moldova },
  });
  const in2012 = (share: number): WineSales => ({
    year: 2012,
    russia: {
      georgia: 0,
      moldova: f("moldovaRussia2012"),
      others: f("moldovaRussia2012") / share - f("moldovaRussia2012"),
    },
    // What Georgia sold elsewhere is of 2009, the last year of the gap that is not from memory; Moldova's is three
    // times what it sold in Russia ("near a third").
    elsewhere: { georgia: f("wineUsd2009"), moldova: 2 * f("moldovaRussia2012") },
  });
  return {
    low2005: in2005(f("moldovaShare2005")),
    high2005: in2005(f("moldovaShare2005high")),
    base2012: in2012(f("moldovaShare2012")),
    small2012: in2012(f("moldovaShare2012high")),
    large2012: in2012(f("moldovaShare2012low")),
  };
}

type Markets = ReturnType<typeof marketsOf>;

const totals = ({ russia }: WineSales): number => russia.georgia + russia.moldova + russia.others;

/** What the ban of 2006 took, and what each one's ban gives the other. */
function takenBy(sales: WineSales, elasticities: readonly WineElasticities[]) {
  return elasticities.map((at) => {
    const both = gsim(sales, [ban("GEO"), ban("MDA")], at);
    const georgia = gsim(sales, [ban("GEO")], at);
    const moldova = gsim(sales, [ban("MDA")], at);
    const base = sales.russia.georgia + sales.elsewhere.georgia;
    const left = sells(both, "GEO", "elsewhere");
    return {
      sigma: at.sigma,
      exportsAfter: left,
      exportsChange: left / base - 1,
      elsewhereChange: left / sales.elsewhere.georgia - 1,
      producers: both.producerSurplus[0]!,
      consumers: both.consumerSurplus[0]!,
      priceIndex: both.priceIndex[0]!,
      othersChange: sells(both, "others") / sales.russia.others - 1,
      moldovaIfGeorgiaShut: sells(georgia, "MDA") / sales.russia.moldova - 1,
      georgiaIfMoldovaShut: sells(moldova, "GEO") / sales.russia.georgia - 1,
    };
  });
}

/** No equivalent is a ban: what is left at rising ones. */
function limitOf(sales: WineSales, at: WineElasticities) {
  return [0.5, 1, 2, 5, 10].map((ave) => ({
    ave,
    left: arrives(gsim(sales, [cost("GEO", ave)], at), "GEO") / sales.russia.georgia,
  }));
}

/** The equivalent that the bottles of 2014 imply, with Moldova as in 2005 and shut out as it was. */
function impliedOf(f: Get, ratio: number, markets: Markets, elasticities: readonly WineElasticities[]) {
  const bases = [
    { share: f("moldovaShare2005"), sales: markets.low2005 },
    { share: f("moldovaShare2005high"), sales: markets.high2005 },
  ];
  return bases.map(({ share, sales }) => {
    const wanted = ratio * sales.russia.georgia;
    const own = sales.russia.georgia / totals(sales);
    const partial = elasticities.flatMap((at) =>
      (["gsim", "smart"] as const).map((model) => {
        const solve = model === "gsim" ? gsim : smart;
        const find = (others: Parameters<typeof gsim>[1]) =>
          impliedAve((ave) => arrives(solve(sales, [cost("GEO", ave), ...others], at), "GEO"), wanted);
        return { model, elasticity: at.sigma, open: find([]), shut: find([ban("MDA")]) };
      }),
    );
    const general = [f("theta"), f("thetaFood")].map((theta) => ({
      model: "one-sector" as const,
      elasticity: theta,
      open: oneSectorAve(ratio, { share: own, shut: 0, theta }),
      shut: oneSectorAve(ratio, { share: own, shut: share, theta }),
    }));
    return { moldovaShare: share, georgiaShare: own, rows: [...general, ...partial] };
  });
}

/** Moldova's return of 2007, by what it had regained in 2012. */
function moldovaOf(f: Get, markets: Markets) {
  const shareRatio = f("moldovaShare2012") / f("moldovaShare2005");
  const ave = (ratio: number, theta: number) => ratio ** (-1 / theta) - 1;
  // Its share was regained with Georgia shut out, which alone would have raised it.
  const helped = 1 / (1 - markets.low2005.russia.georgia / totals(markets.low2005));
  return {
    shareRatio,
    dollarRatio: f("moldovaRussia2012") / f("moldovaRussia2005"),
    ave: ave(shareRatio, f("theta")),
    aveFood: ave(shareRatio, f("thetaFood")),
    aveHelped: ave(shareRatio / helped, f("theta")),
    aveHelpedFood: ave(shareRatio / helped, f("thetaFood")),
    // January to 10 September are 253 days.
    pace2013: (f("moldovaJanSep2013") * 365) / 253 / f("moldovaRussia2012") - 1,
  };
}

/** What would have been said in 2012, by what one took the flow without a ban to be. */
function forecastOf(f: Get, dollars: Dollars, markets: Markets, at: WineElasticities) {
  const { low2005, high2005, base2012, small2012, large2012 } = markets;
  const share = [low2005, high2005].map((sales) => dollars.in2005 / totals(sales));
  const hysteresis = f("moldovaShare2012") / f("moldovaShare2005");
  const relative = [low2005, high2005].map((sales) => dollars.in2005 / sales.russia.others);
  const priors = [
    {
      id: "moldova",
      low: share[0]! * hysteresis * totals(small2012),
      high: share[1]! * hysteresis * totals(large2012),
    },
    { id: "share", low: share[0]! * totals(small2012), high: share[1]! * totals(large2012) },
    {
      id: "others",
      low: relative[0]! * small2012.russia.others,
      high: relative[1]! * large2012.russia.others,
    },
  ] as const;
  const rows = priors.map(({ id, low, high }) => {
    const middle = Math.sqrt(low * high);
    const outcomes = [low, middle, high].map((prior) => gsim(base2012, [unban("GEO", prior)], at));
    const sold = outcomes.map((outcome) => sells(outcome, "GEO"));
    const alone = [low, middle, high].map((prior) =>
      sells(smart(base2012, [unban("GEO", prior)], at), "GEO"),
    );
    return {
      id,
      prior: [low, high] as const,
      sold: [sold[0]!, sold[2]!] as const,
      middle: sold[1]!,
      smart: alone[1]!,
      smartRange: [alone[0]!, alone[2]!] as const,
      miss2014: sold[1]! / dollars.in2014 - 1,
      smartMiss2014: alone[1]! / dollars.in2014 - 1,
      moldova: sells(outcomes[1]!, "MDA") / f("moldovaRussia2012") - 1,
      consumers: outcomes[1]!.consumerSurplus[0]!,
    };
  });
  const reopened: WineSales = {
    ...base2012,
    russia: { ...base2012.russia, georgia: dollars.in2013 },
  };
  const second = gsim(reopened, [ban("MDA")], at);
  return { rows, georgiaAfterMoldovaShut: sells(second, "GEO") / dollars.in2013 - 1 };
}

/** What Georgian wine in Russia is worth to the economy: the embedded world without it. */
function economyOf(f: Get, dollars: Dollars) {
  const world = world2014();
  const n = world.economies.length;
  const [geo, rus, mda] = ["GEO", "RUS", "MDA"].map((code) => world.economies.indexOf(code)) as [
    number,
    number,
    number,
  ];
  const flow = world.flows[geo * n + rus]!;
  const runs = [f("theta"), f("thetaFood")].map((theta) => {
    const outcome = solveOneSector(
      world,
      {
        title: "Georgian wine shut out of Russia",
        cells: [{ ...ban("GEO"), share: dollars.in2014 / flow }],
        assumptions: [],
        notCosted: [],
      },
      { theta },
    );
    if (!outcome.converged) throw new Error(`not solved: ${outcome.because}`);
    const exports = (flows: Float64Array) =>
      flows.subarray(geo * n, (geo + 1) * n).reduce((sum, x) => sum + x, 0) - flows[geo * n + geo]!;
    return {
      theta,
      georgia: outcome.realIncome[geo]! - 1,
      welfare: outcomeToJson(outcome).economies.find(({ economy }) => economy === "GEO")!.welfare,
      russia: outcome.realIncome[rus]! - 1,
      moldova: outcome.realIncome[mda]! - 1,
      toRussia: outcome.flows[geo * n + rus]! - flow,
      exports: exports(outcome.flows) - exports(world.flows),
    };
  });
  const gravity = gravityFlows()("GEO", "RUS").usdMillion;
  const ave = (year: string, theta: number) => (f(year) / gravity) ** (-1 / theta) - 1;
  const [theta] = [f("theta")];
  return {
    flow,
    gravity,
    reached: f("all2014") / gravity,
    ave2012: ave("all2012", theta),
    ave2014: ave("all2014", theta),
    runs,
  };
}

/** 2015: what a reader who saw a measure in the fall would have made of it, and what the rouble makes of it. */
function placeboOf(f: Get, bottles: ReturnType<typeof bottlesOf>) {
  const fall = bottles.in2015 / bottles.in2014;
  const market = f("stillWine2015") / f("stillWine2014");
  const rouble = f("rouble2015") / f("rouble2014");
  const passed = (f("price2015") * f("rouble2015")) / (f("price2014") * f("rouble2014"));
  const ave = (ratio: number, theta: number) => ratio ** (-1 / theta) - 1;
  return {
    fall,
    market,
    relative: fall / market,
    rouble,
    dollarPrice: f("price2015") / f("price2014"),
    passed,
    byMarket: Math.log(market) / Math.log(fall),
    wineAtSurvey: passed ** -f("wineDemand"),
    wineAtFull: rouble ** -f("wineDemand"),
    needed: -Math.log(fall) / Math.log(passed),
    falseAve: ave(fall, f("theta")),
    falseAveFood: ave(fall, f("thetaFood")),
    relativeAve: ave(fall / market, f("theta")),
    all: f("all2015") / f("all2014"),
    moldovaAll: f("moldovaAll2015") / f("moldovaAll2014"),
  };
}
