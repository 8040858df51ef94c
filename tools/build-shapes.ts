/**
 * Writes src/report/shapes.generated.ts: the world and an enlarged Black Sea and Caucasus as SVG paths, projected once
 * here so that a page needs no geometry library. Shapes from world-atlas (Natural Earth, public domain); the positions
 * of economies too small to be seen from world-countries (ODbL).
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type GeoPath, type GeoProjection, geoArea, geoEqualEarth, geoMercator, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { economies } from "../src/economies/index.js";
import type { MapShapes } from "../src/report/map-shapes.js";
import { contestedOutlines } from "./contested-outlines.js";

const require = createRequire(import.meta.url);
const json = <T>(name: string): T => JSON.parse(readFileSync(require.resolve(name), "utf8")) as T;

type Named = Feature<Geometry, { name: string }>;
type Shape = MapShapes["shapes"][number];
type Point = MapShapes["points"][number];

/** Below this (steradians; about 12,000 km²) an economy gets a circle besides its shape. */
const SMALL = 0.0003;
const ANTARCTICA = "010";
const NO_ID: Readonly<Record<string, string>> = { Kosovo: "XKX", "N. Cyprus": "-", Somaliland: "-" };
const codeOf = new Map(
  economies.flatMap((e) => (e.numeric === null || e.numeric === "" ? [] : [[e.numeric, e.code] as const])),
);

function alpha3(shape: Named): string {
  const id = shape.id === undefined ? "" : String(shape.id).padStart(3, "0");
  return codeOf.get(id) ?? NO_ID[shape.properties.name] ?? "-";
}

function isCrimea(ring: readonly number[][]): boolean {
  const [lon = 0, lat = 0] = ring[0] ?? [];
  return lon > 32 && lon < 37 && lat > 44 && lat < 46.5;
}

/** The atlas counts Crimea into one neighbour; it is taken out and drawn as a shape of its own. */
function withoutCrimea(shapes: readonly Named[]): { shapes: Named[]; crimea: Polygon } {
  let crimea: Polygon | undefined;
  const rest = shapes.map((shape): Named => {
    if (shape.geometry.type !== "MultiPolygon") return shape;
    const geometry: MultiPolygon = shape.geometry;
    const part = geometry.coordinates.find((polygon) => isCrimea(polygon[0]!));
    if (part === undefined) return shape;
    crimea = { type: "Polygon", coordinates: part };
    return {
      ...shape,
      geometry: { ...geometry, coordinates: geometry.coordinates.filter((p) => p !== part) },
    };
  });
  if (crimea === undefined)
    throw new Error("no outline of Crimea found in world-atlas; its layout has changed");
  return { shapes: rest, crimea };
}

function atlas(file: string): { shapes: Named[]; crimea: Polygon } {
  const topology = json<Topology>(`world-atlas/${file}`);
  const countries = topology.objects.countries as GeometryCollection<{ name: string }>;
  const collection = feature(topology, countries);
  return withoutCrimea(collection.features.filter((f) => String(f.id) !== ANTARCTICA));
}

function contested(path: GeoPath, crimea: Polygon): [code: string, path: string][] {
  const outlines = Object.entries(contestedOutlines).map(
    ([code, ring]) => [code, { type: "Polygon", coordinates: [ring.map((p) => [...p])] } as Polygon] as const,
  );
  return [...outlines, ["crimea", crimea] as const].map(([code, shape]) => [code, path(shape) ?? ""]);
}

