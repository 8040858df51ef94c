/**
 * Writes the WebAssembly of src/kernel/matrix-passes.ts, as hexadecimal: `npx tsx tools/assemble-passes.ts`.
 * Two loops over four rows of doubles, two columns at a time (128-bit SIMD). The text stands in the source, and a test
 * assembles it again and compares.
 * @module
 */

const I32 = 0x7f;
const F64 = 0x7c;
const V128 = 0x7b;

/** LEB128, unsigned; all that is written here is small. */
function number(x: number): number[] {
  return x < 128 ? [x] : [(x & 127) | 128, ...number(x >>> 7)];
}
const list = (items: readonly (readonly number[])[]) => [...number(items.length), ...items.flat()];
const sized = (body: readonly number[]) => [...number(body.length), ...body];
const text = (s: string) => sized([...s].map((c) => c.charCodeAt(0)));
const section = (id: number, body: readonly number[]) => [id, ...sized(body)];
const repeat = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const times = (count: number, f: (k: number) => number[]) =>
  Array.from({ length: count }, (_, k) => f(k)).flat();

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const load = [0xfd, 0x00, 3, 0];
const store = [0xfd, 0x0b, 3, 0];
const splat = [0xfd, 0x14];
const add = [0xfd, 0xf0, 0x01];
const mul = [0xfd, 0xf2, 0x01];
const lane = (k: number) => [0xfd, 0x21, k];
const addF64 = [0xa0];
const storeF64 = (offset: number) => [0x39, 3, offset];
const stepBy16 = (local: number) => [...get(local), 0x41, 16, 0x6a, ...set(local)];
/** do … while (local < end) */
const loop = (body: readonly number[], local: number, end: number) => [
  ...[0x03, 0x40],
  ...body,
  ...get(local),
  ...get(end),
  ...[0x49, 0x0d, 0],
  0x0b,
];
/** One function: `count` locals of type V128 after its parameters. */
const code = (count: number, body: readonly number[]) => sized([1, ...number(count), V128, ...body, 0x0b]);

/** addRows(a, b, c, d, out, end, x0 … x3): out += (a x0 + b x1) + (c x2 + d x3), from `out` to `end`. */
const addRows = code(4, [
  ...times(4, (k) => [...get(6 + k), ...splat, ...set(10 + k)]),
  ...loop(
    [
      ...get(4),
      ...[...get(4), ...load],
      ...[...get(0), ...load, ...get(10), ...mul],
      ...[...get(1), ...load, ...get(11), ...mul, ...add],
      ...[...get(2), ...load, ...get(12), ...mul],
      ...[...get(3), ...load, ...get(13), ...mul, ...add],
      ...[...add, ...add, ...store],
      ...times(5, stepBy16),
    ],
    4,
    5,
  ),
]);

/** dotRows(a, b, c, d, z, end, to): the four sums of products with z, from `z` to `end`; even columns, then odd. */
const dotRows = code(5, [
  ...loop(
    [
      ...[...get(4), ...load, ...set(11)],
      ...times(4, (k) => [...get(7 + k), ...get(k), ...load, ...get(11), ...mul, ...add, ...set(7 + k)]),
      ...times(5, stepBy16),
    ],
    4,
    5,
  ),
  ...times(4, (k) => [
    ...get(6),
    ...[...get(7 + k), ...lane(0), ...get(7 + k), ...lane(1)],
    ...addF64,
    ...storeF64(8 * k),
  ]),
]);

/** The module: imports m.m (memory), exports addRows and dotRows. */
export function assemblePasses(): Uint8Array {
  const signature = (parameters: number[]) => [0x60, ...list(parameters.map((p) => [p])), 0];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([signature([...repeat(6, I32), ...repeat(4, F64)]), signature(repeat(7, I32))])),
    ...section(2, list([[...text("m"), ...text("m"), 0x02, 0x00, 1]])),
    ...section(3, list([[0], [1]])),
    ...section(
      7,
      list([
        [...text("addRows"), 0x00, 0],
        [...text("dotRows"), 0x00, 1],
      ]),
    ),
    ...section(10, list([addRows, dotRows])),
  ]);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  process.stdout.write(`${Buffer.from(assemblePasses()).toString("hex")}\n`);
}
