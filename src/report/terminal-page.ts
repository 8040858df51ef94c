/**
 * What the parts of the terminal form share: the paint and width of the page, and harmless blocks of text.
 * @module
 */
import { oneLine } from "./escape.js";
import { hanging, type Paint } from "./text-layout.js";

export interface Page {
  readonly paint: Paint;
  readonly width: number;
  readonly name: (code: string) => string;
}

/** Text that may come from a user, made harmless, wrapped and led by spaces or a mark. */
export function block(page: Page, lead: string, text: string): string[] {
  return hanging(lead, oneLine(text).replaceAll(" %", "\u00a0%"), page.width);
}
