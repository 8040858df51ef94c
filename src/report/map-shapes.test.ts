import { expect, test } from "vitest";
import { economies } from "../economies/index.js";
import { blackSeaShapes, worldShapes } from "./shapes.generated.js";

const drawn = new Set([...worldShapes.shapes, ...worldShapes.points].map(([code]) => code));

test("every economy stands on the map, as a shape or as a circle; Antarctica does not", () => {
  const missing = economies.filter((e) => e.kind === "economy" && !drawn.has(e.code)).map((e) => e.code);
  expect(missing).toEqual(["ATA"]);
});

test("shapes whose economy is nobody's code carry none", () => {
  const unnamed = worldShapes.shapes.filter(([code]) => code === "-").map(([, name]) => name);
  expect(unnamed.sort()).toEqual(["N. Cyprus", "Somaliland"]);
});

test("contested territories have outlines of their own on both maps", () => {
  for (const shapes of [worldShapes, blackSeaShapes]) {
    expect(shapes.contested.map(([code]) => code)).toEqual(["XAB", "XSO", "crimea"]);
    for (const [, path] of shapes.contested) expect(path).toMatch(/^M[-\d.,L]+Z/);
  }
});

test("positions lie inside the view box", () => {
  for (const [, x, y] of worldShapes.points) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(worldShapes.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(worldShapes.height + 20);
  }
});
