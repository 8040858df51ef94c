/**
 * A partial outcome as JSON.
 * @module
 */
import type { Figure, PartialOutcome, PartialOutcomeJson } from "../contracts/outcome.js";

export interface PartialJsonOptions {
  /** Default "changed": flows that move by at least 0.01 %, or from or to zero. */
  readonly flows?: "all" | "changed" | "none";
}

/** Relative change from which a flow counts as changed. */
const changedFrom = 1e-4;

/**
 * Figures before and after, economy by economy and flow by flow, lines added up; million dollars.
 *
 * Prices are means over lines weighted by base sales or spending. In a market of one importer, exporters have no imports
 * and their exports are those to this market. An outcome that did not converge has no figures.
 */
export function partialToJson(outcome: PartialOutcome, options: PartialJsonOptions = {}): PartialOutcomeJson {
  return {
    kind: "partial",
    model: outcome.model,
    base: outcome.market.id,
    parameters: { ...outcome.parameters },
    residual: outcome.residual,
    iterations: outcome.iterations,
    converged: outcome.converged,
    ...(outcome.because === null ? {} : { because: outcome.because }),
    economies: outcome.converged ? economies(outcome) : [],
    flows: outcome.converged ? flows(outcome, options.flows ?? "changed") : [],
    quotas: outcome.quotas.map((quota) => ({
      ...quota,
      exporters: [...quota.exporters],
      rentByExporter: [...quota.rentByExporter],
    })),
    assumptions: [...outcome.assumptions],
    warnings: [...outcome.warnings],
  };
}

type Economy = PartialOutcomeJson["economies"][number];

function figure(before: number, after: number): Figure {
  return { before, after, percent: before === 0 ? null : 100 * (after / before - 1) };
}

/** Importers first where they are not exporters too, then exporters, in the market's order. */
function economies(outcome: PartialOutcome): Economy[] {
  const { exporters, importers } = outcome.market;
  const rows = new Map(exporters.map((code, i) => [code, i]));
  const columns = new Map(importers.map((code, j) => [code, j]));
  const codes = [...importers.filter((code) => !rows.has(code)), ...exporters];
  return codes.map((economy) => {
    const sides = [importSide(outcome, columns.get(economy)), exportSide(outcome, rows.get(economy))];
    const welfare = sides.reduce((sum, side) => sum + side.won, 0);
    const onCreation = sides[0].onCreation;
    return {
      economy,
      ...sides[1].figures,
      ...sides[0].figures,
      welfare: { usdMillion: welfare, ...(onCreation === undefined ? {} : { onCreation }) },
    };
  });
}

interface Side {
  readonly figures: Omit<Economy, "economy" | "welfare">;
  /** Contribution to welfare. */
  readonly won: number;
  readonly onCreation?: number;
}

function importSide(outcome: PartialOutcome, j: number | undefined): Side {
  if (j === undefined) return { figures: {}, won: 0 };
  const { market, flows, creation, diversion, tariffRevenueBefore, tariffRevenue } = outcome;
  const { rentAtHomeBefore, rentAtHome, consumerSurplus, creationWelfare } = outcome;
  const [I, J, L] = [market.exporters.length, market.importers.length, market.lines.length];
  const total = { before: 0, after: 0, created: 0, diverted: 0, spent: 0, index: 0 };
  for (let l = 0; l < L; l++) {
    let spent = 0;
    for (let i = 0; i < I; i++) {
      const at = (l * I + i) * J + j;
      spent += market.flows[at] * (1 + market.tariffs[at]);
      if (market.exporters[i] === market.importers[j]) continue;
      total.before += market.flows[at];
      total.after += flows[at];
      total.created += creation[at];
      total.diverted += diversion[at];
    }
    total.spent += spent;
    total.index += spent * outcome.priceIndex[l * J + j];
  }
  const sum = (column: Float64Array) => {
    let all = 0;
    for (let l = 0; l < L; l++) all += column[l * J + j];
    return all;
  };
  const revenue = figure(sum(tariffRevenueBefore), sum(tariffRevenue));
  const rent = figure(sum(rentAtHomeBefore), sum(rentAtHome));
  const surplus = sum(consumerSurplus);
  return {
    figures: {
      imports: figure(total.before, total.after),
      creation: total.created,
      diversion: total.diverted,
      priceIndex: figure(1, total.spent === 0 ? 1 : total.index / total.spent),
      tariffRevenue: revenue,
      ...(outcome.quotas.length === 0 ? {} : { quotaRent: rent }),
      consumerSurplus: surplus,
    },
    won: surplus + revenue.after - revenue.before + rent.after - rent.before,
    ...(creationWelfare.length === 0 ? {} : { onCreation: sum(creationWelfare) }),
  };
}

function exportSide(outcome: PartialOutcome, i: number | undefined): Side {
  if (i === undefined) return { figures: {}, won: 0 };
  const { market, flows, price, producerSurplus, rentAbroad, rentAbroadBefore } = outcome;
  const [I, J, L] = [market.exporters.length, market.importers.length, market.lines.length];
  let [before, after, sold, priced, surplus, rent] = [0, 0, 0, 0, 0, 0];
  for (let l = 0; l < L; l++) {
    let sales = 0;
    for (let j = 0; j < J; j++) {
      const at = (l * I + i) * J + j;
      sales += market.flows[at];
      if (market.exporters[i] === market.importers[j]) continue;
      before += market.flows[at];
      after += flows[at];
    }
    sold += sales;
    priced += sales * price[l * I + i];
    surplus += producerSurplus[l * I + i];
    rent += rentAbroad[l * I + i] - rentAbroadBefore[l * I + i];
  }
  return {
    figures: {
      exports: figure(before, after),
      producerPrice: figure(1, sold === 0 ? 1 : priced / sold),
      producerSurplus: surplus,
    },
    won: surplus + rent,
  };
}

function flows(
  { market, flows, tariffs, creation, diversion }: PartialOutcome,
  which: "all" | "changed" | "none",
): PartialOutcomeJson["flows"] {
  const { exporters, importers, lines } = market;
  const out: PartialOutcomeJson["flows"] = [];
  if (which === "none") return out;
  for (let at = 0; at < flows.length; at++) {
    const [before, after] = [market.flows[at], flows[at]];
    if (before === 0 && after === 0) continue;
    if (which === "changed" && !(Math.abs(after - before) > changedFrom * Math.min(before, after))) continue;
    const line = lines[Math.floor(at / (exporters.length * importers.length))];
    out.push({
      exporter: exporters[Math.floor(at / importers.length) % exporters.length],
      importer: importers[at % importers.length],
      ...(lines.length === 1 ? {} : { sector: line }),
      before,
      after,
      creation: creation[at],
      diversion: diversion[at],
      tariffBefore: market.tariffs[at],
      tariffAfter: tariffs[at],
    });
  }
  return out;
}
