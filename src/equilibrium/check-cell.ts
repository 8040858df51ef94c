/**
 * A cell of a shock on its own: its numbers and its two sides.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { ShockCell } from "../contracts/shock.js";

/** Tariffs closer than this are the same: rates are read from files with some rounding. */
const tariffTolerance = 1e-9;

/**
 * What is wrong with a cell whatever the world, for every model.
 *
 * @param place of the cell, for messages: `cells[3]`
 * @throws {InputError} the same economy on both sides, a share, factor, tariff or ban out of range, an unban without its
 *   prior flow
 */
export function checkCell(cell: ShockCell, place: string): void {
  if (cell.exporter === cell.importer) {
    throw new InputError(
      "same-economy",
      `Exporter and importer must differ; received ${cell.exporter} twice.`,
      {
        place: { field: place },
        received: cell.exporter,
        hint: "A shock is to trade between two economies.",
      },
    );
  }
  const { share = 1 } = cell;
  if (!(share > 0 && share <= 1)) {
    const hint = "It is the part of the flow that the shock falls on.";
    throw outOfRange(place, "share", "above 0 and at most 1", share, hint);
  }
  if (cell.kind === "iceberg" || cell.kind === "tariff") checkSizes(cell, place);
  else checkBan(cell, place);
}

/**
 * @param inBase tariff of the cell's flow in the base
 * @param whose  "baseline" or "market", for the message
 * @throws {InputError} a tariff "before" that is not the base's
 */
export function checkTariffBefore(
  cell: ShockCell,
  inBase: number,
  place: string,
  whose: "baseline" | "market",
  hint = `Correct the ${whose}'s tariff first.`,
): void {
  if (Math.abs(cell.before - inBase) <= tariffTolerance) return;
  throw new InputError(
    "tariff-before",
    `The tariff before must be the ${whose}'s, ${inBase}, on ${cell.exporter} in ${cell.importer}; received ${cell.before}.`,
    { place: { field: `${place}.before` }, received: cell.before, hint },
  );
}

function outOfRange(place: string, field: string, must: string, received: unknown, hint: string): InputError {
  return new InputError("shock-range", `${field} must be ${must}; received ${String(received)}.`, {
    place: { field: `${place}.${field}` },
    received,
    hint,
  });
}

function checkSizes(cell: ShockCell, place: string): void {
  const tariff = cell.kind === "tariff";
  for (const field of ["before", "after"] as const) {
    if (cell[field] > (tariff ? -1 : 0) && Number.isFinite(cell[field])) continue;
    throw outOfRange(
      place,
      field,
      tariff ? "a tariff above -1 (-100 %)" : "a positive cost factor",
      cell[field],
      tariff
        ? "It is a fraction: 0.1625 is 16.25 %; at -1 the good would be free."
        : "A flow that is shut is a ban, not a large factor.",
    );
  }
}

function checkBan(cell: ShockCell, place: string): void {
  const { before, after, priorFlow } = cell;
  const [open, shut] = cell.kind === "ban" ? [before, after] : [after, before];
  if (!(open >= 0 && shut <= 1 && open < shut)) {
    const must =
      cell.kind === "ban"
        ? "a larger share shut than before (0 open, 1 shut)"
        : "a smaller share shut than before";
    throw outOfRange(place, "after", must, after, "A full ban goes from 0 to 1, lifting it from 1 to 0.");
  }
  if (cell.kind === "unban" && !(priorFlow !== undefined && priorFlow > 0 && Number.isFinite(priorFlow))) {
    const hint =
      "A flow of zero says nothing of what it would be: give its value before the ban, or gravity's.";
    throw outOfRange(place, "priorFlow", "a positive flow in million dollars", priorFlow, hint);
  }
}