function shapesOf(path: GeoPath, shapes: readonly Named[]): Shape[] {
  return shapes
    .map((shape): Shape => [alpha3(shape), shape.properties.name, path(shape) ?? ""])
    .filter(([, , d]) => d !== "")
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** Economies that need a circle, with longitude and latitude. */
function smallPlaces(shapes: readonly Named[]): [code: string, place: [number, number]][] {
  const area = new Map(shapes.map((shape) => [alpha3(shape), geoArea(shape)]));
  const countries = json<{ cca3: string; latlng: [number, number] }[]>("world-countries/countries.json");
  const at = new Map(countries.map((c) => [c.cca3 === "UNK" ? "XKX" : c.cca3, c.latlng]));
  return economies
    .filter((e) => e.kind === "economy" && e.code !== "ATA" && (area.get(e.code) ?? 0) < SMALL)
    .flatMap((e): [string, [number, number]][] => {
      const place = at.get(e.code);
      return place === undefined ? [] : [[e.code, [place[1], place[0]]]];
    });
}

function pointsOf(projection: GeoProjection, places: readonly [string, [number, number]][]): Point[] {
  return places.flatMap(([code, place]): Point[] => {
    const xy = projection(place);
    return xy === null ? [] : [[code, Math.round(xy[0] * 10) / 10, Math.round(xy[1] * 10) / 10]];
  });
}

/** Where a name goes: the middle of each shape that is large enough to carry one. */
function labelsOf(path: GeoPath, shapes: readonly Named[]): Point[] {
  return shapes.flatMap((shape): Point[] => {
    const [x, y] = path.centroid(shape);
    return alpha3(shape) === "-" || !(path.area(shape) > 900)
      ? []
      : [[alpha3(shape), Math.round(x), Math.round(y)]];
  });
}

/** Names of contested territories stand beside them, on the sea or the mountains. */
function contestedLabels(projection: GeoProjection): Point[] {
  const places: [string, [number, number]][] = [
    ["XAB", [39.6, 42.72]],
    ["XSO", [44.3, 42.98]],
    ["crimea", [34.3, 43.95]],
  ];
  return places.flatMap(([code, place]): Point[] => {
    const xy = projection(place);
    return xy === null ? [] : [[code, Math.round(xy[0]), Math.round(xy[1])]];
  });
}

function world(): MapShapes {
  const { shapes, crimea } = atlas("countries-110m.json");
  const places = smallPlaces(shapes);
  const dots: Feature = {
    type: "Feature",
    properties: {},
    geometry: { type: "MultiPoint", coordinates: places.map(([, place]) => place) },
  };
  const collection: FeatureCollection = { type: "FeatureCollection", features: [...shapes, dots] };
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(960, collection);
  const [[, top], [, bottom]] = geoPath(projection).pointRadius(0).bounds(collection);
  const [x, y] = projection.translate();
  projection.translate([x, y - top + 4]);
  const path = geoPath(projection).digits(1);
  return {
    width: 960,
    height: Math.ceil(bottom - top + 8),
    shapes: shapesOf(path, shapes),
    points: pointsOf(projection, places),
    labels: [],
    contested: contested(path, crimea),
  };
}

function blackSea(): MapShapes {
  const { shapes, crimea } = atlas("countries-50m.json");
  const [width, height] = [480, 250];
  const frame: Feature = {
    type: "Feature",
    properties: {},
    geometry: {
      type: "MultiPoint",
      coordinates: [
        [30.5, 39.6],
        [30.5, 47.2],
        [49, 39.6],
        [49, 47.2],
      ],
    },
  };
  const projection = geoMercator()
    .fitSize([width, height], frame)
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  const path = geoPath(projection).digits(1);
  return {
    width,
    height,
    shapes: shapesOf(path, shapes),
    points: [],
    labels: [...labelsOf(path, shapes), ...contestedLabels(projection)],
    contested: contested(path, crimea),
  };
}

const HEADER = `/**
 * Generated by tools/build-shapes.ts; do not edit. Shapes: Natural Earth by way of world-atlas (public domain).
 * Contains information from world-countries (https://github.com/mledoze/countries), made available under the Open
 * Database License (ODbL) 1.0: positions of small economies. Outlines of Abkhazia and South Ossetia: schematic.
 * @module
 */
import type { MapShapes } from "./map-shapes.js";
`;

/** Makes the shapes that the page draws. */
export function build(): void {
  const line = (name: string, value: MapShapes): string =>
    `\nexport const ${name}: MapShapes = ${JSON.stringify(value)};\n`;
  const file = new URL("../src/report/shapes.generated.ts", import.meta.url);
  writeFileSync(file, HEADER + line("worldShapes", world()) + line("blackSeaShapes", blackSea()));
}
