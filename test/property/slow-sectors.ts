/**
 * A solver of linked sectors written to be obvious: levels, all equations at once, Newton with a numeric Jacobian.
 * @module
 */
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";

export interface SlowSectors {
  readonly wage: number[];
  /** [sector][economy] */
  readonly price: number[][];
  readonly spending: number[][];
  readonly income: number[];
  readonly revenue: number[];
  /** [sector][exporter][importer], before tariff. */
  readonly flows: number[][][];
}

type Closure = "additive" | "multiplicative-rescaled" | "none";

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const range = (length: number): number[] => Array.from({ length }, (_, k) => k);

/**
 * Unknowns are all wages, all prices and all spending (n + 2Sn). Buyers choose among exporters with CES weights that make
 * the base an equilibrium at prices of 1. An iceberg cost is entered as a tax at the border whose revenue buys the exporter's
 * good, which is thrown away: it adds to the exporter's sales and to nobody's income.
 *
 * @param cells icebergs, tariffs and full bans, each on a whole flow
 * @param numeraire an economy, or -1: world value added keeps its value
 */
export function slowSectors(
  world: SectorBaseline,
  cells: readonly ShockCell[],
  options: { readonly closure: Closure; readonly numeraire?: number; readonly theta?: readonly number[] },
): SlowSectors {
  const { closure, numeraire = -1 } = options;
  const n = world.economies.length;
  const S = world.sectors.length;
  const [N, J] = [range(n), range(S)];
  const theta = options.theta ?? Array.from(world.theta);
  const X = (s: number, i: number, j: number) => world.flows[(s * n + i) * n + j]!;
  const t0 = (s: number, i: number, j: number) => world.tariffs[(s * n + i) * n + j]!;
  const B = (s: number, i: number) => world.valueAddedShare[s * n + i]!;
  const gamma = (using: number, from: number, i: number) => world.inputShare[(using * S + from) * n + i]!;
  const alpha = (s: number, i: number) => world.finalShare[s * n + i]!;
  const Y0 = J.map((s) => N.map((i) => sum(N.map((j) => X(s, i, j)))));
  const E0 = J.map((s) => N.map((j) => sum(N.map((i) => X(s, i, j) * (1 + t0(s, i, j))))));
  const VA = N.map((i) => sum(J.map((s) => B(s, i) * Y0[s]![i]!)));
  const D0 = N.map((j) => sum(J.map((s) => sum(N.map((i) => X(s, i, j) - X(s, j, i))))));

  const setting = (part: number) => {
    const tariff = J.map((s) => N.map((i) => N.map((j) => t0(s, i, j))));
    const melt = J.map(() => N.map(() => N.map(() => 0)));
    const open = J.map(() => N.map(() => N.map(() => 1)));
    for (const cell of cells) {
      const [s, i, j] = [
        world.sectors.indexOf(cell.sector!),
        world.economies.indexOf(cell.exporter),
        world.economies.indexOf(cell.importer),
      ] as const;
      if (cell.kind === "tariff") tariff[s]![i]![j]! += part * (cell.after - cell.before);
      if (cell.kind === "iceberg") melt[s]![i]![j] = (cell.after / cell.before) ** part - 1;
      if (cell.kind === "ban") open[s]![i]![j] = 1 - part;
    }
    return { tariff, melt, open, deficit: closure === "none" ? D0.map((d) => d * (1 - part)) : D0 };
  };
  type Setting = ReturnType<typeof setting>;

  const world2 = (x: readonly number[], { tariff, melt, open, deficit }: Setting) => {
    const wage = x.slice(0, n);
    const price = J.map((s) => N.map((i) => x[n + s * n + i]!));
    const spending = J.map((s) => N.map((i) => x[n + S * n + s * n + i]!));
    const cost = J.map((s) =>
      N.map(
        (i) =>
          wage[i]! ** B(s, i) *
          J.map((k) => price[k]![i]! ** ((1 - B(s, i)) * gamma(s, k, i))).reduce((a, b) => a * b, 1),
      ),
    );
    const pull = J.map((s) =>
      N.map((i) =>
        N.map((j) => {
          const weight = E0[s]![j]! > 0 ? (X(s, i, j) * (1 + t0(s, i, j))) / E0[s]![j]! : 0;
          const border = ((1 + tariff[s]![i]![j]!) / (1 + t0(s, i, j))) * (1 + melt[s]![i]![j]!);
          return weight * open[s]![i]![j]! * (cost[s]![i]! * border) ** -theta[s]!;
        }),
      ),
    );
    const ideal = J.map((s) => N.map((j) => sum(N.map((i) => pull[s]![i]![j]!)) ** (-1 / theta[s]!)));
    // What buyers pay; what is left of it for the exporter after tariff: goods, and goods bought to be thrown away.
    const paid = J.map((s) =>
      N.map((i) =>
        N.map((j) =>
          E0[s]![j]! > 0 ? (pull[s]![i]![j]! / ideal[s]![j]! ** -theta[s]!) * spending[s]![j]! : 0,
        ),
      ),
    );
    const flows = J.map((s) => N.map((i) => N.map((j) => paid[s]![i]![j]! / (1 + tariff[s]![i]![j]!))));
    const revenue = N.map((j) =>
      sum(J.map((s) => sum(N.map((i) => flows[s]![i]![j]! * tariff[s]![i]![j]!)))),
    );
    const sales = J.map((s) => N.map((i) => sum(flows[s]![i]!)));
    const unit = numeraire < 0 ? sum(N.map((i) => wage[i]! * VA[i]!)) / sum(VA) : wage[numeraire]!;
    const level = sum(N.map((i) => wage[i]! * VA[i]!)) / sum(N.map((i) => wage[i]! * (VA[i]! + D0[i]!)));
    const income = N.map((j) =>
      closure === "multiplicative-rescaled"
        ? level * wage[j]! * (VA[j]! + D0[j]!) + revenue[j]!
        : wage[j]! * VA[j]! + unit * deficit[j]! + revenue[j]!,
    );
    return { wage, price, spending, ideal, flows, revenue, sales, unit, income };
  };

  const equations = (x: readonly number[], at: Setting): number[] => {
    const w = world2(x, at);
    const prices = J.flatMap((s) =>
      N.map((j) => (E0[s]![j]! > 0 ? w.price[s]![j]! - w.ideal[s]![j]! : w.price[s]![j]! - 1)),
    );
    const goods = J.flatMap((s) =>
      N.map((j) => {
        const inputs = sum(J.map((k) => gamma(k, s, j) * (1 - B(k, j)) * w.sales[k]![j]!));
        return (w.spending[s]![j]! - alpha(s, j) * w.income[j]! - inputs) / Math.max(E0[s]![j]!, 1e-9);
      }),
    );
    const labour = N.map((i) => sum(J.map((s) => B(s, i) * w.sales[s]![i]!)) / VA[i]! - w.wage[i]!);
    // One labour market clears by Walras' law: the numeraire takes its place.
    labour[0] = w.unit - 1;
    return [...labour, ...prices, ...goods];
  };

  let x = [
    ...N.map(() => 1),
    ...J.flatMap(() => N.map(() => 1)),
    ...J.flatMap((s) => N.map((j) => E0[s]![j]!)),
  ];
  const steps = 8;
  for (let k = 1; k <= steps; k++) x = newton((y) => equations(y, setting(k / steps)), x);
  return world2(x, setting(1));
}

