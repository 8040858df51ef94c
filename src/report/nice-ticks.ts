/**
 * Places of an axis that people can read.
 * @module
 */

/** Round step of 1, 2 or 5 that gives about `count` ticks over a span. */
export function niceStep(span: number, count = 3): number {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5].find((m) => m * power >= raw) ?? 10) * power;
}

/** Multiples of the step between two ends. */
export function ticksBetween(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) ticks.push(k * step);
  return ticks;
}
