import type { Correction } from "../../contracts/correction.js";
import type { MadeForm, ReadingForm } from "./reading-form.js";

const kinds = [
  ["move", "moves"],
  ["statement", "statements"],
  ["event", "events"],
  ["claim", "claims"],
] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Order of keys does not matter. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? "null";

const LONGEST = 80;

/** A value in a sentence: words bare, lists with commas. */
function inWords(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const words =
    typeof value === "string"
      ? value
      : Array.isArray(value)
        ? value.map((item) => inWords(item) ?? "nothing").join(", ") || "none"
        : typeof value === "object"
          ? Object.entries(value)
              .map(([key, item]) => `${key} ${inWords(item) ?? "open"}`)
              .join(", ")
          : String(value);
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}

/** What a person changed in a form since it was made, in the form's order; removed items last of their kind. */
export function correctionsOf(made: MadeForm, now: ReadingForm): Correction[] {
  return [
    ...changed("document", null, made.document, now.document),
    ...kinds.flatMap(([kind, list]) => {
      const before = new Map(made[list].map((item) => [item.id, item as Fields]));
      const after = new Set(now[list].map(({ id }) => id));
      return [
        ...now[list].flatMap((item) => {
          const was = before.get(item.id);
          return was === undefined ? [whole(kind, item.id, "added")] : changed(kind, item.id, was, item);
        }),
        ...made[list].filter(({ id }) => !after.has(id)).map(({ id }) => whole(kind, id, "removed")),
      ];
    }),
  ];
}

/** All items of a form that nobody but its writer made. */
export function writtenByHand(now: ReadingForm): Correction[] {
  return kinds.flatMap(([kind, list]) => now[list].map(({ id }) => whole(kind, id, "added")));
}

function whole(kind: Correction["kind"], id: string, what: "added" | "removed"): Correction {
  return {
    kind,
    id,
    field: null,
    was: what === "added" ? null : id,
    now: what === "added" ? id : null,
    says: `${kind} ${id} ${what}`,
  };
}

function changed(kind: Correction["kind"], id: string | null, was: Fields, now: Fields): Correction[] {
  return Object.keys({ ...was, ...now }).flatMap((field) => {
    if (canonical(was[field] ?? null) === canonical(now[field] ?? null)) return [];
    const [old, fresh] = [inWords(was[field]), inWords(now[field])];
    const name = id === null ? kind : `${kind} ${id}`;
    return [
      {
        kind,
        id,
        field,
        was: old,
        now: fresh,
        says: `${name}, ${field}: ${fresh ?? "nothing"} instead of ${old ?? "nothing"}`,
      },
    ];
  });
}
