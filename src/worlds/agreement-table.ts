/**
 * Which agreement frees trade between two economies.
 * @module
 */
import type { PackedWorld } from "./packed-world.js";

/**
 * The agreement that makes a cell duty-free: of several, the one with the fewest parties.
 * @returns Int16Array (n × n), index into `world.agreements`, −1 where there is none; symmetric
 */
export function agreementTable(world: PackedWorld): Int16Array {
  const n = world.economies.length;
  const table = new Int16Array(n * n).fill(-1);
  const parties = world.agreements.map(({ sides }) => sides.reduce((sum, side) => sum + side.length, 0));
  const put = (k: number, i: number, j: number): void => {
    const held = table[i * n + j];
    if (i === j || (held >= 0 && parties[held] <= parties[k])) return;
    table[i * n + j] = k;
    table[j * n + i] = k;
  };
  world.agreements.forEach(({ sides }, k) => {
    const [left, right = left] = sides;
    for (const i of left) for (const j of right) put(k, i, j);
  });
  return table;
}
