/**
 * Row and column sums of a square matrix against a vector: the inner loops of the equilibrium.
 * @module
 */

export interface MatrixPasses {
  /** Row-major (n × n), zero at first; the caller writes it. */
  readonly matrix: Float64Array;
  /** out_j = Σ_i M_ij x_i; x and out have length n and are not each other. */
  columnSumsInto(x: Float64Array, out: Float64Array): void;
  /** out_i = Σ_j M_ij x_j. */
  rowSumsInto(x: Float64Array, out: Float64Array): void;
}

/**
 * Both passes for matrices of n economies, with 128-bit SIMD where the engine has it (about three times as fast), else
 * in plain loops that add in the same order: the numbers are the same to the last bit.
 *
 * @param options simd: whether to try; default from n = 32 on, below which it does not pay
 * Memory: n² + 2n doubles, held as long as the result is.
 */
export function matrixPasses(n: number, options: { readonly simd?: boolean } = {}): MatrixPasses {
  return ((options.simd ?? n >= 32) ? simdPasses(n) : null) ?? plainPasses(n);
}

function plainPasses(n: number): MatrixPasses {
  const matrix = new Float64Array(n * n);
  return {
    matrix,
    columnSumsInto: (x, out) => {
      out.fill(0);
      for (let i = 0; i + 3 < n; i += 4) addFourRows(matrix, n, i, x, out, 0);
      addLastRows(matrix, n, x, out);
    },
    rowSumsInto: (x, out) => {
      for (let i = 0; i < n; i++) out[i] = dotRow(matrix, n, i, x);
    },
  };
}

function addFourRows(
  m: Float64Array,
  n: number,
  i: number,
  x: Float64Array,
  out: Float64Array,
  from: number,
): void {
  const [x0, x1, x2, x3] = [x[i], x[i + 1], x[i + 2], x[i + 3]];
  const [a, b, c, d] = [i * n, i * n + n, i * n + 2 * n, i * n + 3 * n];
  for (let j = from; j < n; j++) out[j] += m[a + j] * x0 + m[b + j] * x1 + (m[c + j] * x2 + m[d + j] * x3);
}

/** The rows that are left when they are taken four at a time. */
function addLastRows(m: Float64Array, n: number, x: Float64Array, out: Float64Array): void {
  for (let i = n - (n % 4); i < n; i++) {
    for (let j = 0; j < n; j++) out[j] += m[i * n + j] * x[i];
  }
}

/** Even columns, odd columns, and the last where n is odd. */
function dotRow(m: Float64Array, n: number, i: number, x: Float64Array): number {
  const a = i * n;
  let even = 0;
  let odd = 0;
  for (let j = 0; j + 1 < n; j += 2) {
    even += m[a + j] * x[j];
    odd += m[a + j + 1] * x[j + 1];
  }
  return n % 2 === 0 ? even + odd : even + odd + m[a + n - 1] * x[n - 1];
}

/** Two loops over four rows, made by tools/assemble-passes.ts, where their text stands. */
export const passesWasm = [
  "0061736d01000000011802600a7f7f7f7f7f7f7c7c7c7c0060077f7f7f7f7f7f7f00020801016d016d020001030302000107",
  "150207616464526f7773000007646f74526f777300010ad302028d0101047b2006fd14210a2007fd14210b2008fd14210c20",
  "09fd14210d034020042004fd0003002000fd000300200afdf2012001fd000300200bfdf201fdf0012002fd000300200cfdf2",
  "012003fd000300200dfdf201fdf001fdf001fdf001fd0b0300200041106a2100200141106a2101200241106a210220034110",
  "6a2103200441106a210420042005490d000b0bc10101057b03402004fd000300210b20072000fd000300200bfdf201fdf001",
  "210720082001fd000300200bfdf201fdf001210820092002fd000300200bfdf201fdf0012109200a2003fd000300200bfdf2",
  "01fdf001210a200041106a2100200141106a2101200241106a2102200341106a2103200441106a210420042005490d000b20",
  "062007fd21002007fd2101a039030020062008fd21002008fd2101a039030820062009fd21002009fd2101a0390310200620",
  "0afd2100200afd2101a03903180b",
].join("");

/** As much of the engine's WebAssembly as is used here. */
interface WasmEngine {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

interface Loops {
  addRows(a: number, b: number, c: number, d: number, out: number, end: number, ...x: number[]): void;
  dotRows(a: number, b: number, c: number, d: number, x: number, end: number, to: number): void;
}

/** Null where the engine has no WebAssembly or no SIMD, or a page's policy forbids it. */
function simdPasses(n: number): MatrixPasses | null {
  const page = 65536;
  const [vector, sums] = [8 * n * n, 8 * (n * n + n)];
  const engine = (globalThis as unknown as { WebAssembly?: WasmEngine }).WebAssembly;
  if (!engine) return null;
  let loops: Loops;
  let memory: { readonly buffer: ArrayBuffer };
  try {
    memory = new engine.Memory({ initial: Math.ceil((8 * (n * n + 2 * n + 4)) / page) });
    const bytes = Uint8Array.from({ length: passesWasm.length / 2 }, (_, k) =>
      Number.parseInt(passesWasm.slice(2 * k, 2 * k + 2), 16),
    );
    const instance = new engine.Instance(new engine.Module(bytes), { m: { m: memory } });
    loops = instance.exports as Loops;
  } catch {
    return null;
  }
  const matrix = new Float64Array(memory.buffer, 0, n * n);
  const given = new Float64Array(memory.buffer, vector, n);
  const found = new Float64Array(memory.buffer, sums, n);
  const pairs = n - (n % 2);
  return {
    matrix,
    columnSumsInto: (x, out) => {
      found.fill(0);
      for (let i = 0, a = 0; i + 3 < n; i += 4, a += 32 * n) {
        loops.addRows(
          a,
          a + 8 * n,
          a + 16 * n,
          a + 24 * n,
          sums,
          sums + 8 * pairs,
          x[i],
          x[i + 1],
          x[i + 2],
          x[i + 3],
        );
        if (pairs < n) addFourRows(matrix, n, i, x, found, pairs);
      }
      addLastRows(matrix, n, x, found);
      out.set(found);
    },
    rowSumsInto: (x, out) => {
      given.set(x);
      const whole = n - (n % 4);
      for (let i = 0, a = 0; i < whole; i += 4, a += 32 * n) {
        loops.dotRows(a, a + 8 * n, a + 16 * n, a + 24 * n, vector, vector + 8 * pairs, sums + 8 * i);
      }
      for (let i = 0; i < whole && pairs < n; i++) found[i] += matrix[i * n + n - 1] * x[n - 1];
      for (let i = whole; i < n; i++) found[i] = dotRow(matrix, n, i, x);
      out.set(found);
    },
  };
}
