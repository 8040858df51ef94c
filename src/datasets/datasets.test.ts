import { describe, expect, it } from "vitest";
import type { DatasetName } from "../contracts/dataset.js";
import { tradeOrigins } from "../contracts/dataset.js";
import { GravitasError } from "../contracts/errors.js";
import { readCsv } from "../formats/index.js";
import {
  addDomestic,
  addZeros,
  balancePanel,
  type ColumnChoice,
  CsvRows,
  checkImport,
  conventions,
  Intake,
  type IntakeOptions,
  importReport,
  panelRows,
  reconcileMirrors,
  TradeTable,
} from "./index.js";

const known = new Map([
  ["GEO", 4493],
  ["RUS", 520_300],
  ["USA", 1_610_000],
  ["FRA", 578_600],
  ["TWN", 318_000],
]);

interface Given extends Partial<IntakeOptions> {
  readonly choice?: ColumnChoice;
  readonly accept?: { units: boolean; unknown: boolean };
}

/** Reads text as a data set ships it and checks it, as the command line does; without files. */
function read(dataset: DatasetName, text: string, given: Given = {}) {
  const { choice = {}, accept = { units: false, unknown: false }, ...options } = given;
  const table = new TradeTable();
  const convention = conventions[dataset];
  const intake = new Intake(
    {
      convention,
      hs: convention.hs,
      vintage: null,
      duplicates: "error",
      years: null,
      digits: null,
      ownCodes: new Map(),
      batchRows: 3,
      ...options,
    },
    table,
  );
  const rows = new CsvRows("trade.csv", intake, choice);
  rows.block(new TextEncoder().encode(text));
  intake.finish();
  const files = [{ name: "trade.csv", rows: rows.rows }];
  const warnings = checkImport(intake, { files, known, accept });
  const report = importReport(intake, {
    files,
    columns: rows.columns!,
    out: null,
    written: { rows: table.n, usdMillion: intake.totals.all, sectors: table.sectors.list.length },
    valuation: convention.valuation,
    steps: [],
    warnings,
    known,
    accept,
  });
  return { table, intake, report };
}

function rowsOf(table: TradeTable) {
  return Array.from({ length: table.n }, (_, k) => {
    const { year, exporter, importer, sector, value, fob, cif, tons, origin } = table.row(k);
    const [i, j] = [table.economies.list[exporter], table.economies.list[importer]];
    return {
      year,
      cell: `${i} ${j} ${table.sectors.list[sector]}`,
      value,
      fob,
      cif,
      tons,
      origin: tradeOrigins[origin],
    };
  });
}

