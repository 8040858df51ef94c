/**
 * HTML that escapes by default: whatever is put into an `html` template is text, unless it is markup already.
 * @module
 */
import { escapeHtml } from "./escape.js";

/** A piece of HTML made by `html`; strings never become one by accident. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Content = string | number | null | Markup | readonly Content[];

function render(content: Content): string {
  if (content === null) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  return content.map(render).join("");
}

/** A template whose values are escaped (lists are joined, null is nothing). Attribute values must stand in quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, n) => text + render(values[n - 1] ?? null) + part));
}
