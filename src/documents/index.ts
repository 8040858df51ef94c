/** A report's file, as bytes, to its text and what the file says of it. @module */
export type { DomDocument, DomElement, DomNode, ParseHtml } from "./dom.js";
export { nearDuplicates } from "./near-duplicates.js";
export { type DocumentOptions, readDocument } from "./read-document.js";
export { sniffKind } from "./sniff-kind.js";
