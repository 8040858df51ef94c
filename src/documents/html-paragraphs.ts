import type { DomElement, DomNode } from "./dom.js";

const block =
  /^(?:address|article|aside|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)$/;
const silent =
  /^(?:script|style|noscript|template|svg|math|iframe|object|canvas|audio|video|select|button|figcaption|head|title|textarea)$/;

/**
 * The paragraphs of an element, white space as a page shows it. Scripts, styles, captions and controls are left out.
 * Walks without recursion: depth costs nothing.
 */
export function htmlParagraphs(root: DomNode): string[] {
  const out: string[] = [];
  let line = "";
  const close = (): void => {
    const text = line.replace(/[\s\u00a0]+/g, " ").trim();
    if (text !== "") out.push(text);
    line = "";
  };
  let node: DomNode | null = root;
  while (node !== null) {
    const name = node.nodeName.toLowerCase();
    const closed = node.nodeType === 1 && (silent.test(name) || isHidden(node as DomElement));
    if (node.nodeType === 3) line += node.nodeValue ?? "";
    else if (node.nodeType === 1 && !closed && block.test(name)) close();
    else if (name === "td" || name === "th") line += " ";
    if (!closed && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null && block.test(node.nodeName.toLowerCase())) close();
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  close();
  return out;
}

const isHidden = (element: DomElement): boolean =>
  element.getAttribute("hidden") !== null ||
  element.getAttribute("aria-hidden") === "true" ||
  /display\s*:\s*none/i.test(element.getAttribute("style")?.slice(0, 500) ?? "");
