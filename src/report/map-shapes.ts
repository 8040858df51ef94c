/**
 * The layout of the generated shapes of a map, in the units of its view box.
 * @module
 */
export interface MapShapes {
  readonly width: number;
  readonly height: number;
  /** Economies by code; "-" where the shape is no economy's. */
  readonly shapes: readonly (readonly [code: string, name: string, path: string])[];
  /** Economies too small to be seen as shapes. */
  readonly points: readonly (readonly [code: string, x: number, y: number])[];
  /** Where names may stand. */
  readonly labels: readonly (readonly [code: string, x: number, y: number])[];
  /** Contested territories: XAB, XSO and crimea. */
  readonly contested: readonly (readonly [code: string, path: string])[];
}
