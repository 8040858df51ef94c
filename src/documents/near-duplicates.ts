/** Words in a row that make a shingle. */
const SHINGLE = 3;
/** Hash functions, by two a band: reports that share a third of their shingles meet in some band 97 times in 100. */
const HASHES = 64;
const PER_BAND = 2;
/** Share of shingles in common that makes two reports one story. */
const ALIKE = 0.5;
/** A report whose end was cut: this share of the shorter one's shingles stands in the longer one … */
const CONTAINED = 0.8;
/** … of which there must be enough to be more than a quotation. */
const ENOUGH = 40;
/** In one band, a report is compared with at most this many groups. */
const MOST_COMPARED = 24;

/**
 * Groups the same story among reports: small edits, another headline, an end cut off.
 *
 * Candidates by MinHash in bands (Broder 1997), each checked by the exact share of word trigrams in common: at least
 * half of both together, or four fifths of the shorter report. Alike is taken as transitive.
 *
 * @returns for each text the index of the first text of its group; its own where it stands alone
 * Time: linear in the total length, plus the checks.
 */
export function nearDuplicates(texts: readonly string[]): Int32Array {
  const shingles = texts.map(shinglesOf);
  const parent = Int32Array.from(texts, (_, n) => n);
  const root = (n: number): number => {
    let at = n;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const signatures = shingles.map(signature);
  for (let band = 0; band < HASHES; band += PER_BAND) {
    const buckets = new Map<number, number[]>();
    for (let n = 0; n < texts.length; n++) {
      if (shingles[n]!.length === 0) continue;
      const key = signatures[n]![band]! * 2 ** 21 + (signatures[n]![band + 1]! >>> 11);
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [n]);
      else {
        const fresh = bucket.slice(0, MOST_COMPARED).filter((m) => root(m) !== root(n));
        for (const m of fresh) {
          const [a, b] = [root(m), root(n)];
          // The first of a group stands at its root.
          if (a !== b && alike(shingles[m]!, shingles[n]!)) parent[Math.max(a, b)] = Math.min(a, b);
        }
        if (!bucket.some((m) => root(m) === root(n))) bucket.push(n);
      }
    }
  }
  return parent.map((_, n) => root(n));
}

/** Hashes of the runs of three words of a text, sorted, each once; of a shorter text the hash of the whole. */
function shinglesOf(text: string): Uint32Array {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const hashes = new Uint32Array(words.length);
  for (let n = 0; n < words.length; n++) hashes[n] = hashOf(words[n]!);
  const count = Math.min(words.length, Math.max(1, words.length - SHINGLE + 1));
  const all = new Uint32Array(count);
  for (let n = 0; n < count; n++) {
    let hash = 0;
    for (let m = n; m < Math.min(words.length, n + SHINGLE); m++)
      hash = Math.imul(hash ^ hashes[m]!, 0x9e3779b1) ^ (hash >>> 15);
    all[n] = mix(hash);
  }
  all.sort();
  return all.filter((hash, n) => n === 0 || hash !== all[n - 1]);
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < word.length; n++) hash = Math.imul(hash ^ word.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}

/** Finaliser of MurmurHash3 (Appleby, public domain). */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function signature(shingles: Uint32Array): Uint32Array {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles)
    for (let k = 0; k < HASHES; k++) {
      const hash = mix(shingle ^ Math.imul(k + 1, 0x9e3779b1));
      if (hash < least[k]!) least[k] = hash;
    }
  return least;
}

/** The exact check, on sorted hashes. */
function alike(a: Uint32Array, b: Uint32Array): boolean {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  const shorter = Math.min(a.length, b.length);
  return (
    common >= ALIKE * (a.length + b.length - common) || (shorter >= ENOUGH && common >= CONTAINED * shorter)
  );
}
