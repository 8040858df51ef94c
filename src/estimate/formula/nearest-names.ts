/**
 * The names that a misspelt one may have meant.
 *
 * @returns at most `count` names, nearest first: by edits (insertion, deletion, change, swap of neighbours; case does
 * not count), names that begin alike before others; none that would need more edits than half of the letters
 */
export function nearestNames(name: string, known: readonly string[], count = 3): string[] {
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const alike = lower.startsWith(wanted) || wanted.startsWith(lower);
      return { candidate, edits: edits(wanted, lower) - (alike ? 1 : 0), alike };
    })
    .filter(({ edits, alike }) => alike || edits <= Math.max(1, Math.floor(wanted.length / 2)))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Optimal string alignment distance, on the first 64 letters. */
function edits(a: string, b: string): number {
  const [s, t] = [a.slice(0, 64), b.slice(0, 64)];
  let [before, last] = [[] as number[], Array.from({ length: t.length + 1 }, (_, k) => k)];
  for (let i = 1; i <= s.length; i++) {
    const row = [i];
    for (let j = 1; j <= t.length; j++) {
      const change = s[i - 1] === t[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return last[t.length]!;
}
