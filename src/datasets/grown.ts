/** The list at `k` of a list of lists, made where it is not there yet. */
export function grown<T>(lists: T[][], k: number): T[] {
  const list = lists[k];
  if (list !== undefined) return list;
  const fresh: T[] = [];
  lists[k] = fresh;
  return fresh;
}
