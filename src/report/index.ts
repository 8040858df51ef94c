/**
 * People's eyes: the values on the arrows as terminal text, Markdown, HTML and CSV. Renders, computes nothing.
 * The page is heavy (it carries its maps): import `./html.js` by itself where only text is needed.
 * @module
 */
export { bargainToHtml } from "./bargain-html.js";
export { bargainToMarkdown } from "./bargain-markdown.js";
export { bargainToText } from "./bargain-text.js";
export { outcomeToCsv } from "./csv.js";
export { csvCell, escapeHtml, escapeMarkdown, oneLine, plainText, safeUrl } from "./escape.js";
export { estimatesToHtml } from "./estimate-html.js";
export { estimatesToJson } from "./estimate-json.js";
export { estimatesToLatex } from "./estimate-latex.js";
export { estimatesToMarkdown } from "./estimate-markdown.js";
export type { EstimateContext } from "./estimate-sheet.js";
export { estimatesToText } from "./estimate-text.js";
export { briefToHtml } from "./html.js";
export { briefToMarkdown } from "./markdown.js";
export { moveColumns, moveRows, moveRowsToCsv, moveRowsToJsonLines } from "./move-rows.js";
export { outcomeToText } from "./outcome-text.js";
export { partialToCsv } from "./partial-csv.js";
export { partialToText } from "./partial-text.js";
export { pictureToSvg } from "./plane-svg.js";
export { readingToText } from "./reading-text.js";
export { simulationToCsv, simulationToText } from "./simulation-text.js";
export { briefToTerminal } from "./terminal.js";
