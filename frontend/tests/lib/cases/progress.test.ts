import { expect, test } from "vitest";
import type { Case, CaseState } from "../../../src/lib/api/cases.ts";
import { progressOf } from "../../../src/lib/cases/progress.ts";

type Kind = Case["kind"];

/** A case that has been in these states, one a day. */
function seen(kind: Kind, ...states: CaseState[]) {
  const events = states.map((state, day) => ({ action: "", state, at: `2026-11-0${day + 1}T08:00:00Z` }));
  return progressOf({ kind, state: states.at(-1) as CaseState, events }).map(
    ({ state, status, at }) => `${state} ${status} ${at?.slice(8, 10) ?? "-"}`,
  );
}

test("what was left out on the way counts as done, without a day", () => {
  expect(seen("school_support", "received", "in_progress")).toEqual([
    "received done 01",
    "in_triage done -",
    "accepted done -",
    "in_progress now 02",
    "completed ahead -",
  ]);
});

test("a question has a shorter way", () => {
  expect(seen("question", "received")).toEqual(["received now 01", "in_progress ahead -", "completed ahead -"]);
});

test("what is opened again is not completed any more, and says since when", () => {
  expect(seen("question", "received", "in_progress", "completed", "in_progress")).toEqual([
    "received done 01",
    "in_progress now 04",
    "completed ahead -",
  ]);
});

test("where it ended early only what it has seen is told", () => {
  expect(seen("school_support", "received", "in_triage", "declined")).toEqual([
    "received done 01",
    "in_triage done 02",
    "declined now 03",
  ]);
  expect(seen("question", "received", "completed", "in_progress", "withdrawn")).toEqual([
    "received done 01",
    "in_progress done 03",
    "withdrawn now 04",
  ]);
});