function newton(f: (x: readonly number[]) => number[], start: readonly number[]): number[] {
  let x = [...start];
  for (let k = 0; k < 60; k++) {
    const y = f(x);
    const size = Math.max(...y.map(Math.abs));
    if (size < 1e-13) return x;
    const columns = x.map((value, c) => {
      const h = 1e-6 * Math.max(Math.abs(value), 1e-6);
      const [up, down] = [1, -1].map((sign) => f(x.map((v, m) => (m === c ? v + sign * h : v))));
      return up!.map((u, r) => (u - down![r]!) / (2 * h));
    });
    const step = gauss(
      y.map((_, r) => columns.map((column) => column[r]!)),
      y.map((v) => -v),
    );
    let factor = 1;
    // Prices and spending stay positive.
    while (x.some((v, c) => v > 0 && v + factor * step[c]! <= 0.2 * v)) factor /= 2;
    const next = x.map((v, c) => v + factor * step[c]!);
    if (k > 6 && factor === 1 && size < 1e-11 && Math.max(...f(next).map(Math.abs)) >= size) return x;
    x = next;
  }
  throw new Error("the slow solver did not converge");
}

function gauss(a: number[][], b: number[]): number[] {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let r = k + 1; r < n; r++) if (Math.abs(a[r]![k]!) > Math.abs(a[best]![k]!)) best = r;
    [a[k], a[best]] = [a[best]!, a[k]!];
    [b[k], b[best]] = [b[best]!, b[k]!];
    for (let r = k + 1; r < n; r++) {
      const factor = a[r]![k]! / a[k]![k]!;
      for (let c = k; c < n; c++) a[r]![c]! -= factor * a[k]![c]!;
      b[r]! -= factor * b[k]!;
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let c = r + 1; c < n; c++) b[r]! -= a[r]![c]! * b[c]!;
    b[r]! /= a[r]![r]!;
  }
  return b;
}