function refusal(run: () => unknown): GravitasError {
  try {
    run();
  } catch (error) {
    if (error instanceof GravitasError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

/** A file of each publisher: two years, GEO to RUS and USA to FRA, known figures; and the same with something wrong. */
const samples: Readonly<
  Record<string, { good: string; unknown: string; thousandfold: string; yearless: string; later: string }>
> = {
  baci: {
    good: "t,i,j,k,v,q\n2018,268,643,80222,1500.5,200\n2019,268,643,80222,1600,   NA\n2018,842,251,220421,99000,1\n2019,842,251,220421,98000,1\n",
    unknown: "2019,998,643,80222,7,1\n",
    thousandfold: "2020,268,643,80222,1600000000,200\n2020,842,251,220421,98000000000,1\n",
    yearless: ",268,643,80222,7,1\n",
    later: "2021,268,643,80222,1601,1\n",
  },
  itpd: {
    good: "exporter_iso3,importer_iso3,year,industry_id,industry_descr,broad_sector,trade,flag_mirror,flag_zero\nGEO,RUS,2018,21,Wine,Agriculture,1.5005,1,p\nGEO,RUS,2019,21,Wine,Agriculture,1.6,0,p\nUSA,FRA,2018,21,Wine,Agriculture,99,0,p\nUSA,FRA,2019,21,Wine,Agriculture,98,0,p\nFRA,FRA,2019,21,Wine,Agriculture,1000,0,p\nGEO,FRA,2019,21,Wine,Agriculture,0,0,u\n",
    unknown: "ZZZ,RUS,2019,21,Wine,Agriculture,0.007,0,p\n",
    thousandfold:
      "GEO,RUS,2020,21,Wine,Agriculture,1600000,0,p\nUSA,FRA,2020,21,Wine,Agriculture,98000000,0,p\n",
    yearless: "GEO,RUS,,21,Wine,Agriculture,0.007,0,p\n",
    later: "GEO,RUS,2021,21,Wine,Agriculture,1.6,0,p\n",
  },
  tradeprod: {
    good: "year,iso3_o,iso3_d,industry,trade\n2018,GEO,RUS,313,1500.5\n2019,GEO,RUS,313,1600\n2018,USA,FRA,313,99000\n2019,USA,FRA,313,98000\n2019,GEO,GEO,313,5000\n",
    unknown: "2019,ZZZ,RUS,313,7\n",
    thousandfold: "2020,GEO,RUS,313,1600000000\n2020,USA,FRA,313,98000000000\n",
    yearless: ",GEO,RUS,313,7\n",
    later: "2021,GEO,RUS,313,1600\n",
  },
  panel: {
    good: "year,exporter,importer,sector,usd_million\n2018,GEO,RUS,wine,1.5005\n2019,GEO,RUS,wine,1.6\n2018,USA,FRA,wine,99\n2019,USA,FRA,wine,98\n",
    unknown: "2019,Ruritania,RUS,wine,0.007\n",
    thousandfold: "2020,GEO,RUS,wine,1600000\n2020,USA,FRA,wine,98000000\n",
    yearless: ",GEO,RUS,wine,0.007\n",
    later: "2021,GEO,RUS,wine,1.6\n",
  },
  comtrade: {
    good: "classificationCode,refYear,reporterCode,flowCode,partnerCode,partner2Code,cmdCode,customsCode,motCode,netWgt,cifvalue,fobvalue,primaryValue\nH4,2018,268,X,643,0,080222,C00,0,200000,,1500500,1500500\nH4,2019,268,X,643,0,080222,C00,0,,,1600000,1600000\nH4,2018,842,X,251,0,220421,C00,0,1000,,99000000,99000000\nH4,2019,842,X,251,0,220421,C00,0,1000,,98000000,98000000\nH4,2019,251,M,842,0,220421,C00,0,1000,104000000,,104000000\nH4,2019,842,X,0,0,220421,C00,0,1000,,98000000,98000000\nH4,2019,842,X,251,0,220421,C00,2100,1000,,9000000,9000000\nH4,2019,842,RX,251,0,220421,C00,0,1000,,5,5\n",
    unknown: "H4,2019,998,X,643,0,080222,C00,0,1,,7000,7000\n",
    thousandfold:
      "H4,2020,268,X,643,0,080222,C00,0,200000,,1600000000000,1600000000000\nH4,2020,842,X,251,0,220421,C00,0,1000,,98000000000000,98000000000000\n",
    yearless: "H4,,268,X,643,0,080222,C00,0,1,,7000,7000\n",
    later: "H4,2021,268,X,643,0,080222,C00,0,1,,1600000,1600000\n",
  },
  wits: {
    good: "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\nHS 2012,GEO,080222,Georgia,RUS,Russian Federation,2018,Export,6,1500.5\nHS 2012,GEO,080222,Georgia,RUS,Russian Federation,2019,Export,6,1600\nHS 2012,USA,220421,United States,FRA,France,2018,Export,6,99000\nHS 2012,USA,220421,United States,FRA,France,2019,Export,6,98000\nHS 2012,USA,220421,United States,WLD,World,2019,Export,6,98000\n",
    unknown: "HS 2012,QQQ,080222,Nowhere,RUS,Russian Federation,2019,Export,6,7\n",
    thousandfold:
      "HS 2012,GEO,080222,Georgia,RUS,Russian Federation,2020,Export,6,1600000000\nHS 2012,USA,220421,United States,FRA,France,2020,Export,6,98000000000\n",
    yearless: "HS 2012,GEO,080222,Georgia,RUS,Russian Federation,,Export,6,7\n",
    later: "HS 2012,GEO,080222,Georgia,RUS,Russian Federation,2021,Export,6,1600\n",
  },
};

const names = Object.keys(samples) as DatasetName[];

describe.each(names)("%s", (name) => {
  const { good, unknown, thousandfold, yearless, later } = samples[name]!;

  it("comes out in million dollars under ISO codes", () => {
    const { table, report } = read(name, good);
    const wine = rowsOf(table).filter(
      ({ cell, origin }) => /^(GEO RUS|USA FRA)/.test(cell) && origin !== "importer",
    );
    expect(wine.map(({ year, value }) => [year, value])).toEqual([
      [2018, 1.5005],
      [2019, 1.6],
      [2018, 99],
      [2019, 98],
    ]);
    expect(report.years).toEqual({ first: 2018, last: 2019, missing: [] });
    expect(report.warnings.filter((text) => !text.startsWith("Nothing tells the vintage"))).toEqual([]);
  });

  it("lists a code that nobody has, with its row and what it carries", () => {
    const rows = good.trim().split("\n").length;
    const { report } = read(name, good + unknown);
    const left = report.leftOut.filter(({ reason }) => reason === "unknown-exporter");
    expect(left).toMatchObject([{ rows: 1, usdMillion: 0.007, first: [`row ${rows}`] }]);
    expect(report.rowsRead).toBe(rows);
    expect(report.leftOut.reduce((sum, { rows: n }) => sum + n, 0) + report.rowsWritten).toBe(rows);
  });

  it("refuses a year in a wrong unit, and takes it if told to", () => {
    const error = refusal(() => read(name, good + thousandfold));
    expect(error.code).toBe("wrong-unit");
    expect(error.message).toMatch(
      /exports of 2020.* 1,?000,?000 times those of 2019|exports of 2020.* 1e?\+?0?6? times/,
    );
    const { report } = read(name, good + thousandfold, { accept: { units: true, unknown: false } });
    expect(report.warnings.some((text) => text.startsWith("Unit accepted though exports of 2020"))).toBe(
      true,
    );
  });

  it("counts a row without a year, and says which years are missing", () => {
    const { report } = read(name, good + yearless + later);
    expect(report.leftOut).toContainEqual(
      expect.objectContaining({ reason: "no-year", text: "", rows: 1, usdMillion: 0.007 }),
    );
    expect(report.years.missing).toEqual([2020]);
    expect(report.warnings).toContain("There are no rows of 2020 between 2018 and 2021.");
  });
});

describe("what publishers do", () => {
  it("BACI's lost zeros come back, NA is no quantity, special numbers are told", () => {
    const { table, report } = read("baci", samples.baci!.good, { vintage: 2017 });
    expect(rowsOf(table)[0]).toMatchObject({ cell: "GEO RUS 080222", tons: 200 });
    expect(rowsOf(table)[1]!.tons).toBeNaN();
    expect(report).toMatchObject({ zerosRestored: 2, hsVintage: 2017, valuation: "fob" });
    expect(report.notes.some((note) => note.startsWith("251 is taken as FRA"))).toBe(true);
  });

  it("Comtrade's totals, parts and re-exports are left out, CIF and FOB kept apart", () => {
    const { table, report } = read("comtrade", samples.comtrade!.good);
    expect(report.leftOut.map(({ reason, text, rows }) => [reason, text, rows])).toEqual([
      ["total", "0", 1],
      ["breakdown", "motCode 2100", 1],
      ["flow", "RX", 1],
    ]);
    const imports = rowsOf(table).find(({ origin }) => origin === "importer")!;
    expect(imports).toMatchObject({ cell: "USA FRA 220421", value: 104, cif: 104 });
    expect(imports.fob).toBeNaN();
    expect(report.hsVintage).toBe(2012);
  });

  it("Comtrade's older columns are known too", () => {
    const { table } = read(
      "comtrade",
      'Classification,Year,Trade Flow,Reporter Code,Reporter,Partner Code,Partner,Commodity Code,Netweight (kg),Trade Value (US$)\nH3,2010,Export,268,Georgia,643,"Russian, Federation",TOTAL,,5000000\nH3,2010,Import,643,Russia,268,Georgia,TOTAL,,5500000\n',
    );
    expect(rowsOf(table)).toMatchObject([
      { year: 2010, cell: "GEO RUS TOTAL", value: 5, fob: 5, origin: "exporter" },
      { year: 2010, cell: "GEO RUS TOTAL", value: 5.5, cif: 5.5, origin: "importer" },
    ]);
  });

  it("ITPD-E's flags and domestic trade", () => {
    expect(rowsOf(read("itpd", samples.itpd!.good).table).map(({ origin }) => origin)).toEqual([
      "mirror",
      "observed",
      "observed",
      "observed",
      "domestic",
      "zero-unknown",
    ]);
  });

  it("a header in another unit is read in that unit", () => {
    const dollars = samples
      .wits!.good.replace("TradeValue in 1000 USD", "Trade Value (US$)")
      .replaceAll(/([\d.]+)$/gm, (x) => String(Number(x) * 1000));
    expect(read("wits", dollars).intake.totals.all).toBeCloseTo(
      read("wits", samples.wits!.good).intake.totals.all,
      9,
    );
  });
});

describe("units", () => {
  it("a file in dollars taken for thousands is told by what economies export", () => {
    const year = "t,i,j,k,v,q\n2019,268,643,80222,4000000000,1\n2019,842,251,220421,900000000000,1\n";
    expect(refusal(() => read("baci", year)).message).toContain("those of 2014");
  });
  it("a reporter in another unit is told by its partners", () => {
    const wrong =
      "H4,2019,268,X,842,0,220421,C00,0,1,,5000000000,5000000000\nH4,2019,842,M,268,0,220421,C00,0,1,5200000,,5200000\n";
    expect(refusal(() => read("comtrade", samples.comtrade!.good + wrong)).message).toContain(
      "exports that GEO reports for 2019",
    );
  });
  it("one exporter that jumps by another factor is a warning", () => {
    const text = "t,i,j,k,v,q\n2018,268,643,80222,10,1\n2019,268,643,80222,2500,1\n";
    expect(read("baci", text).report.warnings[0]).toContain("exports of 2019 are 250 times those of 2018");
  });
  it("partners beyond the file's own total", () => {
    const wrong = samples.comtrade!.good.replace(
      "X,0,0,220421,C00,0,1000,,98000000,98000000",
      "X,0,0,220421,C00,0,1000,,98000,98000",
    );
    expect(refusal(() => read("comtrade", wrong)).message).toContain(
      "add up to 1000 times its total of 2019",
    );
  });
  it("a panel says its unit", () => {
    const text = "year,exporter,importer,value\n2019,GEO,RUS,5\n";
    expect(refusal(() => read("panel", text, { choice: { value: "value" } })).code).toBe("unit-missing");
    expect(read("panel", text, { choice: { value: "value", dollars: 1000 } }).intake.totals.all).toBe(0.005);
  });
  it("quantities that no trade has are a warning", () => {
    const rows = Array.from({ length: 40 }, (_, k) => `2019,268,643,${220400 + k},1000,0.0001`).join("\n");
    expect(read("baci", `t,i,j,k,v,q\n${rows}\n`).report.warnings[0]).toContain("dollars a ton");
  });
});

describe("bad input", () => {
  const baci = samples.baci!.good;
  it.each<[string, string, DatasetName, string]>([
    ["a missing column", "no-such-column", "baci", "t,i,j,k,q\n2019,268,643,80222,1\n"],
    ["another publisher's file", "no-such-column", "itpd", baci],
    ["text in numbers", "not-a-number", "baci", `${baci}2019,268,251,80222,"1,600",1\n`],
    ["negative trade", "trade-negative", "baci", `${baci}2019,268,251,80222,-5,1\n`],
    ["an infinite figure", "not-a-number", "baci", `${baci}2019,268,251,80222,Infinity,1\n`],
    ["a row that is cut off", "csv-ragged", "baci", `${baci}2019,268,25`],
    ["a cell that is not closed", "csv-quotes", "baci", `${baci}2019,"268,251,80222,5,1\n`],
    ["the same cell twice", "cell-twice", "baci", `${baci}2019,268,643,80222,5,1\n`],
    ["two numbers of one economy", "cell-twice", "baci", `${baci}2019,268,643,080222,5,1\n`],
    ["several levels of goods", "mixed-levels", "baci", `${baci}2019,268,643,0802,5,1\n`],
    ["nothing of use", "nothing-left", "baci", "t,i,j,k,v,q\n2019,998,643,80222,5,1\n"],
    ["half of it unknown", "unknown-share", "baci", `${baci}2019,998,643,80222,99000,1\n`],
    [
      "another classification",
      "not-hs",
      "comtrade",
      samples.comtrade!.good.replace("H4,2018,268", "S4,2018,268"),
    ],
    ["a binary file", "csv-encoding", "baci", `t,i\0`],
  ])("%s is %s", (_, code, dataset, text) => {
    const error = refusal(() => read(dataset, text));
    expect(error.code).toBe(code);
    expect(error.hint).toBeTruthy();
  });

  it("names the row and what stands there", () => {
    const error = refusal(() => read("baci", `${baci}2019,268,251,80222,12a,1\n`));
    expect(error).toMatchObject({ place: { file: "trade.csv", line: 6, field: "v" }, received: "12a" });
    expect(refusal(() => read("baci", `${baci}2019,268,643,80222,5,1\n`)).message).toContain(
      "row 5 (GEO to RUS, 080222, 2019)",
    );
  });

  it("duplicates may be added up, or the first taken", () => {
    const twice = `${baci}2019,268,643,80222,5,1\n`;
    expect(rowsOf(read("baci", twice, { duplicates: "sum" }).table)[1]!.value).toBe(1.605);
    const first = read("baci", twice, { duplicates: "first" });
    expect(first.table.n).toBe(4);
    expect(first.report.leftOut).toMatchObject([{ reason: "twice", rows: 1, usdMillion: 0.005 }]);
  });

  it("codes of one's own, years and levels that are asked for", () => {
    const own = read("baci", `${baci}2019,998,643,80222,5,1\n`, { ownCodes: new Map([["998", "XKX"]]) });
    expect(rowsOf(own.table).at(-1)!.cell).toBe("XKX RUS 080222");
    expect(read("baci", baci, { years: [2019, 2019] }).table.n).toBe(2);
    expect(read("baci", `${baci}2019,268,643,0802,5,1\n`, { digits: 6 }).table.n).toBe(4);
  });
});

describe("a panel made ready", () => {
  const two = (rows: string) => `year,exporter,importer,sector,usd_million\n${rows}`;

  it("zeros: every exporter and importer of the year, not more", () => {
    const { table } = read("panel", two("2018,GEO,RUS,all,5\n2018,USA,FRA,all,7\n2019,GEO,RUS,all,6\n"));
    expect(addZeros(table)).toBe("Zeros: 2 rows of no trade added to the 3 there were.");
    expect(
      rowsOf(table)
        .slice(3)
        .map(({ year, cell, value, origin }) => [year, cell, value, origin]),
    ).toEqual([
      [2018, "GEO FRA all", 0, "zero-added"],
      [2018, "USA RUS all", 0, "zero-added"],
    ]);
  });

  it("balance: the cells that every year has, the rest counted", () => {
    const { table, intake } = read(
      "panel",
      two("2018,GEO,RUS,all,5\n2018,USA,FRA,all,7\n2019,GEO,RUS,all,6\n"),
    );
    expect(balancePanel(table, intake.tally)).toContain(
      "1 cell in each of 2 years kept; 1 row (38.89 % of value)",
    );
    expect(rowsOf(table).map(({ year, cell }) => `${year} ${cell}`)).toEqual([
      "2018 GEO RUS all",
      "2019 GEO RUS all",
    ]);
    expect(intake.tally.list()).toMatchObject([{ reason: "balance", text: "USA", usdMillion: 7 }]);
  });

  it("domestic trade is output less exports; negatives are listed, not set to zero", () => {
    const { table } = read(
      "panel",
      two("2018,GEO,RUS,all,5\n2018,GEO,FRA,all,2\n2018,USA,FRA,all,7\n2018,RUS,FRA,all,1\n"),
    );
    const steps = addDomestic(
      table,
      readCsv("economy,year,output_usd_thousand\nGEO,2018,20000\nUnited States,2018,6000\n", "output.csv"),
    );
    expect(rowsOf(table).filter(({ origin }) => origin === "domestic-computed")).toMatchObject([
      { cell: "GEO GEO all", value: 13 },
    ]);
    expect(steps[0]).toContain(
      "1 row of output (thousand US dollars) less exports added; no output in output.csv for 1 exporter of",
    );
    expect(steps[1]).toContain("USA 2018 (output 6, exports 7)");
  });

  it.each([
    ["importer", 104 / 1.04],
    ["exporter", 98],
    ["mean", (98 + 104 / 1.04) / 2],
    ["larger", 104 / 1.04],
  ] as const)("mirror flows by %s", (rule, value) => {
    const { table, steps } = reconcileMirrors(read("comtrade", samples.comtrade!.good).table, {
      rule,
      cifFactor: 1.04,
    });
    const both = rowsOf(table).find(({ origin }) => origin === "both")!;
    expect(both).toMatchObject({ cell: "USA FRA 220421", year: 2019, fob: 98, cif: 104 });
    expect(both.value).toBeCloseTo(value, 12);
    expect(table.n).toBe(4);
    expect(steps[0]).toContain("1 cell reported by both sides, 3 by the exporter only");
    expect(steps[0]).toContain("divided by 1.04");
  });

  it("mirror flows of data that do not say who reported are refused", () => {
    const { table } = read("baci", samples.baci!.good);
    expect(refusal(() => reconcileMirrors(table, { rule: "mean", cifFactor: 1.06 })).code).toBe("no-mirrors");
  });
});

describe("tables in memory", () => {
  it("read as the same rows as CSV", () => {
    for (const name of names) {
      const table = new TradeTable();
      const convention = conventions[name];
      const intake = new Intake(
        {
          convention,
          hs: convention.hs,
          vintage: null,
          duplicates: "error",
          years: null,
          digits: null,
          ownCodes: new Map(),
        },
        table,
      );
      panelRows(readCsv(samples[name]!.good, "trade.parquet"), intake, {});
      intake.finish();
      expect(rowsOf(table)).toEqual(rowsOf(read(name, samples[name]!.good).table));
    }
  });
});
