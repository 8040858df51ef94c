import type { ReportDocument } from "../contracts/report-document.js";

/** A plain text as it stands: title, outlet, dateline and date are for the reader to find in it. */
export function readPlain(text: string): ReportDocument {
  return {
    kind: "text",
    text,
    title: null,
    outlet: null,
    place: null,
    date: null,
    dateBecause: null,
    madeOn: null,
  };
}
