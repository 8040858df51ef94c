/**
 * Linear systems of which only products are known.
 * @module
 */

export interface Gmres {
  /** Products of the last solve. */
  readonly products: number;
  /**
   * Solves A x = b from the x given, which it overwrites.
   * @param apply writes A v into out; neither is kept
   * @returns the residual's length over that of b
   */
  solve(apply: (v: Float64Array, out: Float64Array) => void, b: Float64Array, x: Float64Array): number;
}

/**
 * GMRES with restarts, orthogonalised twice, for systems of size n; holds (depth + 1) · n numbers.
 *
 * @param options depth before a restart; tolerance on the relative residual; restarts at most
 * Source: Saad and Schultz (1986), SIAM J. Sci. Stat. Comput. 7(3).
 */
export function gmres(
  n: number,
  options: { readonly depth: number; readonly tolerance: number; readonly restarts: number },
): Gmres {
  const { depth, tolerance, restarts } = options;
  const basis = Array.from({ length: depth + 1 }, () => new Float64Array(n));
  const h = new Float64Array((depth + 1) * depth);
  const [cos, sin, g, y] = [depth, depth, depth + 1, depth].map((size) => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let products = 0;

  /** One column of the Hessenberg matrix, rotated; the residual's length. */
  const column = (k: number): number => {
    for (let i = 0; i < k; i++) {
      const [a, b] = [h[i * depth + k], h[(i + 1) * depth + k]];
      h[i * depth + k] = cos[i] * a + sin[i] * b;
      h[(i + 1) * depth + k] = cos[i] * b - sin[i] * a;
    }
    const [a, b] = [h[k * depth + k], h[(k + 1) * depth + k]];
    const r = Math.hypot(a, b);
    cos[k] = r > 0 ? a / r : 1;
    sin[k] = r > 0 ? b / r : 0;
    h[k * depth + k] = r;
    g[k + 1] = -sin[k] * g[k];
    g[k] *= cos[k];
    return Math.abs(g[k + 1]);
  };

  const expand = (apply: (v: Float64Array, out: Float64Array) => void, k: number): void => {
    const next = basis[k + 1];
    apply(basis[k], next);
    products++;
    for (let i = 0; i <= k; i++) h[i * depth + k] = 0;
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i <= k; i++) {
        const c = dot(basis[i], next);
        h[i * depth + k] += c;
        for (let l = 0; l < n; l++) next[l] -= c * basis[i][l];
      }
    }
    const length = Math.sqrt(dot(next, next));
    h[(k + 1) * depth + k] = length;
    if (length > 0) for (let l = 0; l < n; l++) next[l] /= length;
  };

  const solve: Gmres["solve"] = (apply, b, x) => {
    products = 0;
    const size = Math.sqrt(dot(b, b));
    if (size === 0) {
      x.fill(0);
      return 0;
    }
    let residual = Number.POSITIVE_INFINITY;
    for (let round = 0; round <= restarts; round++) {
      apply(x, basis[0]);
      products++;
      for (let l = 0; l < n; l++) basis[0][l] = b[l] - basis[0][l];
      const length = Math.sqrt(dot(basis[0], basis[0]));
      residual = length / size;
      if (residual <= tolerance || round === restarts || !Number.isFinite(residual)) break;
      for (let l = 0; l < n; l++) basis[0][l] /= length;
      g.fill(0);
      g[0] = length;
      let used = 0;
      while (used < depth) {
        expand(apply, used);
        used++;
        if (column(used - 1) <= 0.5 * tolerance * size) break;
      }
      for (let i = used - 1; i >= 0; i--) {
        let sum = g[i];
        for (let k = i + 1; k < used; k++) sum -= h[i * depth + k] * y[k];
        y[i] = h[i * depth + i] === 0 ? 0 : sum / h[i * depth + i];
      }
      for (let i = 0; i < used; i++) for (let l = 0; l < n; l++) x[l] += y[i] * basis[i][l];
    }
    return residual;
  };
  return {
    get products() {
      return products;
    },
    solve,
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let l = 0; l < a.length; l++) sum += a[l] * b[l];
  return sum;
}
