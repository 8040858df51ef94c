import type { MoveStatus } from "../contracts/codes.js";
import type { Modality } from "./modality.js";

/** The status of an act of known direction. `condition`: whether it hangs on one; `attitude` of those who may act. */
export function statusFor(
  kind: Modality["kind"],
  direction: "liberalising" | "restrictive" | "neutral",
  condition: boolean,
): MoveStatus | null {
  const closes = direction === "restrictive";
  switch (kind) {
    case "done":
      return "in_force";
    case "permitted":
      return closes ? "threatened" : condition ? "conditional" : "in_force";
    case "future":
    case "would":
      return condition ? (closes ? "threatened" : "conditional") : "announced";
    case "ready":
      return condition ? (closes ? "threatened" : "conditional") : closes ? "threatened" : "ready";
    case "possible":
      return closes ? "threatened" : condition ? "conditional" : "proposed";
    case "should":
      return "proposed";
    case "proposed":
      return condition && !closes ? "conditional" : "proposed";
    case "threatened":
      return closes ? "threatened" : "announced";
    case "demanded":
      return "demanded";
    case "withdrawn":
      return "withdrawn";
    default:
      return null;
  }
}
