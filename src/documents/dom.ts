/**
 * What is asked of a DOM, so that a browser's own and a parser's in Node serve alike.
 * @module
 */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  getAttribute(name: string): string | null;
}

export interface DomDocument {
  readonly body: DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

/** Markup in, a document out that runs nothing: `DOMParser` in a browser. */
export type ParseHtml = (html: string) => DomDocument;
