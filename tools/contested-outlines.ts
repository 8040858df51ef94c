/**
 * Schematic outlines of two contested territories that no shape package has. A few points drawn by hand from general
 * geographic knowledge, good for a small map and for nothing else; they are no opinion on where a line runs.
 * Longitude, latitude; clockwise, closed.
 * @module
 */
export const contestedOutlines: Readonly<Record<"XAB" | "XSO", readonly (readonly [number, number])[]>> = {
  XAB: [
    [40.01, 43.39],
    [40.08, 43.55],
    [40.25, 43.58],
    [40.68, 43.54],
    [41.05, 43.43],
    [41.42, 43.35],
    [41.85, 43.22],
    [42.12, 43.17],
    [42.05, 42.98],
    [41.95, 42.72],
    [41.78, 42.54],
    [41.57, 42.39],
    [41.44, 42.71],
    [41.08, 42.95],
    [40.86, 43.06],
    [40.58, 43.11],
    [40.34, 43.17],
    [40.24, 43.28],
    [40.01, 43.39],
  ],
  XSO: [
    [43.45, 42.5],
    [43.62, 42.62],
    [43.78, 42.73],
    [44.05, 42.61],
    [44.32, 42.64],
    [44.55, 42.6],
    [44.77, 42.47],
    [44.6, 42.22],
    [44.42, 42.07],
    [44.15, 42.16],
    [43.98, 42.17],
    [43.75, 42.1],
    [43.56, 42.2],
    [43.48, 42.35],
    [43.45, 42.5],
  ],
};
