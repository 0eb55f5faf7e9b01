/** How far a case has come. */
import type { Case, CaseState } from "../api/cases.ts";

/** A state on the way; `at`: since when (ISO 8601), where it is known. */
export interface Step {
  readonly state: CaseState;
  readonly status: "done" | "now" | "ahead";
  readonly at: string | null;
}

const WAYS: Readonly<Record<Case["kind"], readonly CaseState[]>> = {
  school_support: ["received", "in_triage", "accepted", "in_progress", "completed"],
  question: ["received", "in_progress", "completed"],
};
const ENDED: readonly CaseState[] = ["declined", "withdrawn"];

/** The steps of a case in order: all of its way, or, where it ended early, those it has seen. */
export function progressOf(found: Pick<Case, "kind" | "state" | "events">): Step[] {
  const { kind, state, events } = found;
  const since = (wanted: CaseState): string | null => events.findLast((event) => event.state === wanted)?.at ?? null;
  const way = WAYS[kind];
  if (ENDED.includes(state)) {
    const seen = way.filter((each) => each !== "completed" && since(each) !== null);
    return [
      ...seen.map((each): Step => ({ state: each, status: "done", at: since(each) })),
      { state, status: "now", at: since(state) },
    ];
  }
  const now = way.indexOf(state);
  return way.map((each, index) => ({
    state: each,
    status: index < now ? "done" : index === now ? "now" : "ahead",
    at: index > now ? null : since(each),
  }));
}
