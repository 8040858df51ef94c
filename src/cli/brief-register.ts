/** What `gravitas brief` takes of the register and of diplomacy from its options. @module */
import type { BriefOptions } from "../brief/plan-of-reading.js";
import { InputError } from "../contracts/errors.js";
import { sha256 } from "../node/sha256.js";
import { ledgerLayers } from "./ledger-layers.js";
import { numberOption } from "./options.js";

export interface RegisterValues {
  readonly ledger?: string[] | undefined;
  readonly "prior-share"?: string | undefined;
  readonly "cost-diplomacy": boolean;
}

/** @throws {InputError} for ledgers that do not hold and shares that are none */
export function briefRegister(values: RegisterValues): BriefOptions {
  const files = values.ledger ?? [];
  const entries = files.length === 0 ? null : ledgerLayers(files).entries;
  const prior = values["prior-share"];
  return {
    ...(entries === null ? {} : { ledger: { entries, sha256: sha256(JSON.stringify(entries)) } }),
    ...(prior === undefined ? {} : { priorShare: priorShare(prior) }),
    costDiplomacy: values["cost-diplomacy"],
  };
}

/** "0.02,Comtrade 2005": a share and who says so. */
function priorShare(text: string): { value: number; source: string } {
  const comma = text.indexOf(",");
  const source = comma < 0 ? "" : text.slice(comma + 1).trim();
  if (source === "") {
    throw new InputError("option-value", "--prior-share must name who says so after the share.", {
      place: { field: "--prior-share" },
      received: text,
      hint: 'For example --prior-share "0.004,customs of 2005".',
    });
  }
  const value = numberOption(text.slice(0, comma), {
    option: "--prior-share",
    expected: "a share above 0 and below 1, then a comma and who says so",
    accepts: (v) => v > 0 && v < 1,
    hint: 'For example --prior-share "0.004,customs of 2005".',
  });
  return { value, source };
}
