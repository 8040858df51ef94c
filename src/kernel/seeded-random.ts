/**
 * Random numbers that a seed determines, the same on every machine.
 * @module
 */
import { normalQuantile } from "./normal-quantile.js";

export interface SeededRandom {
  /** 32 random bits, 0 to 2³² − 1. */
  bits(): number;
  /** In the open interval (0, 1), multiples of 2⁻⁵³ moved by half a step: never 0 or 1. */
  uniform(): number;
  /** Standard normal, by inversion: one uniform a draw. */
  normal(): number;
}

const mask64 = (1n << 64n) - 1n;

/** FNV-1a over the UTF-16 units of a name: keeps streams of one seed apart. */
function nameHash(name: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let k = 0; k < name.length; k++) {
    hash = ((hash ^ BigInt(name.charCodeAt(k))) * 0x100000001b3n) & mask64;
  }
  return hash;
}

/**
 * A xoshiro128** generator whose state is filled by SplitMix64 from the seed and the name of a stream.
 *
 * @param seed   integer, 0 to 2⁵³ − 1
 * @param stream streams of different names are unrelated, so that adding a parameter moves no other one
 * @returns a generator; it is the only mutable state, and the caller owns it
 * Source: Blackman and Vigna (2021), ACM Trans. Math. Softw. 47(4), xoshiro128** 1.1; Steele, Lea and Flood (2014) for
 * SplitMix64. Normals: see normalQuantile.
 */
export function seededRandom(seed: number, stream = ""): SeededRandom {
  const state = new Uint32Array(4);
  let z = (BigInt(seed) ^ (stream === "" ? 0n : nameHash(stream))) & mask64;
  for (let k = 0; k < 2; k++) {
    z = (z + 0x9e3779b97f4a7c15n) & mask64;
    let y = z;
    y = ((y ^ (y >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    y = ((y ^ (y >> 27n)) * 0x94d049bb133111ebn) & mask64;
    y ^= y >> 31n;
    state[2 * k] = Number(y & 0xffffffffn);
    state[2 * k + 1] = Number(y >> 32n);
  }
  return xoshiro128(state);
}

/** The generator itself over a state of four words, not all zero; the state is advanced in place. */
export function xoshiro128(state: Uint32Array): SeededRandom {
  const bits = (): number => {
    const s1 = state[1];
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    state[2] ^= state[0];
    state[3] ^= s1;
    state[1] = s1 ^ state[2];
    state[0] ^= state[3];
    state[2] ^= s1 << 9;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  };
  // 26 + 26 bits, then half a step: the ends stay out, so that a quantile function is finite.
  const uniform = (): number => {
    const high = bits() >>> 6;
    const low = bits() >>> 6;
    return (high * 67108864 + low + 0.5) / 4503599627370496;
  };
  return { bits, uniform, normal: () => normalQuantile(uniform()) };
}
